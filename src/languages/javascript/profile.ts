/** JavaScript as the evaluator needs to know it. */
import { Bytes } from '../flow/nodes.ts';
import type { BuiltinCall, Evaluator, Profile } from '../flow/profile.ts';
import { ClassVal, DictVal, FunctionVal, ListVal, NOT_EXACT, Partial, Ref, RegexVal, Unknown, rawOf, type Val } from '../flow/values.ts';
import { JAVASCRIPT_APIS, JAVASCRIPT_ATTRIBUTES } from './apis.ts';
import { callBuiltin, hasBuiltin } from './builtins.ts';
import { newObject } from './builtins-objects.ts';
import { NOTHING, display, lastName, truthy } from './convert.ts';
import { canonical, globalRef, isEverywhere, refOf } from './globals.ts';
import { binary, unary } from './operators.ts';
import { mainOf } from './main-module.ts';
import { parseJavaScript } from './parse.ts';

/** The profile for JavaScript and TypeScript in Node, browsers, Bun, Deno and Electron. */
export const JAVASCRIPT: Profile = {
  language: 'javascript',
  parse: (text) => parseJavaScript(text),
  // String-array rotators with RC4 take a million and more passes.
  fuel: { module: 200_000, unpacking: 2_000_000, obfuscated: 12_000_000, function: 20_000, hiddenFunction: 200_000 },
  assignsLocally: false,
  selfIsArgument: false,
  lifecycle: { init: 'constructor' },
  callsBack: true,
  global: globalValue,
  canonical,
  typeName,
  binary,
  unary,
  truthy,
  member,
  index,
  iterate,
  builtin: (call: BuiltinCall, evaluator: Evaluator) => callBuiltin(call, evaluator),
  apis: JAVASCRIPT_APIS,
  attributes: JAVASCRIPT_ATTRIBUTES,
  display: (value) => display(value),
};

function globalValue(name: string): Val | undefined {
  if (name === 'undefined') return NOTHING;
  if (name === 'NaN') return Number.NaN;
  if (name === 'Infinity') return Number.POSITIVE_INFINITY;
  if (name === 'this') return refOf('globalThis');
  if (name === '__dirname') return '.';
  if (name === '__filename') return './index.js';
  return globalRef(name);
}

const TYPE_OF = new Map([['string', 'string'], ['number', 'number'], ['boolean', 'boolean'], ['bigint', 'bigint']]);

function typeName(value: Val): string | undefined {
  const raw = rawOf(value);
  if (raw instanceof Bytes) return 'bytes';
  if (typeof raw !== 'symbol') return TYPE_OF.get(typeof raw);
  if (value instanceof ListVal) return value.type === 'set' ? 'set' : 'array';
  if (value instanceof RegexVal) return 'regexp';
  if (value instanceof FunctionVal || value instanceof ClassVal) return 'function';
  if (value instanceof DictVal) return dictType(value);
  return value instanceof Partial ? 'string' : undefined;
}

function dictType(value: DictVal): string {
  const type = value.entries.get(' type');
  if (typeof type === 'string') return type;
  return value.isObject ? 'object' : 'map';
}

/** The class whose name `x.constructor` gives. */
const CLASSES = new Map([
  ['string', 'String'], ['number', 'Number'], ['boolean', 'Boolean'], ['bigint', 'BigInt'], ['array', 'Array'], ['set', 'Set'], ['regexp', 'RegExp'],
  ['function', 'Function'], ['object', 'Object'], ['map', 'Map'], ['bytes', 'Uint8Array'], ['module', 'module.Module'],
]);

/** A property that the value's own attributes don't have. */
function member(object: Val, property: string, evaluator: Evaluator): Val | undefined {
  if (typeof object === 'string' && property !== 'constructor') return property === 'length' ? object.length : methodOf('string', property);
  if (object instanceof Ref) return memberOfRef(object, property, evaluator);
  const type = typeName(object);
  if (type === undefined) return undefined;
  if (property === 'length' || property === 'size' || property === 'byteLength') {
    const length = lengthOf(object);
    if (length !== undefined) return length;
  }
  if (property === 'constructor' && !(object instanceof DictVal && object.cls)) return refOf(CLASSES.get(type) ?? 'Object');
  if (object instanceof FunctionVal || object instanceof ClassVal) return memberOfFunction(object, property);
  if (object instanceof RegexVal && (property === 'source' || property === 'flags')) return object[property];
  if (type === 'module') return property === 'require' ? refOf('require') : new Unknown([], `module.${property}`);
  if (object instanceof DictVal && property === '__proto__') return object.proto ?? refOf('Object.prototype');
  if (object instanceof DictVal && object.open && !hasBuiltin(`${type}.${property}`)) return undefined;
  return methodOf(type, property);
}

