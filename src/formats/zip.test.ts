import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { forgeTarGz, forgeZip, zipOf, type ZipMember, type ZipOptions } from '../../test/forge/forge.ts';
import { Budget } from '../kit/budget.ts';
import type { Artifact } from '../model/artifact.ts';
import { openArtifact } from './open.ts';

function open(members: readonly ZipMember[], options: ZipOptions = {}): Artifact {
  return openArtifact('demo.whl', zipOf(members, options), new Budget());
}

function paths(artifact: Artifact): string[] {
  return artifact.entries.map((entry) => entry.path);
}

function kinds(artifact: Artifact): string[] {
  return artifact.anomalies.map((anomaly) => anomaly.kind);
}

const PLAIN: ZipMember = { name: 'a.py', content: 'print(1)\n' };
const HIDDEN: ZipMember = { name: 'hidden.py', content: 'print(2)\n', central: false };

test('Stored, deflated, streamed and Zip64 members are read', () => {
  const content = 'print(1)\n'.repeat(50);
  const artifact = open([
    { name: 'a.py', content, method: 0 }, { name: 'b.py', content }, { name: 'c.py', content, descriptor: true }, { name: 'd.py', content, zip64: true },
    { name: 'e.py', content, method: 0, descriptor: true }, { name: 'dir/' }, { name: 'stored/', method: 0 },
  ]);
  assert.deepEqual([...artifact.anomalies, ...artifact.unread], []);
  assert.deepEqual(artifact.entries.map((entry) => Buffer.from(entry.bytes).toString()), Array(5).fill(content));
});

test('Of a large member only the beginning is kept, and all of it can be had, whole or in pieces', () => {
  const content = Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(5_000_000, 'code ')]);
  const artifact = open([{ name: 'a.so', content }, { name: 'b.so', content, method: 0 }, { name: 'a.so', content }]);
  assert.deepEqual([paths(artifact), artifact.anomalies.map(({ detail }) => detail)], [['a.so', 'b.so'], ['twice with the same content']]);
  for (const { size, head, pieces, bytes } of artifact.entries) {
    assert.deepEqual([size, head?.length], [content.length, 64_000]);
    assert.ok(content.equals(bytes));
    const copies = Array.from(pieces?.() ?? [], (piece) => Buffer.from(piece));
    assert.ok(copies.length > 1 && content.equals(Buffer.concat(copies)));
  }
});

test('A large member that lies, is cut off, damaged or an archive is treated like a small one', () => {
  const content = Buffer.alloc(5_000_000, 'code ');
  const packed = deflateRawSync(content);
  const reasons = (member: Partial<ZipMember>): string[] => {
    const { anomalies, unread } = open([{ name: 'a.so', content, ...member }]);
    return [...anomalies.map(({ detail }) => detail), ...unread.map(({ why }) => why)];
  };
  assert.deepEqual(reasons({ local: { crc: 1 }, central: { crc: 1 } }), ['the checksum is wrong']);
  assert.deepEqual(reasons({ compressed: Buffer.concat([packed, Buffer.from('more')]) }), ['4 bytes follow the end of its compressed data']);
  assert.deepEqual(reasons({ local: { size: 4_500_000 }, central: { size: 4_500_000 } }), ['it unpacks to 5000000 bytes, the header says 4500000']);
  assert.match(reasons({ local: { size: 5_500_000 }, central: { size: 5_500_000 } }).join(), /ends early: 5000000 of 5500000/);
  assert.deepEqual(reasons({ compressed: packed.fill(0xff, 2_000, 2_010) }), ['the compressed data is damaged']);
  const inner = zipOf([{ name: 'x.so', content, method: 0 }, PLAIN]);
  for (const member of [{ content: inner }, { content: inner, method: 0 }, { content: Buffer.concat([Buffer.from('#!'), inner]) }]) assert.deepEqual(paths(open([{ name: 'a.so', ...member }])), ['a.so', 'a.so!/x.so', 'a.so!/a.py']);
});

