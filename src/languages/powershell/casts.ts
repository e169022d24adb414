/** PowerShell's casts: `[char]65`, `[char[]]'ab'`, `[byte[]](1,2)`, `[int]'0x41'`. */
import { Bytes } from '../flow/nodes.ts';
import type { Evaluator } from '../flow/profile.ts';
import { ListVal, NOT_EXACT, Ref, Unknown, originsOf, rawOf, withOrigins, type Val } from '../flow/values.ts';
import { byteArray, latin1Of } from './bytes.ts';
import { typeName } from './expressions.ts';
import { numberOf, shownText } from './texts.ts';

/** A cast of any value; what isn't understood passes through. */
export function cast(type: string, value: Val, ev: Evaluator): Val {
  if (type.endsWith('[]')) return castList(type.slice(0, -2), value, ev);
  if (value instanceof Unknown) return type === 'scriptblock' ? new Unknown(value.origins, 'scriptblock', value) : value;
  switch (type) {
    case 'char': return character(value);
    case 'int': case 'int32': case 'int64': case 'byte': case 'long': case 'uint32': case 'uint16': case 'int16': case 'double': case 'decimal': case 'single': case 'float': return number(type, value);
    case 'string': return textual(value);
    case 'scriptblock': return new Unknown(originsOf(value), 'scriptblock', value);
    case 'type': return new Ref(typeName(shownText(value) ?? 'type'));
    default: return value;
  }
}

function character(value: Val): Val {
  const raw = rawOf(value);
  const code = typeof raw === 'string' && !/^\d+$/.test(raw) ? undefined : raw === NOT_EXACT ? undefined : numberOf(raw);
  if (typeof raw === 'string' && code === undefined) return value;
  return code === undefined ? new Unknown(originsOf(value)) : withOrigins(String.fromCharCode(code & 0xffff), originsOf(value, 0));
}

function number(type: string, value: Val): Val {
  const raw = rawOf(value);
  if (raw === NOT_EXACT) return value instanceof ListVal ? value : new Unknown(originsOf(value));
  const known = typeof raw === 'string' && raw.length === 1 && !/\d/.test(raw) ? raw.charCodeAt(0) : numberOf(raw);
  if (known === undefined) return new Unknown(originsOf(value));
  return withOrigins(/^(?:double|decimal|single|float)$/.test(type) ? known : Math.round(known), originsOf(value, 0));
}

function textual(value: Val): Val {
  const text = shownText(value);
  return text === undefined ? value : withOrigins(text, originsOf(value));
}

function castList(type: string, value: Val, ev: Evaluator): Val {
  const raw = rawOf(value);
  if (type === 'char' && typeof raw === 'string') return listOf([...raw], value);
  if (type === 'byte') return value instanceof ListVal || raw instanceof Bytes ? bytes(value) : value;
  if (!(value instanceof ListVal)) return raw === NOT_EXACT ? value : listOf([cast(type, value, ev)], value);
  if (value.open || value.items.length > 500_000) return value;
  return listOf(value.items.map((item) => cast(type, item, ev)), value);
}

function bytes(value: Val): Val {
  const text = latin1Of(value);
  return text === undefined ? value : byteArray(text, originsOf(value));
}

function listOf(items: Val[], from: Val): ListVal {
  const list = new ListVal(items);
  list.origins = originsOf(from);
  return list;
}
