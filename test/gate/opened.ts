/** Opens a gate for a test: its own folder and store, the fixtures as upstreams, and an examiner that reads the bytes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientConfig } from '../../src/host/client-settings.ts';
import type { Registry } from '../../src/gate/listings.ts';
import { openGate, type GateOptions, type OpenGate } from '../../src/gate/open-gate.ts';
import { parseSettings } from '../../src/gate/settings.ts';
import type { Examine } from '../../src/gate/vault.ts';
import { Budget } from '../../src/kit/budget.ts';
import type { Report } from '../../src/model/report.ts';
import { Store } from '../../src/store/store.ts';
import type { Recorded } from '../../src/store/trail.ts';

/** The engine itself, in this thread; loaded when first asked, as the commands load it in their workers only. */
export const engine: Examine = async ({ path, name, ecosystem }) => (await import('../../src/engine/examine.ts')).examine({ target: name, name, bytes: readFileSync(path) }, { budget: new Budget(), ecosystem });

/** Calls what holds the word `FORGED-BAD` anywhere in a member malicious: for tests that are about the gate, not about the rules. */
export const marked: Examine = async (file) => {
  const report: Report = await engine(file);
  const isBad = await holdsMark(file.path);
  return isBad ? { ...report, verdict: 'malicious', score: 90, story: ['At install time it does what the test says is bad.'] } : { ...report, verdict: 'clean', score: 0, story: [] };
};

async function holdsMark(path: string): Promise<boolean> {
  const { openArtifact } = await import('./members.ts');
  return openArtifact(readFileSync(path)).some((member) => member.includes('FORGED-BAD'));
}

export interface Opened {
  readonly gate: OpenGate;
  readonly store: Store;
  readonly folder: string;
  trail(): Promise<Recorded[]>;
  close(): Promise<void>;
}

export function registryAt(url: string, builtIn?: string): Registry {
  return { indexes: async () => [url], authorize: () => undefined, builtIn: async () => builtIn };
}

/** The settings of a client that is configured for one index. */
export function clientConfigAt(url: string): ClientConfig {
  return { indexes: async () => [url], authorize: () => undefined, builtIn: async () => undefined, http: {}, sources: new Map() };
}

export interface OpenedOptions extends Partial<Omit<GateOptions, 'settings'>> {
  readonly npm?: string;
  readonly pypi?: string;
  readonly policy?: string;
  readonly storeUrl?: string;
}

export async function openTestGate(options: OpenedOptions): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-gate-'));
  const store = options.store ?? await Store.open(options.storeUrl ?? join(folder, 'store.db'));
  const { npm = 'http://127.0.0.1:9/', pypi = 'http://127.0.0.1:9/simple/', policy = '', ...given } = options;
  const gate = await openGate({
    settings: parseSettings(policy), store, registries: { npm: registryAt(npm), pypi: registryAt(pypi) }, examine: marked, revision: 'test',
    spoolFolder: join(folder, 'spool'), run: 'run-1', freshness: 0, ...given,
  });
  return {
    gate, store, folder, trail: () => store.trail.entries(),
    async close() {
      await gate.close(0);
      if (options.store === undefined) await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
