import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { Form } from './form.ts';
import { NameIndex } from './match.ts';
import { relationOf } from './relation.ts';
import { Spelling } from './spelling.ts';
import { namesOf } from './targets.ts';
import { Vocabulary } from './vocabulary.ts';

const DATA = join(import.meta.dirname, '..', '..', '..', 'data', 'names');
const spelling = new Spelling(readFileSync(join(DATA, 'spelling.txt'), 'utf8'));
const popular = namesOf(readFileSync(join(DATA, 'pypi.txt'), 'utf8')).filter((name) => name !== '');

function vocabularyOf(names: readonly string[]): Vocabulary {
  return new Vocabulary({ names, at: (id) => ({ name: names[id] ?? '', rank: id + 1, kind: 'popular' }) }, 'pypi', spelling);
}

/** A real name with up to three things done to it that people and attackers do. */
const mutated = fc.tuple(fc.constantFrom(...popular), fc.array(fc.tuple(fc.nat(9), fc.nat(40), fc.constantFrom('a', 's', 'l', '1', 'x', '-', 'our')), { maxLength: 3 }))
  .map(([name, changes]) => changes.reduce((text, [kind, at, letters]) => mutate(text, kind, at % (text.length + 1), letters), name));

function mutate(name: string, kind: number, at: number, letters: string): string {
  switch (kind) {
    case 0: return name.slice(0, at) + letters + name.slice(at);
    case 1: return name.slice(0, at) + name.slice(at + 1);
    case 2: return name.slice(0, at) + name.slice(at + 1, at + 2) + name.slice(at, at + 1) + name.slice(at + 2);
    case 3: return name.slice(0, at) + letters + name.slice(at + 1);
    case 4: return name.split('-').reverse().join('-');
    case 5: return name.replaceAll('-', '');
    case 6: return `python-${name}`;
    case 7: return `${name.replace(/\d+$/, '')}${at}`;
    case 8: return `${name.replace(/s$/, '')}ing`;
    default: return name.replaceAll('l', '1').replaceAll('rn', 'm');
  }
}

const everything = vocabularyOf(popular);
const walking = new NameIndex(everything, Infinity);
const tabled = new NameIndex(everything, 0);

test('the walk and the tables find the same', () => {
  fc.assert(fc.property(mutated, (name) => {
    const form = new Form(name, spelling);
    const shown = (index: NameIndex): string[] => index.matches(form).map((match) => `${match.target.name} ${match.category}`).sort();
    assert.deepEqual(shown(walking), shown(tabled));
  }), { numRuns: 1500 });
});

test('the tables find every relation that comparing with each target finds', () => {
  const few = popular.slice(0, 3000);
  const vocabulary = vocabularyOf(few);
  const index = new NameIndex(vocabulary, 0);
  fc.assert(fc.property(mutated, (name) => {
    const form = new Form(name, spelling);
    const found = new Set(index.matches(form).map((match) => match.id));
    for (const id of few.keys()) {
      if (relationOf(form, vocabulary.formOf(id)) !== undefined) assert.ok(found.has(id), `${name} ~ ${few[id] ?? ''}`);
    }
  }), { numRuns: 150 });
});
