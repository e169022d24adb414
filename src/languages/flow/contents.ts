/** What things hold that were handed over whole: an open file its file's text, a form or message the parts it was filled with. */
import type { Expr } from './nodes.ts';
import type { Evaluator } from './profile.ts';
import { originAt, type Recorder } from './recorder.ts';
import { DictVal, ListVal, Mix, NONE, Partial, UNKNOWN, Unknown, joinOrigins, partialText, type Origins, type Val } from './values.ts';

const OPENED = /^(?:(?:io|codecs|aiofiles|builtins|gzip)\.)?open\(\)$|^pathlib\.(?:Posix|Windows)?Path\(\)\.open\(\)$/;
/** Methods that put what they are given into the object they are called on. */
const FILLS = /\.(?:add_field|attach|set_payload|add_attachment|set_content|add_file|add_embed|add_embed_field|set_description|set_footer|set_author)$/;
/** The same in the browser's and Node's own classes: what is asked for, and a form's fields. */
const ASKS = /^(?:URLSearchParams|FormData|Headers)\(\)\.(?:append|set)$/;
const MOST_ITEMS = 64;

/** Origins of the files that stand open in a body: whoever posts an open file posts what the file holds. */
export function openedOrigins(ev: Evaluator, recorder: Recorder, value: Val, node: Expr, depth = 4): Origins {
  if (value instanceof Unknown) return value.name !== undefined && OPENED.test(value.name) ? fileOrigins(ev, recorder, value, node) : NONE;
  if (depth === 0) return NONE;
  const parts = value instanceof ListVal ? value.items : value instanceof DictVal ? [...value.entries.values()] : value instanceof Mix ? value.options : [];
  let all = NONE;
  for (const part of parts.slice(0, MOST_ITEMS)) all = joinOrigins(all, openedOrigins(ev, recorder, part, node, depth - 1));
  return all;
}

function fileOrigins(ev: Evaluator, recorder: Recorder, file: Unknown, node: Expr): Origins {
  const written = recorder.writtenIn([file.about]);
  return joinOrigins([originAt('file', ev.unit, node, partialText(file.about))], written?.origins ?? NONE);
}

/** A part handed to a form, a message or an embed is from then on in it. */
export function fillReceiver(ev: Evaluator, recorder: Recorder, name: string, receiver: Val, given: readonly Val[], node: Expr): void {
  if (!(receiver instanceof Unknown) || receiver === UNKNOWN || !(FILLS.test(name) || (ev.profile.callsBack && ASKS.test(name)))) return;
  let all = joinOrigins(receiver.origins, ev.originsFrom(...given));
  for (const value of given) all = joinOrigins(all, openedOrigins(ev, recorder, value, node));
  receiver.origins = all;
  if (node.kind === 'call' && node.callee.kind === 'member' && node.callee.object.kind === 'member') fillAddress(ev, node.callee.object.object, all);
}

/** What is added to the questions of an address (`url.searchParams`) stands in the address. */
function fillAddress(ev: Evaluator, whose: Expr, origins: Origins): void {
  const address = whose.kind === 'name' ? ev.evaluate(whose) : undefined;
  const text = address instanceof DictVal ? partialText(address.entries.get('href')) : undefined;
  if (address instanceof DictVal && text !== undefined) address.entries.set('href', new Partial(text, origins));
}

/** Methods and functions that put what something holds into the file or buffer they are given. */
const SAVES = /(?:^|\.)(?:save|savefig|imwrite|imsave|dump|export|tofile|to_csv|to_json|to_png|write|to_file|write_file|wavwrite)$/;
const BUFFER = /(?:^|\.)(?:BytesIO|StringIO|open)\(\)$/;
/** What is worth following into a file; anything else is what programs save all day. */
const TAKEN: ReadonlySet<string> = new Set(['screen', 'camera', 'keys', 'clipboard', 'browser', 'secrets', 'wallet']);

/** A picture, a recording or a loot that is saved is from then on in the file. */
export function fillTarget(ev: Evaluator, recorder: Recorder, name: string, receiver: Val, args: readonly Val[]): void {
  if (!SAVES.test(name)) return;
  const origins = ev.originsFrom(...(receiver === undefined ? [] : [receiver]), ...args).filter(({ source }) => TAKEN.has(source));
  if (origins.length === 0) return;
  for (const arg of args) {
    if (arg instanceof Unknown && arg !== UNKNOWN && BUFFER.test(arg.name ?? '')) arg.origins = joinOrigins(arg.origins, origins);
    const path = arg instanceof Unknown && OPENED.test(arg.name ?? '') ? arg.about : arg;
    if (/\.\w{2,5}$/.test(partialText(path) ?? '')) recorder.wrote(path, origins, undefined);
  }
}
