/** Encodings: Base64, percent, Buffer, typed arrays, text decoders, zlib, ciphers with a key at hand. */
import { HOLE } from '../../model/source.ts';
import { affords } from '../flow/fuel.ts';
import { Bytes } from '../flow/nodes.ts';
import { Thrown, type BuiltinCall, type Evaluator } from '../flow/profile.ts';
import { DictVal, ListVal, Unknown, partialText, rawOf, withOrigins, type Val } from '../flow/values.ts';
import { originAt } from '../flow/recorder.ts';
import { decodeBase64, decryptAes, inflate } from '../decode.ts';
import { LONGEST, MOST_ITEMS, bytesOfNumbers, bytesOfValue, integerAt, textAt, type Builtin, type Builtins } from './builtin-call.ts';
import { NOTHING, bytesOfText, display, utf8Of } from './convert.ts';
import { newObject } from './builtins-objects.ts';

const INFLATERS = [['inflate', 'zlib'], ['unzip', 'gzip'], ['gunzip', 'gzip'], ['inflateRaw', 'raw'], ['brotliDecompress', 'brotli']] as const;
const TYPED = ['Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray'];

/** By resolved name. */
export const BYTES_BUILTINS: Builtins = new Map<string, Builtin>([
  ['atob', (call, ev) => decoded(withText(call, 0, decodeBase64), call, ev, 'base64')],
  ['btoa', (call) => withText(call, 0, (text) => Buffer.from(text, 'latin1').toString('base64'))],
  ['escape', (call) => withText(call, 0, escape)],
  ['unescape', (call) => withText(call, 0, unescape)],
  ['encodeURIComponent', (call) => withText(call, 0, attempt(encodeURIComponent))],
  ['decodeURIComponent', (call, ev) => decodeAddress(call, ev, decodeURIComponent)],
  ['encodeURI', (call) => withText(call, 0, attempt(encodeURI))],
  ['decodeURI', (call, ev) => decodeAddress(call, ev, decodeURI)],
  ['Buffer', bufferFrom],
  ['Buffer.from', bufferFrom],
  ['Buffer.alloc', (call) => allocate(call)],
  ['Buffer.allocUnsafe', (call) => allocate(call)],
  ['Buffer.concat', concat],
  ['bytes.toString', bytesText],
  ['bytes.toJSON', bytesText],
  ['bytes.slice', bytesSlice],
  ['bytes.subarray', bytesSlice],
  ['bytes.readUInt8', (call) => bytesOfValue(call.receiver)?.charCodeAt(integerAt(call, 0, 0) ?? 0)],
  ['bytes.reverse', (call) => changed(call, (bytes) => bytes.reverse())],
  ['bytes.map', mapBytes],
  ['bytes.forEach', (call, ev) => (eachByte(call, ev) ? NOTHING : undefined)],
  ...TYPED.map((name): [string, Builtin] => [name, (call, ev) => typedArray(name, call, ev)]),
  ['TextDecoder', (call) => decoder(call)],
  ['decoder.decode', decodeText],
  ['TextEncoder.encode', encodeText],
  ['TextEncoder().encode', encodeText],
  ...INFLATERS.flatMap(([name, kind]): [string, Builtin][] => [
    [`zlib.${name}Sync`, (call, ev) => decoded(unpacked(call, kind), call, ev, kind)],
    [`zlib.${name}`, (call, ev) => unpackedLater(call, kind, ev)],
  ]),
  ['pako.inflate', (call, ev) => decoded(unpacked(call, 'zlib'), call, ev, 'zlib')],
  ['pako.ungzip', (call, ev) => decoded(unpacked(call, 'gzip'), call, ev, 'gzip')],
  ['crypto.createDecipheriv', newDecipher],
  ['decipher.update', (call, ev) => decoded(updateDecipher(call), call, ev, 'cipher')],
  ['decipher.final', (call) => (call.receiver instanceof DictVal ? call.receiver.entries.get(' final') : undefined)],
  ['decipher.setAutoPadding', (call) => call.receiver],
]);

function withText(call: BuiltinCall, position: number, change: (text: string) => string | undefined): Val {
  const text = textAt(call, position);
  return text === undefined || text.length > LONGEST ? undefined : change(text);
}

function attempt(change: (text: string) => string): (text: string) => string | undefined {
  return (text) => {
    try {
      return change(text);
    } catch {
      return undefined;
    }
  };
}

