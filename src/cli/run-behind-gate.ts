/** Starts the gate, runs the client through it, and compares afterwards. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { aftermathOf, keyOf, type Aftermath, type Present } from '../gate/aftermath.ts';
import { runEnvironment } from '../gate/environment.ts';
import type { OpenGate } from '../gate/open-gate.ts';
import { formerGatesIn, LOCK_FILES, outsideAddresses, readLocked, restoreAddresses, type Locked, type Restoration } from '../gate/lock-text.ts';
import { Authority } from '../host/certificates.ts';
import { runProgram } from '../host/child.ts';
import { readText, writeText } from '../host/files.ts';
import { readInstalled, type InstalledPackage } from '../host/installed.ts';
import { workingDirectory } from '../host/machine.ts';
import { environment, writeError } from '../host/terminal.ts';
import { printable } from '../kit/untrusted.ts';
import { UserError } from '../model/user-error.ts';
import type { Recorded } from '../store/trail.ts';
import { rulesRevision, type GateParts } from './gate-parts.ts';
import { environmentsOf, reportedByPip } from './python-environments.ts';

const MOST_ROUNDS = 6;

/** Runs the command, as often as newly hidden versions let it come further, and gives what it came to. Throws UserError where it can't be started. */
export async function runBehindGate(parts: GateParts, program: string, args: readonly string[], mayRetry: boolean): Promise<Aftermath> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-run-'));
  const project = workingDirectory();
  const pipReport = join(folder, 'pip-report.json');
  const authority = new Authority();
  const bundle = join(folder, 'authorities.pem');
  writeFileSync(bundle, [authority.pem, ...rootCertificates].join('\n'));
  const gate = await parts.open({ freshness: 5000, certify: (host) => authority.certify(host) });
  const environments = environmentsOf(program, args, environment(), project);
  const before = readInstalled(project, environments);
  try {
    warnOfOutside(project, gate.origins);
    const env = { ...environment(), ...runEnvironment(gate.url, bundle), PIP_REPORT: pipReport, ASSAY_GATE: gate.url };
    const code = await runRounds(parts, program, args, env, mayRetry ? locksNow(project) : undefined);
    restoreLocks(project, await restorationOf(parts, gate), gate.origins);
    const arrived = [...arrivedSince(before, readInstalled(project, environmentsOf(program, args, environment(), project))), ...reportedByPip(readText(pipReport))];
    const entries = [...await parts.store.trail.entries({ run: parts.run }), ...gate.unwritten];
    const served = new Set(entries.filter((entry) => entry.outcome === 'served').map(keyOf));
    const unserved = arrived.filter((item) => !served.has(keyOf(item)));
    return aftermathOf({ entries, arrived, locked: lockedIn(project), ...await knownOf(parts, unserved), clientCode: code });
  } finally {
    await gate.close(0);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `locks`: what to go back to before running again, because a client may have locked the refused version; undefined: run once. */
async function runRounds(parts: GateParts, program: string, args: readonly string[], env: NodeJS.ProcessEnv, locks: (() => void) | undefined): Promise<number> {
  const seen = new Set<string>();
  for (let round = 1; ; round++) {
    const { code, failure } = await runProgram(program, args, env);
    if (failure !== undefined) throw new UserError(`${program} can't be started`, { why: /ENOENT/.test(failure) ? 'there is no program of that name here' : failure, todo: 'give a program that is installed: assay run -- npm ci' });
    const fresh = (await parts.store.trail.entries({ run: parts.run })).filter((entry) => isAvoidable(entry) && !seen.has(entry.blockId));
    if (code === 0 || locks === undefined || fresh.length === 0 || round === MOST_ROUNDS) return code;
    for (const entry of fresh) seen.add(entry.blockId);
    writeError(`assay: refused ${fresh.map((entry) => printable(`${entry.name}@${entry.version} [${entry.blockId}]`)).join(', ')}; running ${printable(program)} again without\n`);
    locks();
  }
}

/** Remembers the lock files as they are; the returned function puts them back. */
function locksNow(project: string): () => void {
  const texts = LOCK_FILES.map((file) => ({ path: join(project, file), text: readText(join(project, file)) }));
  return () => {
    for (const { path, text } of texts) {
      if (text === undefined) rmSync(path, { force: true });
      else if (readText(path) !== text) writeText(path, text);
    }
  };
}

/** A refused file whose version is hidden from now on: the client may choose another one. */
function isAvoidable(entry: Recorded): boolean {
  return entry.outcome === 'refused' && entry.action === 'artifact' && /^(?:verdict|quarantine)/.test(entry.reason);
}

function warnOfOutside(project: string, origins: ReadonlySet<string>): void {
  for (const file of LOCK_FILES) {
    const outside = outsideAddresses(readText(join(project, file)) ?? '', origins);
    if (outside.length > 0) writeError(`assay: ${file} holds addresses outside the configured registries, which the gate refuses: ${outside.slice(0, 5).map(printable).join(' ')}${outside.length > 5 ? ' …' : ''}\n`);
  }
}

function lockedIn(project: string): Locked[] {
  return LOCK_FILES.flatMap((file) => readLocked(file, readText(join(project, file)) ?? ''));
}

function restoreLocks(project: string, restoration: Restoration, origins: ReadonlySet<string>): void {
  for (const file of LOCK_FILES) {
    const text = readText(join(project, file));
    if (text === undefined) continue;
    const bases = [restoration.base, ...formerGatesIn(text, origins)];
    const restored = bases.reduce((current, base) => restoreAddresses(current, { ...restoration, base }), text);
    if (restored !== text) writeText(join(project, file), restored);
  }
}

async function restorationOf(parts: GateParts, gate: OpenGate): Promise<Restoration> {
  const npmIndex = (await parts.registries.npm.indexes(''))[0];
  const simpleIndex = (await parts.registries.pypi.indexes(''))[0];
  return { base: gate.url, npmIndex, simpleIndex, fileUrl: (project, file) => gate.addressOf(project, file) };
}

function arrivedSince(before: readonly InstalledPackage[], after: readonly InstalledPackage[]): Present[] {
  const placed = new Map(before.map((item) => [`${item.path} ${item.version}`, item.placed]));
  return after.filter((item) => placed.get(`${item.path} ${item.version}`) !== item.placed);
}

async function knownOf({ store }: GateParts, arrived: readonly Present[]): Promise<{ servedBefore: Set<string>; knownBad: Map<string, string> }> {
  const servedBefore = new Set<string>();
  const knownBad = new Map<string, string>();
  for (const item of arrived) {
    if (await store.trail.wasServed(item.ecosystem, item.name, item.version)) servedBefore.add(keyOf(item));
    const bad = (await store.artifacts.knownOf(item.ecosystem, item.name, rulesRevision())).find((known) => known.version === item.version && known.verdict === 'malicious');
    const stop = (await store.quarantine.stopsOn(item.ecosystem, item.name)).find((each) => each.version === '' || each.version === item.version);
    if (bad !== undefined) knownBad.set(keyOf(item), `malicious: ${bad.summary}`);
    else if (stop !== undefined) knownBad.set(keyOf(item), `in quarantine: ${stop.reason}`);
  }
  return { servedBefore, knownBad };
}
