/** Python as the evaluator sees it. */
import { apiTable } from '../flow/api-table.ts';
import { leadingOf } from '../flow/leading.ts';
import { affords } from '../flow/fuel.ts';
import { Bytes } from '../flow/nodes.ts';
import type { BuiltinCall, Evaluator, Profile } from '../flow/profile.ts';
import { ClassVal, DictVal, FunctionVal, ListVal, ModuleVal, Partial, Ref, Unknown, partialText, rawOf, type Val } from '../flow/values.ts';
import { NETWORK } from './apis/network.ts';
import { PROCESS } from './apis/process.ts';
import { ATTRIBUTES, SYSTEM } from './apis/system.ts';
import { collectionMethod } from './collections.ts';
import { CONTAINERS } from './containers.ts';
import { display } from './format.ts';
import { FUNCTIONS } from './functions.ts';
import { LEADING_MEMBERS, LEADING_NAMES, MAKERS, SCOPES } from './leading-words.ts';
import { LIBRARY } from './library.ts';
import { binaryPython, truthyPython, unaryPython } from './operators.ts';
import { outlinePython } from './parser.ts';
import { SHIPPED, asksFinders, documentationOf, runsShipped, startsOwn } from './shipped.ts';
import { calledSetup } from './setup-call.ts';
import { boundsOf, sliceObject, sliceOf } from './slices.ts';
import { OPERATOR_MODULE, ownAttribute, ownIndex, ownItems, ownOperator, specialMethod } from './special-methods.ts';
import { textMethod } from './text-methods.ts';

const APIS = apiTable(NETWORK, PROCESS, SYSTEM);
const NAMES: ReadonlySet<string> = new Set([
  ...[...FUNCTIONS.keys(), ...APIS.keys()].filter((name) => /^\w+$/.test(name)),
  'print', 'input', 'raw_input', 'object', 'type', 'property', 'staticmethod', 'classmethod', 'isinstance', 'issubclass', 'hasattr', 'callable', 'id', 'hash',
  'Exception', 'BaseException', 'any', 'all', 'super', 'exit', 'quit', 'dir', 'delattr', 'complex', 'slice', 'help', '__builtins__', 'basestring', 'float', 'bool', 'copyright', 'credits', 'license',
]);

/** Modules of the tables: code that was cut out of another, or forgot its imports, still means them. */
const ROOTS: ReadonlySet<string> = new Set([...APIS.keys()].filter((name) => /^[a-z_]\w*\.\w/.test(name)).map((name) => name.slice(0, name.indexOf('.'))).filter((name) => !['open', 'code', 'sh', 'mouse', 'distro', 'exit', 'wget', 'clipboard', 'keyboard', 'signal', 'thread', 'discord', 'schedule', 'commands', 'rsa', 'glob'].includes(name)));

