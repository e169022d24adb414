import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNameLists } from '../host/name-lists.ts';
import { openNames } from './lookalike.ts';
import type { Category } from './relation.ts';
import { namesOf } from './targets.ts';

const lists = readNameLists({ XDG_DATA_HOME: '/nonexistent' });
const names = openNames(lists);

/** Spellings made up for this test, one for each way of looking like another name. */
const IMITATIONS: readonly (readonly [name: string, target: string, category: Category])[] = [
  ['colourama', 'colorama', 'spelling'],
  ['sqlalhcemy', 'sqlalchemy', 'transposition'],
  ['cryptographyy', 'cryptography', 'repeat'],
  ['setuptols', 'setuptools', 'repeat-drop'],
  ['crytography', 'cryptography', 'omission'],
  ['cryptogvraphy', 'cryptography', 'keyboard-insertion'],
  ['cryptogrsphy', 'cryptography', 'keyboard-substitution'],
  ['cryptogrkaphy', 'cryptography', 'insertion'],
  ['cryptographyx', 'cryptography', 'insertion-end'],
  ['cryptogrophy', 'cryptography', 'substitution'],
  ['crpytogarphy', 'cryptography', 'edit-2'],
  ['co1orama', 'colorama', 'homoglyph'],
  ['numрy', 'numpy', 'foreign-letters'],
  ['ｃｏｌｏｒａｍａ', 'colorama', 'foreign-letters'],
  ['dateutil-python', 'python-dateutil', 'reorder'],
  ['cryptographies', 'cryptography', 'plural'],
  ['packager', 'packaging', 'grammar'],
  ['urllib14', 'urllib3', 'version'],
  ['python-colorama', 'colorama', 'affix'],
  ['coloramatool', 'colorama', 'affix-glued'],
  ['python-coloramma', 'colorama', 'affix-typo'],
  ['requirements.txt', 'requirements.txt', 'stdlib'],
];

for (const [name, target, category] of IMITATIONS) {
  test(`${name} imitates ${target}: ${category}`, () => {
    const found = names.lookalikeOf('pypi', name);
    assert.equal(found?.target, target);
    assert.equal(found.category, category);
  });
}

test('the sentence says whom, how and why', () => {
  assert.deepEqual(names.lookalikeOf('pypi', 'colourama'), {
    name: 'colourama', target: 'colorama', tier: 'block', category: 'spelling', ratio: names.lookalikeOf('pypi', 'colourama')?.ratio,
    why: 'colourama spells colorama the British way; colorama is the 81st most downloaded package', rank: 81,
  });
});

test('no popular name is a look-alike', () => {
  for (const ecosystem of ['pypi', 'npm'] as const) {
    const alerts = namesOf(lists.popular[ecosystem]).filter((name) => names.lookalikeOf(ecosystem, name) !== undefined);
    assert.deepEqual(alerts, []);
  }
});

test('a name of its own is no look-alike', () => {
  for (const name of ['zanzibar-quokka-ledger', 'my-flamingo', 'qwrtzpl']) assert.equal(names.lookalikeOf('pypi', name), undefined);
});

test('what plug-ins are named after is not imitated by a word beside it', () => {
  assert.equal(names.lookalikeOf('pypi', 'django-flamingo'), undefined);
});

test('a scope one letter from a known one is an imitation, a name in a known scope is not', () => {
  assert.equal(names.lookalikeOf('npm', '@type/node')?.target, '@types/node');
  assert.equal(names.lookalikeOf('npm', '@types/nodee'), undefined);
});

test('a package of one registry under its name in another is told', () => {
  assert.equal(names.lookalikeOf('pypi', 'regexparam')?.category, 'cross-ecosystem');
});

