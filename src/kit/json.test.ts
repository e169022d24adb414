import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson, SyntaxFault } from './json.ts';
import { isTable } from './table.ts';

test('it reads what JSON.parse reads', () => {
  for (const text of ['{}', ' [1, -2.5e3, true, false, null, "a\\u0041\\n\\"", {"a": {"b": []}}] ', '"x"', '0', '{"__proto__": {"a": 1}, "a": 1, "a": 2}']) assert.deepEqual(parseJson(text).value, JSON.parse(text), text);
  assert.deepEqual(parseJson('\ufeff{"a":1}').value, { a: 1 });
});

test('it refuses what JSON.parse refuses, and names the line', () => {
  for (const [text, line] of [['', 1], ['{\n"a": 1,\n}', 3], ['[1\n2]', 2], ['{"a"\n\n1}', 3], ['[01]', 1], ['"a\nb"', 1], ['["\\x"]', 1], ['{}\n{}', 2], ['[1,]', 1], ['{a: 1}', 1], ['// x\n1', 1], ['[.5]', 1], ['nul', 1], ['"open', 1], ['[-]', 1]] as const) {
    assert.throws(() => JSON.parse(text), text);
    assert.throws(() => parseJson(text), (error) => error instanceof SyntaxFault && error.line === line, text);
  }
});

test('comments and trailing commas count only where they are asked for', () => {
  const text = '// one\n{"a": [1, /* two\nlines */ 2,],\n"b": 3,} // end';
  const read = parseJson(text, { isLenient: true });
  assert.deepEqual(read.value, { a: [1, 2], b: 3 });
  assert.ok(isTable(read.value));
  assert.deepEqual([read.lineOf(read.value), read.lineOfKey(read.value, 'a'), read.lineOfKey(read.value, 'b')], [2, 2, 4]);
});

test('deep nesting is a fault, not a crash', () => {
  assert.throws(() => parseJson('['.repeat(1_000_000)), SyntaxFault);
});
