import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { SAMPLE_TEXT, sampleIn, sampleTar } from '../../test/forge/compressed.ts';
import { forgeTarGz, tarOf, zipOf } from '../../test/forge/forge.ts';
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import { codecOf } from './compressed.ts';
import { openArtifact } from './open.ts';

const STREAMS = { gz: gzipSync(sampleTar()), bz2: sampleIn('bz2'), xz: sampleIn('xz'), zst: sampleIn('zst') };

for (const [suffix, bytes] of Object.entries(STREAMS)) {
  test(`A tar.${suffix} is read`, () => {
    const artifact = openArtifact('demo', bytes, new Budget());
    assert.equal(artifact.format, `tar.${suffix}`);
    assert.deepEqual(artifact.entries.map((entry) => entry.path), ['demo/numbers.py', 'demo/__init__.py']);
    assert.equal(Buffer.from(artifact.entries[0]?.bytes ?? []).toString(), SAMPLE_TEXT);
    assert.deepEqual([...artifact.unread, ...artifact.anomalies], []);
  });

  test(`Two ${suffix} streams one after another are one`, () => {
    const codec = codecOf(bytes);
    const unpacked = codec?.unpack(Buffer.concat([bytes, bytes]), 1e6, new Budget());
    assert.deepEqual(unpacked?.bytes.length, 2 * sampleTar().length);
    assert.equal(unpacked?.used, 2 * bytes.length);
  });

  test(`A ${suffix} stream that is cut off anywhere tells so and gives a right beginning`, () => {
    const codec = codecOf(bytes);
    const whole = Buffer.from(sampleTar());
    for (let length = 20; length < bytes.length; length += 7) {
      const unpacked = codec?.unpack(bytes.subarray(0, length), 1e6, new Budget());
      assert.equal(unpacked?.problem, 'the data ends early', `cut at ${length}`);
      assert.equal(Buffer.compare(Buffer.from(unpacked.bytes), whole.subarray(0, unpacked.bytes.length)), 0);
    }
  });

  test(`A ${suffix} stream stops at the bound`, () => {
    const unpacked = codecOf(bytes)?.unpack(bytes, 5000, new Budget());
    assert.equal(unpacked?.problem, 'unpacks to more than the bound allows');
    assert.ok((unpacked?.bytes.length ?? 9999) <= 5000);
  });

  test(`What follows a ${suffix} stream is noticed`, () => {
    const artifact = openArtifact('demo', Buffer.concat([bytes, Buffer.from('more')]), new Budget());
    assert.deepEqual(artifact.anomalies.map((anomaly) => anomaly.kind), ['data-after']);
  });
}

test('A zip member may be compressed in any way that Python knows', () => {
  const content = sampleTar();
  const methods: [number, Uint8Array][] = [[12, sampleIn('bz2')], [14, sampleIn('lzma')], [93, sampleIn('zst')], [95, sampleIn('xz')]];
  for (const [method, compressed] of methods) {
    const artifact = openArtifact('demo.zip', zipOf([{ name: 'a.tar', content, method, compressed }]), new Budget());
    assert.deepEqual([...artifact.unread, ...artifact.anomalies], [], `method ${method}`);
    assert.equal(Buffer.compare(artifact.entries[0]?.bytes ?? new Uint8Array(), content), 0);
  }
});

test('A method that nobody knows is not read, and that matters', () => {
  const artifact = openArtifact('demo.zip', zipOf([{ name: 'a.py', method: 77, compressed: Buffer.from('x') }]), new Budget());
  assert.deepEqual(artifact.unread, [{ path: 'a.py', why: 'compression method 77 is not supported', matters: true }]);
});

test('A damaged gzip stream gives what stands before the damage', () => {
  const noise = Array.from({ length: 4000 }, (_, index) => `${(index * 7919) % 104729}`).join('\n');
  const bytes = Buffer.from(forgeTarGz({ 'first.py': 'print(1)\n', 'noise.txt': noise, 'last.py': '' }));
  bytes.fill(0xff, bytes.length - 2000, bytes.length - 1000);
  const artifact = openArtifact('demo.tar.gz', bytes, new Budget());
  assert.equal(artifact.entries[0]?.path, 'first.py');
  assert.ok((artifact.entries[1]?.bytes.length ?? 0) > 1000);
  assert.deepEqual(artifact.unread[0]?.why, 'the compressed data is damaged');
});

test('A gzip stream with a wrong checksum is read, and noticed', () => {
  const bytes = Buffer.from(forgeTarGz({ 'a.py': 'print(1)\n' }));
  bytes[bytes.length - 8] = (bytes[bytes.length - 8] ?? 0) ^ 1;
  const artifact = openArtifact('demo.tar.gz', bytes, new Budget());
  assert.deepEqual(artifact.entries.map((entry) => entry.path), ['a.py']);
  assert.deepEqual(artifact.anomalies.map((anomaly) => anomaly.kind), ['header-mismatch']);
});

test('A zstd frame that asks for a window of gigabytes is refused', () => {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00]);
  const artifact = openArtifact('demo.zst', header, new Budget());
  assert.match(artifact.unread[0]?.why ?? '', /more than 128 MB/);
});

test('Every gzip member counts, so that a million empty ones end', () => {
  const empty = gzipSync('');
  const artifact = openArtifact('demo.gz', Buffer.concat(Array.from({ length: 3000 }, () => empty)), new Budget({ ...DEFAULT_LIMITS, members: 1000 }));
  assert.match(artifact.unread[0]?.why ?? '', /more than 1000 members/);
});

test('A gzip stream whose tar ends within it shows what stands behind', () => {
  const hidden = tarOf([{ name: 'hidden.py', content: 'print(2)\n' }]);
  const artifact = openArtifact('demo.tar.gz', gzipSync(Buffer.concat([tarOf([{ name: 'a.py', content: '1' }]), hidden])), new Budget());
  assert.deepEqual(artifact.entries.map((entry) => entry.path), ['a.py', 'hidden.py']);
  assert.deepEqual(artifact.anomalies.map((anomaly) => anomaly.kind), ['data-after']);
});

test('A gzip header may hold more fields, and the name of a lone file', () => {
  const plain = gzipSync('print(1)\n');
  const header = (flags: number, fields: string): Buffer => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3]), Buffer.from(fields, 'latin1'), plain.subarray(10)]);
  for (const [flags, fields] of [[8, 'inner.py\0'], [16, 'a comment\0'], [4, '\u0002\u0000ab'], [30, '\u0002\u0000abinner.py\0comment\0hc']] as const) {
    const artifact = openArtifact('blob', header(flags, fields), new Budget());
    assert.equal(Buffer.from(artifact.entries[0]?.bytes ?? []).toString(), 'print(1)\n', `flags ${flags}`);
    assert.equal(artifact.entries[0]?.path, flags === 8 ? 'inner.py' : 'blob');
    assert.deepEqual([...artifact.unread, ...artifact.anomalies], []);
  }
  for (const fields of ['', 'no end of the name']) assert.ok(openArtifact('blob', Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]), Buffer.from(fields)]), new Budget()).unread.length > 0);
});

test('A zstd frame that is to be skipped is', () => {
  const skip = Buffer.concat([Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0]), Buffer.from('xyz')]);
  const artifact = openArtifact('demo', Buffer.concat([skip, sampleIn('zst'), skip]), new Budget());
  assert.deepEqual([artifact.format, artifact.anomalies, artifact.unread], ['tar.zst', [], []]);
});
