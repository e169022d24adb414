import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { forgeZip, longName, pax, tarOf, type TarMember, type TarOptions } from '../../test/forge/forge.ts';
import { Budget } from '../kit/budget.ts';
import type { Artifact } from '../model/artifact.ts';
import { openArtifact } from './open.ts';

function open(members: readonly TarMember[], options: TarOptions = {}): Artifact {
  return openArtifact('demo.tar', tarOf(members, options), new Budget());
}

function paths(artifact: Artifact): string[] {
  return artifact.entries.map((entry) => entry.path);
}

function kinds(artifact: Artifact): string[] {
  return artifact.anomalies.map((anomaly) => anomaly.kind);
}

function contents(artifact: Artifact, path: string): string[] {
  return artifact.entries.filter((entry) => entry.path === path).map((entry) => Buffer.from(entry.bytes).toString());
}

const LONG = `demo/${'x'.repeat(150)}.py`;

test('Names may be long in three ways', () => {
  const artifact = open([
    longName(LONG), { name: 'cut', content: '1' },
    pax({ path: `p/${LONG}` }), { name: 'cut', content: '2' },
    { name: 'end.py', prefix: 'a/long/prefix', content: '3' },
  ]);
  assert.deepEqual(paths(artifact), [LONG, `p/${LONG}`, 'a/long/prefix/end.py']);
  assert.deepEqual(kinds(artifact), []);
});

test('A global pax header counts for all that follow', () => {
  assert.deepEqual(paths(open([pax({ path: 'same.py' }, 'g'), { name: 'a', content: '1' }, { name: 'b', content: '2' }])), ['same.py', 'same.py']);
});

test('A path twice: both contents stay readable, in order', () => {
  const artifact = open([{ name: 'a.py', content: 'good' }, { name: './a.py', content: 'evil' }]);
  assert.deepEqual(contents(artifact, 'a.py'), ['good', 'evil']);
  assert.deepEqual(artifact.anomalies, [{ kind: 'duplicate-member', path: 'a.py', detail: 'twice with different content' }]);
});

test('Paths out of the tree are brought into it', () => {
  const artifact = open([{ name: '/etc/a.py' }, { name: '../../b.py' }, { name: 'x/../../c.py' }, { name: 'C:\\d.py' }, { name: '..\\e.py' }, { name: 'x/../f.py' }]);
  assert.deepEqual(paths(artifact), ['etc/a.py', 'b.py', 'c.py', 'd.py', 'e.py', 'f.py']);
  assert.deepEqual(kinds(artifact), ['absolute-path', 'climbing-path', 'climbing-path', 'absolute-path', 'climbing-path', 'odd-name']);
});

test('Odd names are noticed', () => {
  const artifact = open([{ name: 'a\u0007.py' }, { name: 'b\u202e.py' }, { name: 'c.py ' }, { name: 'd.' }, { name: 'README' }, { name: 'readme' }, pax({ path: 'e.py\0.txt' }), { name: 'e' }]);
  assert.deepEqual(kinds(artifact), Array(6).fill('odd-name'));
  assert.equal(paths(artifact).at(-1), 'e.py');
});

test('Links out of the tree are noticed; a link inside it can be read where it stands', () => {
  const artifact = open([
    { name: 'data/blob', content: 'print(1)' },
    { name: 'pkg/a.py', type: '2', link: '../data/blob' }, { name: 'b.py', type: '1', link: 'data/blob' },
    { name: 'pkg/c', type: '2', link: '../../etc/passwd' }, { name: 'd', type: '2', link: '/etc/passwd' }, { name: 'pkg/e', type: '1', link: '../x' },
  ]);
  assert.deepEqual(kinds(artifact), ['link-outside', 'link-outside', 'link-outside']);
  assert.deepEqual(contents(artifact, 'pkg/a.py'), ['print(1)']);
  assert.deepEqual(contents(artifact, 'b.py'), ['print(1)']);
  assert.equal(artifact.links.length, 5);
});

test('A link that takes a file’s place is read too', () => {
  const artifact = open([{ name: 'a.py', content: 'good' }, { name: 'b', content: 'evil' }, { name: 'a.py', type: '2', link: 'b' }]);
  assert.deepEqual([contents(artifact, 'a.py'), kinds(artifact)], [['good', 'evil'], ['duplicate-member']]);
});