/** Other names of the same thing. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/^(?:builtins|__builtins__|__builtin__)\.(?:__dict__\.)?/, ''],
  [/^six\.moves\./, ''],
  [/^Cryptodome\./, 'Crypto.'],
  [/^subprocess32\./, 'subprocess.'],
  [/^fernet\.(?=Fernet\b)/, 'cryptography.fernet.'],
  [/^(?:pip\._vendor|botocore\.vendored|pkg_resources\._vendor)\./, ''],
  [/^ctypes\.(?:cdll|oledll)\.(?=kernel32|user32|ntdll|crypt32|shell32)/, 'ctypes.windll.'],
  [/(.)\.__call__$/, '$1'],
  [/^(?:subprocess|socket|base64|ctypes|importlib|asyncio)\.(os|sys)(?=\.|$)/, '$1'],
  // What a module imported for itself is a member of it; gevent and eventlet bring their own of the same name.
  [/^(?!(?:os|sys|self|socket|subprocess|base64|ctypes|importlib|asyncio)\.)[a-z_]\w*(?:\.[a-z_]\w*)*?\.(os|sys|subprocess|socket|base64|ctypes|importlib)(?=\.|$)/, '$1'],
  [/^ctypes\.WinDLL\(\)\./, 'ctypes.windll.kernel32.'],
  [/^setuptools\._distutils\./, 'distutils.'],
  [/^requests\.(?:api|sessions)\.(?=get|post|put|request|head|patch|delete)/, 'requests.'],
  [/^tkinter\.(?=Tk\b)|^Tkinter\.(?=Tk\b)|^customtkinter\.C(?=Tk\b)/, 'tkinter.'],
];
const NEEDS_ALIAS = /\.(?:os|sys|subprocess|socket|base64|ctypes|importlib)(?=\.|$)|^(?:builtins|__builtin|six|Cryptodome|subprocess32|fernet|pip|botocore|pkg_resources|ctypes|setuptools|requests|tkinter|Tkinter|customtkinter)|\.__call__$/;

const ATTRIBUTE_TABLE = apiTable(ATTRIBUTES);

const LEADING = leadingOf(APIS, ATTRIBUTE_TABLE, { names: LEADING_NAMES, methods: LEADING_MEMBERS, scopes: SCOPES, makers: MAKERS });

export const PYTHON: Profile = {
  language: 'python',
  parse: outlinePython,
  assignsLocally: true,
  selfIsArgument: true,
  lifecycle: { before: '__new__', init: '__init__', further: '__post_init__', after: '__del__', subclass: '__init_subclass__', member: '__set_name__', metaclass: ['__prepare__', '__new__', '__init__'] },
  callsBack: false,
  apis: APIS,
  attributes: ATTRIBUTE_TABLE,
  leading: LEADING,
  global: (name) => (NAMES.has(name) ? new Ref(canonical(name)) : ROOTS.has(name) ? new Ref(name) : undefined),
  canonical,
  typeName,
  binary,
  unary: unaryPython,
  truthy: truthyPython,
  member,
  index,
  iterate,
  builtin,
  display,
};

const CANONICAL = new Map<string, string>();

function canonical(name: string): string {
  let result = CANONICAL.get(name);
  if (result !== undefined) return result;
  result = resolved(name);
  if (CANONICAL.size > 20_000) CANONICAL.clear();
  CANONICAL.set(name, result);
  return result;
}

function resolved(name: string): string {
  if (!NEEDS_ALIAS.test(name)) return name;
  let result = name;
  for (const [pattern, replacement] of ALIASES) result = result.replace(pattern, replacement);
  return result === '' ? name : result;
}

function typeName(value: Val): string | undefined {
  const raw = rawOf(value);
  if (typeof raw === 'string' || value instanceof Partial) return 'str';
  if (raw instanceof Bytes) return 'bytes';
  if (value instanceof ListVal) return 'list';
  if (value instanceof DictVal && !value.isObject && !value.cls) return 'dict';
  if (typeof raw === 'number' || typeof raw === 'bigint') return 'int';
  return undefined;
}

function binary(op: string, left: Val, right: Val, ev: Evaluator): Val | undefined {
  if (op === '/' && left instanceof Unknown && left.name === 'pathlib.Path()') return LIBRARY.get('pathlib.Path')?.({ name: '', args: [left, right], named: new Map(), receiver: undefined, node: NOWHERE }, ev);
  return ownOperator(op, left, right, ev) ?? binaryPython(op, left, right, ev);
}

const NOWHERE = { kind: 'opaque', at: 0, to: 0 } as const;

function member(object: Val, property: string, ev: Evaluator): Val | undefined {
  if (property === '__dict__' && object instanceof DictVal) return object;
  if (property === '__dict__' && object instanceof ModuleVal) return moduleDict(object);
  if (property === '__globals__' && object instanceof FunctionVal) return FUNCTIONS.get('globals')?.({ name: '', args: [], named: new Map(), receiver: undefined, node: NOWHERE }, ev);
  if (property === '__class__' && object instanceof DictVal) return object.cls;
  if (object instanceof Unknown) return property === 'parent' ? parentOf(object) : undefined;
  // A member of an enumeration is kept as its value.
  if (property === 'value' && typeof object === 'string') return object;
  if (property === '__doc__') return documentationOf(object);
  if (property === '__call__' && object instanceof FunctionVal) return object;
  if (property === '__name__' && (object instanceof FunctionVal || object instanceof ClassVal)) return object.node.name;
  return property.startsWith('__') ? undefined : ownAttribute(object, property, ev);
}

/** The folder of a path. */
function parentOf({ origins, about }: Unknown): Val | undefined {
  const text = partialText(about)?.replace(/[\\/]+$/, '');
  const cut = text === undefined ? -1 : Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
  return text === undefined || cut < 0 ? undefined : new Unknown(origins, 'pathlib.Path()', new Partial(text.slice(0, cut), origins));
}

