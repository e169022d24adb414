/** What a registry lists of one package, the same for every ecosystem: the files a client could ask for. */

export interface Candidate {
  readonly version: string;
  readonly file: string;
  /** Where the upstream keeps it. */
  readonly url: string;
  /** What the registry says the bytes hash to, `algorithm-hex`; undefined where it doesn't say. */
  readonly integrity: string | undefined;
  /** When it was published; undefined where the registry doesn't say. */
  readonly published: Date | undefined;
  readonly runsScripts: boolean;
  /** Hash of the bytes, where they were seen before. */
  readonly sha256?: string;
  /** Address of the metadata that can be had apart (PEP 658). */
  readonly metadataUrl?: string;
}

/** Hex of a Subresource-Integrity text or a bare digest, with its algorithm in front; the strongest of several. */
export function integrityOf(sri: unknown, sha1: unknown): string | undefined {
  if (typeof sri === 'string') {
    for (const algorithm of ['sha512', 'sha384', 'sha256', 'sha1']) {
      const match = new RegExp(`(?:^|\\s)${algorithm}-([A-Za-z0-9+/=]+)`).exec(sri);
      if (match?.[1] !== undefined) return `${algorithm}-${Buffer.from(match[1], 'base64').toString('hex')}`;
    }
  }
  return typeof sha1 === 'string' && /^[0-9a-f]{40}$/i.test(sha1) ? `sha1-${sha1.toLowerCase()}` : undefined;
}
