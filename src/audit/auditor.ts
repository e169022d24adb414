/** Looks at everything that a project locks: the kept verdict where there is one, else the file is fetched and examined. */
import type { Machine } from '../ecosystems/file-choice.ts';
import type { Advisories } from '../ecosystems/advisories.ts';
import { resolvePackage } from '../ecosystems/resolve.ts';
import { sha256Of } from '../host/cache.ts';
import { concurrencyLimit } from '../host/concurrency.ts';
import type { RegistryAccess } from '../host/registry-access.ts';
import { RegistryFailure } from '../model/registry.ts';
import { purlOf } from '../model/package.ts';
import type { PackageRef } from '../model/package.ts';
import type { Report, ReportFinding } from '../model/report.ts';
import { choiceOfLock, findLockedFile } from './locked-file.ts';
import { registryWord } from './registry-facts.ts';
import type { RegistryWord } from './registry-facts.ts';
import type { LockedChoice } from './locked-file.ts';
import type { AuditTarget } from './targets.ts';
import { VerdictCache } from './verdict-cache.ts';

/** Examines the bytes of one artifact; a time limit or a crash is told in its report. */
export type Examine = (artifact: { readonly target: string; readonly name: string; readonly bytes: Uint8Array; readonly ecosystem: PackageRef['ecosystem'] } & Partial<RegistryWord>) => Promise<Report>;

export interface AuditorOptions {
  readonly access: RegistryAccess;
  readonly machine: Machine;
  readonly revision: string;
  readonly jobs: number;
  readonly examine: Examine;
  readonly advisories?: Advisories;
  /** Don't use verdicts that were kept. */
  readonly isFresh?: boolean;
  /** Ask the registry about every release, also where the lock says enough to fetch it. */
  readonly isThorough?: boolean;
}

export class Auditor {
  readonly #options: AuditorOptions;
  readonly #verdicts: VerdictCache;

  constructor(options: AuditorOptions) {
    this.#options = options;
    this.#verdicts = new VerdictCache(options.access.cache, options.revision);
  }

  /** The reports in the order of the targets; `done` is called as each is finished. */
  reports(targets: readonly AuditTarget[], done: (name: string) => void): Promise<Report[]> {
    const limit = concurrencyLimit(Math.max(8, this.#options.jobs * 4));
    return Promise.all(targets.map((target) => limit(async () => {
      const report = await this.#report(target);
      done(report.target);
      return report;
    })));
  }

  async #report(target: AuditTarget): Promise<Report> {
    const report = await this.#looked(target);
    const version = report.package?.version ?? target.version;
    const known = this.#options.advisories?.about(target.ecosystem, target.name, version) ?? [];
    return { ...(known.length === 0 ? report : withAdvisories(report, known, target)), lockedBy: target.lockedBy };
  }

  async #looked(target: AuditTarget): Promise<Report> {
    const kept = this.#kept(target);
    if (kept !== undefined) return kept;
    const { access, examine, isFresh, isThorough = false } = this.#options;
    let label = labelOf(target, target.version);
    try {
      const { file, version, release } = await findLockedFile(target, access, this.#options.machine, isThorough);
      label = labelOf(target, version);
      const said = release === undefined ? { facts: [] } : await registryWord(release, file, access, isThorough);
      const word = digestOf(said);
      const sha256 = access.sha256(file);
      const known = sha256 === undefined || isFresh === true ? undefined : this.#verdicts.get(target.ecosystem, sha256, word);
      if (known !== undefined && sha256 !== undefined) {
        this.#verdicts.remember(this.#choiceKey(target), sha256, word);
        return renamed(known, label, refOf(target, version, sha256));
      }
      const bytes = await this.#fetch(target, file);
      const report = await examine({ target: label, name: file.filename, bytes, ecosystem: target.ecosystem, ...said });
      const found = access.sha256(file) ?? '';
      this.#verdicts.put(target.ecosystem, found, word, report);
      this.#verdicts.remember(this.#choiceKey(target), found, word);
      return renamed(report, label, refOf(target, version, found));
    } catch (error) {
      if (!(error instanceof RegistryFailure)) throw error;
      return unseen(label, refOf(target, target.version, undefined), error.message);
    }
  }

  /** Without asking anybody: what the same entry of a lock led to before, or the lock's own hash. */
  #kept(target: AuditTarget): Report | undefined {
    const { isFresh, isThorough, machine } = this.#options;
    if (isFresh === true || target.version === undefined || target.hashes.length === 0) return undefined;
    const promised = isThorough === true ? undefined : choiceOfLock(target, machine)?.hashes['sha256'];
    const choice = this.#verdicts.recalled(this.#choiceKey(target)) ?? (promised === undefined ? undefined : { sha256: promised, word: '' });
    const known = choice === undefined ? undefined : this.#verdicts.get(target.ecosystem, choice.sha256, choice.word);
    return known === undefined || choice === undefined ? undefined : renamed(known, labelOf(target, target.version), refOf(target, target.version, choice.sha256));
  }

