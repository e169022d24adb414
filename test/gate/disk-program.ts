/**
 * Plays a full disk in the folder it is given, which must be a small file system of its own: a gate with its store and spool there, asked while there
 * is room, while there is none, and afterwards. Prints what came of it as JSON.
 */
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { NpmRegistry } from './npm-registry.ts';
import { openTestGate } from './opened.ts';
import { Store } from '../../src/store/store.ts';

export interface DiskStory {
  readonly before: number;
  /** Answers for a file that was let in before. */
  readonly again: readonly number[];
  /** Answers for a file that doesn't fit. */
  readonly large: readonly number[];
  readonly reason: string;
  readonly opensFull: string;
  readonly after: readonly number[];
  readonly isWhole: boolean;
  /** Bodies that went out, and entries of the trail that say so. */
  readonly served: number;
  readonly entries: number;
  readonly isIntact: boolean;
}

const ASKED = 60;
/** Less than the large package, so that a write is cut short where it ends. */
const LEFT = 16_384;

const [, , folder = ''] = process.argv;
const filler = join(folder, 'filler');
const registry = await new NpmRegistry().start();
registry.publish('good', [{ version: '1.0.0' }]);
registry.publish('large', [{ version: '1.0.0', files: { 'data.bin': randomBytes(40_000) } }]);
const store = await Store.open(join(folder, 'store.db'));
const first = await openTestGate({ npm: registry.url, store, spoolFolder: join(folder, 'spool') });
let served = 0;

const before = (await ask('good')).status;
fill();
const large = [await ask('large')];
const again = [];
for (let i = 0; i < ASKED; i++) again.push((await ask('good')).status);
large.push(await ask('large'));
const opensFull = await Store.open(join(folder, 'other.db')).then(async (other) => (await other.close(), ''), (error: unknown) => (error instanceof Error ? error.name : ''));
rmSync(filler);
const after = [await ask('large'), await ask('good')];
await first.close();
await store.close();

const reopened = await Store.open(join(folder, 'store.db'));
const second = await openTestGate({ npm: registry.url, store: reopened, spoolFolder: join(folder, 'spool') });
after.push({ ...await ask('large', second.gate.url) });
const entries = (await reopened.trail.entries()).filter((entry) => entry.outcome === 'served').length;
const { intact } = await reopened.trail.verify();
await second.close();
await reopened.close();
await registry.stop();
const whole = registry.integrity('large', '1.0.0');
const story: DiskStory = {
  before, again, large: large.map((each) => each.status), reason: large[0]?.text ?? '', opensFull, after: after.map((each) => each.status),
  isWhole: [...large, ...after].every((each) => each.status !== 200 || each.name !== 'large' || each.integrity === whole), served, entries, isIntact: intact,
};
process.stdout.write(JSON.stringify(story));

async function ask(name: string, gate = first.gate.url): Promise<{ name: string; status: number; text: string; integrity: string }> {
  const answer = await fetch(`${gate}/npm/${name}/-/${name}-1.0.0.tgz`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (answer.status === 200) served++;
  return { name, status: answer.status, text: answer.status === 200 ? '' : bytes.toString(), integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}` };
}

/** Leaves no room but a little. */
function fill(): void {
  const file = openSync(filler, 'w');
  const block = Buffer.alloc(65_536);
  for (let size = block.length; size >= 512;) {
    try {
      if (writeSync(file, block, 0, size) < size) size /= 2;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      size /= 2;
    }
  }
  ftruncateSync(file, statSync(filler).size - LEFT);
  closeSync(file);
}
