/** Values of the script evaluators: the model's Value itself, built, joined and cut with its history kept. */
import { HOLE, type Origin, type Source, type Span, type Value } from '../../model/source.ts';

/** A value with the names of the decoders it came out of, outermost first, so that inner texts can tell their layer. */
export interface Tracked extends Value {
  readonly how?: readonly string[];
}

const MOST_ORIGINS = 12;
/** A folded text may grow no longer than this (UTF-16 units); past it the value is cut and no longer exact. */
export const LONGEST_TEXT = 8_000_000;

export const EMPTY: Tracked = { text: '', exact: true, origins: [] };
export const UNKNOWN: Tracked = { origins: [] };

/** An exact text. */
export function exact(text: string, origins: readonly Origin[] = [], how: readonly string[] = []): Tracked {
  return how.length > 0 ? { text, exact: true, origins, how } : { text, exact: true, origins };
}

/** A text in which HOLE stands for what isn't known. */
export function partial(text: string, origins: readonly Origin[] = []): Tracked {
  return { text, origins };
}

/** A value of which only the history is known; `name` is what produced it (`curl()`). */
export function from(source: Source, span: Span, detail?: string, name?: string): Tracked {
  const origin: Origin = detail === undefined ? { source, span } : { source, span, detail };
  return name === undefined ? { origins: [origin] } : { origins: [origin], name };
}

/** A list; its text is its items with spaces between, as scripts print it. */
export function list(items: readonly Tracked[]): Tracked {
  const spaced: Tracked[] = [];
  for (const item of items) {
    if (spaced.length > 0) spaced.push(SPACE);
    spaced.push(item);
  }
  return { ...concat(spaced), items };
}

const SPACE: Tracked = { text: ' ', exact: true, origins: [] };

/** The texts one after the other, histories joined. */
export function concat(values: readonly Tracked[]): Tracked {
  const [only] = values;
  if (values.length === 1 && only) return only;
  if (values.length === 0) return EMPTY;
  const texts: string[] = [];
  let length = 0;
  let isExact = true;
  let origins: readonly Origin[] = [];
  let how: readonly string[] = [];
  for (const value of values) {
    const text = value.text ?? HOLE;
    length += text.length;
    if (length > LONGEST_TEXT) {
      isExact = false;
      break;
    }
    texts.push(text);
    if (value.exact !== true) isExact = false;
    origins = joinOrigins(origins, value.origins);
    if (value.how && value.how.length > how.length) how = value.how;
  }
  const text = texts.join('');
  return { text, ...(isExact ? { exact: true } : {}), origins, ...(how.length > 0 ? { how } : {}) };
}

/** Another text with the same history: for functions from text to text. HOLE passes through them as it stands. */
export function mapText(value: Tracked, change: (text: string) => string | undefined): Tracked {
  if (value.text === undefined) return value;
  const text = change(value.text);
  const { origins, how } = value;
  if (text === undefined) return { origins };
  return { text, ...(value.exact ? { exact: true } : {}), origins, ...(how ? { how } : {}) };
}

/** The outcome of a decoder: exact where the input was, with the origin `decoded` and the layer's name. */
export function decoded(value: Tracked, layer: string, span: Span, decode: (text: string) => string | undefined): Tracked {
  const origins = joinOrigins(value.origins, [{ source: 'decoded', span, detail: layer }]);
  const how = [...(value.how ?? []), layer].slice(-64);
  if (value.text === undefined || value.text.includes(HOLE)) return { origins, how };
  const text = decode(value.text);
  return text === undefined ? { origins, how } : { text, ...(value.exact ? { exact: true } : {}), origins, how };
}

/** The same value with a further history. */
export function withOrigins(value: Tracked, origins: readonly Origin[]): Tracked {
  return origins.length === 0 ? value : { ...value, origins: joinOrigins(value.origins, origins) };
}

/** The union of two sets of origins, first come first, bounded. */
export function joinOrigins(a: readonly Origin[], b: readonly Origin[]): readonly Origin[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const all = [...a];
  for (const origin of b) {
    if (all.length >= MOST_ORIGINS) break;
    if (!all.some((other) => other.source === origin.source && other.detail === origin.detail)) all.push(origin);
  }
  return all;
}

/** The text, with HOLE where nothing is known. */
export function textOf(value: Tracked | undefined): string {
  return value?.text ?? (value === undefined ? '' : HOLE);
}

export function hasSource(value: Tracked | undefined, source: Source): boolean {
  return value?.origins.some((origin) => origin.source === source) ?? false;
}
