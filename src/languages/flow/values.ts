/**
 * Values of the abstract evaluator. JavaScript primitives and Bytes are exact values with no history; everything with a history, or unknown, is
 * one of the classes below. `origins` tell where data came from; they are sets kept small.
 */
import { HOLE, type Origin, type Span } from '../../model/source.ts';
import { Bytes, type ClassNode, type FunctionNode, type Primitive } from './nodes.ts';

export type Origins = readonly Origin[];
export const NONE: Origins = [];
const MOST_ORIGINS = 12;

/** An exact primitive that has a history (a decoded text, an environment variable's placeholder). */
export class Known {
  readonly value: Primitive;
  readonly origins: Origins;
  constructor(value: Primitive, origins: Origins) {
    this.value = value;
    this.origins = origins;
  }
}

/** A text known in part: HOLE stands for each unknown piece. */
export class Partial {
  readonly text: string;
  readonly origins: Origins;
  constructor(text: string, origins: Origins) {
    this.text = text;
    this.origins = origins;
  }
}

/** Nothing known but where it came from, and `name` where it is the result of a call or a member of one (`requests.get()`, `requests.get().text`). */
export class Unknown {
  /** Grows where a method fills the object (a parser that reads a file). */
  origins: Origins;
  readonly name: string | undefined;
  /** The receiver's or call's main argument (path of an open file, address of a connection), so that methods know it. */
  readonly about: Val | undefined;
  constructor(origins: Origins = NONE, name?: string, about?: Val) {
    this.origins = origins;
    this.name = name;
    this.about = about;
  }
}

/** A thing from outside the text: a built-in, an imported module or its member, by resolved name. */
export class Ref {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A list, tuple or set; mutable, compared by identity. `open` is true once elements are missing (an unknown one was added or removed). */
export class ListVal {
  items: Val[];
  readonly type: 'list' | 'tuple' | 'set';
  open = false;
  origins: Origins = NONE;
  /** JavaScript arrays may have properties. */
  constructor(items: Val[], type: 'list' | 'tuple' | 'set' = 'list') {
    this.items = items;
    this.type = type;
  }
}

const MOST_ITEMS = 2_000_000;

/** Appends elements (which may be the list's own) under a bound; past it the list is known in part. */
export function extendList(list: ListVal, items: readonly Val[]): void {
  const room = MOST_ITEMS - list.items.length;
  if (items.length > room) list.open = true;
  for (const item of items.slice(0, Math.max(0, room))) list.items.push(item);
}

/** A dict, object or instance. Keys are strings (numbers as decimal text). `cls` for instances. */
export class DictVal {
  readonly entries: Map<string, Val>;
  cls: ClassVal | undefined;
  open = false;
  origins: Origins = NONE;
  /** True for a JavaScript object or a Python instance: entries are attributes. */
  isObject = false;
  /** JavaScript prototype. */
  proto: DictVal | undefined;
  /** The object that this one is a view of, seen through a base of its class (`super()`). */
  viewOf: DictVal | undefined;

  constructor(entries: Map<string, Val> = new Map()) {
    this.entries = entries;
  }
}

export class FunctionVal {
  readonly node: FunctionNode;
  readonly scope: Scope;
  /** Bound receiver (`self`, `this`). */
  readonly self: Val | undefined;
  readonly owner: string;
  /** JavaScript functions have properties and a prototype. */
  properties: DictVal | undefined;
  constructor(node: FunctionNode, scope: Scope, self?: Val, owner = '') {
    this.node = node;
    this.scope = scope;
    this.self = self;
    this.owner = owner;
  }
}

/** A property of an object that is computed when it is read (`get x() {}`). */
export class AccessorVal extends FunctionVal {}

/** Anything callable with its first arguments given (`functools.partial`). */
export class Bound {
  readonly callee: Val;
  readonly args: readonly Val[];
  readonly named: ReadonlyMap<string, Val>;
  constructor(callee: Val, args: readonly Val[], named: ReadonlyMap<string, Val>) {
    this.callee = callee;
    this.args = args;
    this.named = named;
  }
}

export class ClassVal {
  readonly node: ClassNode;
  readonly bases: readonly Val[];
  readonly attributes: Map<string, Val>;
  constructor(node: ClassNode, bases: readonly Val[], attributes: Map<string, Val>) {
    this.node = node;
    this.bases = bases;
    this.attributes = attributes;
  }
}

/** A new object of a class; `open` where it may hold more than is known. */
export function instanceOf(cls: ClassVal, open: boolean): DictVal {
  const instance = new DictVal();
  instance.isObject = true;
  instance.cls = cls;
  instance.open = open;
  return instance;
}

/** Another module of the same package, evaluated. */
export class ModuleVal {
  readonly path: string;
  readonly scope: Scope;
  constructor(path: string, scope: Scope) {
    this.path = path;
    this.scope = scope;
  }
}

/** A regular expression; JavaScript literal or `re.compile`. */
export class RegexVal {
  readonly source: string;
  readonly flags: string;
  constructor(source: string, flags: string) {
    this.source = source;
    this.flags = flags;
  }
}

/** One of several (a variable set on two branches). At most eight. */
export class Mix {
  readonly options: readonly Val[];
  constructor(options: readonly Val[]) {
    this.options = options;
  }
}

export type Val = Primitive | Known | Partial | Unknown | Ref | ListVal | DictVal | FunctionVal | Bound | ClassVal | ModuleVal | RegexVal | Mix;

export const UNKNOWN = new Unknown();

/** The exact primitive of a value; NOT_EXACT where there is none. */
export function rawOf(value: Val): Primitive | typeof NOT_EXACT {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Bytes) return value;
  if (value instanceof Known) return value.value;
  return NOT_EXACT;
}
export const NOT_EXACT: unique symbol = Symbol('not exact');

