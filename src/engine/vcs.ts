/** How a source archive differs from the repository it is said to be made from. */
import { createHash } from 'node:crypto';
import type { Artifact } from '../model/artifact.ts';
import type { VcsDifference, VcsListing } from '../model/context.ts';

/** The archive's files, its outer folder put aside, beside the repository's. Contents are compared by git's own object names; line ends don't count. */
export function vcsDifference(artifact: Artifact, { revision, files }: VcsListing): VcsDifference {
  const paths = artifact.entries.map(({ path }) => path);
  const [first = ''] = paths;
  const folder = first.slice(0, first.indexOf('/') + 1);
  const root = folder !== '' && paths.every((path) => path.startsWith(folder)) ? folder : '';
  const absent: string[] = [];
  const changed: string[] = [];
  for (const { path, bytes } of artifact.entries) {
    if (path.includes('!/')) continue;
    const name = files.get(path.slice(root.length));
    if (name === undefined) absent.push(path);
    else if (!isSame(bytes, name)) changed.push(path);
  }
  return { revision, absent, changed };
}

function isSame(bytes: Uint8Array, name: string): boolean {
  if (objectName(bytes, name) === name) return true;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (!text.includes('\r\n')) return objectName(Buffer.from(text.replace(/\n/g, '\r\n'), 'latin1'), name) === name;
  return objectName(Buffer.from(text.replace(/\r\n/g, '\n'), 'latin1'), name) === name;
}

/** git's name of a file's content: the hash of `blob`, its length and its bytes (gitformat-pack(5)). */
function objectName(bytes: Uint8Array, like: string): string {
  return createHash(like.length === 64 ? 'sha256' : 'sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