  #choiceKey(target: AuditTarget): string {
    return `${purlOf(target)} ${[...target.hashes].sort().join(' ')}${this.#options.isThorough === true ? ' thorough' : ''}`;
  }

  /** A registry that keeps its tarballs elsewhere than by convention says where in the packument. */
  async #fetch(target: AuditTarget, file: LockedChoice['file']): Promise<Uint8Array> {
    try {
      return await this.#options.access.file(file);
    } catch (error) {
      if (!(error instanceof RegistryFailure) || error.kind !== 'absent' || target.ecosystem !== 'npm') throw error;
      const [said] = (await resolvePackage(target, this.#options.access)).files;
      if (said === undefined || said.url === file.url) throw error;
      return this.#options.access.file({ ...file, url: said.url });
    }
  }
}

/** '' where the registry said nothing that counts. */
function digestOf(said: RegistryWord): string {
  return said.facts.length === 0 && said.entry === undefined ? '' : sha256Of(Buffer.from(JSON.stringify(said))).slice(0, 16);
}

function labelOf(target: AuditTarget, version: string | undefined): string {
  return `${target.ecosystem}:${target.name}${version === undefined ? '' : `@${version}`}`;
}

function refOf(target: AuditTarget, version: string | undefined, sha256: string | undefined): PackageRef {
  const ref = { ecosystem: target.ecosystem, name: target.name, ...(version === undefined ? {} : { version }) };
  return { ...ref, purl: purlOf(ref), ...(sha256 === undefined || sha256 === '' ? {} : { sha256 }) };
}

function renamed(report: Report, target: string, ref: PackageRef): Report {
  return { ...report, target, package: ref };
}

function unseen(target: string, ref: PackageRef, why: string): Report {
  return { target, package: ref, verdict: 'unknown', score: 0, findings: [], story: [], reasons: [], coverage: { files: 0, bytes: 0, read: 0, unread: [{ path: target, why }] }, seconds: 0 };
}

function withAdvisories(report: Report, known: readonly { readonly id: string; readonly summary: string }[], target: AuditTarget): Report {
  const findings = known.map(({ id, summary }): ReportFinding => ({
    rule: 'known-malware', family: 'entry', severity: 'critical', confidence: 'high', stage: 'install', attack: ['T1195.001'],
    message: `${id}: ${summary === '' ? 'known malware' : summary}`, locations: target.lockedBy.map((place, index) => placeOf(place, index)),
  }));
  const reasons = known.map(({ id }) => ({ points: 100, why: `${id} lists this release as malware` }));
  return { ...report, verdict: 'malicious', score: Math.max(95, report.score), findings: [...findings, ...report.findings], reasons: [...reasons, ...report.reasons] };
}

function placeOf(place: string, index: number): ReportFinding['locations'][number] {
  const cut = place.lastIndexOf(':');
  return { path: place.slice(0, cut), line: Number(place.slice(cut + 1)), column: 1, snippet: '', role: index === 0 ? 'primary' : 'related', layers: [] };
}
