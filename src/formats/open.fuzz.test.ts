/** Whatever is done to an archive, opening it ends, and never throws. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sampleIn, sampleTar } from '../../test/forge/compressed.ts';
import { forgeTarGz, forgeWheel, longName, pax, tarOf, zipOf } from '../../test/forge/forge.ts';
import { Budget, DEFAULT_LIMITS } from '../kit/budget.ts';
import { openArtifact } from './open.ts';

const FILES = { 'a.py': 'print(1)\n', 'b/c.py': 'x = 1\n'.repeat(200), 'inner.zip': zipOf([{ name: 'x.py', content: '1', descriptor: true }]) };
const SEEDS: readonly Uint8Array[] = [
  forgeTarGz(FILES), forgeWheel('demo', '1.0', FILES), sampleTar(), sampleIn('bz2'), sampleIn('xz'), sampleIn('zst'),
  tarOf([longName('long/name.py'), { name: 'x', content: '1' }, pax({ path: 'p.py', size: '3' }), { name: 'y', content: '123' }, { name: 'l', type: '2', link: 'x' }, { name: 's', type: 'S', content: 'abc' }]),
  zipOf([{ name: 'l.py', content: sampleTar(), method: 14, compressed: sampleIn('lzma') }, { name: 'z', content: '1', zip64: true }, { name: 's', content: '22', method: 0, descriptor: true }]),
  Buffer.concat([Buffer.from('!<arch>\ndebian-binary   0           0     0     100644  4         `\n2.0\n'), Buffer.from('data.tar.xz     0           0     0     100644  1156      `\n'), sampleIn('xz')]),
];

const change = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), bytes: fc.constant(new Uint8Array()) }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 600 }) }),
  fc.record({ kind: fc.constant('ones' as const), at: fc.nat(), bytes: fc.constantFrom(new Uint8Array(4).fill(255), new Uint8Array(8), new Uint8Array(2).fill(255)) }),
);

test('Mutated archives are opened without a throw or a hang', () => {
  fc.assert(fc.property(fc.constantFrom(...SEEDS), fc.array(change, { minLength: 1, maxLength: 6 }), (seed, changes) => {
    const bytes = changes.reduce(mutate, Buffer.from(seed));
    const budget = new Budget({ ...DEFAULT_LIMITS, bytes: 20_000_000, members: 2000 });
    const start = performance.now();
    const artifact = openArtifact('demo', bytes, budget);
    for (const entry of artifact.entries) assert.ok(entry.bytes.length <= 20_000_000 && !entry.path.includes('..'.concat('/')));
    assert.ok(performance.now() - start < 2000);
  }), { numRuns: 1500 });
});

test('A compressed archive that lost bytes never passes for whole', () => {
  const whole = SEEDS.filter((_, index) => [0, 1, 3, 4, 5].includes(index));
  fc.assert(fc.property(fc.constantFrom(...whole), fc.nat(), (seed, cut) => {
    const artifact = openArtifact('demo', seed.subarray(0, 20 + (cut % (seed.length - 21))), new Budget());
    assert.ok(artifact.unread.some((row) => row.matters));
  }), { numRuns: 300 });
});

const member = fc.record({
  method: fc.constantFrom(0, 8), descriptor: fc.boolean(), zip64: fc.boolean(), hidden: fc.boolean(), gap: fc.uint8Array({ maxLength: 40 }),
  local: fc.constantFrom({}, {}, { name: 'other.py' }, { size: 3 }, { crc: 1 }, { compressedSize: 70 }), central: fc.constantFrom({}, {}, { size: 3 }, { crc: 1 }, { method: 8 }),
});

test('No member of a zip archive is lost, however its headers lie', () => {
  fc.assert(fc.property(fc.array(member, { minLength: 1, maxLength: 6 }), fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (members, before, after) => {
    const contents = members.map((_, index) => `content ${index} `.repeat(3));
    const bytes = zipOf(members.map(({ hidden, central, ...rest }, index) => ({ ...rest, name: `${index}.py`, content: contents[index] ?? '', central: hidden && index > 0 ? false : central })), { before, after });
    const artifact = openArtifact('demo.whl', bytes, new Budget());
    const texts = artifact.entries.map((entry) => Buffer.from(entry.bytes).toString());
    for (const [index, content] of contents.entries()) {
      const read = texts.some((text) => text.includes(content)) || artifact.unread.some((row) => row.path === `${index}.py`);
      assert.ok(read, `member ${index}`);
    }
  }), { numRuns: 1000 });
});

function mutate(bytes: Buffer, { kind, at, bytes: patch }: { kind: 'set' | 'cut' | 'insert' | 'ones'; at: number; bytes: Uint8Array }): Buffer {
  const place = at % (bytes.length + 1);
  if (kind === 'cut') return bytes.subarray(0, place);
  const rest = kind === 'insert' ? bytes.subarray(place) : bytes.subarray(place + patch.length);
  return Buffer.concat([bytes.subarray(0, place), patch, rest]);
}