test('Signatures inside a member mean nothing', () => {
  const signatures = Buffer.concat([zipOf([HIDDEN]), zipOf([PLAIN])]);
  const artifact = open([{ name: 'data.bin', content: Buffer.concat([Buffer.from('x'), signatures.subarray(0, 60)]), method: 0 }, PLAIN]);
  assert.deepEqual([paths(artifact), kinds(artifact)], [['data.bin', 'a.py'], []]);
});

test('A member that only its local header knows is read, between others and at either end', () => {
  for (const members of [[HIDDEN, PLAIN], [PLAIN, HIDDEN], [PLAIN, HIDDEN, { name: 'b.py', content: '3' }], [PLAIN, { ...HIDDEN, descriptor: true }]]) {
    const artifact = open(members);
    assert.ok(paths(artifact).includes('hidden.py'));
    assert.ok(kinds(artifact).includes('header-mismatch'));
    assert.equal(Buffer.from(artifact.entries.find((entry) => entry.path === 'hidden.py')?.bytes ?? []).toString(), 'print(2)\n');
  }
});

test('Where the two headers differ it is noticed', () => {
  const lies: Partial<ZipMember>[] = [{ local: { name: 'other.py' } }, { local: { size: 1 } }, { local: { compressedSize: 3 } }, { local: { method: 0 } }, { local: { crc: 5 } }, { local: { flags: 1 } }];
  for (const lie of lies) assert.deepEqual(kinds(open([{ ...PLAIN, ...lie }])), ['header-mismatch'], JSON.stringify(lie));
});

test('A member with two names is read under both', () => {
  assert.deepEqual(paths(open([{ ...PLAIN, local: { name: 'setup.py' } }])), ['a.py', 'setup.py']);
});

test('A Unicode field that gives another name is read under both', () => {
  const field = Buffer.concat([Buffer.from([0x75, 0x70, 13, 0, 1, 0, 0, 0, 0]), Buffer.from('setup.py')]);
  const artifact = open([{ ...PLAIN, central: { extra: field } }]);
  assert.deepEqual([paths(artifact), kinds(artifact)], [['a.py', 'setup.py'], ['header-mismatch']]);
});

test('A wrong checksum or size in both headers is noticed', () => {
  assert.deepEqual(kinds(open([{ ...PLAIN, local: { crc: 7 }, central: { crc: 7 } }])), ['header-mismatch']);
  assert.ok(kinds(open([{ ...PLAIN, local: { size: 2 }, central: { size: 2 } }])).includes('header-mismatch'));
});

test('Bytes after a member’s compressed data are noticed', () => {
  const compressed = Buffer.concat([deflateRawSync('print(1)\n'), Buffer.from('secret')]);
  assert.deepEqual(kinds(open([{ ...PLAIN, compressed }])), ['data-after']);
});

test('A path twice: both contents stay readable', () => {
  const artifact = open([PLAIN, { ...PLAIN, content: 'evil' }]);
  assert.deepEqual([paths(artifact), kinds(artifact)], [['a.py', 'a.py'], ['duplicate-member']]);
});

test('The same member twice is noticed once more, but not read twice', () => {
  const artifact = open([PLAIN, PLAIN]);
  assert.deepEqual([paths(artifact), kinds(artifact)], [['a.py'], ['duplicate-member']]);
});

test('Bytes before, between and after are noticed', () => {
  const stub = Buffer.from('#!/bin/sh\n');
  for (const offsetsIncludeBefore of [true, false]) {
    const before = open([PLAIN], { before: stub, offsetsIncludeBefore });
    assert.deepEqual([paths(before), kinds(before)], [['a.py'], ['polyglot', 'data-before']]);
  }
  assert.deepEqual(kinds(open([PLAIN, { name: 'b.py', gap: stub }])), ['data-after']);
  assert.deepEqual(kinds(open([PLAIN], { after: stub })), ['data-after']);
  assert.deepEqual(kinds(open([PLAIN], { comment: 'an honest comment' })), []);
  assert.deepEqual(kinds(open([PLAIN, { name: 'b.py', gap: new Uint8Array(40) }])), []);
});

