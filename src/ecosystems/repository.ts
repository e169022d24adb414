/** Repository links of a package, and whether one points at somebody else's project (starjacking: borrowing a popular project's stars). */

/** `owner/name` of a link to a code host, lower case; undefined where the link is no such thing. Takes npm's short forms too. */
export function repositoryOf(link: string): string | undefined {
  const text = link.trim().replace(/^git\+/, '').replace(/^(?:git|ssh):\/\/(?:git@)?/, 'https://').replace(/^git@([^:/]+):/, 'https://$1/');
  const short = /^(?:github:|gitlab:|bitbucket:)?([\w.-]+\/[\w.-]+)$/.exec(text);
  if (short?.[1] !== undefined) return cleaned(short[1]);
  if (!URL.canParse(text) || !/^https?:/.test(text)) return undefined;
  const { hostname, pathname } = new URL(text);
  if (!/(?:^|\.)(?:git\w*|codeberg|bitbucket|sr|sourcehut|gitea|hub)\./.test(`${hostname}.`)) return undefined;
  const [owner, name] = pathname.split('/').filter((part) => part !== '');
  return owner === undefined || name === undefined ? undefined : cleaned(`${owner}/${name}`);
}

/**
 * Whether a repository belongs to another project whose name the package imitates: its name is one or two letters from the package's. Same names,
 * and names that merely differ (a monorepo, a short name), say nothing.
 */
export function isBorrowedRepository(repository: string, packageName: string): boolean {
  const theirs = core(repository.split('/')[1] ?? '');
  const ours = core(packageName.split('/').at(-1) ?? '');
  if (theirs.length < 5 || ours.length < 5 || theirs === ours || theirs.startsWith(ours) || ours.startsWith(theirs)) return false;
  return distanceWithin(theirs, ours, theirs.length > 8 ? 2 : 1);
}

function cleaned(path: string): string {
  return path.toLowerCase().replace(/\.git$/, '');
}

function core(name: string): string {
  return name.toLowerCase().replace(/[-_.]/g, '').replace(/^(?:py|python|node)|(?:py|js|python)$/g, '');
}

/** Levenshtein with swaps of neighbours, cut off at a bound. */
function distanceWithin(a: string, b: string, bound: number): boolean {
  if (Math.abs(a.length - b.length) > bound) return false;
  let older: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (older[j - 2] ?? Infinity) + 1 : Infinity;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1), swap));
    }
    older = row;
    row = next;
  }
  return (row[b.length] ?? Infinity) <= bound;
}
