/**
 * Tells which functions can do anything that a rule could see: those that name something with effects, or something of the package that does.
 * Where it isn't certain a function counts as one that can. What can't is not evaluated when nobody called it: four fifths of that work were spent there.
 */
import type { ClassNode, Expr, FunctionNode, Outline, Stmt } from './nodes.ts';
import { memberName } from './resolved-names.ts';
import type { Leading } from './leading.ts';
import { Scope } from './scope.ts';
import { walkBody, walkExpr, walkFunction, walkParameters, type Visitor } from './tree.ts';
import { Bound, ClassVal, DictVal, FunctionVal, ListVal, Mix, ModuleVal, Ref, Unknown, type Val } from './values.ts';

/** How deep calls are followed before a function counts as one that can. */
const DEEPEST = 200;
/** Elements of a collection that are looked at: larger ones are data. */
const MOST_ITEMS = 256;

/** What the search asks of the evaluator. */
export interface Ground {
  /** What a name is, seen from a scope. */
  lookup(name: string, scope: Scope): Val;
  /** Does what an import statement of a function's body does, in a scope of the search's own. */
  importInto(stmt: Import, fn: FunctionVal, scope: Scope): void;
  canonical(name: string): string;
  readonly leading: Leading;
}

type Import = Extract<Stmt, { kind: 'import' }>;

/** Where names are read: a name that the function binds itself is none of the outside. */
interface Standpoint {
  readonly scope: Scope;
  readonly locals: Set<string>;
}

interface Sight {
  leads: boolean;
  /** It gets at names some other way: it is evaluated, but whoever calls it is not because of that. */
  isOdd: boolean;
  readonly next: (FunctionVal | ClassVal)[];
}

export class Reach {
  readonly #ground: Ground;
  readonly #known = new Map<FunctionNode | ClassNode, boolean>();
  readonly #odd = new Set<FunctionNode | ClassNode>();
  readonly #sights = new Map<FunctionNode | ClassNode, Sight>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Whether a function or class of the text can touch the world. */
  of(target: FunctionVal | ClassVal): boolean {
    return this.#anyOf([target]) || this.#odd.has(target.node);
  }

  /** The same of statements that stand in a scope. */
  ofBody(body: readonly Stmt[], scope: Scope): boolean {
    const sight: Sight = { leads: false, isOdd: false, next: [] };
    walkBody(body, this.#visitor({ scope, locals: new Set() }, sight, () => (sight.leads = true)));
    return sight.leads || sight.isOdd || this.#anyOf(sight.next);
  }

  #anyOf(targets: readonly (FunctionVal | ClassVal)[]): boolean {
    const [only] = targets;
    const known = only === undefined || targets.length > 1 ? undefined : this.#known.get(only.node);
    if (known !== undefined) return known;
    const seen = new Set<FunctionNode | ClassNode>();
    if (targets.some((target) => this.#search(target, seen, 0))) return true;
    for (const node of seen) this.#settle(node, false);
    return false;
  }

  /** Depth first; what was seen and led nowhere is settled only once the whole search has found nothing. */
  #search(target: FunctionVal | ClassVal, seen: Set<FunctionNode | ClassNode>, depth: number): boolean {
    const known = this.#known.get(target.node);
    if (known !== undefined) return known;
    if (seen.has(target.node)) return false;
    seen.add(target.node);
    if (depth > DEEPEST) return true;
    const sight = this.#sightOf(target);
    if (!sight.leads && !sight.next.some((next) => this.#search(next, seen, depth + 1))) return false;
    this.#settle(target.node, true);
    return true;
  }

  #settle(node: FunctionNode | ClassNode, leads: boolean): void {
    this.#known.set(node, leads);
    this.#sights.delete(node);
  }

  #sightOf(target: FunctionVal | ClassVal): Sight {
    let sight = this.#sights.get(target.node);
    if (sight === undefined) {
      sight = { leads: false, isOdd: false, next: [] };
      this.#sights.set(target.node, sight);
      if (target instanceof ClassVal) this.#lookAtClass(target, sight);
      else this.#lookAtFunction(target, sight);
      if (sight.isOdd) this.#odd.add(target.node);
    }
    return sight;
  }

  #lookAtFunction(fn: FunctionVal, sight: Sight): void {
    const from: Standpoint = { scope: new Scope('function', fn.scope), locals: new Set() };
    const importInto = (stmt: Import): void => this.#ground.importInto(stmt, fn, from.scope);
    const visitor = this.#visitor(from, sight, importInto);
    if (fn.node.outline === undefined) return walkFunction(fn.node, visitor);
    walkParameters(fn.node, visitor);
    this.#lookAtOutline(fn.node.outline, from, sight, visitor);
  }

