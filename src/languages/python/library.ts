/** Standard-library and third-party functions that decode, join paths or hand out known texts. */
import { HOLE } from '../../model/source.ts';
import { decodeAscii85, decodeBase32, decodeBase64, decodeBase85, decodeHex, decodePercent, decryptAes, decryptFernet, inflate, rc4, unpackBzip2, unpackLzma } from '../decode.ts';
import { commandLine } from '../flow/consequences.ts';
import { Bytes } from '../flow/nodes.ts';
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { originAt } from '../flow/recorder.ts';
import { DictVal, Known, ListVal, NOT_EXACT, Partial, Ref, Unknown, joinOrigins, partialText, rawOf, withOrigins, type Val } from '../flow/values.ts';
import { decodeText, layerOf } from './codecs.ts';
import type { Fn } from './functions.ts';
import { readMarshalled } from './pyc.ts';

function dataOf(value: Val): string | undefined {
  const raw = rawOf(value);
  return typeof raw === 'string' ? raw : raw instanceof Bytes ? raw.data : undefined;
}

/** A decoder of one argument; its result carries the layer's name. What can't be decoded still came out of a decoder. */
function decoder(layer: string, decode: (data: string, call: BuiltinCall) => string | undefined): Fn {
  return (call, ev) => {
    const [first = call.named.get('s') ?? call.named.get('data')] = call.args;
    const data = dataOf(first);
    const result = data === undefined ? undefined : decode(data, call);
    return decoded(call, ev, layer, result === undefined ? undefined : new Bytes(result), first);
  };
}

const TOO_MUCH = 'evaluation stopped: more is decoded than is kept';

function decoded(call: BuiltinCall, ev: Evaluator, layer: string, result: Val | undefined, from: Val): Val {
  const origins = joinOrigins(ev.originsFrom(from), [originAt('decoded', ev.unit, call.node, layer)]);
  if (result === undefined) return new Unknown(origins, `${call.name}()`);
  const raw = rawOf(result);
  if (raw === NOT_EXACT) return new Unknown(origins);
  const text = raw instanceof Bytes ? raw.data : typeof raw === 'string' ? raw : undefined;
  if (text !== undefined) {
    ev.budget.takeBytes(text.length);
    if (!ev.budget.keepsDecoded(text.length)) {
      if (ev.unit.gaps.at(-1) !== TOO_MUCH) ev.unit.gaps.push(TOO_MUCH);
      return new Unknown(origins);
    }
    if (text.length >= 4) ev.noteFolded(text, call.node);
  }
  return new Known(raw, origins);
}

/** What is typed into an interpreter that waits for it is run: Python's by `exec`, a shell's by `system`. */
function typedIn(call: BuiltinCall, ev: Evaluator): undefined {
  const { receiver } = call;
  if (receiver instanceof Unknown) runTyped(call, ev, receiver.about, call.args[0] ?? call.named.get('input'));
}

function runWithInput(call: BuiltinCall, ev: Evaluator): undefined {
  runTyped(call, ev, call.args[0] ?? call.named.get('args'), call.named.get('input'));
}

function runTyped(call: BuiltinCall, ev: Evaluator, command: Val, typed: Val): void {
  const line = typed === undefined || typed === null ? undefined : commandLine(command);
  if (line === undefined) return;
  if (/^(?:\S*[\\/])?pythonw?[\d.]*(?:\.exe)?(?:\s+-[a-zA-Z]+)*(?:\s+-)?$/.test(line) && !/\s-\w*[cm]\b/.test(line)) ev.external('exec', [typed], new Map(), undefined, call.node);
  else if (/^(?:\S*[\\/])?(?:(?:ba|z|da|k)?sh|cmd(?:\.exe)?|powershell(?:\.exe)?|pwsh)(?:\s+(?:-s?|-i|-NoExit|\/[KQkq]))*$/.test(line)) ev.external('os.system', [typed], new Map(), undefined, call.node);
}

/** A variable that nobody sets: the address or file name that stands beside it is what is used. */
function variableOr(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const fallback = rawOf(call.args[1] ?? call.named.get('default'));
  if (typeof fallback !== 'string' || !/^[a-z]+:\/\/\S{6}|^[\w.-]*\.[a-z]\w{0,4}$/i.test(fallback)) return undefined;
  return new Partial(fallback, [originAt('environment', ev.unit, call.node, partialText(call.args[0]))]);
}

