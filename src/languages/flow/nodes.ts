/**
 * The tree that Python, JavaScript, VBScript and PowerShell are lowered to, so that one evaluator folds, follows and records all of them.
 * It keeps what matters for meaning and drops what doesn't (types, comments, access modifiers). `at`/`to` are UTF-16 offsets.
 *
 * Lowering keeps the tree shallow where source may be endlessly long: a run of one associative operator is one `chain` node, never a
 * left-deep tree; `elif` chains and member chains may nest, and readers bound that nesting.
 */

interface At {
  readonly at: number;
  readonly to: number;
}

/** Python bytes (Latin-1 in a string); told apart from str because decoders care. */
export class Bytes {
  #data: string | undefined;
  /** Byte values, where a loop writes them one by one. */
  #codes: number[] | undefined;
  constructor(data: string) {
    this.#data = data;
  }

  get data(): string {
    return (this.#data ??= textOf(this.#codes ?? []));
  }

  get length(): number {
    return this.#codes?.length ?? this.data.length;
  }

  at(index: number): number | undefined {
    if (this.#codes) return this.#codes[index];
    return index >= 0 && index < this.data.length ? this.data.charCodeAt(index) : undefined;
  }

  /** Writes one byte within the length there is. */
  set(index: number, value: number): void {
    this.#codes ??= Array.from(this.data, (char) => char.charCodeAt(0));
    if (index < 0 || index >= this.#codes.length) return;
    this.#codes[index] = value & 255;
    this.#data = undefined;
  }
}

function textOf(codes: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < codes.length; at += 4096) parts.push(String.fromCharCode(...codes.slice(at, at + 4096)));
  return parts.join('');
}

export type Primitive = string | number | bigint | boolean | null | undefined | Bytes;

export type Expr =
  | (At & { kind: 'const'; value: Primitive })
  | (At & { kind: 'regex'; source: string; flags: string })
  | (At & { kind: 'name'; name: string })
  | (At & { kind: 'member'; object: Expr; property: string; optional?: boolean })
  | (At & { kind: 'index'; object: Expr; index: Expr })
  | (At & { kind: 'slice'; object: Expr; from?: Expr; until?: Expr; step?: Expr })
  | (At & { kind: 'call'; callee: Expr; args: Arg[]; isNew?: boolean })
  /** One operator over two or more operands, left-associative: `a + b + c`. Comparisons: `a < b <= c` is ops ['<', '<=']. */
  | (At & { kind: 'chain'; ops: string[]; operands: Expr[] })
  | (At & { kind: 'unary'; op: string; operand: Expr })
  /** `and`, `or`, `??`: op is one of '&&', '||', '??', over two or more operands. */
  | (At & { kind: 'logic'; op: '&&' | '||' | '??'; operands: Expr[] })
  | (At & { kind: 'choice'; test: Expr; then: Expr; orelse: Expr })
  /** List, tuple or set; `spread` elements are unary '...' (JavaScript) or '*' (Python). */
  | (At & { kind: 'list'; items: Expr[]; type: 'list' | 'tuple' | 'set' })
  /** A dict or object; a spread entry has no key. Methods and accessors have function values. */
  | (At & { kind: 'dict'; entries: { key?: Expr; value: Expr }[] })
  /** f-string or template literal; strings are const parts. `format` is a Python conversion such as `02x`. */
  | (At & { kind: 'template'; parts: Expr[]; formats?: (string | undefined)[]; tag?: Expr })
  | (At & { kind: 'function'; fn: FunctionNode })
  | (At & { kind: 'class'; cls: ClassNode })
  /** Assignment as an expression: walrus, JavaScript `=`, `+=` (op is '+'), `??=` (op '??'). */
  | (At & { kind: 'assign'; target: Pattern; op?: string; value: Expr })
  /** `x++` and friends. */
  | (At & { kind: 'update'; target: Expr; op: '++' | '--'; prefix: boolean })
  | (At & { kind: 'await'; value: Expr })
  | (At & { kind: 'yield'; value?: Expr; from?: boolean })
  | (At & { kind: 'sequence'; items: Expr[] })
  | (At & { kind: 'comprehension'; type: 'list' | 'set' | 'dict' | 'generator'; key?: Expr; value: Expr; clauses: { target: Pattern; iter: Expr; tests: Expr[] }[] })
  /** JavaScript `import(x)`. */
  | (At & { kind: 'dynamicImport'; source: Expr })
  /** Something that was not understood, or is too deep. */
  | (At & { kind: 'opaque' });

export interface Arg {
  value: Expr;
  /** Keyword argument. */
  name?: string;
  /** `*args` / `...args`, `**kwargs`. */
  spread?: '*' | '**';
}

/** What is assigned to: a name, member, index, slice, or a list/dict of patterns (rest elements are unary '*' or '...'). A default is an `assign` expression. */
export type Pattern = Expr;

export interface Param {
  target: Pattern;
  default?: Expr;
  /** `*args` or `...rest` is '*', `**kwargs` is '**'. */
  rest?: '*' | '**';
}

export interface FunctionNode extends At {
  name: string;
  params: Param[];
  body: Stmt[];
  /** JavaScript arrow functions keep the outer `this`. */
  isArrow?: boolean;
  isAsync?: boolean;
  isGenerator?: boolean;
  /** JavaScript: the body, or an arrow function in it, names `arguments`. */
  usesArguments?: boolean;
  /** Nothing in it is worth walking unless code that is worth it calls it; `unread`: and it is so long that its body was left out. */
  isQuiet?: boolean;
  isUnread?: boolean;
  decorators: Expr[];
  /** Given where the body is read only when it is asked for. */
  outline?: Outline;
}

/** What stands in a body that has no tree yet. */
export interface Outline {
  /** Chains of names, each after an empty text: `'', 'os', 'path', '', 'run'`; a second empty text stands for a root that is no name. */
  readonly names: string[];
  /** Literal texts, and f-strings. */
  readonly texts: Expr[];
  readonly imports: Stmt[];
  /** Names that the body binds. */
  readonly bound: string[];
  /** It gets at names in some other way too. */
  isOdd: boolean;
  /** It sets attributes or elements, which other code may read. */
  stores: boolean;
}

export interface ClassNode extends At {
  name: string;
  bases: Expr[];
  /** Python keywords of the class statement (`metaclass=…`). */
  keywords: Arg[];
  body: Stmt[];
  decorators: Expr[];
}

export type Stmt =
  | (At & { kind: 'expr'; value: Expr })
  /** Python assignment `a = b = v` (several targets) or augmented (`op`), also annotated. */
  | (At & { kind: 'assign'; targets: Pattern[]; op?: string; value: Expr })
  /** JavaScript declaration; `var` goes to the function scope. */
  | (At & { kind: 'declare'; how: 'var' | 'let' | 'const'; target: Pattern; value?: Expr })
  | (At & { kind: 'if'; test: Expr; then: Stmt[]; orelse: Stmt[] })
  /** Python `for`, JavaScript `for…of`; `keys`: JavaScript `for…in`. */
  | (At & { kind: 'for'; target: Pattern; how?: 'var' | 'let' | 'const'; iter: Expr; keys?: boolean; body: Stmt[]; orelse: Stmt[]; label?: string })
  /** C-style loop; `while` has only a test; `first` is do…while (the body runs before the test). */
  | (At & { kind: 'loop'; init: Stmt[]; test?: Expr; update?: Expr; body: Stmt[]; first?: boolean; orelse: Stmt[]; label?: string })
  | (At & { kind: 'switch'; value: Expr; cases: { test?: Expr; pattern?: boolean; body: Stmt[] }[]; label?: string })
  | (At & { kind: 'return'; value?: Expr })
  | (At & { kind: 'break'; label?: string })
  | (At & { kind: 'continue'; label?: string })
  | (At & { kind: 'throw'; value?: Expr })
  | (At & { kind: 'try'; body: Stmt[]; handlers: { type?: Expr; target?: Pattern; body: Stmt[] }[]; orelse: Stmt[]; final: Stmt[] })
  | (At & { kind: 'with'; items: { value: Expr; target?: Pattern }[]; body: Stmt[] })
  /** Function declarations; lowering of JavaScript moves them to the start of their block. */
  | (At & { kind: 'function'; fn: FunctionNode })
  | (At & { kind: 'class'; cls: ClassNode })
  | (At & { kind: 'import'; module: string; level: number; names: ImportName[]; as?: string })
  /** JavaScript exports: `value` under `name` ('default', '*' for a re-export of everything with `module`). */
  | (At & { kind: 'export'; name: string; value: Expr })
  | (At & { kind: 'delete'; targets: Expr[] })
  | (At & { kind: 'scope'; how: 'global' | 'nonlocal'; names: string[] })
  | (At & { kind: 'block'; body: Stmt[]; label?: string });

/**
 * `import a.b as c`: module 'a.b', as 'c', no names. `from m import x as y`: names [{name:'x', as:'y'}]; `*` for everything.
 * JavaScript: `import d, * as n, {x as y} from 'm'` is names default→d, *→n, x→y; a bare import has no names and no `as`.
 */
export interface ImportName {
  name: string;
  as: string;
}

/** A parsed text. */
export interface Module {
  body: Stmt[];
  /** What could not be parsed: offset and a sentence. */
  problems: { at: number; why: string }[];
  /** Set where parsing fell back to something that sees less (tokens only). */
  partial?: boolean;
  /** Characters of long literals, and elements of long lists: what the code could have to unpack. */
  packed?: number;
}
