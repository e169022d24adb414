/** Texts and numbers of VBScript's primitives. */
import { Bytes } from '../flow/nodes.ts';

/** Text that VBScript would make of a primitive; undefined where it isn't known. */
export function textOfValue(raw: unknown): string | undefined {
  if (typeof raw === 'string') return raw;
  if (raw === undefined || raw === null) return raw === undefined ? '' : undefined;
  if (typeof raw === 'number') return String(raw);
  if (typeof raw === 'boolean') return raw ? 'True' : 'False';
  return raw instanceof Bytes ? raw.data : undefined;
}

/** A number of a primitive; undefined where it is none. */
export function numberOfValue(raw: unknown): number | undefined {
  if (typeof raw === 'number') return raw;
  if (raw === undefined) return 0;
  if (typeof raw === 'boolean') return raw ? -1 : 0;
  if (typeof raw !== 'string') return undefined;
  const text = raw.trim();
  if (/^&h[0-9a-f]{1,12}&?$/i.test(text)) return Number.parseInt(text.slice(2), 16);
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) && text.length < 40 ? Number(text) : undefined;
}
