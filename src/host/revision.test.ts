import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { contentRevision, revisionsOfRooms } from './revision.ts';

const WRITTEN = join(import.meta.dirname, '..', 'bundle', 'rooms.json');

test('what stands beside the bundle is what the rooms hold: verdicts are kept for one and count for the other', { skip: existsSync(WRITTEN) ? false : 'there is no bundle' }, () => {
  assert.deepEqual(JSON.parse(readFileSync(WRITTEN, 'utf8')), revisionsOfRooms());
});

test('the revision is of the rooms that are named', () => {
  assert.equal(contentRevision(['kit', 'rules']), contentRevision(['kit', 'rules']));
  assert.notEqual(contentRevision(['kit', 'rules']), contentRevision(['kit']));
  assert.notEqual(contentRevision(['kit']), contentRevision(['model']));
});
