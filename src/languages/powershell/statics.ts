/** Static methods of .NET types over known values. */
import { decodeBase64, decodeHex, decodePercent, toUtf8, utf16, utf8 } from '../decode.ts';
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { ListVal, NONE, NOT_EXACT, Ref, Unknown, joinOrigins, originsOf, partialText, rawOf, withOrigins, type Val } from '../flow/values.ts';
import { originAt } from '../flow/recorder.ts';
import { byteArray, latin1Of } from './bytes.ts';
import { literalPattern } from './patterns.ts';
import { sourceOfPath } from '../command/places.ts';
import { formatted, numberOf, shownText } from './texts.ts';

type Builtin = (call: BuiltinCall, ev: Evaluator) => Val | undefined;

const ENCODINGS = ['utf8', 'ascii', 'default', 'utf7', 'latin1', 'unicode', 'bigendianunicode', 'utf32'];

/** By small-letter type and method. */
export const STATICS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['convert.frombase64string', (call, ev) => fromText(call, ev, 'base64', decodeBase64)],
  ['convert.fromhexstring', (call, ev) => fromText(call, ev, 'hex', decodeHex)],
  ['convert.toint32', toNumber], ['convert.toint16', toNumber], ['convert.tobyte', toNumber], ['convert.toint64', toNumber], ['convert.touint32', toNumber],
  ['convert.tochar', (call) => charOf(call.args[0])],
  ['convert.tostring', (call) => (typeof rawOf(call.args[0]) === 'number' && call.args[1] !== undefined ? Number(rawOf(call.args[0])).toString(radix(call.args[1])) : shownText(call.args[0]))],
  ...ENCODINGS.flatMap((name): [string, Builtin][] => [
    [`text.encoding.${name}.getstring`, (call) => decodedText(call, name)],
    [`text.encoding.${name}.getbytes`, (call) => encodedText(call, name)],
  ]),
  ['text.encoding.getencoding', (call) => new Ref(`text.encoding.${/16|unicode|1200/i.test(shownText(call.args[0]) ?? '') ? 'unicode' : 'utf8'}`)],
  ['string.join', (call) => joined(call)], ['string.concat', (call) => textOrNothing(call.args.map((arg) => shownText(arg, '')), call.args)],
  ['string.format', (call) => formatted(shownText(call.args[0]) ?? '', call.args[1] instanceof ListVal ? call.args[1].items : call.args.slice(1))],
  ['regex.replace', (call) => regexReplaced(call)], ['regex.matches', regexMatches], ['regex.split', (call) => regexSplit(call)], ['regex.unescape', (call) => shownText(call.args[0])?.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))],
  ['text.regularexpressions.regex.replace', (call) => regexReplaced(call)], ['text.regularexpressions.regex.matches', regexMatches], ['text.regularexpressions.regex.split', (call) => regexSplit(call)],
  ['uri.unescapedatastring', (call) => percent(call)], ['net.webutility.urldecode', (call) => percent(call)], ['web.httputility.urldecode', (call) => percent(call)],
  ['io.path.gettemppath', () => '%TEMP%\\'], ['io.path.gettempfilename', () => '%TEMP%\\tmp.tmp'], ['io.path.combine', (call) => textOrNothing(call.args.map((arg, i) => (i > 0 ? `\\${partialText(arg) ?? '\uF8FF'}` : partialText(arg))), call.args)], ['io.path.getrandomfilename', () => 'random.tmp'],
  ['environment.getfolderpath', (call) => `%${(shownText(call.args[0]) ?? 'FOLDER').toUpperCase()}%`], ['environment.expandenvironmentvariables', (call) => call.args[0]],
  ['scriptblock.create', (call) => new Unknown(originsOf(call.args[0]), 'scriptblock', call.args[0])], ['$executioncontext.invokecommand.newscriptblock', (call) => new Unknown(originsOf(call.args[0]), 'scriptblock', call.args[0])],
  ['scriptblock.invoke', invokeBlock], ['scriptblock.invokereturnasis', invokeBlock],
  ['math.floor', (call) => ofNumber(call, Math.floor)], ['math.abs', (call) => ofNumber(call, Math.abs)], ['math.round', (call) => ofNumber(call, Math.round)],
  ['activator.createinstance', (call) => call.args[0]], ['type.gettypefromprogid', (call) => call.args[0]],
  ['io.file.readalltext', readFile], ['io.file.readallbytes', readFile], ['io.file.readalllines', readFile], ['get-content', readFile], ['import-clixml', readFile],
  ['socket.read', received],
  ['ref.assembly.gettype', (call) => new Ref(`ref.assembly.${(shownText(call.args[0]) ?? 'type').toLowerCase()}`)],
]);

function fromText(call: BuiltinCall, ev: Evaluator, layer: string, decode: (text: string) => string | undefined): Val | undefined {
  const value = call.args[0];
  const text = shownText(value, '');
  const origins = joinOrigins(originsOf(value), [originAt('decoded', ev.unit, call.node, layer)]);
  const bytes = text === undefined ? undefined : decode(text);
  return bytes === undefined ? new Unknown(origins) : byteArray(bytes, origins);
}

