/** .NET objects that scripts build to decode, decrypt and connect: what was put in decides what comes out. */
import { decryptAes } from '../decode.ts';
import { inflated } from '../command/bytes.ts';
import type { Expr } from '../flow/nodes.ts';
import type { Evaluator } from '../flow/profile.ts';
import { DictVal, ListVal, NONE, Ref, Unknown, joinOrigins, originsOf, partialText, withOrigins, type Val } from '../flow/values.ts';
import { originAt } from '../flow/recorder.ts';
import { newObject, typeOf } from '../vbscript/objects.ts';
import { byteArray, latin1Of } from './bytes.ts';
import { utf8OrLatin1 } from '../command/bytes.ts';

/** A new object of a small-letter type name. */
export function construct(type: string, given: readonly Val[], ev: Evaluator, node: Expr): Val {
  const args = unwrapped(given);
  if (/^net\.sockets\.(?:tcp|udp)client$|^net\.sockets\.socket$/.test(type)) {
    const address = new ListVal(args.slice(0, 2), 'tuple');
    if (args.length > 1) ev.external('net.sockets.tcpclient', args, new Map(), undefined, node);
    return new Unknown([originAt('network', ev.unit, node, partialText(args[0]))], args.length > 1 ? 'socket' : 'net.sockets.tcpclient', address);
  }
  if (/^text\.(?:utf8|ascii|unicode|utf7)encoding$/.test(type)) return new Ref(`text.encoding.${type.slice(5, -8)}`);
  if (type === 'scriptblock') return new Unknown(originsOf(args[0]), 'scriptblock', args[0]);
  const object = newObject(type);
  if (/stream$|reader$/.test(type)) object.entries.set('%data', streamData(type, args, ev, node));
  if (type === 'string') return args[0];
  return object;
}

/** `New-Object X(a, b)` hands over one list. */
function unwrapped(args: readonly Val[]): readonly Val[] {
  const [only] = args;
  if (args.length !== 1 || !(only instanceof ListVal) || only.items.length > 8) return args;
  return only.items.every((item) => typeof item === 'number') && only.items.length > 2 ? args : only.items;
}

function streamData(type: string, args: readonly Val[], ev: Evaluator, node: Expr): Val {
  const data = dataOf(args[0]);
  if (!/(?:gzip|deflate|zlib|brotli)stream$/.test(type)) return data;
  const bytes = latin1Of(data);
  ev.external('decompress', [data], new Map(), undefined, node);
  const origins = joinOrigins(originsOf(data), [originAt('decoded', ev.unit, node, 'gzip')]);
  const plain = bytes === undefined ? undefined : inflated(bytes);
  return plain === undefined ? new Unknown(origins) : byteArray(plain, origins);
}

/** The bytes inside a stream object, or the value itself. */
function dataOf(value: Val): Val {
  return typeOf(value) !== undefined && value instanceof DictVal ? (value.entries.get('%data') ?? new Unknown(NONE)) : value;
}

type Method = (object: DictVal, args: readonly Val[], ev: Evaluator, node: Expr) => Val | undefined;

function readAll(object: DictVal): Val {
  const data = object.entries.get('%data');
  const bytes = latin1Of(data);
  return bytes === undefined ? (data ?? new Unknown(NONE)) : withOrigins(utf8OrLatin1(bytes), originsOf(data));
}

function copyTo(object: DictVal, args: readonly Val[]): Val {
  const target = args[0];
  if (target instanceof DictVal) target.entries.set('%data', object.entries.get('%data'));
  return null;
}

function write(object: DictVal, args: readonly Val[]): Val {
  object.entries.set('%data', args[0]);
  return null;
}

/** AES objects: `CreateDecryptor().TransformFinalBlock(data, 0, n)`. */
function decryptor(object: DictVal, args: readonly Val[]): Val {
  const made = newObject('cryptotransform');
  made.entries.set('key', args[0] ?? object.entries.get('key'));
  made.entries.set('iv', args[1] ?? object.entries.get('iv'));
  made.entries.set('mode', object.entries.get('mode'));
  return made;
}

function transform(object: DictVal, args: readonly Val[], ev: Evaluator, node: Expr): Val {
  const data = args[0];
  ev.external('decrypt', [data], new Map(), undefined, node);
  const [bytes, key, iv] = [data, object.entries.get('key'), object.entries.get('iv')].map((value) => (value === undefined ? undefined : latin1Of(value)));
  const origins = joinOrigins(originsOf(data), [originAt('decoded', ev.unit, node, 'aes')]);
  const mode = /ecb/i.test(partialText(object.entries.get('mode')) ?? '') ? 'ecb' : 'cbc';
  const plain = bytes === undefined || key === undefined ? undefined : decryptAes(mode, key, iv ?? '', bytes);
  return plain === undefined ? new Unknown(origins) : byteArray(plain, origins);
}

const STREAMS = ['io.memorystream', 'io.compression.gzipstream', 'io.compression.deflatestream', 'io.compression.brotlistream', 'io.streamreader', 'io.binaryreader'];
const CIPHERS = ['security.cryptography.aesmanaged', 'security.cryptography.rijndaelmanaged', 'security.cryptography.aescryptoserviceprovider', 'security.cryptography.aes'];

/** Methods that depend on an object's state, by `type.method`. */
export const OBJECT_METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ...STREAMS.flatMap((type): [string, Method][] => [
    [`${type}.readtoend`, readAll], [`${type}.toarray`, (object) => object.entries.get('%data')], [`${type}.copyto`, copyTo], [`${type}.write`, write], [`${type}.getbuffer`, (object) => object.entries.get('%data')],
    [`${type}.close`, () => null], [`${type}.seek`, () => null], [`${type}.dispose`, () => null],
  ]),
  ...CIPHERS.flatMap((type): [string, Method][] => [[`${type}.createdecryptor`, decryptor]]),
  ['cryptotransform.transformfinalblock', transform],
  ['diagnostics.process.start', startOf],
  ['net.webclient.downloadstring', (_, args, ev, node) => new Unknown([originAt('network', ev.unit, node, partialText(args[0]))], 'net.webclient.downloadstring', args[0])],
]);

function startOf(object: DictVal, args: readonly Val[], ev: Evaluator, node: Expr): Val | undefined {
  const info = object.entries.get('startinfo') ?? args[0] ?? object;
  const file = info instanceof DictVal ? info.entries.get('filename') : undefined;
  const rest = info instanceof DictVal ? info.entries.get('arguments') : undefined;
  if (file !== undefined) ev.external('start-process', [new ListVal(rest === undefined ? [file] : [file, rest], 'tuple')], new Map(), undefined, node);
  return new Unknown(NONE, 'process object');
}
