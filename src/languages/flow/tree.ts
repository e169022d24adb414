/** Walks a tree without evaluating it: each expression and statement once, outer ones first. */
import type { Arg, ClassNode, Expr, FunctionNode, Pattern, Stmt } from './nodes.ts';

/** What a walk is told. */
export interface Visitor {
  /** Whether to go into the expression. */
  expr(expr: Expr): boolean;
  stmt?(stmt: Stmt): void;
  /** A name that is bound here: a parameter, what is assigned. */
  binds?(name: string): void;
}

/** Walks statements and everything in them, functions and classes defined there too. A text that stands alone (a docstring) is no expression to visit. */
export function walkBody(body: readonly Stmt[], visitor: Visitor): void {
  for (const stmt of body) walkStmt(stmt, visitor);
}

/** A function's parameters and body; its decorators ran when it was defined. */
export function walkFunction(fn: FunctionNode, visitor: Visitor): void {
  walkParameters(fn, visitor);
  walkBody(fn.body, visitor);
}

export function walkParameters(fn: FunctionNode, visitor: Visitor): void {
  for (const param of fn.params) {
    if (param.default) walkExpr(param.default, visitor);
    walkTarget(param.target, visitor);
  }
}

function walkClass(cls: ClassNode, visitor: Visitor): void {
  walkAll(cls.decorators, visitor);
  walkAll(cls.bases, visitor);
  walkArgs(cls.keywords, visitor);
  walkBody(cls.body, visitor);
}

function walkAll(exprs: readonly Expr[], visitor: Visitor): void {
  for (const expr of exprs) walkExpr(expr, visitor);
}

function walkArgs(args: readonly Arg[], visitor: Visitor): void {
  for (const arg of args) walkExpr(arg.value, visitor);
}

function maybe(expr: Expr | undefined, visitor: Visitor): void {
  if (expr) walkExpr(expr, visitor);
}

/** A target's own name is not read; what its parts are taken from is. */
function walkTarget(target: Pattern, visitor: Visitor): void {
  if (target.kind === 'name') visitor.binds?.(target.name);
  else if (target.kind === 'list') for (const item of target.items) walkTarget(item, visitor);
  else walkExpr(target, visitor);
}

function walkStmt(stmt: Stmt, visitor: Visitor): void {
  visitor.stmt?.(stmt);
  switch (stmt.kind) {
    case 'expr': return stmt.value.kind === 'const' ? undefined : walkExpr(stmt.value, visitor);
    case 'assign':
      walkExpr(stmt.value, visitor);
      for (const target of stmt.targets) {
        if (stmt.op === undefined) walkTarget(target, visitor);
        else walkExpr(target, visitor);
      }
      return;
    case 'declare':
      walkTarget(stmt.target, visitor);
      return maybe(stmt.value, visitor);
    case 'if':
      walkExpr(stmt.test, visitor);
      walkBody(stmt.then, visitor);
      return walkBody(stmt.orelse, visitor);
    case 'for':
      walkExpr(stmt.iter, visitor);
      walkTarget(stmt.target, visitor);
      walkBody(stmt.body, visitor);
      return walkBody(stmt.orelse, visitor);
    case 'loop':
      walkBody(stmt.init, visitor);
      maybe(stmt.test, visitor);
      walkBody(stmt.body, visitor);
      maybe(stmt.update, visitor);
      return walkBody(stmt.orelse, visitor);
    case 'switch':
      walkExpr(stmt.value, visitor);
      for (const one of stmt.cases) {
        if (one.pattern !== true) maybe(one.test, visitor);
        walkBody(one.body, visitor);
      }
      return;
    case 'return':
    case 'throw': return maybe(stmt.value, visitor);
    case 'try': return walkTry(stmt, visitor);
    case 'with':
      for (const item of stmt.items) {
        walkExpr(item.value, visitor);
        if (item.target) walkTarget(item.target, visitor);
      }
      return walkBody(stmt.body, visitor);
    case 'function':
      walkAll(stmt.fn.decorators, visitor);
      return walkFunction(stmt.fn, visitor);
    case 'class': return walkClass(stmt.cls, visitor);
    case 'export': return walkExpr(stmt.value, visitor);
    case 'block': return walkBody(stmt.body, visitor);
    default:
  }
}

function walkTry(stmt: Extract<Stmt, { kind: 'try' }>, visitor: Visitor): void {
  walkBody(stmt.body, visitor);
  for (const handler of stmt.handlers) {
    if (handler.target) walkTarget(handler.target, visitor);
    walkBody(handler.body, visitor);
  }
  walkBody(stmt.orelse, visitor);
  walkBody(stmt.final, visitor);
}

/** Walks an expression, first itself. */
export function walkExpr(expr: Expr, visitor: Visitor): void {
  if (!visitor.expr(expr)) return;
  switch (expr.kind) {
    case 'member': return walkExpr(expr.object, visitor);
    case 'index':
      walkExpr(expr.object, visitor);
      return walkExpr(expr.index, visitor);
    case 'slice':
      walkExpr(expr.object, visitor);
      maybe(expr.from, visitor);
      maybe(expr.until, visitor);
      return maybe(expr.step, visitor);
    case 'call':
      walkExpr(expr.callee, visitor);
      return walkArgs(expr.args, visitor);
    case 'chain':
    case 'logic': return walkAll(expr.operands, visitor);
    case 'unary': return walkExpr(expr.operand, visitor);
    case 'choice':
      walkExpr(expr.test, visitor);
      walkExpr(expr.then, visitor);
      return walkExpr(expr.orelse, visitor);
    case 'list':
    case 'sequence': return walkAll(expr.items, visitor);
    case 'dict':
      for (const entry of expr.entries) {
        maybe(entry.key, visitor);
        walkExpr(entry.value, visitor);
      }
      return;
    case 'template':
      walkAll(expr.parts, visitor);
      return maybe(expr.tag, visitor);
    case 'function': return walkFunction(expr.fn, visitor);
    case 'class': return walkClass(expr.cls, visitor);
    case 'assign':
      walkTarget(expr.target, visitor);
      return walkExpr(expr.value, visitor);
    case 'update': return walkExpr(expr.target, visitor);
    case 'await': return walkExpr(expr.value, visitor);
    case 'yield': return maybe(expr.value, visitor);
    case 'comprehension':
      for (const clause of expr.clauses) {
        walkExpr(clause.iter, visitor);
        walkTarget(clause.target, visitor);
        walkAll(clause.tests, visitor);
      }
      maybe(expr.key, visitor);
      return walkExpr(expr.value, visitor);
    case 'dynamicImport': return walkExpr(expr.source, visitor);
    default:
  }
}