test('Two archives one after another are both read', () => {
  const bytes = Buffer.concat([zipOf([PLAIN]), zipOf([{ name: 'second.py' }])]);
  const artifact = openArtifact('demo.whl', bytes, new Budget());
  assert.deepEqual(paths(artifact).toSorted(), ['a.py', 'second.py']);
  assert.ok(kinds(artifact).includes('polyglot'));
});

test('An archive in the comment of another is read', () => {
  const inner = zipOf([{ name: 'second.py', content: '2' }]);
  const outer = Buffer.from(zipOf([PLAIN]));
  outer.writeUInt16LE(inner.length, outer.length - 2);
  const artifact = openArtifact('demo.whl', Buffer.concat([outer, inner]), new Budget());
  assert.deepEqual(paths(artifact).toSorted(), ['a.py', 'second.py']);
  assert.ok(kinds(artifact).includes('polyglot'));
});

test('A stored zip archive as the last member is nothing odd', () => {
  const artifact = open([{ name: 'in.zip', content: forgeZip({ 'x.py': '1' }), method: 0 }]);
  assert.deepEqual([paths(artifact), kinds(artifact)], [['in.zip', 'in.zip!/x.py'], []]);
});

test('A zip archive that something else begins is opened inside a package too', () => {
  const picture = Buffer.concat([Buffer.from('\u0089PNG\r\n', 'latin1'), forgeZip({ 'x.py': '1' })]);
  const artifact = openArtifact('demo.tar.gz', forgeTarGz({ 'logo.png': picture }), new Budget());
  assert.deepEqual(paths(artifact), ['logo.png', 'logo.png!/x.py']);
  assert.deepEqual(artifact.anomalies.map(({ kind, path }) => [kind, path]), [['polyglot', 'logo.png'], ['data-before', 'logo.png']]);
});

test('An encrypted member is not read, and that matters', () => {
  const artifact = open([{ ...PLAIN, flags: 1 }]);
  assert.deepEqual(artifact.unread, [{ path: 'a.py', why: 'it is encrypted', matters: true }]);
  assert.deepEqual(kinds(artifact), ['encrypted']);
});

test('A name that a NUL ends is the name that Python sees', () => {
  const artifact = open([{ ...PLAIN, name: 'setup.py\0.png' }]);
  assert.deepEqual([paths(artifact), kinds(artifact)], [['setup.py'], ['odd-name']]);
});

test('Links, devices and setuid files are told by the mode', () => {
  const artifact = open([PLAIN, { name: 'b', content: '../../x', mode: 0o120777 }, { name: 'c.py', content: 'a.py', mode: 0o120777 }, { name: 'd', mode: 0o020644 }, { name: 'e', mode: 0o104755 }]);
  assert.deepEqual(kinds(artifact), ['link-outside', 'special-file', 'setuid']);
  assert.deepEqual(paths(artifact), ['a.py', 'd', 'e', 'c.py']);
});

test('An end record that counts wrong is noticed, and all are read', () => {
  const artifact = open([PLAIN, { name: 'b.py' }], { count: 1 });
  assert.deepEqual([paths(artifact), kinds(artifact)], [['a.py', 'b.py'], ['header-mismatch']]);
});

test('A directory entry that leads nowhere is unread', () => {
  const artifact = open([PLAIN, { name: 'b.py', central: { offset: 3 } }]);
  assert.deepEqual(artifact.unread, [{ path: 'b.py', why: 'no local header stands where the central directory says', matters: true }]);
});

test('Members that overlap are noticed', () => {
  assert.ok(kinds(open([PLAIN, { name: 'b.py', content: 'print(1)\n', central: { offset: 0 } }])).includes('header-mismatch'));
});

