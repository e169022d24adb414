/** Functions: parameters, bodies, and the `var`s that are used above their declaration. */
import type { FunctionNode, Param, Stmt } from '../flow/nodes.ts';
import { boundNames } from './lower-patterns.ts';
import { parameterProperties, unwrapParameter } from './lower-typescript.ts';
import { LONG, endOf, freshNames, startOf, type FunctionLike, type Lowering, type Node } from './lowering.ts';

/** Lowers a function of any form; an arrow's expression becomes a return. */
export function lowerFunction(lowering: Lowering, node: FunctionLike, name: string): FunctionNode {
  const outer = lowering.names;
  lowering.names = freshNames();
  for (const param of node.params) for (const bound of boundNames(unwrapParameter(param))) lowering.names.declared.add(bound);
  const params = node.params.map((param) => lowerParam(lowering, unwrapParameter(param)));
  const isQuiet = lowering.isQuiet(startOf(node), endOf(node));
  const isUnread = isQuiet && endOf(node) - startOf(node) >= LONG;
  const body = isUnread ? [] : [...parameterProperties(node.params), ...bodyOf(lowering, node)];
  const { hoisted, seen } = lowering.names;
  lowering.names = outer;
  const usesArguments = seen.has('arguments');
  if (usesArguments && node.type === 'ArrowFunctionExpression') outer.seen.add('arguments');
  const fn: FunctionNode = { name, params, body: hoisted.size > 0 ? [...declarations(hoisted, node), ...body] : body, decorators: [], at: startOf(node), to: endOf(node) };
  if (node.type === 'ArrowFunctionExpression') fn.isArrow = true;
  if (usesArguments) fn.usesArguments = true;
  if (isQuiet) fn.isQuiet = true;
  if (isUnread) fn.isUnread = true;
  if (node.async) fn.isAsync = true;
  if (node.generator) fn.isGenerator = true;
  return fn;
}

function lowerParam(lowering: Lowering, node: Node): Param {
  if (node.type === 'AssignmentPattern') {
    const target = lowering.pattern(node.left);
    return node.right ? { target, default: lowering.expression(node.right) } : { target };
  }
  if (node.type === 'RestElement') return { target: lowering.pattern(node.argument), rest: '*' };
  return { target: lowering.pattern(node) };
}

function bodyOf(lowering: Lowering, node: FunctionLike): Stmt[] {
  const { body } = node;
  if (!body) return [];
  if (body.type === 'BlockStatement') return lowering.block(body.body);
  return [{ kind: 'return', value: lowering.expression(body), at: startOf(body), to: endOf(body) }];
}

function declarations(names: ReadonlySet<string>, node: Node): Stmt[] {
  const at = startOf(node);
  return [...names].map((name) => ({ kind: 'declare', how: 'var', target: { kind: 'name', name, at, to: at }, at, to: at }));
}
