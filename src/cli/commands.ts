/** The table of commands: one row each, in the order that help shows them. */
import type { Command, Entry } from './command.ts';
import { startScanWorker } from './scan-pool.ts';

export const COMMANDS: Readonly<Record<string, Entry>> = {
  scan: { summary: 'say whether packages are malicious, and show the evidence', load: () => scanning(async () => (await import('./scan.ts')).scan) },
  audit: { summary: 'vet everything that a project locks', load: async () => (await import('./audit.ts')).audit },
  diff: { summary: 'show what one package does that another does not', load: async () => (await import('./diff.ts')).diff },
  report: { summary: 'write what a registry needs to remove a package', load: async () => (await import('./report.ts')).report },
  names: { summary: 'find names that imitate other packages', load: async () => (await import('./names.ts')).names },
  rules: { summary: 'list the rules', load: async () => (await import('./rules.ts')).rules },
  explain: { summary: 'say what a rule finds, and why it matters', load: async () => (await import('./explain.ts')).explain },
  gate: { summary: 'stand between package clients and their registry', load: async () => (await import('./gate.ts')).gate },
  run: { summary: 'run one command of a package client behind a gate', load: async () => (await import('./run.ts')).run },
  installers: { summary: 'show what installers promise, and check how they are set', load: async () => (await import('./installers.ts')).installers },
  policy: { summary: 'check assay.toml', load: async () => (await import('./policy.ts')).policy },
};

/** The engine is loaded by a worker while the command is loaded here. Not for a gate, which mostly meets what it has scanned before. */
function scanning(load: () => Promise<Command>): Promise<Command> {
  startScanWorker();
  return load();
}