test('An archive that is cut off anywhere gives the members before the cut, and a row', () => {
  const whole = zipOf([PLAIN, { name: 'b.py', content: 'print(2)\n'.repeat(9), descriptor: true }, { name: 'c.py', content: '3', method: 0 }]);
  const locals = whole.length - 22 - 3 * (46 + 4);
  for (let length = 4; length < whole.length; length++) {
    const artifact = openArtifact('demo.whl', whole.subarray(0, length), new Budget());
    assert.ok(artifact.unread.some((row) => row.matters), `cut at ${length}`);
    if (length >= locals) assert.deepEqual(paths(artifact), ['a.py', 'b.py', 'c.py']);
  }
});

test('A damaged member gives what stands before the damage', () => {
  const noise = Array.from({ length: 4000 }, (_, index) => `${(index * 7919) % 104729}`).join('\n');
  const compressed = deflateRawSync(noise);
  compressed.fill(0xff, compressed.length - 500);
  const artifact = open([{ name: 'a.py', content: noise, compressed }, { name: 'b.py', content: '2' }]);
  assert.deepEqual(paths(artifact), ['a.py', 'b.py']);
  assert.ok((artifact.entries[0]?.bytes.length ?? 0) > 1000);
  assert.equal(artifact.unread[0]?.path, 'a.py');
});

test('A member named like a directory that has content is read', () => {
  const artifact = open([{ name: 'setup.py/', content: 'print(1)' }]);
  assert.deepEqual([paths(artifact), kinds(artifact)], [['setup.py'], ['odd-name']]);
});

test('A header that claims more than its data doesn’t cover the hidden member behind it', () => {
  const big = { compressedSize: 90 };
  for (const method of [0, 8]) {
    const hidden = { name: 'first.py', content: 'print(1)\n', method, central: false as const, local: big };
    assert.ok(paths(open([PLAIN, hidden, HIDDEN])).includes('hidden.py'), `hidden, method ${method}`);
    const listed = { name: 'first.py', content: 'print(1)\n', method, central: big };
    assert.ok(paths(open([PLAIN, listed, HIDDEN])).includes('hidden.py'), `listed, method ${method}`);
  }
});

test('An empty archive is no damaged one', () => {
  const artifact = open([]);
  assert.deepEqual([artifact.format, artifact.anomalies, artifact.unread], ['zip', [], []]);
});

test('A Zip64 end record is read', () => {
  const artifact = open([PLAIN, { name: 'b.py' }], { zip64: true });
  assert.deepEqual([paths(artifact), artifact.anomalies, artifact.unread], [['a.py', 'b.py'], [], []]);
});

test('Members that share their data are told by their overlap alone', () => {
  const twin = Buffer.from(zipOf([PLAIN, { ...PLAIN, central: { offset: 0 } }]));
  const details = openArtifact('demo.whl', twin, new Budget()).anomalies.map((anomaly) => anomaly.detail);
  assert.ok(details.includes('1 members overlap others'));
});

test('Bytes between the directory and the end record are noticed', () => {
  const whole = Buffer.from(zipOf([PLAIN]));
  const end = Buffer.from(whole.subarray(whole.length - 22));
  end.writeUInt32LE(end.readUInt32LE(12) + 5, 12);
  const artifact = openArtifact('demo.whl', Buffer.concat([whole.subarray(0, -22), Buffer.from('extra'), end]), new Budget());
  assert.deepEqual([paths(artifact), kinds(artifact)], [['a.py'], ['data-after']]);
});

test('A directory that its end record places by offset alone is found', () => {
  const whole = Buffer.from(zipOf([PLAIN]));
  const bytes = Buffer.concat([whole.subarray(0, -22), Buffer.from('extra'), whole.subarray(-22)]);
  assert.deepEqual(paths(openArtifact('demo.whl', bytes, new Budget())), ['a.py']);
});
