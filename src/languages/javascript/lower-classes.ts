/**
 * Classes. A method is a function statement of the class body, `static`, `get` and `set` are decorators of these names, static fields are
 * assignments, and instance fields move to the start of the constructor, after `super(…)`, where JavaScript runs them.
 */
import type { ESTree } from 'meriyah';
import type { ClassNode, Expr, FunctionNode, Stmt } from '../flow/nodes.ts';
import { propertyKey } from './lower-objects.ts';
import { endOf, nameExpr, startOf, type Lowering, type Node } from './lowering.ts';

type ClassLike = ESTree.ClassDeclaration | ESTree.ClassExpression;
type Field = ESTree.PropertyDefinition | ESTree.AccessorProperty;

/** Lowers a class declaration or expression. */
export function lowerClass(lowering: Lowering, node: ClassLike): ClassNode {
  const body: Stmt[] = [];
  const fields: Stmt[] = [];
  let constructor: FunctionNode | undefined;
  const bases = node.superClass ? [lowering.expression(node.superClass)] : [];
  for (const member of node.body?.body ?? []) {
    const method = lowerMember(lowering, member, body, fields);
    if (method?.name === 'constructor') constructor = method;
  }
  if (fields.length > 0) placeFields(node, constructor, fields, body, bases.length > 0);
  const decorators = (node.decorators ?? []).map((decorator) => lowering.expression(decorator.expression));
  return { name: node.id?.name ?? '', bases, keywords: [], body, decorators, at: startOf(node), to: endOf(node) };
}

function lowerMember(lowering: Lowering, member: Node, body: Stmt[], fields: Stmt[]): FunctionNode | undefined {
  if (member.type === 'MethodDefinition') return lowerMethod(lowering, member, body);
  if (member.type === 'StaticBlock') {
    body.push({ kind: 'block', body: lowering.block(member.body), at: startOf(member), to: endOf(member) });
  } else if (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') {
    lowerField(lowering, member, body, fields);
  }
  return undefined;
}

function lowerMethod(lowering: Lowering, member: ESTree.MethodDefinition, body: Stmt[]): FunctionNode | undefined {
  const { key, value } = member;
  if (!key || value.type !== 'FunctionExpression') return undefined;
  const keyExpr = propertyKey(lowering, key, member.computed);
  const name = keyExpr.kind === 'const' ? String(keyExpr.value) : '';
  const fn = lowering.functionNode(value, name);
  for (const decorator of member.decorators ?? []) fn.decorators.push(lowering.expression(decorator.expression));
  if (member.kind === 'get' || member.kind === 'set') fn.decorators.push(nameExpr(member.kind, member));
  if (member.static) fn.decorators.push(nameExpr('static', member));
  const at = startOf(member);
  const to = endOf(member);
  if (keyExpr.kind !== 'const') body.push({ kind: 'expr', value: keyExpr, at, to });
  body.push({ kind: 'function', fn, at, to });
  return fn;
}

function lowerField(lowering: Lowering, field: Field, body: Stmt[], fields: Stmt[]): void {
  const at = startOf(field);
  const to = endOf(field);
  const key = propertyKey(lowering, field.key, field.computed);
  const value: Expr = field.value ? lowering.expression(field.value) : { kind: 'const', value: undefined, at, to };
  if (field.static && key.kind === 'const') {
    body.push({ kind: 'assign', targets: [nameExpr(String(key.value), field)], value, at, to });
    return;
  }
  const object = nameExpr('this', field);
  const target: Expr = key.kind === 'const' ? { kind: 'member', object, property: String(key.value), at, to } : { kind: 'index', object, index: key, at, to };
  const assign: Stmt = { kind: 'expr', value: { kind: 'assign', target, value, at, to }, at, to };
  if (field.static) body.push({ kind: 'expr', value, at, to });
  else fields.push(assign);
}

function placeFields(node: ClassLike, constructor: FunctionNode | undefined, fields: Stmt[], body: Stmt[], derived: boolean): void {
  if (constructor) {
    const after = derived ? constructor.body.findIndex(isSuperCall) + 1 : 0;
    constructor.body.splice(after, 0, ...fields);
    return;
  }
  const at = startOf(node);
  const span = { at, to: at };
  const fn: FunctionNode = { name: 'constructor', params: [], body: fields, decorators: [], ...span };
  if (derived) {
    fn.params.push({ target: nameExpr('args', node), rest: '*' });
    const args = [{ value: { kind: 'name', name: 'args', ...span }, spread: '*' }] as const;
    fn.body = [{ kind: 'expr', value: { kind: 'call', callee: { kind: 'name', name: 'super', ...span }, args: [...args], ...span }, ...span }, ...fields];
  }
  body.unshift({ kind: 'function', fn, ...span });
}

function isSuperCall(statement: Stmt): boolean {
  return statement.kind === 'expr' && statement.value.kind === 'call' && statement.value.callee.kind === 'name' && statement.value.callee.name === 'super';
}