  #lookAtOutline({ names, texts, imports, bound, isOdd }: Outline, from: Standpoint, sight: Sight, visitor: Visitor): void {
    if (isOdd) sight.isOdd = true;
    for (const name of bound) from.locals.add(name);
    for (const stmt of imports) visitor.stmt?.(stmt);
    for (const text of texts) if (text.kind === 'template') walkExpr(text, visitor);
    for (let i = 1; i < names.length && !sight.leads; i++) {
      const root = names[i] ?? '';
      const path: string[] = [];
      for (i++; i < names.length && names[i] !== ''; i++) path.push(names[i] ?? '');
      this.#followPath(root, path, from, sight);
    }
  }

  /** A class can what its methods and bases can; each method sees what another one stored. */
  #lookAtClass(cls: ClassVal, sight: Sight): void {
    for (const value of cls.attributes.values()) this.#touch(value, sight);
    for (const base of cls.bases) {
      if (base instanceof Ref && this.#ground.leading.names.has(`${base.name}()`)) sight.leads = true;
      this.#touch(base, sight);
    }
  }

  #visitor(from: Standpoint, sight: Sight, imports: (stmt: Import) => void): Visitor {
    const visitor: Visitor = {
      expr: (expr) => {
        if (sight.leads) return false;
        if (expr.kind === 'member') return !this.#member(expr, from, sight);
        if (expr.kind === 'name') this.#touch(this.#valueOf(expr.name, from), sight);
        else if (expr.kind === 'index' && expr.index.kind !== 'const' && this.#isScopes(expr.object)) sight.leads = true;
        else if (expr.kind === 'call') {
          if (this.#isScopes(expr)) sight.isOdd = true;
          if (this.#ground.leading.makers.has(lastWord(expr.callee))) sight.leads = true;
          return !isTypeTest(expr) && !followsName(expr, visitor);
        }
        return true;
      },
      stmt: (stmt) => {
        // What is put into the module's scope may be read by another function.
        if (stmt.kind === 'scope' && stmt.how === 'global') sight.isOdd = true;
        else if (stmt.kind === 'import') imports(stmt);
      },
      binds: (name) => from.locals.add(name),
    };
    return visitor;
  }

  /** `globals()`: an element of it by a name made at run time is anything. */
  #isScopes(expr: Expr): boolean {
    return expr.kind === 'call' && expr.callee.kind === 'name' && this.#ground.leading.scopes.has(expr.callee.name);
  }

  #valueOf(name: string, { scope, locals }: Standpoint): Val {
    const holder = scope.find(name);
    if (holder !== undefined) return holder.variables.get(name);
    return locals.has(name) ? undefined : this.#ground.lookup(name, scope);
  }

  /** Follows `a.b.c` as far as it is a name; true where it was one. */
  #member(expr: Extract<Expr, { kind: 'member' }>, from: Standpoint, sight: Sight): boolean {
    const path: string[] = [];
    let root: Expr = expr;
    for (; root.kind === 'member'; root = root.object) path.push(root.property);
    this.#followPath(root.kind === 'name' ? root.name : '', path.reverse(), from, sight);
    return root.kind === 'name';
  }

  #followPath(root: string, path: readonly string[], from: Standpoint, sight: Sight): void {
    const { methods, scopes } = this.#ground.leading;
    let value = root === '' ? undefined : this.#valueOf(root, from);
    let isFollowed = true;
    for (const property of path) {
      if (methods.has(property)) sight.leads = true;
      if (scopes.has(property)) sight.isOdd = true;
      if (property === '__dict__') isFollowed = false;
      if (!isFollowed) continue;
      if (value instanceof Ref) value = this.#ofRef(value.name, property, sight);
      else if (value instanceof Unknown && value.name !== undefined) value = new Unknown(value.origins, this.#ground.canonical(memberName(value.name, property)));
      else if (value instanceof ModuleVal) value = value.scope.variables.get(property);
      else isFollowed = false;
    }
    this.#touch(value, sight);
  }

  /** Something read on the way (`os.environ` of `os.environ.copy`) counts too. */
  #ofRef(name: string, property: string, sight: Sight): Ref {
    const member = this.#ground.canonical(memberName(name, property));
    if (this.#ground.leading.reads.has(member)) sight.leads = true;
    return new Ref(member);
  }

  /** Takes note of what a value may lead to. */
  #touch(value: Val, sight: Sight, depth = 0): void {
    if (value === null || typeof value !== 'object' || sight.leads) return;
    if (value instanceof FunctionVal || value instanceof ClassVal) {
      if (this.#known.get(value.node) === true) sight.leads = true;
      else sight.next.push(value);
      if (value instanceof FunctionVal && value.self instanceof DictVal && value.self.cls) sight.next.push(value.self.cls);
    } else if (value instanceof Ref) sight.leads = this.#ground.leading.names.has(value.name);
    else if (value instanceof Unknown) sight.leads = value.name !== undefined && this.#ground.leading.names.has(value.name);
    // A module handed on whole: any of its members may be called.
    else if (value instanceof ModuleVal && depth === 0) for (const one of value.scope.variables.values()) this.#touch(one, sight, 1);
    else if (depth < 3) this.#touchItems(value, sight, depth + 1);
  }

  #touchItems(value: object, sight: Sight, depth: number): void {
    if (value instanceof DictVal && value.cls) sight.next.push(value.cls);
    const items = value instanceof Mix ? value.options : value instanceof ListVal ? value.items : value instanceof DictVal ? [...value.entries.values()] : value instanceof Bound ? [value.callee, ...value.args] : [];
    for (const item of items.slice(0, MOST_ITEMS)) this.#touch(item, sight, depth);
  }
}

/** `getattr(sys, 'frozen', False)` is `sys.frozen`. */
function followsName({ callee, args, at, to }: Extract<Expr, { kind: 'call' }>, visitor: Visitor): boolean {
  const [object, property, ...more] = args;
  if (callee.kind !== 'name' || callee.name !== 'getattr' || object === undefined || property?.value.kind !== 'const' || typeof property.value.value !== 'string') return false;
  walkExpr({ kind: 'member', object: object.value, property: property.value.value, at, to }, visitor);
  for (const arg of more) walkExpr(arg.value, visitor);
  return true;
}

/** `isinstance(x, types.FunctionType)` makes no function. */
function isTypeTest({ callee, args }: Extract<Expr, { kind: 'call' }>): boolean {
  return callee.kind === 'name' && (callee.name === 'isinstance' || callee.name === 'issubclass') && args.every(({ value }) => isNamed(value) || (value.kind === 'list' && value.items.every(isNamed)));
}

function isNamed(expr: Expr): boolean {
  return expr.kind === 'name' || (expr.kind === 'member' && isNamed(expr.object));
}

function lastWord(expr: Expr): string {
  return expr.kind === 'name' ? expr.name : expr.kind === 'member' ? expr.property : '';
}
