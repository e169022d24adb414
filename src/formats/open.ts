/**
 * Opens whatever it is given: the format is told by structure, never by the name alone. Touches nothing but the bytes; everything that can't be
 * read is a row in `unread`, and everything that could is an entry, however strange the archive.
 */
import { inMemory, wholeOf, type ByteSource } from '../kit/byte-source.ts';
import type { Artifact, Entry, Link } from '../model/artifact.ts';
import type { Budget } from '../kit/budget.ts';
import { isAr, isDeb, readAr } from './ar.ts';
import { codecOf, type Codec } from './compressed.ts';
import { Gathering, sharedFor } from './gathering.ts';
import { gzipName } from './gzip.ts';
import { isTarHeader } from './tar-header.ts';
import { readTar } from './tar.ts';
import { endsInZip, readZip } from './zip.ts';
import { isZipBeginning, mayEndInZip } from './zip-records.ts';

/**
 * Opens an archive or a lone file. Members of archives inside it come too, as `outer.whl!/inner.py`. Never throws for what the bytes say.
 * `format` is `zip`, `tar`, `tar.gz`, `gz`, `ar`, … or `file`. Of a zip archive in a source, members are read when they are asked for: it must stay open
 * as long as the artifact is used.
 */
export function openArtifact(name: string, bytes: Uint8Array | ByteSource, budget: Budget): Artifact {
  const source = bytes instanceof Uint8Array ? inMemory(bytes) : bytes;
  const into = new Gathering(sharedFor(budget, source.length), name, openInner);
  let format: string | undefined;
  into.within(() => {
    format = readArchive(source, into, isAr(source.slice(0, HEAD)));
    if (format === undefined) into.file(baseName(name), wholeOf(source));
    if (isMisnamed(name, format) && into.isWhole) into.unread('', 'it is named like an archive and is none', true);
  });
  return into.artifact(format ?? 'file');
}

/** The first bytes, which tell every format but a zip archive behind something else. */
const HEAD = 4096;

/** A page of errors saved as a wheel, a download that broke off before its first byte: what was to be looked at isn't here. */
function isMisnamed(name: string, format: string | undefined): boolean {
  if (format === undefined) return /\.(?:whl|egg|zip|jar|vsix|tar|tgz|tbz2?|txz|tzst|gz|bz2|xz|zst|crate|gem|deb)$/i.test(name);
  return /\.(?:tar\.\w+|tgz|tbz2?|txz|tzst|crate)$/i.test(name) && !/^(?:tar|zip|ar)\b/.test(format);
}

/**
 * An artifact of files that are read elsewhere, a directory for one. Archives among them are opened. An entry whose `bytes` are a getter is asked
 * again for what is too large to keep.
 */
export function artifactOfEntries(name: string, entries: readonly Entry[], links: readonly Link[], budget: Budget): Artifact {
  const into = new Gathering(sharedFor(budget, 0), name, openInner);
  into.within(() => {
    for (const link of links) into.link(link.path, link.target, false);
    for (const entry of entries) {
      const { path, bytes, mode } = entry;
      into.tick();
      into.allow(bytes.length);
      into.file(path, bytes, { ...(mode === undefined ? {} : { mode }), again: () => entry.bytes });
    }
  });
  return into.artifact('directory');
}

function openInner(bytes: Uint8Array, into: Gathering): void {
  if (!isArchive(bytes)) return;
  if (!into.opens) return into.unread('', 'archives are nested too deep', true);
  into.within(() => readArchive(inMemory(bytes), into, isDeb(bytes)));
}

function isArchive(bytes: Uint8Array): boolean {
  return codecOf(bytes) !== undefined || isZipBeginning(bytes) || isDeb(bytes) || isTar(bytes) || endsInZip(inMemory(bytes));
}

/** Gathers an archive's members and tells its format; undefined where it is none. */
function readArchive(source: ByteSource, into: Gathering, ar: boolean): string | undefined {
  const head = source.slice(0, HEAD);
  const codec = codecOf(head);
  if (codec !== undefined) return readCompressed(codec, wholeOf(source), into);
  if (isTar(head)) {
    const bytes = wholeOf(source);
    noticeTail(bytes, readTar(bytes, into), into);
    return 'tar';
  }
  if (ar) {
    readAr(wholeOf(source), into);
    return 'ar';
  }
  if (!isZipBeginning(head)) {
    if (!endsInZip(source)) return undefined;
    into.anomaly('polyglot', '', 'a file of another kind that is a zip archive too');
  }
  readZip(source, into);
  return 'zip';
}

function readCompressed(codec: Codec, bytes: Uint8Array, into: Gathering): string {
  const unpacked = codec.unpack(bytes, into.allowance, into.shared.budget);
  into.took(unpacked.bytes.length);
  if (unpacked.problem !== undefined) into.unread('', unpacked.problem, true);
  if (unpacked.mismatch !== undefined) into.anomaly('header-mismatch', '', unpacked.mismatch);
  const tar = isTar(unpacked.bytes);
  if (tar) noticeTail(unpacked.bytes, readTar(unpacked.bytes, into), into);
  else into.file(innerName(codec, bytes, into.name), unpacked.bytes);
  if (unpacked.used < bytes.length && unpacked.problem === undefined) {
    into.anomaly('data-after', '', `${bytes.length - unpacked.used} bytes follow the end of the ${codec.suffix} data`);
    noticeTail(bytes, unpacked.used, into);
  }
  return tar ? `tar.${codec.suffix}` : codec.suffix;
}

/** A zip archive behind the end of another one. */
function noticeTail(bytes: Uint8Array, from: number, into: Gathering): void {
  const tail = bytes.subarray(from);
  if (tail.length === 0 || !endsInZip(inMemory(bytes)) || tail.indexOf(0x50) < 0 || !mayEndInZip(tail)) return;
  into.anomaly('polyglot', '', 'the archive is a zip archive too');
  readZip(inMemory(bytes), into);
}

function isTar(bytes: Uint8Array): boolean {
  return isTarHeader(bytes, 0);
}

function baseName(name: string): string {
  return name.split(/[\\/]/).filter((part) => part !== '').at(-1) ?? 'file';
}

function innerName(codec: Codec, bytes: Uint8Array, name: string): string {
  const base = baseName(name);
  const stripped = base.toLowerCase().endsWith(`.${codec.suffix}`) ? base.slice(0, -codec.suffix.length - 1) : base;
  const kept = codec.suffix === 'gz' && stripped === base ? gzipName(bytes) : undefined;
  return kept ?? stripped;
}
