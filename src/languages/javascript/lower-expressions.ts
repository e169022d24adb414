/** Expressions: the dispatch by type, operators and literals. */
import type { ESTree } from 'meriyah';
import type { Expr } from '../flow/nodes.ts';
import { lowerAccess } from './lower-access.ts';
import { foldNumbers, foldUnary } from './fold.ts';
import { lowerArguments } from './lower-arguments.ts';
import { lowerJsx } from './lower-jsx.ts';
import { lowerObject } from './lower-objects.ts';
import { lowerTypeScriptExpression } from './lower-typescript.ts';
import { endOf, nameExpr, opaque, startOf, type Lowering, type Node } from './lowering.ts';

/** Lowers one expression node; nodes that are no expressions become opaque. */
export function lowerExpression(lowering: Lowering, node: Node): Expr {
  const at = startOf(node);
  const to = endOf(node);
  switch (node.type) {
    case 'Identifier':
      lowering.names.seen.add(node.name);
      return { kind: 'name', name: node.name, at, to };
    case 'Literal':
      return literal(lowering, node, at, to);
    case 'MemberExpression':
    case 'CallExpression':
    case 'ChainExpression':
      return lowerAccess(lowering, node);
    case 'NewExpression':
      return { kind: 'call', callee: lowering.expression(node.callee), args: lowerArguments(lowering, node.arguments), isNew: true, at, to };
    case 'BinaryExpression':
      return chain(lowering, node);
    case 'LogicalExpression':
      return logic(lowering, node);
    case 'AssignmentExpression':
      return assignment(lowering, node, at, to);
    case 'ConditionalExpression':
      return { kind: 'choice', test: lowering.expression(node.test), then: lowering.expression(node.consequent), orelse: lowering.expression(node.alternate), at, to };
    case 'UnaryExpression':
      return unary(lowering, node, at, to);
    case 'UpdateExpression':
      return { kind: 'update', target: lowering.expression(node.argument), op: node.operator, prefix: node.prefix, at, to };
    case 'SequenceExpression':
      return { kind: 'sequence', items: node.expressions.map((item) => lowering.expression(item)), at, to };
    case 'ArrayExpression':
      return list(lowering, node, at, to);
    case 'ObjectExpression':
      return lowerObject(lowering, node);
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'ArrowFunctionExpression':
      return { kind: 'function', fn: lowering.functionNode(node, 'id' in node ? node.id?.name ?? '' : ''), at, to };
    case 'ClassExpression':
    case 'ClassDeclaration':
      return { kind: 'class', cls: lowering.classNode(node), at, to };
    default:
      return rarer(lowering, node, at, to);
  }
}

function rarer(lowering: Lowering, node: Node, at: number, to: number): Expr {
  switch (node.type) {
    case 'TemplateLiteral':
      return template(lowering, node, at, to);
    case 'TaggedTemplateExpression':
      return { ...template(lowering, node.quasi, at, to), tag: lowering.expression(node.tag) };
    case 'ThisExpression':
      return nameExpr('this', node);
    case 'Super':
      return nameExpr('super', node);
    case 'MetaProperty':
      return nameExpr(`${node.meta.name}.${node.property.name}`, node);
    case 'AwaitExpression':
      return { kind: 'await', value: lowering.expression(node.argument), at, to };
    case 'YieldExpression':
      return { kind: 'yield', ...(node.argument ? { value: lowering.expression(node.argument) } : {}), from: node.delegate, at, to };
    case 'ImportExpression':
      return { kind: 'dynamicImport', source: lowering.expression(node.source), at, to };
    case 'SpreadElement':
    case 'RestElement':
      return { kind: 'unary', op: '...', operand: lowering.expression(node.argument), at, to };
    case 'ParenthesizedExpression':
      return lowering.expression(node.expression);
    case 'PrivateIdentifier':
      return { kind: 'const', value: `#${node.name}`, at, to };
    case 'ObjectPattern':
    case 'ArrayPattern':
    case 'AssignmentPattern':
      return lowering.pattern(node);
    case 'ExpressionStatement':
      return lowering.expression(node.expression);
    default:
      return lowerJsx(lowering, node) ?? lowerTypeScriptExpression(lowering, node) ?? opaque(node);
  }
}

/** `void x` is x evaluated and `undefined`, which no operator of the evaluator can give. */
function unary(lowering: Lowering, node: ESTree.UnaryExpression, at: number, to: number): Expr {
  const operand = lowering.expression(node.argument);
  const known = foldUnary(node.operator, operand);
  if (known !== undefined) return { kind: 'const', value: known, at, to };
  if (node.operator !== 'void') return { kind: 'unary', op: node.operator, operand, at, to };
  const nothing: Expr = { kind: 'const', value: undefined, at, to };
  return operand.kind === 'const' ? nothing : { kind: 'sequence', items: [operand, nothing], at, to };
}

