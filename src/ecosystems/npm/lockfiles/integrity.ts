/** The hashes that npm's lock files give, as subresource integrity (w3.org/TR/SRI). */
import { LockFault } from '../../locked.ts';
import type { Place } from '../../parsed.ts';
import { integrityHashes } from '../registry.ts';

/** `algorithm:hex`, none where there is no integrity. Throws LockFault where there is one that can't be read: taken for none, it would bind nothing. */
export function hashesOf(integrity: unknown, name: string, { path, line }: Place): string[] {
  if (integrity === undefined || integrity === null || integrity === '') return [];
  const hashes = Object.entries(integrityHashes(integrity)).map(([algorithm, hash]) => `${algorithm}:${hash}`);
  if (hashes.length === 0) throw new LockFault(path, line, `the integrity of "${name}" can't be read`);
  return hashes;
}