function radix(value: Val): number {
  const base = numberOf(rawOf(value));
  return base === 2 || base === 8 || base === 16 ? base : 10;
}

function toNumber(call: BuiltinCall): Val | undefined {
  const raw = rawOf(call.args[0]);
  if (typeof raw === 'number') return Math.round(raw);
  if (typeof raw !== 'string') return undefined;
  if (call.args[1] === undefined) return numberOf(raw) ?? (raw.length === 1 ? raw.charCodeAt(0) : undefined);
  const number = Number.parseInt(raw.replace(/^0x/i, ''), radix(call.args[1]));
  return Number.isNaN(number) ? undefined : withOrigins(number, originsOf(call.args[0]));
}

function charOf(value: Val): Val | undefined {
  const number = numberOf(rawOf(value));
  return number === undefined || rawOf(value) === NOT_EXACT ? undefined : String.fromCharCode(number & 0xffff);
}

function decodedText(call: BuiltinCall, encoding: string): Val | undefined {
  const value = call.args[0];
  const bytes = latin1Of(value);
  if (bytes === undefined) return new Unknown(originsOf(value));
  const text = encoding === 'unicode' ? utf16(bytes) : (utf8(bytes) ?? bytes);
  return withOrigins(text, originsOf(value));
}

function encodedText(call: BuiltinCall, encoding: string): Val | undefined {
  const text = shownText(call.args[0]);
  if (text === undefined) return undefined;
  return byteArray(encoding === 'unicode' ? Buffer.from(text, 'utf16le').toString('latin1') : toUtf8(text), originsOf(call.args[0]));
}

function joined(call: BuiltinCall): Val | undefined {
  const [by, ...rest] = call.args;
  const separator = shownText(by);
  const [only] = rest;
  const list = rest.length === 1 && only instanceof ListVal ? only : new ListVal(rest);
  const text = separator === undefined ? undefined : shownText(list, separator);
  return text === undefined ? undefined : withOrigins(text, originsOf(list));
}

function textOrNothing(texts: readonly (string | undefined)[], from: readonly Val[]): Val | undefined {
  return texts.includes(undefined) ? undefined : withOrigins(texts.join(''), from.flatMap((value) => originsOf(value)).slice(0, 12));
}

function regexReplaced(call: BuiltinCall): Val | undefined {
  const [text, pattern, by] = call.args.map((arg) => shownText(arg));
  const regex = literalPattern(pattern);
  return text === undefined || regex === undefined || by === undefined ? undefined : withOrigins(text.replace(regex, () => by), originsOf(call.args[0]));
}

/** `[regex]::Matches(x, '.', 'RightToLeft')`: a way to reverse a text. */
function regexMatches(call: BuiltinCall): Val | undefined {
  const text = shownText(call.args[0]);
  const pattern = shownText(call.args[1]);
  if (text === undefined || (pattern !== '.' && pattern !== '..') || text.length > 1_000_000) return undefined;
  const isReverse = /righttoleft/i.test(shownText(call.args[2]) ?? '') || call.args[2] instanceof Ref;
  const pieces = pattern === '.' ? [...text] : (text.match(/../gs) ?? []);
  return new ListVal(isReverse ? [...pieces].reverse() : [...pieces]);
}

function regexSplit(call: BuiltinCall): Val | undefined {
  const [text, pattern] = call.args.map((arg) => shownText(arg));
  const regex = literalPattern(pattern);
  return text === undefined || regex === undefined ? undefined : new ListVal(text.split(regex));
}

function percent(call: BuiltinCall): Val | undefined {
  const text = shownText(call.args[0]);
  return text === undefined ? undefined : withOrigins(decodePercent(text), originsOf(call.args[0]));
}

function ofNumber(call: BuiltinCall, change: (number: number) => number): Val | undefined {
  const number = numberOf(rawOf(call.args[0]));
  return number === undefined ? undefined : change(number);
}

function invokeBlock(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const { receiver } = call;
  const code = receiver instanceof Unknown ? receiver.about : undefined;
  return code === undefined ? new Unknown(NONE) : ev.external('invoke-expression', [code], new Map(), undefined, call.node);
}

/** A file's content, by whose file it is. */
function readFile(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const path = call.named.get('path') ?? call.named.get('literalpath') ?? call.args[0];
  const text = partialText(path);
  const source = text === undefined ? 'file' : sourceOfPath(text);
  return source === 'file' ? undefined : new Unknown([originAt(source, ev.unit, call.node, text)], call.name, path);
}

/** What a socket reads goes into the array it was given. */
function received(call: BuiltinCall): Val {
  const [buffer] = call.args;
  if (buffer instanceof ListVal) {
    buffer.items = [];
    buffer.open = true;
    buffer.origins = originsOf(call.receiver);
  }
  return new Unknown(originsOf(call.receiver));
}