test('names that must be internal are refused, and their imitations too', () => {
  const guarded = openNames(lists, { internal: ['acme-*', 'flamingo-ledger'] });
  assert.equal(guarded.lookalikeOf('pypi', 'Acme_Billing')?.category, 'internal');
  assert.equal(guarded.lookalikeOf('pypi', 'acmebilling'), undefined);
  assert.equal(guarded.lookalikeOf('pypi', 'flamingo.ledger')?.tier, 'block');
  assert.equal(guarded.lookalikeOf('pypi', 'flamingo-legder')?.target, 'flamingo-ledger');
  assert.equal(names.lookalikeOf('pypi', 'flamingo-legder'), undefined);
});

test('only the packages asked for are looked for', () => {
  const only = openNames(lists, { only: ['requests', 'zanzibarquokka'] });
  assert.equal(only.lookalikeOf('pypi', 'reqeusts')?.target, 'requests');
  assert.equal(only.lookalikeOf('pypi', 'zanzibarqoukka')?.target, 'zanzibarquokka');
  assert.equal(only.lookalikeOf('pypi', 'colourama'), undefined);
});

test('a summary is found by the rank of its package, wherever in the list', () => {
  const known = namesOf(lists.popular.pypi);
  for (const [name, word] of [['colorama', /color/i], ['asgiref', /asgi/i], ['pytest-xdist', /pytest/i], ['flask-cors', /cors/i], ['django-cors-headers', /cors/i], ['flake8-bugbear', /flake8/i], ['sphinxcontrib-mermaid', /mermaid/i]] as const) {
    const rank = known.indexOf(name) + 1;
    assert.ok(rank > 0, name);
    assert.match(lists.summaryOf('pypi', rank), word, name);
  }
  assert.equal(lists.summaryOf('pypi', known.length + 1), '');
});

test('another summary and an old release speak against an imitation, a missing summary does not', () => {
  const ratio = (metadata: object): number => names.lookalikeOf('pypi', 'sqlalhcemy', metadata)?.ratio ?? 0;
  const plain = ratio({});
  assert.equal(ratio({ summary: '' }), plain);
  assert.equal(ratio({ summary: 'Database Abstraction Library' }), plain);
  assert.ok(ratio({ summary: 'Plots tidal charts for small harbours' }) < plain / 5);
  assert.ok(ratio({ lastRelease: '2020-01', today: '2026-11-22' }) < plain / 10);
  assert.equal(ratio({ lastRelease: '2026-10-30', today: '2026-11-22' }), plain);
});

test('a summary that is about the package by its own name speaks against an imitation', () => {
  const plain = names.lookalikeOf('pypi', 'sqlalhcemy')?.ratio ?? 0;
  assert.ok((names.lookalikeOf('pypi', 'sqlalhcemy', { summary: 'Client of the sqlalhcemy database' })?.ratio ?? plain) < plain / 5);
  assert.equal(names.lookalikeOf('pypi', 'sqlalhcemy', { summary: 'sqlalhcemy: SQLAlchemy, the database toolkit' })?.ratio, plain);
});

test('in a series of names only the word that differs counts', () => {
  const inSeries = names.lookalikeOf('pypi', 'aliyun-python-sdk-kmz')?.ratio ?? 0;
  const alone = names.lookalikeOf('pypi', 'google-cloud-storagr')?.ratio ?? 0;
  assert.ok(alone > 10 * inSeries, `${alone} against ${inSeries}`);
});

test('whatever stands for a name is answered', () => {
  const odd = ['', '   ', '-', '@', '@/', '@a/', '😀', '😀😀', 'a'.repeat(10_000), 'é'.repeat(300), '\u202ecolorama', 'т\u0435st', '\ud800x', Array.from({ length: 20 }, (_, i) => `word${i}`).join('-'), '1'.repeat(200)];
  for (const name of odd) for (const ecosystem of ['pypi', 'npm', 'cargo'] as const) names.lookalikeOf(ecosystem, name);
  for (const empty of ['@'.repeat(20), '---', '_', '.']) assert.equal(names.lookalikeOf('pypi', empty), undefined);
  assert.equal(names.lookalikeOf('pypi', '\u200bcolorama')?.category, 'foreign-letters');
});
