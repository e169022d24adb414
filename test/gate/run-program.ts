/** `assay run` with a test's registries, store and examiner: what the command line does, started as a program because it has a working directory. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runBehindGate } from '../../src/cli/run-behind-gate.ts';
import { openGate } from '../../src/gate/open-gate.ts';
import { runText } from '../../src/gate/run-text.ts';
import { parseSettings } from '../../src/gate/settings.ts';
import { rulesRevision } from '../../src/cli/gate-parts.ts';
import { Store } from '../../src/store/store.ts';
import { marked } from './opened.ts';
import { clientConfigAt } from './opened.ts';

export interface RunConfig {
  readonly npm: string;
  readonly pypi: string;
  readonly folder: string;
  readonly policy: string;
  readonly result: string;
}

const config = JSON.parse(process.env['ASSAY_TEST_RUN'] ?? '{}') as RunConfig;
const settings = parseSettings(config.policy);
const store = await Store.open(join(config.folder, 'store.db'));
const registries = { npm: clientConfigAt(config.npm), pypi: clientConfigAt(config.pypi) };
const run = `run-${process.pid}-${Date.now()}`;
const [program = '', ...args] = process.argv.slice(2);
delete process.env['ASSAY_TEST_RUN'];
const aftermath = await runBehindGate({
  settings, store, registries, run,
  open: (more) => openGate({ settings, store, registries, examine: marked, revision: rulesRevision(), run, spoolFolder: join(config.folder, 'spool'), ...more }),
  close: async () => {},
}, program, args, true);
const entries = await store.trail.entries({ run });
const verified = await store.trail.verify();
await store.close();
writeFileSync(config.result, JSON.stringify({ aftermath, entries, isIntact: verified.intact }));
process.stderr.write(runText(aftermath));
process.exitCode = aftermath.exitCode;
