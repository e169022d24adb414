import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { distanceWithin } from './distance.ts';
import { editBetween } from './edits.ts';
import { Neighbours } from './neighbours.ts';

/** Few letters and mutated copies, so that near words are common. */
const letters = fc.constantFrom('a', 'b', 'c', '1');
const word = fc.string({ unit: letters, minLength: 1, maxLength: 16 });
/** A word and what one or two edits anywhere make of it. */
const pair = fc.tuple(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), minLength: 6, maxLength: 20 }), fc.array(fc.tuple(fc.nat(3), fc.nat(30), letters), { minLength: 1, maxLength: 2 }))
  .map(([text, edits]) => [text, edits.reduce((out, [kind, at, letter]) => edited(out, kind, at % out.length, letter), text)] as const);

function edited(text: string, kind: number, at: number, letter: string): string {
  if (kind === 0) return text.slice(0, at) + letter + text.slice(at);
  if (kind === 1) return text.slice(0, at) + text.slice(at + 1);
  if (kind === 2) return text.slice(0, at) + letter + text.slice(at + 1);
  return text.slice(0, at) + text.slice(at, at + 2).split('').reverse().join('') + text.slice(at + 2);
}

/** The textbook definition, with the whole matrix. */
function referenceDistance(left: string, right: string): number {
  const rows = Array.from({ length: left.length + 1 }, (_, i) => Array.from({ length: right.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)));
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= left.length; i++) {
    for (let j = 1; j <= right.length; j++) {
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (left[i - 1] === right[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1);
      const row = rows[i];
      if (row !== undefined) row[j] = best;
    }
  }
  return at(left.length, right.length);
}

test('the bounded distance is the textbook one up to its bound', () => {
  fc.assert(fc.property(word, word, fc.constantFrom(1, 2), (left, right, bound) => {
    assert.equal(distanceWithin(left, right, bound), Math.min(referenceDistance(left, right), bound + 1));
  }), { numRuns: 3000 });
});

test('exactly the words within one edit, and within two from seven letters on, are found', () => {
  fc.assert(fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 60 }), word, (words, asked) => {
    const found = new Map<number, number>();
    new Neighbours(words, 7).visit(asked, 2, (id, distance) => {
      assert.ok(!found.has(id), 'visited twice');
      found.set(id, distance);
    });
    const expected = new Map<number, number>();
    for (const [id, other] of words.entries()) {
      const distance = referenceDistance(asked, other);
      if (distance <= (other.length >= 7 ? 2 : 1)) expected.set(id, distance);
    }
    assert.deepEqual([...found].sort((a, b) => a[0] - b[0]), [...expected]);
  }), { numRuns: 2000 });
});

test('edits at the edges of what is indexed lose nothing', () => {
  fc.assert(fc.property(pair, ([text, other]) => {
    const distance = referenceDistance(text, other);
    let found: number | undefined;
    new Neighbours([text], 7).visit(other, 2, (_, at) => (found = at));
    assert.equal(found, distance <= (text.length >= 7 ? 2 : 1) ? distance : undefined);
  }), { numRuns: 20_000 });
});

test('words longer than the indexed prefix are found too', () => {
  const stem = 'abcdefghijklmnopqrstuvwxyz'.repeat(3);
  const found: number[] = [];
  new Neighbours([stem, `${stem}bc`, `x${stem}`, `${stem.slice(0, 40)}${stem.slice(42)}`, `${stem}xyz`], 7).visit(stem, 2, (id) => found.push(id));
  assert.deepEqual(found.sort(), [0, 1, 2, 3]);
});

test('an edit is named wherever the distance is one', () => {
  fc.assert(fc.property(word, word, (left, right) => {
    assert.equal(editBetween(left, right) !== undefined, referenceDistance(left, right) === 1);
  }), { numRuns: 3000 });
});
