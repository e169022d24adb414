/** JSX: an element is a call `React.createElement(tag, attributes, …children)`. */
import type { ESTree } from 'meriyah';
import type { Arg, Expr } from '../flow/nodes.ts';
import { endOf, nameExpr, startOf, type Lowering, type Node } from './lowering.ts';

/** Lowers a JSX node; undefined for anything else. */
export function lowerJsx(lowering: Lowering, node: Node): Expr | undefined {
  switch (node.type) {
    case 'JSXElement':
      return create(lowering, node, [{ value: tag(node.openingElement.name) }, { value: attributes(lowering, node.openingElement) }]);
    case 'JSXFragment':
      return create(lowering, node, []);
    case 'JSXExpressionContainer':
    case 'JSXSpreadChild':
      return lowering.expression(node.expression);
    case 'JSXText':
      return { kind: 'const', value: node.value, at: startOf(node), to: endOf(node) };
    case 'JSXEmptyExpression':
      return { kind: 'const', value: undefined, at: startOf(node), to: endOf(node) };
    default:
      return undefined;
  }
}

function create(lowering: Lowering, node: ESTree.JSXElement | ESTree.JSXFragment, args: Arg[]): Expr {
  for (const child of node.children) {
    if (child.type === 'JSXText' && child.value.trim() === '') continue;
    args.push({ value: lowering.expression(child) });
  }
  const at = startOf(node);
  const to = endOf(node);
  return { kind: 'call', callee: { kind: 'member', object: nameExpr('React', node), property: 'createElement', at, to }, args, at, to };
}

function tag(name: ESTree.JSXTagNameExpression): Expr {
  const at = startOf(name);
  const to = endOf(name);
  if (name.type === 'JSXNamespacedName') return { kind: 'const', value: `${name.namespace.name}:${name.name.name}`, at, to };
  if (name.type === 'JSXIdentifier') return /^[a-z]/.test(name.name) ? { kind: 'const', value: name.name, at, to } : nameExpr(name.name, name);
  const path: string[] = [];
  let object: ESTree.JSXTagNameExpression = name;
  while (object.type === 'JSXMemberExpression') {
    path.push(object.property.name);
    object = object.object;
  }
  let result: Expr = object.type === 'JSXIdentifier' ? nameExpr(object.name, name) : { kind: 'opaque', at, to };
  for (const property of path.reverse()) result = { kind: 'member', object: result, property, at, to };
  return result;
}

function attributes(lowering: Lowering, element: ESTree.JSXOpeningElement): Expr {
  const entries: { key?: Expr; value: Expr }[] = [];
  for (const attribute of element.attributes) {
    if (attribute.type === 'JSXSpreadAttribute') {
      entries.push({ value: lowering.expression(attribute.argument) });
      continue;
    }
    const at = startOf(attribute);
    const to = endOf(attribute);
    const name = attribute.name.type === 'JSXIdentifier' ? attribute.name.name : `${attribute.name.namespace.name}:${attribute.name.name.name}`;
    const value: Expr = attribute.value ? lowering.expression(attribute.value) : { kind: 'const', value: true, at, to };
    entries.push({ key: { kind: 'const', value: name, at, to }, value });
  }
  return { kind: 'dict', entries, at: startOf(element), to: endOf(element) };
}