function moduleDict(module: ModuleVal): DictVal {
  const dict = new DictVal();
  for (const [name, value] of module.scope.variables) dict.entries.set(name, value);
  dict.open = true;
  return dict;
}

function index(object: Val, at: Val, ev: Evaluator): Val | undefined {
  if (object instanceof Ref && (object.name === 'builtins' || object.name === '__builtins__' || object.name === '__dict__') && typeof at === 'string') return new Ref(canonical(at));
  if (object instanceof Ref && object.name.endsWith('.__dict__') && typeof at === 'string') return new Ref(canonical(`${object.name.slice(0, -9)}.${at}`));
  if (object instanceof Ref && object.name === 'sys.modules' && typeof at === 'string') return new Ref(canonical(at));
  if (object instanceof ClassVal || (object instanceof DictVal && object.cls !== undefined)) return ownIndex(object, at, ev);
  const bounds = boundsOf(at);
  if (bounds !== undefined) return sliceOf(object, bounds);
  if (typeof at !== 'number') return object instanceof DictVal && object.cls === undefined && object.isObject && typeof at === 'string' && !object.entries.has(at) ? globalOf(at, ev) : undefined;
  if (typeof object === 'string') return object.at(at);
  if (object instanceof Bytes) {
    const char = object.data.at(at);
    return char?.charCodeAt(0);
  }
  return object instanceof ListVal && !(object.open && at < 0) ? object.items.at(at) : undefined;
}

/** `globals()['exec']` and `__builtins__['exec']` reach built-ins too. */
function globalOf(name: string, ev: Evaluator): Val | undefined {
  return ev.profile.global(name);
}

function iterate(value: Val, _keys: boolean, ev: Evaluator): readonly Val[] | undefined {
  const raw = rawOf(value);
  if ((typeof raw === 'string' && !affords(ev, raw.length / 8)) || (raw instanceof Bytes && !affords(ev, raw.data.length / 8))) return undefined;
  if (typeof raw === 'string') return [...raw];
  if (raw instanceof Bytes) return Array.from(raw.data, (char) => char.charCodeAt(0));
  if (value instanceof DictVal && value.cls !== undefined) return ownItems(value, ev);
  if (value instanceof DictVal && !value.open && !value.isObject) return [...value.entries.keys()];
  return undefined;
}

function builtin(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const { name } = call;
  if (name === 'slice') return call.receiver === undefined ? sliceObject(call.args) : sliceOf(call.receiver, call.args);
  if (name.endsWith('.start')) startsOwn(call, ev);
  else if (name.startsWith('sys.')) asksFinders(call, ev);
  const fn = OPERATOR_MODULE.get(name) ?? FUNCTIONS.get(name) ?? LIBRARY.get(name) ?? SHIPPED.get(name) ?? CONTAINERS.get(name);
  if (fn) return fn(call, ev);
  if (name.endsWith('__')) return specialMethod(call, ev);
  if (name.startsWith('str.') || name.startsWith('bytes.')) return textMethod(name.slice(name.indexOf('.') + 1), call, ev);
  if (name.startsWith('list.') || name.startsWith('dict.')) return collectionMethod(name, call, ev);
  if (name.startsWith('int.')) return intMethod(name, call);
  if (runsShipped(call, ev)) return undefined;
  if (name.endsWith('.setup') && ev.profile.apis.get(name)?.does.includes('setup.call') === true) return calledSetup(call, ev);
  return undefined;
}

function intMethod(name: string, call: BuiltinCall): Val | undefined {
  const raw = rawOf(call.receiver);
  const size = rawOf(call.args[0]);
  if (typeof raw === 'number' && !Number.isInteger(raw)) return undefined;
  if (name === 'int.bit_length' && (typeof raw === 'number' || typeof raw === 'bigint')) return raw === 0 ? 0 : BigInt(raw).toString(2).replace('-', '').length;
  if (name !== 'int.to_bytes' || typeof size !== 'number' || size > 1_000_000 || (typeof raw !== 'number' && typeof raw !== 'bigint')) return undefined;
  const hex = BigInt(raw).toString(16).padStart(size * 2, '0');
  const bytes = Buffer.from(hex, 'hex');
  return new Bytes((rawOf(call.args[1]) === 'little' ? bytes.reverse() : bytes).toString('latin1'));
}
