/** Paths and addresses: put together as far as their parts are known. */
import { HOLE } from '../../model/source.ts';
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { Partial, Unknown, partialText, rawOf, NOT_EXACT, withOrigins, type Val } from '../flow/values.ts';
import { textAt, type Builtin, type Builtins } from './builtin-call.ts';
import { display } from './convert.ts';
import { newObject } from './builtins-objects.ts';

/** By resolved name. */
export const PATH_BUILTINS: Builtins = new Map<string, Builtin>([
  ...['path', 'path.posix', 'path.win32', 'path/posix', 'upath'].flatMap((path): [string, Builtin][] => [
    [`${path}.join`, joinPaths],
    [`${path}.resolve`, joinPaths],
    [`${path}.normalize`, (call) => call.args[0]],
    [`${path}.basename`, (call) => part(call, /[^/\\]*[/\\]?$/)],
    [`${path}.dirname`, (call) => part(call, /^.*(?=[/\\])|^/)],
    [`${path}.extname`, (call) => part(call, /(?:(?<=[^/\\])\.[^./\\]*)?$/)],
  ]),
  ['URL', newUrl],
  ['url.parse', newUrl],
  ['url.fileURLToPath', (call) => call.args[0]],
  ['url.pathToFileURL', (call) => call.args[0]],
]);

/** Unknown parts are holes; a part that starts at the root starts the path again. */
function joinPaths(call: BuiltinCall, ev: Evaluator): Val {
  let path = '';
  let exact = true;
  for (const arg of call.args) {
    if (rawOf(arg) === NOT_EXACT) exact = false;
    const text = display(arg) ?? partialText(arg) ?? HOLE;
    if (text === '') continue;
    const isRoot = call.name.endsWith('resolve') && /^(?:[/~%]|[A-Za-z]:)/.test(text);
    path = path === '' || isRoot ? text : `${path.replace(/\/+$/, '')}/${text.replace(/^\/+/, '')}`;
  }
  const tidy = tidied(path);
  const origins = ev.originsFrom(...call.args);
  return exact ? withOrigins(tidy, origins) : new Partial(tidy, origins);
}

/** Takes out `.` and what `..` undoes. */
function tidied(path: string): string {
  const parts: string[] = [];
  for (const one of path.split('/')) {
    if (one === '..' && parts.length > 0 && !['', '.', '..', '~', HOLE].includes(parts.at(-1) ?? '')) parts.pop();
    else if (one !== '.' || parts.length === 0) parts.push(one);
  }
  return parts.join('/');
}

function part(call: BuiltinCall, pattern: RegExp): Val {
  const text = textAt(call, 0);
  return text === undefined || text.length > 4096 ? undefined : (pattern.exec(text)?.[0] ?? '');
}

const URL_PARTS = ['href', 'protocol', 'hostname', 'host', 'port', 'pathname', 'search', 'hash', 'origin'] as const;

/** An address whose text is known has its parts; printed, it is its text. */
function newUrl(call: BuiltinCall, ev: Evaluator): Val {
  const text = textAt(call, 0);
  const base = call.args[1] === undefined ? undefined : textAt(call, 1);
  if (text === undefined || !URL.canParse(text, base)) {
    const known = partialText(call.args[0]);
    return known === undefined ? undefined : new Partial(known, ev.originsFrom(...call.args));
  }
  const url = new URL(text, base);
  const object = newObject();
  for (const name of URL_PARTS) object.entries.set(name, url[name]);
  object.entries.set('path', url.pathname + url.search);
  object.entries.set(' tag', url.href);
  object.entries.set('searchParams', new Unknown([], 'URLSearchParams()'));
  object.open = true;
  return object;
}
