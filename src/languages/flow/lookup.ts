/** Properties and elements of any value. */
import type { Expr } from './nodes.ts';
import type { Evaluator } from './profile.ts';
import { memberName } from './resolved-names.ts';
import { AccessorVal, ClassVal, DictVal, FunctionVal, Known, ListVal, Mix, ModuleVal, NONE, NOT_EXACT, Partial, Ref, UNKNOWN, Unknown, joinOrigins, mix, originsOf, partialText, rawOf, withOrigins, type Val } from './values.ts';

/** `object.property`; `undefined` where a value of a built-in type is asked for a method (the call resolves it). */
export function memberOf(ev: Evaluator, object: Val, property: string, node: Expr): Val {
  if (object instanceof Ref) return memberOfRef(ev, object, property, node);
  if (object instanceof Unknown) return memberOfUnknown(ev, object, property);
  if (object instanceof DictVal && (object.isObject || object.cls)) return attributeOf(ev, object, property);
  if (object instanceof ModuleVal) return object.scope.variables.get(property) ?? object.scope.variables.get(`export ${property}`) ?? submodule(ev, object);
  if (object instanceof ClassVal) return classAttribute(ev, object, property, undefined) ?? (ev.profile.language === 'python' ? undefined : ev.profile.member(object, property, ev));
  if (object instanceof FunctionVal) return object.properties?.entries.get(property) ?? ev.profile.member(object, property, ev);
  if (object instanceof Mix) return memberOfMix(ev, object, property, node);
  const value = ev.profile.member(object instanceof Known ? object.value : object, property, ev);
  return value === undefined ? undefined : withOrigins(value, originsOf(object, 0));
}

function memberOfRef(ev: Evaluator, object: Ref, property: string, node: Expr): Val {
  const own = ev.profile.language === 'python' ? undefined : ev.profile.member(object, property, ev);
  if (own !== undefined) return own;
  const name = ev.profile.canonical(memberName(object.name, property));
  const any = memberName(object.name, '*');
  const api = ev.profile.attributes.get(name) ?? ev.profile.attributes.get(any);
  if (api === undefined || (api.does.length === 0 && api.text === undefined && ev.profile.language !== 'python')) return new Ref(name);
  const value = ev.external(ev.profile.attributes.has(name) ? name : any, [property], new Map(), undefined, node);
  // A mapping of the outside keeps its name, so that `os.environ.get('X')` reads one variable; handed on whole it has its origins all the same.
  return ev.profile.attributes.has(`${name}[]`) ? new Ref(name) : value;
}

function memberOfUnknown(ev: Evaluator, object: Unknown, property: string): Val {
  if (object.name === undefined) return undefinedOrUnknown(object, ev);
  const known = object.name === 'pathlib.Path()' ? ev.profile.member(object, property, ev) : undefined;
  if (known !== undefined) return known;
  return new Unknown(object.origins, ev.profile.canonical(memberName(object.name, property)), object.about);
}

/** A member of something wholly unknown: a method call on it is resolved by the method's name alone. */
function undefinedOrUnknown(object: Unknown, ev: Evaluator): Val {
  return ev.isCallee ? undefined : object.origins.length === 0 ? UNKNOWN : new Unknown(object.origins, undefined, object.about);
}

function attributeOf(ev: Evaluator, object: DictVal, property: string): Val {
  if (object.entries.has(property)) return read(ev, object.entries.get(property), object);
  if (object.cls) {
    const found = classAttribute(ev, object.cls, property, object);
    if (found !== undefined) return found;
  }
  for (let proto = object.proto, hops = 0; proto && hops < 32; proto = proto.proto, hops++) {
    const value = proto.entries.get(property);
    if (value instanceof AccessorVal) return read(ev, value, object);
    if (value instanceof FunctionVal && !value.node.isArrow) return new FunctionVal(value.node, value.scope, object, value.owner);
    if (value !== undefined) return value;
  }
  const builtin = ev.profile.member(object, property, ev);
  if (builtin !== undefined) return builtin;
  if (object.cls === undefined) return object.open && !ev.isCallee ? new Unknown(object.origins) : undefined;
  return outsideBase(ev, object.cls, property) ?? (object.open ? new Unknown(object.origins) : undefined);
}

function read(ev: Evaluator, value: Val, object: DictVal): Val {
  return value instanceof AccessorVal ? ev.callFunction(new FunctionVal(value.node, value.scope, object, value.owner), [], NOWHERE) : value;
}