test('A member that is written through a link is noticed', () => {
  const artifact = open([{ name: 'pkg', type: '2', link: 'data' }, { name: 'pkg/sub/a.py', content: '1' }]);
  assert.deepEqual(artifact.anomalies, [{ kind: 'climbing-path', path: 'pkg/sub/a.py', detail: 'it is written through the link pkg' }]);
});

test('Devices, pipes and setuid files are noticed', () => {
  const artifact = open([{ name: 'a', type: '3' }, { name: 'b', type: '4' }, { name: 'c', type: '6' }, { name: 'd', mode: 0o4755 }, { name: 'e', mode: 0o755 }]);
  assert.deepEqual(kinds(artifact), ['special-file', 'special-file', 'special-file', 'setuid']);
});

test('A pax size that differs from the header’s is noticed, and taken', () => {
  const artifact = open([pax({ size: '4' }), { name: 'a.py', content: 'abcd', size: 0 }, { name: 'b.py', content: '2' }]);
  assert.deepEqual(kinds(artifact), ['header-mismatch']);
  assert.deepEqual([contents(artifact, 'a.py'), contents(artifact, 'b.py')], [['abcd'], ['2']]);
});

test('A member behind a pax size of a reader that ignores it is found too', () => {
  const hidden = tarOf([{ name: 'hidden.py', content: 'print(2)' }], { end: false });
  const artifact = open([pax({ size: String(hidden.length) }), { name: 'a.bin', content: hidden, size: 0 }]);
  assert.ok(paths(artifact).includes('a.bin!/hidden.py'));
});

test('A link that claims content doesn’t hide the member behind it', () => {
  const artifact = open([{ name: 'a', type: '2', link: 'b', size: 512 }, { name: 'hidden.py', content: '1' }]);
  assert.deepEqual([paths(artifact), kinds(artifact)], [['hidden.py'], ['header-mismatch']]);
});

test('A member behind the end mark is read', () => {
  const bytes = Buffer.concat([tarOf([{ name: 'a.py' }]), tarOf([{ name: 'b.py' }])]);
  const artifact = openArtifact('demo.tar', bytes, new Budget());
  assert.deepEqual([paths(artifact), kinds(artifact)], [['a.py', 'b.py'], ['data-after']]);
});

test('Bytes behind the end mark are noticed', () => {
  const artifact = openArtifact('demo.tar', Buffer.concat([tarOf([{ name: 'a.py' }]), Buffer.from('more')]), new Budget());
  assert.deepEqual([artifact.unread, kinds(artifact)], [[], ['data-after']]);
});

test('Behind a damaged header the reader goes on, and says what it skipped', () => {
  const artifact = open([{ name: 'a.py' }, { name: 'b.py', checksum: 1 }, { name: 'c.py' }]);
  assert.deepEqual(paths(artifact), ['a.py', 'c.py']);
  assert.deepEqual(artifact.unread.map(({ why, matters }) => [why, matters]), [['512 bytes at offset 512 belong to no tar member', true]]);
});

test('A tar that is cut off gives what is there', () => {
  const whole = tarOf([{ name: 'a.py', content: '1' }, { name: 'b.py', content: 'x'.repeat(600) }]);
  const artifact = openArtifact('demo.tar', whole.subarray(0, 512 * 3 + 100), new Budget());
  assert.deepEqual(paths(artifact), ['a.py', 'b.py']);
  assert.deepEqual(artifact.unread, [{ path: 'b.py', why: 'the data ends early: 500 of 600 bytes are missing', matters: true }]);
});

test('A picture that is cut off doesn’t matter', () => {
  const whole = tarOf([{ name: 'b.png', content: 'x'.repeat(600) }]);
  assert.deepEqual(openArtifact('demo.tar', whole.subarray(0, 612), new Budget()).unread.map((row) => row.matters), [false]);
});

