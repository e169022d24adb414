/** What stands between commands: blanks, comments, line ends, and the here-documents that begin at a line's end. */
import type { Word } from './tree.ts';
import { parseWord, type Cursor } from './words.ts';

/** Nesting past this is not read; the cursor says so. */
export const DEEPEST = 100;

/** Blanks, comments, line continuations and, where asked, line ends. */
export function skipBlank(cursor: Cursor, newlines: boolean): void {
  const { text } = cursor;
  for (;;) {
    const char = text[cursor.pos];
    if (char === ' ' || char === '\t' || char === '\r' || char === '\ufeff') cursor.pos++;
    else if (char === '\\' && text[cursor.pos + 1] === '\n') cursor.pos += 2;
    else if (char === '\\' && text[cursor.pos + 1] === '\r' && text[cursor.pos + 2] === '\n') cursor.pos += 3;
    else if (char === '#') {
      const end = text.indexOf('\n', cursor.pos);
      cursor.pos = end < 0 ? text.length : end;
    } else if (newlines && char === '\n') {
      cursor.pos++;
      readHeredocs(cursor);
    } else return;
  }
}

/** Reads the bodies of here-documents announced on the line that has just ended. */
export function readHeredocs(cursor: Cursor): void {
  while (cursor.heredocs.length > 0) {
    const next = cursor.heredocs.shift();
    if (!next) return;
    const { redirect, stripsTabs } = next;
    const word = redirect.target;
    const isQuoted = word.parts.some((part) => part.kind === 'text' && part.quoted) || cursor.text[word.start] === '\\';
    const end = word.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
    const start = cursor.pos;
    const { body, after } = bodyUntil(cursor.text, start, end, stripsTabs);
    cursor.pos = after;
    redirect.target = isQuoted ? { start, end: after, parts: [{ kind: 'text', text: body, quoted: true }] } : heredocWord(cursor, body, start, after);
  }
}

function bodyUntil(text: string, start: number, end: string, stripsTabs: boolean): { body: string; after: number } {
  const lines: string[] = [];
  let pos = start;
  while (pos < text.length) {
    const newline = text.indexOf('\n', pos);
    const stop = newline < 0 ? text.length : newline;
    const line = text.slice(pos, stop);
    pos = Math.min(stop + 1, text.length);
    const plain = stripsTabs ? line.replace(/^\t+/, '') : line;
    if (plain === end || plain === `${end}\r`) return { body: lines.join(''), after: pos };
    lines.push(`${plain}\n`);
  }
  return { body: lines.join(''), after: pos };
}

/** An unquoted here-document is expanded like a double-quoted word. */
function heredocWord(cursor: Cursor, body: string, start: number, end: number): Word {
  if (cursor.depth > DEEPEST) return { start, end, parts: [{ kind: 'text', text: body, quoted: true }] };
  const inner: Cursor = { ...cursor, text: body, pos: 0, heredocs: [], isHeredoc: true };
  const word = parseWord(inner);
  return { start, end, parts: word?.parts ?? [] };
}
