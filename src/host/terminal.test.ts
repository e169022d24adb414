import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from './terminal.ts';

const TERMINAL = { isTTY: true, columns: 80 };
const PIPE = {};

const COLOUR: readonly (readonly [string, object, Record<string, string>, boolean])[] = [
  ['a terminal has colour', TERMINAL, {}, true],
  ['a pipe has none', PIPE, {}, false],
  ['NO_COLOR takes it away', TERMINAL, { NO_COLOR: '1' }, false],
  ['an empty NO_COLOR does not', TERMINAL, { NO_COLOR: '' }, true],
  ['FORCE_COLOR gives a pipe colour', PIPE, { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR=0 takes it away', TERMINAL, { FORCE_COLOR: '0' }, false],
  ['NO_COLOR wins over FORCE_COLOR', TERMINAL, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ['CI has none', TERMINAL, { CI: 'true' }, false],
  ['FORCE_COLOR wins over CI', TERMINAL, { CI: 'true', FORCE_COLOR: '1' }, true],
  ['a dumb terminal has none', TERMINAL, { TERM: 'dumb' }, false],
];

for (const [name, stream, env, expected] of COLOUR) {
  test(name, () => assert.equal(factsOf(stream, env).hasColour, expected));
}

test('--no-color wins over FORCE_COLOR', () => {
  assert.equal(factsOf(TERMINAL, { FORCE_COLOR: '1' }, false).hasColour, false);
});

test('the width is the terminal’s, COLUMNS wins, and both have bounds', () => {
  assert.equal(factsOf(TERMINAL, {}).columns, 80);
  assert.equal(factsOf(TERMINAL, { COLUMNS: '60' }).columns, 60);
  assert.equal(factsOf(TERMINAL, { COLUMNS: 'x' }).columns, 80);
  assert.equal(factsOf({ isTTY: true, columns: 3 }, {}).columns, 40);
  assert.equal(factsOf({ isTTY: true, columns: 900 }, {}).columns, 140);
});
