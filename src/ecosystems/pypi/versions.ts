/** Python versions and version specifiers (packaging.python.org: version specifiers, PEP 440). */

export interface PyVersion {
  readonly epoch: number;
  readonly release: readonly number[];
  readonly pre?: readonly [letter: 'a' | 'b' | 'rc', number: number];
  readonly post?: number;
  readonly dev?: number;
  readonly local: readonly (string | number)[];
}

/** The parts of a version; undefined where it is none by the standard. */
export function parseVersion(text: string): PyVersion | undefined {
  const found = VERSION.exec(text.trim().toLowerCase());
  if (!found?.groups) return undefined;
  const { epoch, release, preLetter, pre, postImplicit, post, postWord, devWord, dev, local } = found.groups;
  return {
    epoch: Number(epoch ?? 0),
    release: (release ?? '0').split('.').map(Number),
    ...(preLetter === undefined ? {} : { pre: [PRE[preLetter] ?? 'rc', Number(pre || 0)] as const }),
    ...(postImplicit !== undefined ? { post: Number(postImplicit) } : postWord === undefined ? {} : { post: Number(post || 0) }),
    ...(devWord === undefined ? {} : { dev: Number(dev || 0) }),
    local: (local ?? '').split(/[-_.]/).filter((part) => part !== '').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
  };
}

/** Orders by the standard; texts that are no versions come before all that are, by code point. */
export function compareVersions(a: string, b: string): number {
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (left === undefined || right === undefined) return left === right ? order(a, b) : left === undefined ? -1 : 1;
  return compareParsed(left, right) || compareLocal(left.local, right.local);
}

/** A version under development or before its release. */
export function isPrerelease(text: string): boolean {
  const version = parseVersion(text);
  return version === undefined || version.pre !== undefined || version.dev !== undefined;
}

/** Whether a version meets every clause of a specifier (`>=1.2, !=1.3.*`); undefined where the specifier can't be read. */
export function isWithin(text: string, specifier: string): boolean | undefined {
  const version = parseVersion(text);
  if (version === undefined) return undefined;
  let all = true;
  for (const clause of specifier.split(',').map((part) => part.trim()).filter((part) => part !== '')) {
    const found = /^(===|~=|==|!=|<=|>=|<|>)\s*(.+)$/.exec(clause);
    const met = found === null ? undefined : meets(text, version, found[1] ?? '', found[2] ?? '');
    if (met === undefined) return undefined;
    all &&= met;
  }
  return all;
}

const VERSION = /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<preLetter>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?<pre>\d*))?(?:-(?<postImplicit>\d+)|[-_.]?(?<postWord>post|rev|r)[-_.]?(?<post>\d*))?(?:[-_.]?(?<devWord>dev)[-_.]?(?<dev>\d*))?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/;
const PRE: Readonly<Record<string, 'a' | 'b' | 'rc'>> = { a: 'a', alpha: 'a', b: 'b', beta: 'b', c: 'rc', rc: 'rc', pre: 'rc', preview: 'rc' };

function compareParsed(a: PyVersion, b: PyVersion): number {
  return order(a.epoch, b.epoch) || compareRelease(a.release, b.release) || order(preRank(a), preRank(b)) || order(a.pre?.[1] ?? 0, b.pre?.[1] ?? 0)
    || order(a.post ?? -1, b.post ?? -1) || order(a.dev ?? Infinity, b.dev ?? Infinity);
}

/** A development release of a final version comes before that version's first alpha. */
function preRank(version: PyVersion): number {
  if (version.pre !== undefined) return ['a', 'b', 'rc'].indexOf(version.pre[0]);
  return version.post === undefined && version.dev !== undefined ? -1 : 3;
}

function compareRelease(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = order(a[index] ?? 0, b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareLocal(a: PyVersion['local'], b: PyVersion['local']): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const left = a[index];
    const right = b[index];
    if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? -1 : 1;
    const difference = typeof left === typeof right ? order(left, right) : typeof left === 'number' ? 1 : -1;
    if (difference !== 0) return difference;
  }
  return 0;
}

function order(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function meets(text: string, version: PyVersion, operator: string, operand: string): boolean | undefined {
  if (operator === '===') return text.toLowerCase() === operand.toLowerCase();
  const isPrefix = operand.endsWith('.*');
  const bound = parseVersion(isPrefix ? operand.slice(0, -2) : operand);
  if (bound === undefined || (isPrefix && operator !== '==' && operator !== '!=')) return undefined;
  const difference = compareParsed(version, bound);
  switch (operator) {
    case '==': return isPrefix ? hasPrefix(version, bound) : difference === 0 && (bound.local.length === 0 || compareLocal(version.local, bound.local) === 0);
    case '!=': return isPrefix ? !hasPrefix(version, bound) : difference !== 0 || (bound.local.length > 0 && compareLocal(version.local, bound.local) !== 0);
    case '<=': return difference <= 0;
    case '>=': return difference >= 0;
    case '<': return difference < 0 && !(bound.pre === undefined && bound.dev === undefined && (version.pre !== undefined || version.dev !== undefined) && compareRelease(version.release, bound.release) === 0 && version.epoch === bound.epoch);
    case '>': return difference > 0 && !(bound.post === undefined && version.post !== undefined && compareRelease(version.release, bound.release) === 0 && version.epoch === bound.epoch);
    case '~=': return bound.release.length < 2 ? undefined : difference >= 0 && hasPrefix(version, { epoch: bound.epoch, release: bound.release.slice(0, -1), local: [] });
  }
  return undefined;
}

function hasPrefix(version: PyVersion, prefix: PyVersion): boolean {
  if (version.epoch !== prefix.epoch) return false;
  return prefix.release.every((part, index) => (version.release[index] ?? 0) === part);
}