const methods = new Map<string, Map<string, Ref | undefined>>();

/** The method of a built-in type, if it has one of that name. */
function methodOf(type: string, property: string): Ref | undefined {
  let known = methods.get(type);
  if (!known) methods.set(type, (known = new Map()));
  if (known.has(property)) return known.get(property);
  const method = hasBuiltin(`${type}.${property}`) || hasBuiltin(`*.${property}`) ? refOf(`${type}.${property}`) : undefined;
  if (known.size < 2000) known.set(property, method);
  return method;
}

function memberOfRef(object: Ref, property: string, evaluator: Evaluator): Val | undefined {
  if (object.name === 'globalThis') {
    const scope = evaluator.frame.scope.find(property);
    return scope?.kind === 'module' ? scope.variables.get(property) : undefined;
  }
  const main = mainOf(object.name, property, evaluator);
  if (main !== undefined) return main;
  if (property === 'name' && isEverywhere(object.name)) return lastName(object.name);
  if (object.name === 'os' && property === 'EOL') return '\n';
  if (object.name === 'path' && property === 'sep') return '/';
  return object.name === 'Number' ? NUMBER_CONSTANTS.get(property) : object.name === 'Math' ? MATH_CONSTANTS.get(property) : undefined;
}

const NUMBER_CONSTANTS = new Map([['MAX_SAFE_INTEGER', Number.MAX_SAFE_INTEGER], ['MAX_VALUE', Number.MAX_VALUE], ['MIN_VALUE', Number.MIN_VALUE], ['EPSILON', Number.EPSILON]]);
const MATH_CONSTANTS = new Map([['PI', Math.PI], ['E', Math.E], ['LN2', Math.LN2], ['LN10', Math.LN10], ['SQRT2', Math.SQRT2]]);

function memberOfFunction(object: FunctionVal | ClassVal, property: string): Val | undefined {
  if (property === 'name') return object.node.name;
  if (property === 'prototype' && object instanceof FunctionVal) {
    object.properties ??= newObject();
    const proto = newObject();
    proto.entries.set('constructor', object);
    object.properties.entries.set('prototype', proto);
    return proto;
  }
  return hasBuiltin(`*.${property}`) || hasBuiltin(`function.${property}`) ? refOf(`function.${property}`) : undefined;
}

function lengthOf(object: Val): number | undefined {
  const raw = rawOf(object);
  if (typeof raw === 'string') return raw.length;
  if (raw instanceof Bytes) return raw.length;
  if (object instanceof ListVal) return object.open ? undefined : object.items.length;
  if (object instanceof DictVal) return object.isObject || object.open ? undefined : object.entries.size;
  return object instanceof FunctionVal ? object.node.params.length : undefined;
}

/** `object[index]`; past the end of what is known wholly there is nothing. */
function index(object: Val, key: Val, evaluator: Evaluator): Val | undefined {
  const at = typeof key === 'number' ? key : typeof key === 'string' && /^\d{1,9}$/.test(key) ? Number(key) : undefined;
  if (at === undefined) {
    const name = object instanceof DictVal || object instanceof Ref ? undefined : display(key);
    const found = name === undefined ? undefined : member(object, name, evaluator);
    return found === undefined && name !== undefined && !evaluator.isCallee && isClosed(object) ? NOTHING : found;
  }
  if (typeof object === 'string') return object[at] ?? NOTHING;
  if (object instanceof Bytes) return object.at(at) ?? NOTHING;
  if (object instanceof ListVal && !object.open) return Number.isInteger(at) && at >= 0 && at < object.items.length ? (object.items[at] ?? NOTHING) : NOTHING;
  if (object instanceof ListVal) return object.items[at];
  return typeof object === 'number' || typeof object === 'boolean' ? NOTHING : undefined;
}

/** True for values of which every property is known. */
function isClosed(object: Val): boolean {
  return rawOf(object) !== NOT_EXACT || (object instanceof ListVal && !object.open);
}

/** What iterating gives: elements, characters, pairs of a map; `keys`: the names or indices. */
function iterate(value: Val, keys: boolean): readonly Val[] | undefined {
  const raw = rawOf(value);
  if (typeof raw === 'string') return keys ? [...raw].map((_, i) => String(i)) : [...raw];
  if (raw instanceof Bytes) return keys ? [...raw.data].map((_, i) => String(i)) : [...raw.data].map((char) => char.charCodeAt(0));
  if (value instanceof ListVal) return value.open ? undefined : keys ? value.items.map((_, i) => String(i)) : value.items;
  if (!(value instanceof DictVal) || value.open || value.cls) return undefined;
  if (keys) return [...value.entries.keys()].filter((key) => !key.startsWith(' '));
  return value.isObject ? undefined : [...value.entries].map(([key, item]) => new ListVal([key, item]));
}