function codecsDecode(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const codec = partialText(call.args[1]) ?? 'utf-8';
  const data = dataOf(call.args[0]);
  const layer = layerOf(codec);
  const result = data === undefined ? undefined : decodeText(data, codec);
  return layer === undefined ? result : decoded(call, ev, layer, result, call.args[0]);
}

/** What a cipher gives came from its key as much as from what was locked: whoever sends the key decides. */
function withKey({ args, receiver }: BuiltinCall): Val {
  return receiver instanceof Unknown && receiver.about !== undefined ? new ListVal([args[0], receiver.about], 'tuple') : args[0];
}

/** `Fernet(key).decrypt(token)`: the receiver is the result of the constructor, about its key. */
function fernet(call: BuiltinCall, ev: Evaluator): Val {
  const key = call.receiver instanceof Unknown ? dataOf(call.receiver.about) : undefined;
  const token = dataOf(call.args[0]);
  const plain = key === undefined || token === undefined ? undefined : decryptFernet(key, token);
  return decoded(call, ev, 'fernet', plain === undefined ? undefined : new Bytes(plain), withKey(call));
}

function cipherParts(value: Val): string[] | undefined {
  const about = value instanceof Unknown ? value.about : undefined;
  return about instanceof ListVal ? about.items.map((item) => String(dataOf(item) ?? rawOf(item) ?? '')) : undefined;
}

function aes(call: BuiltinCall, ev: Evaluator): Val {
  const about = call.receiver instanceof Unknown && call.receiver.about instanceof ListVal ? call.receiver.about.items : [];
  const mode = about[1] instanceof Ref ? (/MODE_(\w+)$/.exec(about[1].name)?.[1] ?? 'cbc').toLowerCase() : rawOf(about[1]) === 1 ? 'ecb' : 'cbc';
  const [key = '', , iv = ''] = cipherParts(call.receiver) ?? [];
  const data = dataOf(call.args[0]);
  const plain = data === undefined ? undefined : decryptAes(mode === 'eax' || mode === 'gcm' ? 'ctr' : mode, key, iv, data);
  return decoded(call, ev, `aes-${mode}`, plain === undefined ? undefined : new Bytes(plain), withKey(call));
}

function arc4(call: BuiltinCall, ev: Evaluator): Val {
  const key = call.receiver instanceof Unknown ? dataOf(call.receiver.about) : undefined;
  const data = dataOf(call.args[0]);
  const plain = key === undefined || data === undefined ? undefined : rc4(key, data);
  return decoded(call, ev, 'rc4', plain === undefined ? undefined : new Bytes(plain), withKey(call));
}

function joinPath({ args }: BuiltinCall, ev: Evaluator): Val {
  let text = '';
  let exact = true;
  for (const arg of args) {
    const part = partialText(arg);
    if (rawOf(arg) === NOT_EXACT) exact = false;
    const piece = part ?? HOLE;
    text = /^[/\\]|^[A-Za-z]:/.test(piece) || text === '' ? piece : `${text.replace(/[/\\]+$/, '')}/${piece}`;
  }
  const origins = ev.originsFrom(...args);
  return exact && origins.length === 0 ? text : exact ? new Known(text, origins) : new Partial(text, origins);
}

function pathPart(pick: (path: string) => string): Fn {
  return ({ args }, ev) => {
    const text = partialText(args[0]);
    if (text === undefined) return undefined;
    return rawOf(args[0]) === NOT_EXACT ? new Partial(pick(text), ev.originsFrom(args[0])) : pick(text);
  };
}

function expandUser({ args }: BuiltinCall, ev: Evaluator): Val | undefined {
  const text = partialText(args[0]);
  return text === undefined ? undefined : new Partial(text, ev.originsFrom(args[0]));
}

/** Path objects are kept as their text, so that `/` and methods see it. */
function toPath(call: BuiltinCall, ev: Evaluator): Val {
  if (call.args.length === 0) return new Unknown([], 'pathlib.Path()', new Partial('.', []));
  const text = joinPath(call, ev);
  return new Unknown(ev.originsFrom(text), 'pathlib.Path()', text);
}

function jsonLoads({ args }: BuiltinCall): Val | undefined {
  const text = dataOf(args[0]);
  if (text === undefined || text.length > 2_000_000) return undefined;
  try {
    return fromJson(JSON.parse(text), 0);
  } catch {
    return undefined;
  }
}

