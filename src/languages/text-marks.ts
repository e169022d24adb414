/** Marks that any source text can bear. */
import type { SourceUnit } from '../model/source.ts';

const FAR = 150;
/** The code units that every run of invisible characters has one of. */
const UNSEEN = /[\u200b-\u200d\u2060\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\udb40]/;

/** Code hidden far to the right, invisible and bidirectional characters, identifiers that mix scripts. */
export function markText(unit: SourceUnit): void {
  const { text } = unit;
  markFarRight(unit, text);
  if (/^[\x00-\x7f]*$/.test(text)) return;
  const invisible = UNSEEN.test(text) && /[\u202a-\u202e\u2066-\u2069]|[\u200b-\u200d\u2060]{2,}|[\ufe00-\ufe0f]{4,}|[\u{e0100}-\u{e01ef}]{2,}|[\u{e0000}-\u{e007f}]{2,}/u.exec(text);
  if (invisible) unit.marks.push({ kind: 'invisible', span: { start: invisible.index, end: invisible.index + invisible[0].length } });
  if (!LOOK_ALIKES.test(text) || !NEIGHBOURS.test(text)) return;
  const mixed = /(?<![\p{L}\p{N}_])(?=[\p{L}\p{N}_]*[a-zA-Z])(?=[\p{L}\p{N}_]*[\u0400-\u04ff\u0370-\u03ff\uff21-\uff5a\u{1d400}-\u{1d7ff}])[\p{L}\p{N}_]{3,40}(?=\s*[(.=])/u.exec(text);
  if (mixed) unit.marks.push({ kind: 'homoglyph', span: { start: mixed.index, end: mixed.index + mixed[0].length }, detail: mixed[0] });
}

/** Halves of the look-alikes' code units, which a plain search finds several times as fast. */
const LOOK_ALIKES = /[\u0370-\u04ff\uff21-\uff5a\ud835]/;

/** A Latin letter beside one of a look-alike script: cheap to seek, and needed by every mixed identifier. */
const NEIGHBOURS = /[A-Za-z_][\u0400-\u04ff\u0370-\u03ff\uff21-\uff5a\u{1d400}-\u{1d7ff}]|[\u0400-\u04ff\u0370-\u03ff\uff21-\uff5a\u{1d400}-\u{1d7ff}][A-Za-z_]/u;

function markFarRight(unit: SourceUnit, text: string): void {
  let from = 0;
  for (;;) {
    const at = text.indexOf(' '.repeat(FAR), from);
    if (at < 0) return;
    let end = at + FAR;
    while (text[end] === ' ' || text[end] === '\t') end++;
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const before = text.slice(lineStart, at).trim();
    const rest = text.slice(end, end + 160);
    const code = /^[^\n]*/.exec(rest)?.[0] ?? '';
    if (/[\w)\]"';]$|^$/.test(before) && /^[;\w@$(].*[(=]/.test(code) && !/^#|^\/\//.test(code) && !/["']\s*$/.test(before) && !(before === '' && isLadder(text, lineStart, end - lineStart))) {
      unit.marks.push({ kind: 'far-right', span: { start: end, end: end + code.length }, detail: String(end - lineStart) });
      return;
    }
    from = end;
  }
}

/** The widest step of an indentation, and how far down a ladder of them must lead to be seen. */
const STEP = 16;
const IN_SIGHT = 60;

/** Whether lines lead step by step to an indentation: deeply nested code, whose every line is seen on the way. */
function isLadder(text: string, lineStart: number, indentation: number): boolean {
  let start = lineStart;
  for (let last = indentation; last > IN_SIGHT; ) {
    if (start < 2) return false;
    const end = start - 1;
    start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, Math.min(end, start + 1000)).trimEnd();
    const own = line.length - line.trimStart().length;
    if (line !== '' && last - own > STEP) return false;
    if (line !== '') last = own;
  }
  return true;
}