/** Bytes that are no UTF-8 are an error, and an array rotator goes on from there. */
function decodeAddress(call: BuiltinCall, ev: Evaluator, decode: (text: string) => string): Val {
  const text = textAt(call, 0);
  if (text === undefined) return undefined;
  const known = attempt(decode)(text);
  if (known === undefined && !text.includes(HOLE) && ev.tries > 0 && ev.frame.uncertain === 0) throw new Thrown(new Unknown());
  return known;
}

const ENCODINGS = new Map<string, BufferEncoding>([
  ['utf8', 'utf8'], ['utf-8', 'utf8'], ['hex', 'hex'], ['base64', 'base64'], ['base64url', 'base64url'], ['latin1', 'latin1'], ['binary', 'latin1'],
  ['ascii', 'latin1'], ['ucs2', 'utf16le'], ['ucs-2', 'utf16le'], ['utf16le', 'utf16le'], ['utf-16le', 'utf16le'],
]);

const DECODES = /^(?:hex|base64|base64url)$/;

function encodingAt(call: BuiltinCall, position: number): BufferEncoding | undefined {
  const value = call.args[position];
  if (value === undefined || rawOf(value) === undefined) return 'utf8';
  const name = display(value);
  return name === undefined ? undefined : (ENCODINGS.get(name.toLowerCase()) ?? 'utf8');
}

/** A result with the decoder in its history. */
function decoded(result: Val, call: BuiltinCall, ev: Evaluator, how: string): Val {
  return result === undefined ? undefined : withOrigins(result, [originAt('decoded', ev.unit, call.node, how)]);
}

function bufferFrom(call: BuiltinCall, ev: Evaluator): Val {
  const [source] = call.args;
  const raw = rawOf(source);
  if (typeof raw === 'number') return allocate(call);
  if (typeof raw !== 'string') {
    const how = call.args[1] === undefined ? undefined : textAt(call, 1);
    if (how !== undefined && DECODES.test(how) && source instanceof Unknown) return new Unknown([...source.origins, originAt('decoded', ev.unit, call.node, how)], 'Buffer()');
    const bytes = bytesOfValue(source);
    return bytes === undefined ? undefined : new Bytes(bytes);
  }
  const encoding = encodingAt(call, 1);
  if (encoding === undefined) return undefined;
  if (encoding === 'utf8') return new Bytes(bytesOfText(raw));
  const bytes = new Bytes(Buffer.from(raw, encoding).toString('latin1'));
  return DECODES.test(encoding) ? decoded(bytes, call, ev, encoding) : bytes;
}

function allocate(call: BuiltinCall): Val {
  const length = integerAt(call, 0, 0);
  if (length === undefined || length < 0 || length > MOST_ITEMS) return undefined;
  const fill = integerAt(call, 1, 0) ?? 0;
  return new Bytes(String.fromCharCode(fill & 255).repeat(length));
}

function concat(call: BuiltinCall, ev: Evaluator): Val {
  const parts = ev.elements(call.args[0])?.map(bytesOfValue);
  if (!parts || parts.includes(undefined)) return undefined;
  const bytes = parts.join('');
  // Joining a buffer with the next piece in a loop copies it whole each time.
  return ev.isHot && !affords(ev, bytes.length) ? undefined : new Bytes(bytes);
}

/** `buffer.toString(encoding)`, also of an unknown buffer: the origins go on. */
function bytesText(call: BuiltinCall): Val {
  const bytes = bytesOfValue(call.receiver);
  const encoding = encodingAt(call, 0);
  if (bytes === undefined || encoding === undefined) return undefined;
  return encoding === 'utf8' ? utf8Of(bytes) : Buffer.from(bytes, 'latin1').toString(encoding);
}

function bytesSlice(call: BuiltinCall): Val {
  const bytes = bytesOfValue(call.receiver);
  const from = integerAt(call, 0, 0);
  const until = integerAt(call, 1, bytes?.length ?? 0);
  return bytes === undefined || from === undefined || until === undefined ? undefined : new Bytes(bytes.slice(from, until));
}

function changed(call: BuiltinCall, change: (bytes: Buffer) => Uint8Array): Val {
  const bytes = bytesOfValue(call.receiver);
  return bytes === undefined ? undefined : new Bytes(Buffer.from(change(Buffer.from(bytes, 'latin1'))).toString('latin1'));
}

function eachByte(call: BuiltinCall, ev: Evaluator): Val[] | undefined {
  const bytes = bytesOfValue(call.receiver);
  const [fn] = call.args;
  if (bytes === undefined || fn === undefined) return undefined;
  const results: Val[] = [];
  for (let i = 0; i < bytes.length; i++) {
    if (--ev.fuel < 0) return undefined;
    results.push(ev.callFunction(fn, [bytes.charCodeAt(i), i, call.receiver], call.node));
  }
  return results;
}

