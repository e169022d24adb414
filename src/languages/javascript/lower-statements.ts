/** Statements other than imports and exports. */
import type { ESTree } from 'meriyah';
import type { Expr, Stmt } from '../flow/nodes.ts';
import { lowerModuleStatement } from './lower-modules.ts';
import { boundNames } from './lower-patterns.ts';
import { lowerTypeScriptStatement } from './lower-typescript.ts';
import { endOf, startOf, type Lowering, type Node } from './lowering.ts';

/** A list of statements: imports, then function declarations, then the rest, in the order in which JavaScript makes them known. */
export function lowerBlock(lowering: Lowering, nodes: readonly Node[]): Stmt[] {
  const first: Stmt[] = [];
  const rest: Stmt[] = [];
  for (const node of nodes) if (node.type === 'ImportDeclaration') lowering.statement(node, first);
  for (const node of nodes) {
    if (node.type === 'ImportDeclaration') continue;
    lowering.statement(node, isFunction(node) ? first : rest);
  }
  return first.length === 0 ? rest : [...first, ...rest];
}

function isFunction(node: Node): boolean {
  if (node.type === 'ExportNamedDeclaration') return node.declaration?.type === 'FunctionDeclaration';
  return node.type === 'FunctionDeclaration' || (node.type === 'ExportDefaultDeclaration' && node.declaration.type === 'FunctionDeclaration');
}

/** Lowers one statement; an expression in its place becomes an expression statement. */
export function lowerStatement(lowering: Lowering, node: Node, into: Stmt[], label?: string): void {
  const at = startOf(node);
  const to = endOf(node);
  switch (node.type) {
    case 'ExpressionStatement':
      into.push(expressionStatement(lowering, node.expression, at, to));
      return;
    case 'VariableDeclaration':
      for (const declarator of node.declarations) into.push(declare(lowering, node, declarator));
      return;
    case 'FunctionDeclaration':
      into.push({ kind: 'function', fn: lowering.functionNode(node, node.id?.name ?? ''), at, to });
      return;
    case 'ClassDeclaration':
      into.push({ kind: 'class', cls: lowering.classNode(node), at, to });
      return;
    case 'ReturnStatement':
      into.push(node.argument ? { kind: 'return', value: lowering.expression(node.argument), at, to } : { kind: 'return', at, to });
      return;
    case 'IfStatement':
      into.push({ kind: 'if', test: lowering.expression(node.test), then: bodyOf(lowering, node.consequent), orelse: bodyOf(lowering, node.alternate), at, to });
      return;
    case 'BlockStatement':
      into.push({ kind: 'block', body: lowering.block(node.body), ...labelled(label), at, to });
      return;
    case 'EmptyStatement':
      return;
    case 'ThrowStatement':
      into.push({ kind: 'throw', value: lowering.expression(node.argument), at, to });
      return;
    case 'TryStatement':
      into.push(tryStatement(lowering, node, at, to));
      return;
    case 'SwitchStatement':
      into.push(switchStatement(lowering, node, label));
      return;
    case 'LabeledStatement':
      labeled(lowering, node, into);
      return;
    default:
      rarer(lowering, node, into, label);
  }
}

function rarer(lowering: Lowering, node: Node, into: Stmt[], label: string | undefined): void {
  const at = startOf(node);
  const to = endOf(node);
  switch (node.type) {
    case 'ForStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      into.push(loop(lowering, node, label));
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      into.push(forEach(lowering, node, label));
      return;
    case 'BreakStatement':
    case 'ContinueStatement':
      into.push({ kind: node.type === 'BreakStatement' ? 'break' : 'continue', ...labelled(node.label?.name), at, to });
      return;
    case 'WithStatement':
      into.push({ kind: 'with', items: [{ value: lowering.expression(node.object) }], body: bodyOf(lowering, node.body), at, to });
      return;
    case 'DebuggerStatement':
      into.push({ kind: 'expr', value: { kind: 'call', callee: { kind: 'name', name: 'debugger', at, to }, args: [], at, to }, at, to });
      return;
    default:
      if (lowerModuleStatement(lowering, node, into) || lowerTypeScriptStatement(lowering, node, into)) return;
      into.push({ kind: 'expr', value: lowering.expression(node), at, to });
  }
}

function expressionStatement(lowering: Lowering, node: Node, at: number, to: number): Stmt {
  if (node.type === 'UnaryExpression' && node.operator === 'delete') return { kind: 'delete', targets: [lowering.expression(node.argument)], at, to };
  return { kind: 'expr', value: lowering.expression(node), at, to };
}

function declare(lowering: Lowering, node: ESTree.VariableDeclaration, declarator: ESTree.VariableDeclarator): Stmt {
  const how = howOf(node);
  if (how === 'var') noteVars(lowering, declarator.id);
  const target = lowering.pattern(declarator.id);
  const at = startOf(declarator);
  const to = endOf(declarator);
  return declarator.init ? { kind: 'declare', how, target, value: lowering.expression(declarator.init), at, to } : { kind: 'declare', how, target, at, to };
}

function howOf(node: ESTree.VariableDeclaration): 'var' | 'let' | 'const' {
  return node.kind === 'var' || node.kind === 'let' ? node.kind : 'const';
}

