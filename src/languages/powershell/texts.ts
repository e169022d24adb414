/** Texts, numbers and elements of PowerShell's known values. */
import { Bytes } from '../flow/nodes.ts';
import { ListVal, NOT_EXACT, rawOf, type Val } from '../flow/values.ts';

/** A number of a primitive; undefined where it is none. */
export function numberOf(raw: unknown): number | undefined {
  if (typeof raw === 'number') return raw;
  if (raw === null || raw === undefined) return 0;
  if (typeof raw === 'boolean') return raw ? 1 : 0;
  if (typeof raw !== 'string') return undefined;
  const text = raw.trim();
  if (/^0x[0-9a-f]{1,12}$/i.test(text)) return Number.parseInt(text.slice(2), 16);
  return /^[-+]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:e[-+]?\d{1,3})?$/i.test(text) ? Number(text) : undefined;
}

/** The text a primitive or list prints as; undefined where it isn't known. */
export function shownText(value: Val, separator = ' '): string | undefined {
  if (value instanceof ListVal) {
    if (value.open) return undefined;
    const texts: string[] = [];
    for (const item of value.items) {
      const text = shownText(item);
      if (text === undefined) return undefined;
      texts.push(text);
    }
    return texts.join(separator);
  }
  const raw = rawOf(value);
  if (raw === NOT_EXACT) return undefined;
  if (raw === null || raw === undefined) return '';
  if (raw instanceof Bytes) return raw.data;
  return typeof raw === 'boolean' ? (raw ? 'True' : 'False') : String(raw);
}

/** `value[index]`; the index may be a list of positions, and count from the end. */
export function elementOf(object: Val, index: Val): Val | undefined {
  if (index instanceof ListVal) {
    if (index.open || index.items.length > 100_000) return undefined;
    const items: Val[] = [];
    for (const item of index.items) {
      const element = elementOf(object, item);
      if (element === undefined) return undefined;
      items.push(element);
    }
    return new ListVal(items);
  }
  const at = numberOf(rawOf(index));
  if (at === undefined || !Number.isFinite(at) || (typeof rawOf(index) === 'string' && !(object instanceof ListVal))) return undefined;
  const position = Math.round(at);
  if (object instanceof ListVal) return object.items.at(position);
  if (object instanceof Bytes) return object.data.charCodeAt(position < 0 ? object.data.length + position : position);
  return typeof object === 'string' ? object.at(position) : undefined;
}

/** A .NET format string over known texts; undefined where a place is missing. */
export function formatted(format: string, items: readonly Val[]): string | undefined {
  let isKnown = true;
  const text = format.replace(/\{\{|\}\}|\{(\d{1,4})(?:,-?\d{1,3})?(?::([^{}]{0,20}))?\}/g, (whole, index: string | undefined, kind: string | undefined) => {
    if (index === undefined) return whole.slice(1);
    const item = items[Number(index)];
    const shown = item === undefined ? undefined : kind ? formattedNumber(rawOf(item), kind) : shownText(item);
    if (shown === undefined) isKnown = false;
    return shown ?? '\uF8FF';
  });
  return isKnown ? text : undefined;
}

function formattedNumber(raw: unknown, kind: string): string | undefined {
  const number = numberOf(raw);
  if (number === undefined) return undefined;
  const width = Number(kind.slice(1)) || 0;
  if (/^x/i.test(kind)) return (kind.startsWith('x') ? number.toString(16) : number.toString(16).toUpperCase()).padStart(Math.min(width, 100), '0');
  return String(number).padStart(/^d/i.test(kind) ? Math.min(width, 100) : 0, '0');
}