function list(lowering: Lowering, node: ESTree.ArrayExpression, at: number, to: number): Expr {
  const items = node.elements.map((item) => element(lowering, item, at));
  if (items.length >= LONG_LIST) lowering.packed += packedIn(items);
  return { kind: 'list', type: 'list', items, at, to };
}

/** Literals, lists and concatenations that are long enough to be packed. */
const LONG_LITERAL = 100;
const LONG_LIST = 16;
/** Setting a cipher up costs more than a short text that it hides. */
const PER_TEXT = 32;

function packedIn(items: readonly Expr[]): number {
  let packed = 0;
  for (const item of items) if (item.kind === 'const') packed += typeof item.value === 'string' ? PER_TEXT + item.value.length : 1;
  return packed;
}

function element(lowering: Lowering, node: Node | null, at: number): Expr {
  return node ? lowering.expression(node) : { kind: 'const', value: undefined, at, to: at };
}

function literal(lowering: Lowering, node: ESTree.Literal, at: number, to: number): Expr {
  if ('regex' in node && node.regex) return { kind: 'regex', source: node.regex.pattern, flags: node.regex.flags, at, to };
  if ('bigint' in node && typeof node.bigint === 'string') return { kind: 'const', value: bigintOf(node.bigint), at, to };
  const { value } = node;
  if (typeof value === 'string' && value.length >= LONG_LITERAL) lowering.packed += value.length;
  return { kind: 'const', value: typeof value === 'object' ? null : value, at, to };
}

/** Conversion of a long decimal text takes quadratic time, so only lengths that programs use are converted. */
function bigintOf(digits: string): bigint | undefined {
  if (digits.length > 5000) return undefined;
  try {
    return BigInt(digits.replaceAll('_', ''));
  } catch {
    return undefined;
  }
}

const COMPARISONS = new Set(['==', '!=', '===', '!==', '<', '<=', '>', '>=', 'in', 'instanceof']);

/** A run of arithmetic is left-associative, so `a + b - c` is one chain; comparisons stay pairs, as `a < b < c` means something else in Python. */
function chain(lowering: Lowering, node: ESTree.BinaryExpression): Expr {
  const ops: string[] = [];
  const operands: Expr[] = [];
  const rights: Node[] = [];
  let left: Node = node;
  while (left.type === 'BinaryExpression') {
    const { operator } = left;
    if (rights.length > 0 && COMPARISONS.has(operator)) break;
    ops.push(operator);
    rights.push(left.right);
    left = left.left;
    if (COMPARISONS.has(operator)) break;
  }
  operands.push(lowering.expression(left));
  for (let i = rights.length - 1; i >= 0; i--) {
    const right = rights[i];
    if (right) operands.push(lowering.expression(right));
  }
  ops.reverse();
  if (operands.length >= LONG_LIST) lowering.packed += packedIn(operands);
  const number = foldNumbers(ops, operands);
  if (number !== undefined) return { kind: 'const', value: number, at: startOf(node), to: endOf(node) };
  return { kind: 'chain', ops, operands, at: startOf(node), to: endOf(node) };
}

function logic(lowering: Lowering, node: ESTree.LogicalExpression): Expr {
  const rights: Node[] = [];
  let left: Node = node;
  while (left.type === 'LogicalExpression' && left.operator === node.operator) {
    rights.push(left.right);
    left = left.left;
  }
  const operands = [lowering.expression(left)];
  for (const right of rights.reverse()) operands.push(lowering.expression(right));
  return { kind: 'logic', op: node.operator, operands, at: startOf(node), to: endOf(node) };
}

function assignment(lowering: Lowering, node: ESTree.AssignmentExpression, at: number, to: number): Expr {
  const target = lowering.pattern(node.left);
  const value = lowering.expression(node.right);
  if (node.operator === '=') return { kind: 'assign', target, value, at, to };
  return { kind: 'assign', target, op: node.operator.slice(0, -1), value, at, to };
}

function template(lowering: Lowering, node: ESTree.TemplateLiteral, at: number, to: number): Expr & { kind: 'template' } {
  const parts: Expr[] = [];
  for (const [i, quasi] of node.quasis.entries()) {
    const text = quasi.value.cooked ?? quasi.value.raw;
    if (text.length >= LONG_LITERAL) lowering.packed += text.length;
    if (text !== '' || node.quasis.length === 1) parts.push({ kind: 'const', value: text, at: startOf(quasi), to: endOf(quasi) });
    const value = node.expressions[i];
    if (value) parts.push(lowering.expression(value));
  }
  return { kind: 'template', parts, at, to };
}

