/**
 * PyPI's Simple API (packaging.python.org: specifications/simple-repository-api; PEP 503, 592, 629, 658, 691, 700, 714): project pages as JSON or HTML
 * are read into one shape and written anew, so that nothing of an upstream's page passes that was not understood.
 */
import { html } from '../kit/untrusted.ts';
import { isObject, parseObject, type Json } from './json-object.ts';
import type { Candidate } from './listing.ts';

export interface SimpleFile {
  readonly filename: string;
  readonly url: string;
  readonly hashes: Readonly<Record<string, string>>;
  readonly requiresPython?: string;
  /** The reason, '' where none is given; absent: not yanked. */
  readonly yanked?: string;
  /** Hashes of the metadata that stands at `<url>.metadata`; absent: there is none. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly size?: number;
  readonly uploadTime?: string;
}

export interface SimplePage {
  readonly name: string;
  readonly files: readonly SimpleFile[];
}

export const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';
export const HTML_TYPE = 'application/vnd.pypi.simple.v1+html';

/** PEP 503. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Reads a JSON page; undefined where it is none. `url` is the page's own address, for relative links. */
export function readJsonPage(text: string, url: string): SimplePage | undefined {
  const page = parseObject(text);
  if (page === undefined || !Array.isArray(page['files'])) return undefined;
  const files = page['files'].flatMap((file: unknown) => {
    const read = isObject(file) ? fileOfJson(file, url) : undefined;
    return read === undefined ? [] : [read];
  });
  return { name: String(page['name'] ?? ''), files };
}

/** Reads an HTML page: every `<a href>` with a file name as its text. */
export function readHtmlPage(text: string, url: string, name: string): SimplePage {
  const baseTag = /<base\b([^>]*)>/i.exec(text);
  const baseHref = baseTag === null ? undefined : attributesOf(baseTag[1] ?? '').get('href');
  const base = baseHref !== undefined && URL.canParse(baseHref, url) ? new URL(baseHref, url).href : url;
  const files: SimpleFile[] = [];
  const visible = text.replace(/<!--[^]*?-->/g, '');
  for (const match of visible.matchAll(/<a\b((?:[^>"']|"[^"]*"|'[^']*')*)>([^<]*)/gi)) {
    const file = fileOfAnchor(attributesOf(match[1] ?? ''), unescape(match[2] ?? '').trim(), base);
    if (file !== undefined) files.push(file);
  }
  return { name, files };
}

/** The page as PEP 691 JSON. */
export function writeJsonPage(page: SimplePage, versions: readonly string[]): string {
  const files = page.files.map((file) => ({
    filename: file.filename, url: file.url, hashes: file.hashes,
    ...(file.requiresPython === undefined ? {} : { 'requires-python': file.requiresPython }),
    ...(file.size === undefined ? {} : { size: file.size }),
    ...(file.uploadTime === undefined ? {} : { 'upload-time': file.uploadTime }),
    yanked: file.yanked === undefined ? false : file.yanked === '' ? true : file.yanked,
    ...(file.metadata === undefined ? {} : { 'core-metadata': metadataValue(file.metadata), 'dist-info-metadata': metadataValue(file.metadata) }),
  }));
  // PEP 700 demands sizes from version 1.1 on; HTML upstreams do not tell them.
  const isWhole = page.files.every((file) => file.size !== undefined);
  return JSON.stringify({ meta: { 'api-version': isWhole ? '1.1' : '1.0' }, name: page.name, ...(isWhole ? { versions } : {}), files });
}

/** The page as PEP 503 HTML. */
export function writeHtmlPage(page: SimplePage): string {
  const lines = page.files.map((file) => {
    const [algorithm, digest] = hashOf(file.hashes);
    const href = algorithm === undefined ? file.url : `${file.url}#${algorithm}=${digest}`;
    const attributes = [`href="${html(href)}"`];
    if (file.requiresPython !== undefined) attributes.push(`data-requires-python="${html(file.requiresPython)}"`);
    if (file.yanked !== undefined) attributes.push(`data-yanked="${html(file.yanked)}"`);
    if (file.metadata !== undefined) {
      const [kind, hash] = hashOf(file.metadata);
      const value = kind === undefined ? 'true' : html(`${kind}=${hash}`);
      attributes.push(`data-core-metadata="${value}"`, `data-dist-info-metadata="${value}"`);
    }
    return `    <a ${attributes.join(' ')}>${html(file.filename)}</a><br/>`;
  });
  const title = `Links for ${html(page.name)}`;
  return `<!DOCTYPE html>\n<html>\n  <head>\n    <meta name="pypi:repository-version" content="1.0">\n    <title>${title}</title>\n  </head>\n  <body>\n    <h1>${title}</h1>\n${lines.join('\n')}\n  </body>\n</html>\n`;
}

/** What decides about a file. */
export function candidateOf(file: SimpleFile, project: string): Candidate {
  const [algorithm, digest] = hashOf(file.hashes);
  const time = file.uploadTime === undefined ? Number.NaN : Date.parse(file.uploadTime);
  return {
    version: versionIn(file.filename, project), file: file.filename, url: file.url, runsScripts: false,
    integrity: algorithm === undefined ? undefined : `${algorithm}-${digest}`,
    published: Number.isNaN(time) ? undefined : new Date(time),
    ...(file.metadata === undefined ? {} : { metadataUrl: `${file.url}.metadata` }),
  };
}

/** The version in a file name (specifications: binary-distribution-format, source-distribution-format); '' where it can't be told. */
export function versionIn(filename: string, project: string): string {
  const stem = filename.replace(/\.(?:whl|egg|zip|exe|msi|rpm|tar\.(?:gz|bz2|xz|lzma|Z)|tgz|tar)$/i, '');
  const parts = stem.split('-');
  for (let count = 1; count < parts.length; count++) {
    if (normalizeName(parts.slice(0, count).join('-')) !== project) continue;
    return /\.(?:whl|egg|exe|msi)$/i.test(filename) ? parts[count] ?? '' : parts.slice(count).join('-');
  }
  return '';
}

function fileOfJson(file: Json, pageUrl: string): SimpleFile | undefined {
  const { filename, url } = file;
  if (typeof filename !== 'string' || typeof url !== 'string' || !URL.canParse(url, pageUrl) || !isFileName(filename)) return undefined;
  const metadata = file['core-metadata'] ?? file['dist-info-metadata'];
  return {
    filename, url: withoutFragment(new URL(url, pageUrl)), hashes: textsOf(file['hashes']),
    ...(typeof file['requires-python'] === 'string' ? { requiresPython: file['requires-python'] } : {}),
    ...(typeof file['yanked'] === 'string' ? { yanked: file['yanked'] } : file['yanked'] === true ? { yanked: '' } : {}),
    ...(metadata === true || isObject(metadata) ? { metadata: textsOf(metadata) } : {}),
    ...(typeof file['size'] === 'number' ? { size: file['size'] } : {}),
    ...(typeof file['upload-time'] === 'string' ? { uploadTime: file['upload-time'] } : {}),
  };
}

function fileOfAnchor(attributes: ReadonlyMap<string, string>, text: string, base: string): SimpleFile | undefined {
  const href = attributes.get('href');
  if (href === undefined || !URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  const filename = isFileName(text) ? text : decodeURIComponent(url.pathname.slice(url.pathname.lastIndexOf('/') + 1));
  if (!isFileName(filename)) return undefined;
  const requiresPython = attributes.get('data-requires-python');
  const yanked = attributes.get('data-yanked');
  const metadata = attributes.get('data-core-metadata') ?? attributes.get('data-dist-info-metadata');
  return {
    filename, url: withoutFragment(url), hashes: hashesIn(url.hash.slice(1)),
    ...(requiresPython === undefined ? {} : { requiresPython }),
    ...(yanked === undefined ? {} : { yanked }),
    ...(metadata === undefined || metadata === 'false' ? {} : { metadata: hashesIn(metadata) }),
  };
}

function isFileName(text: string): boolean {
  return /^[^\s/\\?#]+\.(?:whl|egg|zip|exe|msi|rpm|tar\.(?:gz|bz2|xz|lzma|Z)|tgz|tar)$/i.test(text);
}

/** `sha256=…` as in a link's fragment. */
function hashesIn(text: string): Record<string, string> {
  const match = /(?:^|&)(md5|sha1|sha224|sha256|sha384|sha512)=([0-9a-f]+)/i.exec(text);
  return match?.[1] === undefined || match[2] === undefined ? {} : { [match[1].toLowerCase()]: match[2].toLowerCase() };
}

/** The hash to show and check by: the strongest; md5 is passed on for clients but proves nothing. */
function hashOf(hashes: Readonly<Record<string, string>>): [string, string] | [undefined, ''] {
  for (const algorithm of ['sha256', 'sha512', 'sha384', 'sha224', 'sha1', 'md5']) {
    const digest = hashes[algorithm];
    if (digest !== undefined) return [algorithm, digest.toLowerCase()];
  }
  return [undefined, ''];
}

function metadataValue(hashes: Readonly<Record<string, string>>): true | Readonly<Record<string, string>> {
  return Object.keys(hashes).length === 0 ? true : hashes;
}

function attributesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(/([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    found.set((match[1] ?? '').toLowerCase(), unescape(match[2] ?? match[3] ?? match[4] ?? ''));
  }
  return found;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function unescape(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal?: string, hex?: string, word?: string) => {
    if (word !== undefined) return ENTITIES[word.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function textsOf(value: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  if (isObject(value)) for (const [key, text] of Object.entries(value)) if (typeof text === 'string') found[key.toLowerCase()] = text;
  return found;
}

function withoutFragment(url: URL): string {
  const copy = new URL(url);
  copy.hash = '';
  return copy.href;
}