/** A `var` that was used above is hoisted: declared without a value at the start of its function. */
function noteVars(lowering: Lowering, pattern: Node): void {
  const { seen, declared, hoisted } = lowering.names;
  for (const name of boundNames(pattern)) {
    if (!declared.has(name) && seen.has(name)) hoisted.add(name);
    declared.add(name);
  }
}

/** The statements of a body that may be one statement or a block. */
function bodyOf(lowering: Lowering, node: Node | null | undefined): Stmt[] {
  if (!node) return [];
  if (node.type === 'BlockStatement') return scoped(lowering.block(node.body), node);
  const body: Stmt[] = [];
  lowering.statement(node, body);
  return body;
}

/** Statements that declare names of their own become a block, as minified code uses one name in every block. */
function scoped(body: Stmt[], node: Node): Stmt[] {
  return body.some(declaresInBlock) ? [{ kind: 'block', body, at: startOf(node), to: endOf(node) }] : body;
}

function declaresInBlock(stmt: Stmt): boolean {
  return (stmt.kind === 'declare' && stmt.how !== 'var') || stmt.kind === 'class' || stmt.kind === 'function';
}

function tryStatement(lowering: Lowering, node: ESTree.TryStatement, at: number, to: number): Stmt {
  const { handler } = node;
  const body = bodyOf(lowering, node.block);
  const handlers = handler ? [handlerOf(lowering, handler)] : [];
  return { kind: 'try', body, handlers, orelse: [], final: bodyOf(lowering, node.finalizer), at, to };
}

/** The caught value has a name no source can have, and is declared under its own in the handler's block. */
function handlerOf(lowering: Lowering, handler: ESTree.CatchClause): { target?: Expr; body: Stmt[] } {
  const body = lowering.block(handler.body.body);
  if (!handler.param) return { body: scoped(body, handler) };
  const span = { at: startOf(handler.param), to: endOf(handler.param) };
  const target: Expr = { kind: 'name', name: ' caught', ...span };
  const declared: Stmt = { kind: 'declare', how: 'let', target: lowering.pattern(handler.param), value: target, ...span };
  return { target, body: scoped([declared, ...body], handler) };
}

function switchStatement(lowering: Lowering, node: ESTree.SwitchStatement, label: string | undefined): Stmt {
  const span = { at: startOf(node), to: endOf(node) };
  const all = cases(lowering, node);
  const stmt: Stmt = { kind: 'switch', value: lowering.expression(node.discriminant), cases: all, ...labelled(label), ...span };
  return all.some(({ body }) => body.some(declaresInBlock)) ? { kind: 'block', body: [stmt], ...span } : stmt;
}

function cases(lowering: Lowering, node: ESTree.SwitchStatement): { test?: Expr; body: Stmt[] }[] {
  return node.cases.map(({ test, consequent }) => {
    const body = lowering.block(consequent);
    return test ? { test: lowering.expression(test), body } : { body };
  });
}

function loop(lowering: Lowering, node: ESTree.ForStatement | ESTree.WhileStatement | ESTree.DoWhileStatement, label: string | undefined): Stmt {
  const init: Stmt[] = [];
  if (node.type === 'ForStatement' && node.init) lowering.statement(node.init, init);
  const test = node.test ? { test: lowering.expression(node.test) } : {};
  const update = node.type === 'ForStatement' && node.update ? { update: lowering.expression(node.update) } : {};
  const first = node.type === 'DoWhileStatement' ? { first: true } : {};
  const body = bodyOf(lowering, node.body);
  const span = { at: startOf(node), to: endOf(node) };
  const stmt: Stmt = { kind: 'loop', init, ...test, ...update, body, ...first, orelse: [], ...labelled(label), ...span };
  return init.some(declaresInBlock) ? { kind: 'block', body: [stmt], ...span } : stmt;
}

function forEach(lowering: Lowering, node: ESTree.ForInStatement | ESTree.ForOfStatement, label: string | undefined): Stmt {
  const iter = lowering.expression(node.right);
  const { left } = node;
  const declared = left.type === 'VariableDeclaration' ? left : undefined;
  if (declared && howOf(declared) === 'var') for (const { id } of declared.declarations) noteVars(lowering, id);
  const target = lowering.pattern(declared?.declarations[0]?.id ?? left);
  const how: { how?: 'var' | 'let' | 'const' } = declared ? { how: howOf(declared) } : {};
  const keys = node.type === 'ForInStatement' ? { keys: true } : {};
  const span = { at: startOf(node), to: endOf(node) };
  const stmt: Stmt = { kind: 'for', target, ...how, iter, ...keys, body: bodyOf(lowering, node.body), orelse: [], ...labelled(label), ...span };
  return how.how === 'let' || how.how === 'const' ? { kind: 'block', body: [stmt], ...span } : stmt;
}

const LOOPS = new Set(['ForStatement', 'WhileStatement', 'DoWhileStatement', 'ForInStatement', 'ForOfStatement', 'SwitchStatement', 'BlockStatement']);

function labeled(lowering: Lowering, node: ESTree.LabeledStatement, into: Stmt[]): void {
  const { label, body } = node;
  if (LOOPS.has(body.type)) {
    lowering.statement(body, into, label.name);
    return;
  }
  const inner: Stmt[] = [];
  lowering.statement(body, inner);
  into.push({ kind: 'block', body: inner, label: label.name, at: startOf(node), to: endOf(node) });
}

function labelled(label: string | undefined): { label?: string } {
  return label === undefined ? {} : { label };
}