/** An attribute of a class or its bases; functions are bound to the instance. */
function classAttribute(ev: Evaluator, cls: ClassVal, property: string, instance: DictVal | undefined, hops = 0): Val {
  const own = cls.attributes.get(property);
  if (own instanceof FunctionVal) {
    const isStatic = own.node.decorators.some((decorator) => decorator.kind === 'name' && (decorator.name === 'staticmethod' || decorator.name === 'static'));
    const isClassMethod = own.node.decorators.some((decorator) => decorator.kind === 'name' && decorator.name === 'classmethod');
    const isProperty = own.node.decorators.some((decorator) => decorator.kind === 'name' && (decorator.name === 'property' || decorator.name === 'get'));
    const self: Val = isStatic ? undefined : isClassMethod ? cls : (instance?.viewOf ?? instance);
    const bound = new FunctionVal(own.node, own.scope, self, own.owner);
    return isProperty && instance ? ev.callFunction(bound, [], NOWHERE) : bound;
  }
  if (own instanceof Mix) {
    const fn = own.options.find((option) => option instanceof FunctionVal);
    if (fn instanceof FunctionVal) return new FunctionVal(fn.node, fn.scope, instance, fn.owner);
  }
  if (own !== undefined) return own;
  if (hops > 16) return undefined;
  for (const base of cls.bases) {
    const found = base instanceof ClassVal ? classAttribute(ev, base, property, instance, hops + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

const NOWHERE = { kind: 'opaque', at: 0, to: 0 } as const;

function outsideBase(ev: Evaluator, cls: ClassVal, property: string, hops = 0): Val {
  for (const base of cls.bases) {
    if (base instanceof Ref) return new Unknown(NONE, ev.profile.canonical(`${base.name}().${property}`));
    const found = base instanceof ClassVal && hops < 16 ? outsideBase(ev, base, property, hops + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function submodule(ev: Evaluator, module: ModuleVal): Val {
  return module.scope.kind === 'module' && !ev.isCallee ? UNKNOWN : undefined;
}

function memberOfMix(ev: Evaluator, object: Mix, property: string, node: Expr): Val {
  let all: Val = undefined;
  for (const option of object.options) {
    const value = memberOf(ev, option, property, node);
    if (value === undefined && ev.isCallee) return undefined;
    all = all === undefined ? value : mix(all, value);
  }
  return all;
}

/** `object[index]`. */
export function indexOf(ev: Evaluator, object: Val, index: Val, node: Expr): Val {
  if (object instanceof Mix) {
    let all: Val = undefined;
    for (const option of object.options.slice(0, 4)) all = all === undefined ? indexOf(ev, option, index, node) : mix(all, indexOf(ev, option, index, node));
    return all;
  }
  const raw = rawOf(index);
  const value = ev.profile.index(object instanceof Known ? object.value : object, raw === NOT_EXACT ? index : raw, ev);
  if (value !== undefined) return withOrigins(value, joinOrigins(originsOf(object, 0), originsOf(index, 0)));
  const key = partialText(index);
  if (object instanceof Ref) {
    if (ev.profile.attributes.has(`${object.name}[]`)) return ev.external(`${object.name}[]`, [index], new Map(), undefined, node);
    if (typeof raw === 'string' && ev.profile.language !== 'python') return memberOf(ev, object, raw, node);
    return new Unknown(ev.originsFrom(object, index), `${object.name}[]`);
  }
  if (object instanceof ListVal) return anyOf(object, index);
  if (object instanceof DictVal) return entryOf(ev, object, key, index);
  if (typeof raw === 'string' && ev.profile.language !== 'python') return memberOf(ev, object, raw, node);
  if (object instanceof Unknown) return new Unknown(joinOrigins(object.origins, originsOf(index)), object.name === undefined ? undefined : `${object.name}[]`, object.about);
  if (object instanceof Partial) return new Unknown(object.origins);
  return unknownElement(object, index);
}

function unknownElement(object: Val, index: Val): Val {
  const origins = joinOrigins(originsOf(object), originsOf(index));
  return origins.length === 0 ? UNKNOWN : new Unknown(origins);
}

/** An element at an unknown position: any of them. */
function anyOf(list: ListVal, index: Val): Val {
  if (list.items.length === 0 || list.items.length > 8 || rawOf(index) !== NOT_EXACT) return unknownElement(list, index);
  let all: Val = list.items[0];
  for (const item of list.items.slice(1)) all = mix(all, item);
  return all;
}

function entryOf(ev: Evaluator, dict: DictVal, key: string | undefined, index: Val): Val {
  if (key !== undefined && rawOf(index) !== NOT_EXACT) {
    const value = read(ev, dict.entries.get(key), dict);
    if (value !== undefined) return value;
    if (dict.isObject || dict.cls) return attributeOf(ev, dict, key);
    return dict.open ? unknownElement(dict, index) : undefined;
  }
  if (dict.entries.size === 0 || dict.entries.size > 8) return unknownElement(dict, index);
  let all: Val = undefined;
  for (const item of dict.entries.values()) all = all === undefined ? item : mix(all, item);
  return all;
}
