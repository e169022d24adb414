/** Byte arrays as PowerShell handles them: lists of numbers while short enough to be worked on, Latin-1 texts otherwise. */
import { Bytes } from '../flow/nodes.ts';
import { ListVal, NOT_EXACT, rawOf, withOrigins, type Origins, type Val } from '../flow/values.ts';

const LONGEST_LIST = 200_000;

/** A byte array of Latin-1 text. */
export function byteArray(text: string, origins: Origins = []): Val {
  if (text.length > LONGEST_LIST) return withOrigins(new Bytes(text), origins);
  const list = new ListVal(Array.from(text, (char) => char.charCodeAt(0)));
  list.origins = origins;
  return list;
}

/** Latin-1 text of a byte array, list of numbers or characters; undefined where it isn't known. */
export function latin1Of(value: Val): string | undefined {
  if (value instanceof ListVal) {
    if (value.open) return undefined;
    const chars: string[] = [];
    for (const item of value.items) {
      const raw = rawOf(item);
      if (typeof raw === 'number') chars.push(String.fromCharCode(raw & 0xff));
      else if (typeof raw === 'string') chars.push(/^\d{1,3}$/.test(raw) ? String.fromCharCode(Number(raw) & 0xff) : raw);
      else return undefined;
    }
    return chars.join('');
  }
  const raw = rawOf(value);
  if (raw === NOT_EXACT) return undefined;
  return raw instanceof Bytes ? raw.data : typeof raw === 'string' ? raw : undefined;
}