function fromJson(value: unknown, depth: number): Val {
  if (depth > 32 || value === undefined) return undefined;
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return new ListVal(value.map((item) => fromJson(item, depth + 1)));
  const dict = new DictVal();
  for (const [key, item] of Object.entries(value)) dict.entries.set(key, fromJson(item, depth + 1));
  return dict;
}

function rawText(value: Val): string {
  const raw = rawOf(value);
  return typeof raw === 'string' ? raw : '';
}

const LARGEST_ENCODED = 8_000_000;

/** Encoding is computed too: what is encoded now may be decoded by a command a line later. */
function encoder(encode: (bytes: Buffer) => string): Fn {
  return ({ args }, ev) => {
    const data = dataOf(args[0]);
    const origins = ev.originsFrom(args[0]);
    if (data === undefined || data.length > LARGEST_ENCODED) return undefined;
    const result = new Bytes(encode(Buffer.from(data, 'latin1')));
    return origins.length === 0 ? result : new Known(result, origins);
  };
}

const ENCODERS: readonly (readonly [string, Fn])[] = [
  ['base64.b64encode', encoder((bytes) => bytes.toString('base64'))], ['base64.standard_b64encode', encoder((bytes) => bytes.toString('base64'))],
  ['base64.urlsafe_b64encode', encoder((bytes) => bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_'))], ['binascii.hexlify', encoder((bytes) => bytes.toString('hex'))],
  ['base64.b16encode', encoder((bytes) => bytes.toString('hex').toUpperCase())],
];

/** A code object is given as source that spells it, so that what runs it runs that. */
function unmarshalled(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const data = dataOf(call.args[0]);
  if (data === undefined || data.length < 20) return undefined;
  const bytes = Buffer.from(data, 'latin1');
  for (const version of MARSHAL_VERSIONS) {
    const read = readMarshalled(bytes, version);
    if (read.problems.length === 0 && read.names.length > 0) return decoded(call, ev, 'marshal', read.source, call.args[0]);
  }
  return undefined;
}

/** Byte code doesn't tell its Python; the common ones first. */
const MARSHAL_VERSIONS = [311, 310, 309, 312, 308, 313, 307, 306, 207];

/** Percent-encoding is how addresses are written: taking it off hides nothing. */
function unquote({ args }: BuiltinCall, ev: Evaluator): Val | undefined {
  const data = dataOf(args[0]);
  return data === undefined ? undefined : withOrigins(decodePercent(data), ev.originsFrom(args[0]));
}

const noteUnhex = decoder('hex', (data) => decodeHex(data));
const base64 = decoder('base64', (data) => decodeBase64(data));
const zlib = decoder('zlib', (data, call) => {
  const bits = rawOf(call.args[1] ?? call.named.get('wbits'));
  if (typeof bits === 'number' && bits < 0) return inflate(data, 'raw');
  return typeof bits === 'number' && bits > 15 ? (inflate(data, 'gzip') ?? inflate(data, 'zlib')) : inflate(data, 'zlib');
});

export const LIBRARY: ReadonlyMap<string, Fn> = new Map<string, Fn>([
  ...['base64.b64decode', 'base64.urlsafe_b64decode', 'base64.standard_b64decode', 'base64.decodebytes', 'base64.decodestring', 'binascii.a2b_base64'].map((name) => [name, base64] as const),
  ['base64.b32decode', decoder('base32', (data) => decodeBase32(data))],
  ['base64.b16decode', noteUnhex], ['binascii.unhexlify', noteUnhex], ['binascii.a2b_hex', noteUnhex], ['bytes.fromhex', noteUnhex], ['bytearray.fromhex', noteUnhex],
  ['base64.b85decode', decoder('base85', (data) => decodeBase85(data))],
  ['base64.a85decode', decoder('ascii85', (data) => decodeAscii85(data))],
  ['zlib.decompress', zlib], ['zlib.decompressobj().decompress', zlib],
  ['gzip.decompress', decoder('gzip', (data) => inflate(data, 'gzip'))],
  ['brotli.decompress', decoder('brotli', (data) => inflate(data, 'brotli'))],
  ...['bz2.decompress', 'bz2.BZ2Decompressor().decompress'].map((name) => [name, decoder('bz2', unpackBzip2)] as const),
  ...['lzma.decompress', 'lzma.LZMADecompressor().decompress'].map((name) => [name, decoder('lzma', unpackLzma)] as const),
  ['cryptography.fernet.Fernet', ({ args }) => new Unknown([], 'cryptography.fernet.Fernet()', args[0])],
  ['Crypto.Cipher.ARC4.new', ({ args }) => new Unknown([], 'Crypto.Cipher.ARC4.new()', args[0])],
  ...['communicate', 'stdin.write', 'stdin.writelines'].flatMap((method) => ['subprocess.Popen', 'asyncio.create_subprocess_exec', 'asyncio.create_subprocess_shell', 'psutil.Popen'].map((made) => [`${made}().${method}`, typedIn] as const)),
  ...['run', 'call', 'check_call', 'check_output'].map((method) => [`subprocess.${method}`, runWithInput] as const),
  ['codecs.decode', codecsDecode], ['marshal.loads', unmarshalled], ['os.getenv', variableOr], ['os.environ.get', variableOr],
  ['urllib.parse.unquote', unquote], ['urllib.parse.unquote_plus', unquote], ['urllib.unquote', unquote],
  ['cryptography.fernet.Fernet().decrypt', fernet],
  ['Crypto.Cipher.AES.new().decrypt', aes], ['Crypto.Cipher.ARC4.new().decrypt', arc4],
  ['Crypto.Cipher.AES.new', ({ args }) => new Unknown([], 'Crypto.Cipher.AES.new()', new ListVal([...args], 'tuple'))],
  ['os.path.join', joinPath], ['ntpath.join', joinPath], ['posixpath.join', joinPath], ['pathlib.Path().joinpath', ({ receiver, args, ...rest }, ev) => toPath({ ...rest, receiver, args: [receiver instanceof Unknown ? receiver.about : receiver, ...args] }, ev)],
  ['os.path.basename', pathPart((path) => path.slice(path.lastIndexOf('/') + 1))],
  ['os.path.dirname', pathPart((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))))],
  ['os.path.abspath', pathPart((path) => path)], ['os.path.realpath', pathPart((path) => path)], ['os.path.normpath', pathPart((path) => path)], ['os.fspath', ({ args }) => (args[0] instanceof Unknown ? args[0].about : args[0])],
  ['os.path.expanduser', expandUser], ['os.path.expandvars', expandUser],
  ['pathlib.Path', toPath], ['pathlib.PurePath', toPath], ['pathlib.PosixPath', toPath], ['pathlib.WindowsPath', toPath],
  ['pathlib.Path.home', () => new Unknown([], 'pathlib.Path()', new Partial('~', []))], ['pathlib.Path.cwd', () => new Unknown([], 'pathlib.Path()', new Partial('.', []))],
  ['pathlib.Path().open', (call, ev) => (call.receiver instanceof Unknown ? new Unknown(ev.originsFrom(call.receiver), 'open()', call.receiver.about) : undefined)], ['pathlib.Path().as_posix', ({ receiver }) => (receiver instanceof Unknown ? receiver.about : undefined)],
  ['tempfile.mkstemp', (call) => {
    const path = new Partial(`%TEMP%/tmp${call.node.at}${rawText(call.named.get('suffix') ?? call.args[0])}`, []);
    return new ListVal([new Unknown([], 'open()', path), path], 'tuple');
  }],
  ['os.fdopen', ({ args }) => (args[0] instanceof Unknown && args[0].name === 'open()' ? args[0] : undefined)],
  ['pathlib.Path().expanduser', ({ receiver }) => receiver], ['pathlib.Path().resolve', ({ receiver }) => receiver], ['pathlib.Path().absolute', ({ receiver }) => receiver],
  ...['tempfile.NamedTemporaryFile', 'tempfile.TemporaryFile'].map((name) => [name, (call: BuiltinCall) => new Unknown([], 'tempfile.NamedTemporaryFile()', new Partial(`%TEMP%/tmp${call.node.at}${rawText(call.named.get('suffix'))}`, []))] as const),
  ['tempfile.mktemp', (call) => new Partial(`%TEMP%/tmp${call.node.at}`, [])],
  ...ENCODERS,
  ['json.loads', jsonLoads], ['textwrap.dedent', ({ args }) => args[0]], ['inspect.cleandoc', ({ args }) => args[0]],
]);