test('A sparse file has its real name and is read without its map', () => {
  const map = Buffer.alloc(512);
  map.write('1\n0\n8\n');
  const content = Buffer.concat([map, Buffer.from('print(1)')]);
  const artifact = open([pax({ 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.name': 'setup.py' }), { name: 'GNUSparseFile.0/x', content }]);
  assert.deepEqual([contents(artifact, 'setup.py'), kinds(artifact)], [['print(1)'], ['special-file']]);
});

test('A tar that is a zip archive too is read as both', () => {
  const zip = forgeZip({ 'second.py': 'print(2)' });
  const artifact = openArtifact('demo.tar', Buffer.concat([tarOf([{ name: 'first.py' }]), zip]), new Budget());
  assert.ok(kinds(artifact).includes('polyglot'));
  assert.deepEqual(paths(artifact), ['first.py', 'second.py']);
});

test('A gzip stream that is a zip archive too is read as both', () => {
  const bytes = Buffer.concat([gzipSync(tarOf([{ name: 'first.py' }])), forgeZip({ 'second.py': '2' })]);
  const artifact = openArtifact('demo.tar.gz', bytes, new Budget());
  assert.ok(kinds(artifact).includes('polyglot'));
  assert.deepEqual(paths(artifact), ['first.py', 'second.py']);
});

test('A tar whose last member is a zip archive is nothing odd', () => {
  const artifact = open([{ name: 'data.zip', content: forgeZip({ 'in.py': '1' }) }]);
  assert.deepEqual([paths(artifact), kinds(artifact)], [['data.zip', 'data.zip!/in.py'], []]);
});

test('Numbers may stand in base 256 and checksums may be of signed bytes', () => {
  const size = Buffer.concat([Buffer.from([0x80]), Buffer.alloc(10), Buffer.from([4])]);
  assert.deepEqual(contents(open([{ name: 'a.py', content: 'abcd', patch: [[124, size]] }, { name: 'b' }]), 'a.py'), ['abcd']);
  const [plain] = [tarOf([{ name: 'é.py', content: '1' }])];
  const signed = Number.parseInt(Buffer.from(plain).toString('latin1', 148, 154), 8) - 512;
  assert.deepEqual(paths(open([{ name: 'é.py', content: '1', checksum: signed }])), ['é.py']);
});

test('Sizes that are no numbers and broken pax records are noticed', () => {
  assert.deepEqual(kinds(open([{ name: 'a', patch: [[124, 'x']] }])), ['header-mismatch']);
  assert.deepEqual(kinds(open([pax({ size: '-5' }), { name: 'a' }])), ['header-mismatch']);
  for (const content of ['9 no\n', '99 path=x\n', '10 path=x y']) {
    const artifact = open([{ name: 'PaxHeaders', type: 'x', content }, { name: 'a' }]);
    assert.deepEqual([paths(artifact), kinds(artifact)], [['a'], ['header-mismatch']], content);
  }
});

test('Directories and volume labels are no files; a directory out of the tree is noticed', () => {
  const artifact = open([{ name: './', type: '5' }, { name: 'old/' }, { name: '../up', type: '5' }, { name: 'label', type: 'V' }, { name: 'a' }]);
  assert.deepEqual([paths(artifact), kinds(artifact)], [['a'], ['climbing-path']]);
});

test('A member without a name is read', () => {
  const artifact = open([{ name: './', content: 'print(1)' }, pax({ path: '' }), { name: 'x', content: '2' }]);
  assert.deepEqual([paths(artifact), kinds(artifact)], [['(unnamed)', '(unnamed)'], ['odd-name', 'odd-name', 'duplicate-member']]);
});

test('An old GNU sparse file is read behind all of its maps', () => {
  const map = Buffer.alloc(512);
  const artifact = open([{ name: 'a.py', type: 'S', content: 'print(1)', magic: 'ustar  \0' }, { name: 'b' }]);
  assert.deepEqual([contents(artifact, 'a.py'), paths(artifact)], [['print(1)'], ['a.py', 'b']]);
  const long = Buffer.concat([tarOf([{ name: 'c.py', type: 'S', size: 8, magic: 'ustar  \0', patch: [[482, Buffer.from([1])]] }], { end: false }), map, Buffer.from('print(2)')]);
  assert.deepEqual(contents(openArtifact('demo.tar', long, new Budget()), 'c.py'), ['print(2)']);
});
