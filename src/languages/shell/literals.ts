/** The strings of a shell script that rules may look at. */
import { HOLE } from '../../model/source.ts';
import { addString, type Script } from '../command/script.ts';
import type { Tracked } from '../command/values.ts';
import type { Word } from './tree.ts';

/** Literals worth a rule's look: quoted ones and addresses, and what was put together. */
export function noteLiterals(script: Script, word: Word, value: Tracked | undefined, isArray: boolean): void {
  if (script.place) {
    if (value?.text !== undefined) addString(script, value.text, script.place, true);
    return;
  }
  for (const part of word.parts) if (part.kind === 'text' && (part.quoted || part.text.length > 3)) addString(script, part.text, { start: word.start, end: word.end });
  const isMade = !isArray && word.parts.length > 1 && value?.text !== undefined && value.text !== HOLE;
  if (isMade && value.text !== undefined) addString(script, value.text, { start: word.start, end: word.end }, true);
}

