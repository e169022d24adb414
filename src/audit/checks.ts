/** What a lock file says by itself: hashes, hosts, sources, internal names, and whether it fits its manifest. Pure; each check is one function. */
import type { Locked } from '../ecosystems/locked.ts';
import type { Confidence, Family, Severity } from '../model/evidence.ts';
import type { Location, ReportFinding } from '../model/report.ts';
import { manifestFindings } from './manifest-check.ts';
import type { Project, ProjectFile } from './project.ts';

/** What the checks have to know of the machine and its policy. */
export interface CheckContext {
  /** Origins of the configured indexes and of the clients' built-in ones. */
  readonly trustedHosts: ReadonlySet<string>;
  /** Whether a name would be asked for at a public registry. */
  isPublic(each: Locked): boolean;
  /** The internal pattern that a name falls under. */
  internalPattern(name: string): string | undefined;
}

/** The findings about one file; what a package's own code does is told elsewhere. */
export function fileFindings(file: ProjectFile, project: Project, context: CheckContext): ReportFinding[] {
  return [
    ...hashFindings(file), ...hostFindings(file, context), ...sourceFindings(file), ...internalFindings(file, context), ...indexFindings(file),
    ...warningFindings(file), ...manifestFindings(file, project).map(({ message, line }) => finding(file, 'lock-differs-from-manifest', 'low', 'high', message, [line])),
  ];
}

/** A finding at lines of a file, with the text that stands there. */
export function finding(file: ProjectFile, rule: string, severity: Severity, confidence: Confidence, message: string, lines: readonly number[]): ReportFinding {
  const texts = file.text.split('\n');
  const locations = lines.slice(0, 20).map((line, index): Location => ({ path: file.path, line, column: 1, snippet: (texts[line - 1] ?? '').trim().slice(0, 200), role: index === 0 ? 'primary' : 'related', layers: [] }));
  return { rule, family: FAMILY[rule] ?? 'entry', severity, confidence, stage: 'install', message, locations, attack: ['T1195.001'] };
}

const FAMILY: Readonly<Record<string, Family>> = { 'locked-internal-name': 'pose', 'lookalike-locked': 'pose', 'known-malware': 'entry', 'locked-from-elsewhere': 'reach', 'locked-from-address': 'reach', 'locked-from-repository': 'reach' };

function hashFindings(file: ProjectFile): ReportFinding[] {
  if (!file.content.isLock) return unpinnedFindings(file);
  const due = file.content.locked.filter((each) => each.source !== 'path' && each.source !== 'git' && each.isBundled !== true && each.version !== undefined);
  const bare = due.filter((each) => each.hashes.length === 0 && each.hasOwnChecksum !== true);
  const found = unpinnedFindings(file);
  if (bare.length > 0) found.push(finding(file, 'locked-without-hash', 'low', 'high', `${bare.length} of ${due.length} locked packages have no hash, so that what is installed could change: ${few(bare)}`, bare.map((each) => each.line)));
  const weak = due.filter((each) => each.hashes.length > 0 && each.hashes.every((hash) => /^(?:md5|sha1):/.test(hash)));
  if (weak.length > 0) found.push(finding(file, 'locked-by-weak-hash', 'low', 'high', `${weak.length} locked packages are bound by MD5 or SHA-1 only, which can be forged: ${few(weak)}`, weak.map((each) => each.line)));
  return found;
}

function unpinnedFindings(file: ProjectFile): ReportFinding[] {
  const loose = file.content.locked.filter((each) => each.source === 'registry' && each.version === undefined && each.isBundled !== true);
  if (loose.length === 0) return [];
  return [finding(file, 'dependency-not-pinned', 'note', 'high', `${loose.length} packages are not pinned to a version: ${few(loose)}`, loose.map((each) => each.line))];
}

/**
 * A lock whose packages all come from one other host was made on a machine with another mirror. One package from elsewhere than the rest is what an
 * attacker who edits a lock file in a pull request leaves.
 */
function hostFindings(file: ProjectFile, { trustedHosts }: CheckContext): ReportFinding[] {
  const byHost = new Map<string, Locked[]>();
  for (const each of file.content.locked) {
    if (each.source !== 'registry') continue;
    const host = hostOf(each.url ?? each.index);
    if (host !== undefined) byHost.set(host, [...(byHost.get(host) ?? []), each]);
  }
  const total = [...byHost.values()].reduce((sum, list) => sum + list.length, 0);
  return [...byHost].filter(([host]) => !trustedHosts.has(host)).map(([host, list]) => {
    const isRule = list.length > 1 && list.length > total / 2 || total === 1;
    const message = isRule ? `the file was made against ${host}, which is not the registry configured here` : `${list.length} packages come from ${host}, which is neither the registry configured here nor where the others come from: ${few(list)}`;
    return finding(file, 'locked-from-elsewhere', isRule ? 'note' : 'high', isRule ? 'medium' : 'high', message, list.map((each) => each.line));
  });
}

function sourceFindings(file: ProjectFile): ReportFinding[] {
  return file.content.locked.flatMap((each) => {
    if (each.source === 'git') {
      const isBound = /[#@=][0-9a-f]{40}\b|[0-9a-f]{40}$/.test(each.url ?? '');
      return [finding(file, 'locked-from-repository', isBound ? 'low' : 'medium', 'high', `${each.name} comes from the repository ${each.url ?? '?'}${isBound ? '' : ', bound to no commit'}`, [each.line])];
    }
    if (each.source !== 'url') return [];
    return [finding(file, 'locked-from-address', each.hashes.length > 0 ? 'low' : 'medium', 'high', `${each.name} comes from the address ${each.url ?? '?'}${each.hashes.length > 0 ? '' : ', bound to no hash'}`, [each.line])];
  });
}

function internalFindings(file: ProjectFile, context: CheckContext): ReportFinding[] {
  return file.content.locked.flatMap((each) => {
    const pattern = context.internalPattern(each.name);
    if (pattern === undefined || each.source !== 'registry' || !context.isPublic(each)) return [];
    return [finding(file, 'locked-internal-name', 'high', 'high', `${each.name} is an internal name (${pattern}), but it comes from a public registry`, [each.line])];
  });
}

function indexFindings(file: ProjectFile): ReportFinding[] {
  return (file.content.indexes ?? []).flatMap(({ url, line, isExtra }) => [
    ...(isExtra && file.path.endsWith('.txt') ? [finding(file, 'extra-index', 'low', 'high', `the extra index ${url} can answer for any name: the highest version wins, whoever published it`, [line])] : []),
    ...(/^http:\/\/(?!127\.|localhost|\[::1\])/.test(url) ? [finding(file, 'index-without-tls', 'medium', 'high', `the index ${url} is asked without encryption: anybody on the way can answer`, [line])] : []),
  ]);
}

function warningFindings(file: ProjectFile): ReportFinding[] {
  return (file.content.warnings ?? []).map(({ message, line }) => finding(file, 'index-without-tls', 'medium', 'high', message, [line]));
}

function few(list: readonly Locked[]): string {
  const names = [...new Set(list.map((each) => each.name))];
  return names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
}

/** Host and port. */
function hostOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
}