/** Where a value's data came from; looks one level into containers. */
export function originsOf(value: Val, depth = 2): Origins {
  if (value === null || typeof value !== 'object' || value instanceof Bytes) return NONE;
  if (value instanceof Known || value instanceof Partial) return value.origins;
  if (value instanceof Unknown) return value.about === undefined || depth === 0 ? value.origins : value.origins;
  if (value instanceof ListVal) return depth === 0 ? value.origins : joinAll(value.origins, value.items, depth - 1);
  if (value instanceof DictVal) return depth === 0 ? value.origins : joinAll(value.origins, value.entries.values(), depth - 1);
  if (value instanceof Bound) return joinAll(NONE, value.args, depth);
  if (value instanceof Mix) return joinAll(NONE, value.options, depth);
  return NONE;
}

function joinAll(start: Origins, values: Iterable<Val>, depth: number): Origins {
  let all = start;
  let seen = 0;
  for (const value of values) {
    if (++seen > 32 || all.length >= MOST_ORIGINS) break;
    all = joinOrigins(all, originsOf(value, depth));
  }
  return all;
}

/** The union of two origin sets, first come first, bounded. */
export function joinOrigins(a: Origins, b: Origins): Origins {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const all = [...a];
  for (const origin of b) {
    if (all.length >= MOST_ORIGINS) break;
    if (!all.some((other) => other.source === origin.source && other.detail === origin.detail && sameSpan(other.span, origin.span))) all.push(origin);
  }
  return all.length === a.length ? a : all;
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Gives a value a further history. Containers are marked in place. */
export function withOrigins(value: Val, origins: Origins): Val {
  if (origins.length === 0) return value;
  if (value === null || typeof value !== 'object' || value instanceof Bytes) return new Known(value, origins);
  if (value instanceof Known) return new Known(value.value, joinOrigins(value.origins, origins));
  if (value instanceof Partial) return new Partial(value.text, joinOrigins(value.origins, origins));
  if (value instanceof Unknown) return new Unknown(joinOrigins(value.origins, origins), value.name, value.about);
  if (value instanceof ListVal || value instanceof DictVal) {
    value.origins = joinOrigins(value.origins, origins);
    return value;
  }
  if (value instanceof Mix) return new Mix(value.options.map((option) => withOrigins(option, origins)));
  return value;
}

/** The join of two possible values. */
export function mix(a: Val, b: Val): Val {
  if (a === b) return a;
  const options: Val[] = [];
  for (const value of [a, b]) {
    for (const option of value instanceof Mix ? value.options : [value]) {
      if (options.length < 8 && !options.includes(option)) options.push(option);
    }
  }
  const [only] = options;
  return options.length === 1 ? only : new Mix(options);
}

/** Results that stand for the text they were made of: a path object, a request for an address. */
export const STANDS_FOR_TEXT: ReadonlySet<string> = new Set(['pathlib.Path()', 'tempfile.NamedTemporaryFile().name', 'open().name', 'requests.Request()', 'urllib.request.Request()', 'urllib2.Request()', 'URL()', 'url.URL()']);

/** The text of a value with HOLE for what is unknown; undefined where nothing of it is known. Bytes as Latin-1. */
export function partialText(value: Val): string | undefined {
  if (typeof value === 'string') return value;
  if (value instanceof Bytes) return value.data;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Known) return partialText(value.value);
  if (value instanceof Partial) return value.text;
  if (value instanceof Unknown && value.name !== undefined && STANDS_FOR_TEXT.has(value.name)) return partialText(value.about);
  if (value instanceof Mix) {
    for (const option of value.options) {
      const text = partialText(option);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

/** A text with an unknown piece where nothing is known; for concatenation. */
export function textOrHole(value: Val): string {
  return partialText(value) ?? HOLE;
}

/** Variables. A scope belongs to a module, function, class body or block; lookups go outwards. It stands here because values close over scopes and scopes hold values. */
const NO_STARS: readonly string[] = [];

export class Scope {
  readonly parent: Scope | undefined;
  /** The nearest scope that owns `var` and plain Python assignment. */
  readonly owner: Scope;
  readonly kind: 'module' | 'function' | 'class' | 'block';
  readonly variables = new Map<string, Val>();
  /** Python `global`/`nonlocal` names, and where they live. */
  redirected: Map<string, Scope> | undefined;

  /** Outside modules whose every name was imported. */
  stars: readonly string[] = NO_STARS;

  constructor(kind: 'module' | 'function' | 'class' | 'block', parent?: Scope) {
    this.kind = kind;
    this.parent = parent;
    this.owner = kind === 'block' && parent ? parent.owner : this;
  }

  /** The scope that holds a name, seen from here; a class body's names are not seen from its methods. */
  find(name: string): Scope | undefined {
    let scope: Scope | undefined = this;
    let first = true;
    while (scope) {
      if ((first || scope.kind !== 'class') && scope.variables.has(name)) return scope;
      if (scope.kind !== 'block') first = false;
      scope = scope.parent;
    }
    return undefined;
  }

  get module(): Scope {
    let scope: Scope = this;
    while (scope.parent) scope = scope.parent;
    return scope;
  }
}
