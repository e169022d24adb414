/** Projects of the test's own that a real client installs, directly or behind the gate, and what came of it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Aftermath } from '../../src/gate/aftermath.ts';
import { readInstalled } from '../../src/host/installed.ts';
import { Store } from '../../src/store/store.ts';
import type { Recorded } from '../../src/store/trail.ts';
import { cleanEnvironment, directEnvironment } from './clients.ts';

export interface Upstreams {
  readonly npm: string;
  readonly pypi: string;
}

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

export interface GatedOutcome extends Outcome {
  readonly aftermath: Aftermath;
  readonly entries: readonly Recorded[];
  readonly isIntact: boolean;
}

const LIMIT = 300_000;
/** For a client that goes on trying although its gate is gone. */
const PATIENCE = 30_000;
const PROGRAM = fileURLToPath(new URL('./run-program.js', import.meta.url));

/** A workplace: a gate's store and spool, and projects with a home each. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'assay-work-'));
  readonly upstreams: Upstreams;
  #count = 0;

  constructor(upstreams: Upstreams) {
    this.upstreams = upstreams;
    mkdirSync(join(this.folder, 'gate'));
  }

  /** A fresh folder with these files. `home` shares a home with its caches between projects. */
  project(files: Readonly<Record<string, string>>, home = `home-${this.#count}`): Project {
    const path = join(this.folder, `project-${this.#count++}`);
    mkdirSync(path);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
    return new Project(this, path, join(this.folder, home));
  }

  /** What the gates of this workplace let in, and whether their trail is intact. */
  async trail(): Promise<{ readonly served: string[]; readonly isIntact: boolean }> {
    const store = await Store.open(join(this.folder, 'gate', 'store.db'));
    const served = (await store.trail.entries()).filter((entry) => entry.outcome === 'served').map((entry) => `${entry.name}@${entry.version}`);
    const { intact } = await store.trail.verify();
    await store.close();
    return { served, isIntact: intact };
  }

  /** Stops a version, as a person would. */
  async quarantine(stopped: { readonly ecosystem: string; readonly name: string; readonly version: string }): Promise<void> {
    const store = await Store.open(join(this.folder, 'gate', 'store.db'));
    await store.quarantine.add({ ...stopped, sha256: '', reason: 'taken over', author: 'test' });
    await store.close();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export class Project {
  readonly path: string;
  readonly #workplace: Workplace;
  readonly #home: string;

  constructor(workplace: Workplace, path: string, home: string) {
    this.#workplace = workplace;
    this.path = path;
    this.#home = home;
  }

  /** Runs a client with the upstreams configured. */
  direct(command: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const { npm, pypi } = this.#workplace.upstreams;
    return execute(command, this.path, { ...cleanEnvironment(this.#home), ...directEnvironment(npm, pypi), ...more });
  }

  /** Runs a client by what `assay run` does. */
  async gated(command: readonly string[], policy = '', more: Readonly<Record<string, string>> = {}): Promise<GatedOutcome> {
    const result = join(this.#workplace.folder, `result-${Date.now()}-${Math.random()}.json`);
    const outcome = await execute([process.execPath, PROGRAM, ...command], this.path, { ...cleanEnvironment(this.#home), ...more, ...this.#config(policy, result) });
    if (!existsSync(result)) throw new Error(`no result of ${command.join(' ')}: ${outcome.output}`);
    return { ...outcome, ...JSON.parse(readFileSync(result, 'utf8')) as Omit<GatedOutcome, keyof Outcome> };
  }

  /** Does what `gated` does, kills the gate once it is time, and waits for the client, which is then on its own; gives what both said. */
  async killed(command: readonly string[], isTime: () => boolean): Promise<string> {
    const env = { ...cleanEnvironment(this.#home), ...this.#config('', join(this.#workplace.folder, 'result')) };
    const child = spawn(process.execPath, [PROGRAM, ...command], { cwd: this.path, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (output += part));
    // The client holds the pipes too: they close when it is gone as well.
    const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
    while (!isTime() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    if (child.exitCode !== null) throw new Error(`it ended before it could be killed: ${output}`);
    child.kill('SIGKILL');
    const patience = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), PATIENCE);
    await closed;
    clearTimeout(patience);
    return output;
  }

  #config(policy: string, result: string): Record<string, string> {
    return { ASSAY_TEST_RUN: JSON.stringify({ ...this.#workplace.upstreams, folder: join(this.#workplace.folder, 'gate'), policy, result }) };
  }

  /** Installed packages as `name@version`, sorted. */
  tree(...environments: readonly string[]): string[] {
    return [...new Set(readInstalled(this.path, environments.map((name) => join(this.path, name))).map((item) => `${item.name}@${item.version}`))].sort();
  }

  read(file: string): string {
    const path = join(this.path, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.path, file), text);
  }

  drop(...names: readonly string[]): void {
    for (const name of names) rmSync(join(this.path, name), { recursive: true, force: true });
  }

  forgetHome(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}

function execute([program = '', ...args]: readonly string[], cwd: string, env: Record<string, string>): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (output += part));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 137, output });
    });
  });
}
