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
  if (unit.text.includes('_0x') || holdsRun(unit.text)) markMeaningless(unit);
  markPacker(unit);
}

/** Eight characters of one look in a row are part of every meaningless name. */
const LONG_RUN = 8;

/** Which of the looks that are hard to tell apart a character has; 0: none. */
const LOOKS = new Uint8Array(128);
for (const [look, characters] of ['Il1|', 'Oo0', '_'].entries()) for (const char of characters) LOOKS[char.charCodeAt(0)] = look + 1;

/** Whether eight characters of one look stand in a row: one pass, since every text is asked. */
function holdsRun(text: string): boolean {
  let last = 0;
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const look = code < 128 ? (LOOKS[code] ?? 0) : code >= 0x4e00 && code <= 0x9fff ? 4 : 0;
    if (look === 0) run = 0;
    else if (look !== last) run = 1;
    else if (++run >= LONG_RUN) return true;
    last = look;
  }
  return false;
}

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