function mapBytes(call: BuiltinCall, ev: Evaluator): Val {
  const results = eachByte(call, ev);
  const bytes = results && bytesOfNumbers(results);
  return bytes === undefined ? undefined : new Bytes(bytes);
}

function typedArray(name: string, call: BuiltinCall, ev: Evaluator): Val {
  const [source] = call.args;
  const raw = rawOf(source);
  const isBytes = name === 'Uint8Array' || name === 'Uint8ClampedArray';
  if (raw instanceof Bytes) return isBytes ? new Bytes(raw.data) : new ListVal([...raw.data].map((char) => char.charCodeAt(0)));
  if (typeof raw === 'number' || raw === undefined) {
    const length = typeof raw === 'number' ? Math.trunc(raw) || 0 : 0;
    if (length < 0 || length > MOST_ITEMS) return undefined;
    return isBytes ? new Bytes('\0'.repeat(length)) : new ListVal(new Array<Val>(length).fill(0));
  }
  const items = ev.elements(source);
  if (!items) return undefined;
  if (!isBytes) return new ListVal([...items]);
  const bytes = bytesOfNumbers(items);
  return bytes === undefined ? undefined : new Bytes(bytes);
}

function decoder(call: BuiltinCall): Val {
  const object = newObject();
  object.entries.set(' type', 'decoder');
  object.entries.set('encoding', textAt(call, 0) ?? 'utf-8');
  return object;
}

function decodeText(call: BuiltinCall): Val {
  const bytes = bytesOfValue(call.args[0]);
  const encoding = call.receiver instanceof DictVal ? display(call.receiver.entries.get('encoding')) : 'utf-8';
  if (bytes === undefined) return undefined;
  return encoding !== undefined && /^utf-?16/i.test(encoding) ? Buffer.from(bytes, 'latin1').toString('utf16le') : utf8Of(bytes);
}

function encodeText(call: BuiltinCall): Val {
  const text = textAt(call, 0);
  return text === undefined ? undefined : new Bytes(bytesOfText(text));
}

type Packing = 'zlib' | 'raw' | 'gzip' | 'brotli';

function unpacked(call: BuiltinCall, kind: Packing): Val {
  const packed = bytesOfValue(call.args[0]);
  const text = packed === undefined ? undefined : (inflate(packed, kind) ?? (kind === 'gzip' ? inflate(packed, 'zlib') : undefined));
  return text === undefined ? undefined : new Bytes(text);
}

/** The form with a callback `(error, result)`. */
function unpackedLater(call: BuiltinCall, kind: Packing, ev: Evaluator): Val {
  const result = decoded(unpacked(call, kind), call, ev, kind);
  const callback = call.args.at(-1);
  if (result === undefined || callback === undefined) return undefined;
  ev.callFunction(callback, [null, result], call.node);
  return NOTHING;
}

/** A cipher whose key is written in the code; update and final then give its plain text. */
function newDecipher(call: BuiltinCall): Val {
  const name = textAt(call, 0);
  const key = bytesOfValue(call.args[1]);
  const iv = call.args[2] === null ? '' : bytesOfValue(call.args[2]);
  const mode = name === undefined ? undefined : /^aes-?\d{3}-(cbc|ecb|ctr|cfb|ofb)$/i.exec(name)?.[1]?.toLowerCase();
  if (mode === undefined || key === undefined || iv === undefined) return undefined;
  const object = newObject();
  object.entries.set(' type', 'decipher');
  object.entries.set(' mode', mode);
  object.entries.set(' key', new Bytes(key));
  object.entries.set(' iv', new Bytes(iv));
  return object;
}

function updateDecipher(call: BuiltinCall): Val {
  const { receiver } = call;
  if (!(receiver instanceof DictVal)) return undefined;
  const part = (name: string): string => partialText(receiver.entries.get(name)) ?? '';
  const raw = rawOf(call.args[0]);
  const input = encodingAt(call, 1);
  const data = typeof raw === 'string' && input !== undefined ? Buffer.from(raw, input).toString('latin1') : bytesOfValue(call.args[0]);
  const plain = data === undefined ? undefined : decryptAes(part(' mode'), part(' key'), part(' iv'), data);
  if (plain === undefined) return new Unknown(call.args[0] instanceof Unknown ? call.args[0].origins : []);
  const isText = call.args[2] !== undefined;
  receiver.entries.set(' final', isText ? '' : new Bytes(''));
  return isText ? utf8Of(plain) : new Bytes(plain);
}
