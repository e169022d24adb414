/** A machine of its own for a test: a home, a project and programs on the search path, in a temporary folder that goes with the test. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { checkInstallers } from '../../src/audit/installers/check.ts';
import { InspectedMachine } from '../../src/host/inspected-machine.ts';
import type { CheckResult, CheckState } from '../../src/model/installer.ts';

export interface Planted {
  readonly home: string;
  readonly project: string;
  readonly root: string;
  readonly env: Record<string, string>;
  /** Writes a file below the folder; `~/`, `./` and `/` stand for the home, the project and the other system's root. */
  write(path: string, text: string, mode?: number): string;
  /** A program that says its version. */
  program(name: string, says: string): void;
  /** What the checks of an installer find. `elsewhere`: on the other system. */
  check(id: string, elsewhere?: boolean): Promise<Found>;
}

export class Found {
  readonly results: readonly CheckResult[];
  readonly unread: ReadonlyMap<string, string>;

  constructor(results: readonly CheckResult[], unread: ReadonlyMap<string, string>) {
    this.results = results;
    this.unread = unread;
  }

  /** The states of a check, each with its place: `risky pip.conf:3`. */
  of(id: string): string[] {
    return this.results.filter(({ check }) => check.id === id).map(({ state, place }) => `${state}${place === undefined ? '' : ` ${place.variable ?? `${place.file?.split('/').at(-1)}${place.line === undefined ? '' : `:${place.line}`}`}`}`);
  }

  /** Ids of the checks in one of the states. */
  in(...states: readonly CheckState[]): string[] {
    return [...new Set(this.results.filter(({ state }) => states.includes(state)).map(({ check }) => check.id))].sort();
  }
}

export function planted(context: TestContext): Planted {
  const folder = mkdtempSync(join(tmpdir(), 'assay-installers-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const [home, project, root, bin] = ['home', 'project', 'root', 'bin'].map((name) => join(folder, name)) as [string, string, string, string];
  for (const each of [home, project, root, bin]) mkdirSync(each);
  const env: Record<string, string> = { HOME: home, PATH: `${bin}:/usr/local/bin:/usr/bin:/bin` };
  const write = (path: string, text: string, mode = 0o644): string => {
    const file = path.startsWith('~/') ? join(home, path.slice(2)) : path.startsWith('./') ? join(project, path.slice(2)) : join(path.startsWith('bin/') ? folder : root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
    return file;
  };
  return {
    home, project, root, env, write,
    program: (name, says) => void write(`bin/${name}`, `#!/bin/sh\necho '${says}'\n`, 0o755),
    async check(id, elsewhere = false) {
      const machine = new InspectedMachine({ env: elsewhere ? {} : env, folder: project, ...(elsewhere ? { root } : {}) });
      const found = await checkInstallers(machine, [id]);
      return new Found(found.flatMap(({ results }) => results), machine.unread);
    },
  };
}
