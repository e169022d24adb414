/** The path of an archive's member as a reader that trusts nobody sees it: relative, inside the tree, with `/` between its parts. */

export interface MemberPath {
  readonly path: string;
  /** It began at the root of a disk. */
  readonly absolute: boolean;
  /** It led above the tree. */
  readonly climbs: boolean;
  /** What is odd about the name, a few words each. */
  readonly odd: readonly string[];
}

/**
 * Brings a member's name into the tree, so that what stands behind it is scanned under the name an installer could give it. A NUL ends the
 * name, as in Python's zipfile and in C; a backslash divides, as on Windows.
 */
export function memberPath(raw: string): MemberPath {
  const odd: string[] = [];
  const nul = raw.indexOf('\0');
  if (nul >= 0) odd.push('a NUL ends the name early');
  const name = (nul >= 0 ? raw.slice(0, nul) : raw).replaceAll('\\', '/');
  const drive = /^[A-Za-z]:(?=\/)/.exec(name)?.[0] ?? '';
  const kept: string[] = [];
  let climbs = false;
  let back = false;
  for (const part of name.slice(drive.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) climbs = true;
    else back = true;
  }
  if (back && !climbs) odd.push('goes back up inside the tree');
  if (CONTROLS.test(name)) odd.push('control or invisible characters in the name');
  if (kept.some((part) => /[. ]$/.test(part))) odd.push('a part ends in a dot or space, which Windows drops');
  if (kept.length === 0) odd.push('an empty name');
  return { path: kept.length === 0 ? '(unnamed)' : kept.join('/'), absolute: drive !== '' || name.startsWith('/'), climbs, odd };
}

/** Whether a link at `path` leads out of the tree. A symbolic target counts from the link's own directory, a hard one from the root. */
export function leadsOutside(path: string, target: string, hard: boolean): boolean {
  const from = hard ? [] : path.split('/').slice(0, -1);
  const goal = target.replaceAll('\\', '/');
  return memberPath([...from, goal].join('/')).climbs || goal.startsWith('/') || /^[A-Za-z]:\//.test(goal);
}

/** Whether a file of this name could hold something that runs: all but pictures, sound, film and fonts. */
export function couldCarryCode(path: string): boolean {
  return !/\.(?:png|jpe?g|gif|bmp|webp|ico|tiff?|avif|mp[34]|m4a|wav|ogg|flac|webm|mov|avi|ttf|otf|woff2?|eot)$/i.test(path);
}

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
