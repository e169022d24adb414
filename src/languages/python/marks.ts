/** What a Python text shows that no call does: code far to the right, invisible characters, names made to be unreadable. */
import type { SourceUnit } from '../../model/source.ts';
import { markText } from '../text-marks.ts';

/** Adds marks for a Python text. */
export function markPython(unit: SourceUnit): void {
  markText(unit);
  markNames(unit);
}

const MEANINGLESS = /\b(?:_0x[0-9a-f]{3,}|[Il1|]{8,}|[O0o]{8,}|_{6,}[A-Za-z0-9]*|[\u4e00-\u9fff]{8,})\b/gu;

function markNames(unit: SourceUnit): void {
  if (unit.text.includes('_0x') || SUSPECT.test(unit.text)) markMeaningless(unit);
  markPacker(unit);
}

/** Cheap to seek, and part of every meaningless name. */
const SUSPECT = /[Il1]{8}|[O0o]{8}|_{8}|[\u4e00-\u9fff]{8}/;

function markMeaningless(unit: SourceUnit): void {
  const names = new Map<string, number>();
  for (const match of unit.text.slice(0, 400_000).matchAll(MEANINGLESS)) if (!names.has(match[0])) names.set(match[0], match.index);
  const [first] = names;
  if (first && names.size >= 4) unit.marks.push({ kind: 'obfuscated-names', span: { start: first[1], end: first[1] + first[0].length }, detail: String(names.size) });
}

function markPacker(unit: SourceUnit): void {
  if (!PACKED.test(unit.text)) return;
  const packer = PACKERS.find(([pattern]) => pattern.test(unit.text));
  const at = packer ? packer[0].exec(unit.text) : null;
  if (packer && at) unit.marks.push({ kind: 'packer', span: { start: at.index, end: at.index + at[0].length }, detail: packer[1] });
}

const PACKED = /pytransform|pyarmor|Kramer|Hyperion|BlankOBF|bfuscate/;

/** Frames that packers leave: knowledge of tools, not of samples. */
const PACKERS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:from pytransform import|__pyarmor__|pyarmor_runtime)/, 'PyArmor'],
  [/\bclass Kramer\b|\bKramer\.__/, 'Kramer'],
  [/\bHyperion\b[^\n]{0,80}\b(?:obfuscat|billythegoat)/i, 'Hyperion'],
  [/\bBlankOBF\b|# Obfuscated with|Obfuscated by|pyobfuscate/i, 'a named obfuscator'],
];
