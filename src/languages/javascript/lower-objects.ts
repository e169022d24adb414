/** Object literals: keys, methods, accessors, spread. */
import type { ESTree } from 'meriyah';
import type { Expr } from '../flow/nodes.ts';
import { endOf, nameExpr, startOf, type Lowering, type Node } from './lowering.ts';

interface Entry {
  key?: Expr;
  value: Expr;
}

/** Lowers an object literal; getters and setters are functions decorated `get` and `set`. */
export function lowerObject(lowering: Lowering, node: ESTree.ObjectExpression): Expr {
  const entries: Entry[] = [];
  for (const property of node.properties) entries.push(entryOf(lowering, property));
  return { kind: 'dict', entries, at: startOf(node), to: endOf(node) };
}

function entryOf(lowering: Lowering, property: Node): Entry {
  if (property.type !== 'Property') {
    return { value: lowering.expression(property.type === 'SpreadElement' || property.type === 'RestElement' ? property.argument : property) };
  }
  const key = propertyKey(lowering, property.key, property.computed);
  const { value } = property;
  if (value.type !== 'FunctionExpression') return { key, value: lowering.expression(value) };
  const fn = lowering.functionNode(value, value.id?.name ?? '');
  if (property.kind !== 'init') fn.decorators.push(nameExpr(property.kind, property));
  return { key, value: { kind: 'function', fn, at: fn.at, to: fn.to } };
}

/** The key of a property: a constant unless it is computed. */
export function propertyKey(lowering: Lowering, key: Node, computed: boolean | undefined): Expr {
  const at = startOf(key);
  const to = endOf(key);
  if (computed) return lowering.expression(key);
  if (key.type === 'Identifier') return { kind: 'const', value: key.name, at, to };
  if (key.type === 'PrivateIdentifier') return { kind: 'const', value: `#${key.name}`, at, to };
  if (key.type === 'Literal' && (typeof key.value === 'number' || typeof key.value === 'bigint')) return { kind: 'const', value: String(key.value), at, to };
  return lowering.expression(key);
}
