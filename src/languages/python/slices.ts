/** Python slices of texts, bytes and lists: `x[::-1]` is how many payloads begin. */
import { Bytes } from '../flow/nodes.ts';
import { ListVal, NOT_EXACT, Unknown, originsOf, rawOf, withOrigins, type Val } from '../flow/values.ts';

/** `receiver[from:until:step]`; undefined where it isn't known. */
export function sliceOf(receiver: Val, bounds: readonly Val[]): Val | undefined {
  const raw = rawOf(receiver);
  const [from, until, step] = bounds.map((bound) => (bound === null ? null : rawOf(bound)));
  if ([from, until, step].some((bound) => bound !== null && bound !== undefined && typeof bound !== 'number')) return new Unknown(originsOf(receiver));
  const numbers = [from, until, step].map((bound) => (typeof bound === 'number' ? bound : undefined));
  const origins = originsOf(receiver, 0);
  if (typeof raw === 'string') return withOrigins(textSlice(raw, numbers), origins);
  if (raw instanceof Bytes) return withOrigins(new Bytes(textSlice(raw.data, numbers)), origins);
  if (raw === NOT_EXACT && receiver instanceof ListVal && !receiver.open) {
    return new ListVal(positions(receiver.items.length, numbers).map((i) => receiver.items[i]), receiver.type);
  }
  return undefined;
}

/** `slice(from, until, step)` as an object, which `x[…]` takes for what `x[from:until:step]` says. */
export function sliceObject(args: readonly Val[]): Val {
  return new Unknown([], 'slice()', new ListVal(args.length === 1 ? [null, ...args] : [...args], 'tuple'));
}

/** The bounds that such an object holds; undefined for anything else. */
export function boundsOf(at: Val): readonly Val[] | undefined {
  return at instanceof Unknown && at.name === 'slice()' && at.about instanceof ListVal ? at.about.items : undefined;
}

function textSlice(text: string, numbers: readonly (number | undefined)[]): string {
  const [from, until, step = 1] = numbers;
  if (step === 1) return text.slice(from ?? 0, until ?? text.length);
  const chars: string[] = [];
  for (const at of positions(text.length, numbers)) chars.push(text[at] ?? '');
  return chars.join('');
}

function positions(length: number, [from, until, step = 1]: readonly (number | undefined)[]): number[] {
  if (step === 0) return [];
  const clamp = (at: number, low: number, high: number): number => Math.max(low, Math.min(high, at < 0 ? at + length : at));
  const start = step > 0 ? clamp(from ?? 0, 0, length) : from === undefined ? length - 1 : clamp(from, -1, length - 1);
  const end = step > 0 ? (until === undefined ? length : clamp(until, 0, length)) : until === undefined ? -1 : clamp(until, -1, length - 1);
  const all: number[] = [];
  for (let at = start; step > 0 ? at < end : at > end; at += step) all.push(at);
  return all;
}
