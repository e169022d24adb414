/**
 * Reader for native files. The text is the file's bytes as Latin-1. It tells what the file imports and what stands in it; how the code inside
 * uses that isn't known, so its calls weigh little.
 */
import { unitOf, type Reading, type SourceText } from '../../model/reader.ts';
import type { Call, SourceUnit, Value } from '../../model/source.ts';
import type { Effect } from '../../model/effect.ts';
import { guarded } from '../command/script.ts';
import type { Image, Section } from './binary.ts';
import { readElf } from './elf.ts';
import { readMachO } from './mach-o.ts';
import { readPe } from './pe.ts';
import { stringsOf } from './strings.ts';
import { effectsOf, MAKERS } from './telling.ts';

const SMALLEST_OVERLAY = 4_096;
/** Bits a byte: compressed or encrypted code lies above, compiled code below. */
const PACKED_ENTROPY = 7.4;

/** Reads a native file. Never throws on any bytes: what can't be read is a gap in the unit. */
export function readNative(source: SourceText, reading: Reading): SourceUnit {
  const unit = unitOf(source);
  return guarded(unit, () => {
    reading.budget.takeSteps(1 + (source.text.length >> 6));
    const bytes = Buffer.from(source.text, 'latin1');
    unit.strings.push(...stringsOf(source.text));
    noteMakers(unit);
    const image = readPe(bytes) ?? readElf(bytes) ?? readMachO(bytes);
    if (!image) {
      unit.gaps.push('The native file has a form that is not known here: only its strings were read.');
      return;
    }
    describe(unit, image, bytes);
  });
}

function describe(unit: SourceUnit, image: Image, bytes: Buffer): void {
  unit.imports.push(...new Set(image.libraries));
  unit.gaps.push(...image.gaps);
  const seen = new Set<string>();
  for (const { name, at } of image.symbols) {
    const does = effectsOf(name);
    if (does.length === 0 || seen.has(name)) continue;
    seen.add(name);
    unit.calls.push(importCall(unit, name, does, at));
  }
  for (const section of image.sections) if (isPacked(section, bytes)) unit.marks.push({ kind: 'packer', span: { start: section.at, end: section.at }, detail: `packed section ${section.name}` });
  const rest = bytes.length - image.end;
  if (image.end > 0 && rest >= SMALLEST_OVERLAY) unit.marks.push({ kind: 'blob', span: { start: image.end, end: bytes.length }, detail: `overlay of ${rest} bytes` });
}

function importCall(unit: SourceUnit, name: string, does: readonly Effect[], at: number): Call {
  const value: Value = { text: name, exact: true, origins: [] };
  return { name, does, args: [], named: {}, roles: { name: value }, span: { start: at, end: at + name.length }, stage: unit.stage, within: '', guards: [], unit };
}

/** Who made the file: packers as marks, languages as imports. */
function noteMakers(unit: SourceUnit): void {
  const seen = new Set<string>();
  for (const [name, mark, packs] of MAKERS) {
    if (seen.has(name)) continue;
    const at = unit.text.indexOf(mark);
    if (at < 0) continue;
    seen.add(name);
    if (packs) unit.marks.push({ kind: 'packer', span: { start: at, end: at + mark.length }, detail: name });
    else unit.imports.push(`made with ${name}`);
  }
}

function isPacked(section: Section, bytes: Buffer): boolean {
  if (!section.isCode || section.size < 16_384) return false;
  const sample = bytes.subarray(section.at, Math.min(section.at + section.size, section.at + 262_144));
  return sample.length >= 16_384 && entropyOf(sample) > PACKED_ENTROPY;
}

function entropyOf(sample: Buffer): number {
  const counts = new Array<number>(256).fill(0);
  for (const byte of sample) counts[byte] = (counts[byte] ?? 0) + 1;
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / sample.length) * Math.log2(count / sample.length);
  return bits;
}
