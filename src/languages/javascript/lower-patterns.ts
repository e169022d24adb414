/** What is assigned to: names, members, and destructuring with defaults and rest. */
import type { ESTree } from 'meriyah';
import type { Expr, Pattern } from '../flow/nodes.ts';
import { propertyKey } from './lower-objects.ts';
import { endOf, startOf, type Lowering, type Node } from './lowering.ts';

/** Lowers a pattern: an object pattern is a dict whose values are patterns, a default an assignment, rest a unary `...`. */
export function lowerPattern(lowering: Lowering, node: Node): Pattern {
  const at = startOf(node);
  const to = endOf(node);
  switch (node.type) {
    case 'ArrayPattern':
    case 'ArrayExpression':
      return { kind: 'list', type: 'list', items: node.elements.map((item) => (item ? lowering.pattern(item) : hole(at))), at, to };
    case 'ObjectPattern':
    case 'ObjectExpression':
      return { kind: 'dict', entries: node.properties.map((property) => entryOf(lowering, property)), at, to };
    case 'AssignmentPattern':
      return node.right ? { kind: 'assign', target: lowering.pattern(node.left), value: lowering.expression(node.right), at, to } : lowering.pattern(node.left);
    case 'AssignmentExpression':
      return { kind: 'assign', target: lowering.pattern(node.left), value: lowering.expression(node.right), at, to };
    case 'RestElement':
    case 'SpreadElement':
      return { kind: 'unary', op: '...', operand: lowering.pattern(node.argument), at, to };
    default:
      return lowering.expression(node);
  }
}

/** An element that is skipped: assigned to nothing. */
function hole(at: number): Expr {
  return { kind: 'opaque', at, to: at };
}

function entryOf(lowering: Lowering, property: Node): { key?: Expr; value: Pattern } {
  if (property.type === 'Property') return { key: propertyKey(lowering, property.key, property.computed), value: lowering.pattern(property.value) };
  return { value: lowering.pattern(property) };
}

/** The names a pattern binds, written without recursion. */
export function boundNames(pattern: ESTree.Node): string[] {
  const names: string[] = [];
  const pending: Node[] = [pattern];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.type === 'Identifier') names.push(node.name);
    else if (node.type === 'AssignmentPattern') pending.push(node.left);
    else if (node.type === 'RestElement') pending.push(node.argument);
    else if (node.type === 'Property') pending.push(node.value);
    else if (node.type === 'ObjectPattern') pending.push(...node.properties);
    else if (node.type === 'ArrayPattern') for (const item of node.elements) if (item) pending.push(item);
  }
  return names;
}
