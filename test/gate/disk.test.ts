/** A disk that fills up, played on a small file system in a namespace of the test's own. */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { DiskStory } from './disk-program.ts';

const PROGRAM = fileURLToPath(new URL('./disk-program.js', import.meta.url));
const MOUNT = 'mount -t tmpfs -o size=4m none "$1" || exit 9; shift; exec "$@"';

/** Runs a command where a folder is a file system of 4 MB that nobody else sees. */
function within(folder: string, ...command: readonly string[]): readonly [program: string, args: readonly string[]] {
  return ['unshare', ['-rm', 'sh', '-c', MOUNT, 'sh', folder, ...command]];
}

function whyNot(): string | false {
  const folder = mkdtempSync(join(tmpdir(), 'assay-disk-'));
  const [program, args] = within(folder, 'true');
  const tried = spawnSync(program, args, { encoding: 'utf8' });
  rmdirSync(folder);
  return tried.status === 0 ? false : `a small file system can't be mounted here: ${tried.error?.message ?? tried.stderr.trim()}`;
}

test('with the disk full nothing passes that is not in the trail, no file is cut short, and all goes on once there is room', { skip: whyNot() }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-disk-'));
  const [program, args] = within(folder, process.execPath, PROGRAM, folder);
  const output = await new Promise<string>((resolve, reject) => {
    execFile(program, args, { encoding: 'utf8' }, (error, out, err) => (error === null ? resolve(out) : reject(new Error(err))));
  });
  rmdirSync(folder);
  const story = JSON.parse(output) as DiskStory;
  assert.equal(story.before, 200);
  assert.ok(story.large.every((status) => status === 502 || status === 403), output);
  assert.match(story.reason, /spool can't be written|audit trail can not be written/);
  assert.ok(story.again.includes(403), 'the trail can not grow for ever');
  assert.ok(story.again.every((status) => status === 200 || status === 403), output);
  assert.equal(story.opensFull, 'UserError');
  assert.deepEqual(story.after, [200, 200, 200], output);
  assert.equal(story.isWhole, true, 'what is served is what was published');
  assert.equal(story.entries, story.served, 'all that went out is in the trail');
  assert.equal(story.isIntact, true);
});
