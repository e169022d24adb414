import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetadataFact } from '../../model/registry.ts';
import { parseCoreMetadata, pypiFacts } from './metadata.ts';
import { parseSimplePage } from './registry.ts';

const NOW = Date.parse('2026-01-31T00:00:00Z');
const GOOD = 'Metadata-Version: 2.1\nName: colourama\nAuthor-email: Ada <ada@x.example>\nProject-URL: Source, https://git.example/ada/everything\n\nText';

function facts(file: object = {}, { metadata = GOOD, before = GOOD, page = {} } = {}): MetadataFact[] {
  const entry = (version: string, at: string, more: object = {}): object => ({ filename: `colourama-${version}.tar.gz`, url: `colourama-${version}.tar.gz`, hashes: { sha256: 'aa' }, 'upload-time': at, provenance: 'https://p.example', ...more });
  const text = JSON.stringify({ files: [entry('0.1', '2024-01-01T00:00:00Z'), entry('0.2', '2025-10-01T00:00:00Z'), entry('0.3', '2026-01-01T00:00:00Z', file)], ...page });
  return pypiFacts(parseSimplePage({ url: 'https://i.example/simple/colourama/', type: 'json', text }, 'colourama'), '0.3', NOW, parseCoreMetadata(metadata), parseCoreMetadata(before));
}

function kinds(...given: Parameters<typeof facts>): string[] {
  return facts(...given).map((fact) => fact.kind);
}

test('a quiet release gives no fact', () => assert.deepEqual(kinds(), []));

for (const [what, file, more, expected] of [
  ['yanked', { yanked: 'broken' }, {}, ['yanked']],
  ['attestation gone', { provenance: undefined }, {}, ['provenance-lost']],
  ['no hash', { hashes: {} }, {}, ['hash-missing']],
  ['quarantined', {}, { page: { 'project-status': { status: 'quarantined' } } }, ['quarantined']],
  ['another author', {}, { metadata: GOOD.replaceAll('ada@', 'eve@').replace('Ada', 'Eve') }, ['maintainers-changed']],
  ['one author more', {}, { metadata: GOOD.replace('Ada', 'Eve <eve@x.example>, Ada') }, []],
  ['the original\'s repository', {}, { metadata: GOOD.replace('everything', 'colorama') }, ['repository-mismatch']],
  ['its own repository', {}, { metadata: GOOD.replace('everything', 'colourama') }, []],
  ['no link', {}, { metadata: GOOD.replace(/Project-URL.*\n/, '') }, ['repository-missing']],
  ['code from an address', {}, { metadata: GOOD.replace('\n\n', '\nRequires-Dist: a>=1\nRequires-Dist: b @ git+https://x.example/b ; extra == "t"\n\n') }, ['url-dependency']],
] as const) {
  test(`${what}: ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(kinds(file, more), expected));
}

test('METADATA: folded fields, repeated fields, a body', () => {
  const metadata = parseCoreMetadata('Name: a\r\nClassifier: x\r\nClassifier: y\r\nLicense: one\r\n        two\r\n\r\n# Title\r\n\r\nText: no field');
  assert.deepEqual(metadata, { name: ['a'], classifier: ['x', 'y'], license: ['one\ntwo'], description: ['# Title\n\nText: no field'] });
});
