/** Members and calls, which source can nest without end to the left: `a.b().c().d()`. */
import type { Expr } from '../flow/nodes.ts';
import { lowerArguments } from './lower-arguments.ts';
import { endOf, startOf, type Lowering, type Node } from './lowering.ts';

/** Links of one chain that are kept as one nest of nodes; a longer one is cut, each piece evaluated before the next. */
const LONGEST = 120;

/** Lowers a run of members and calls from its innermost object outwards. */
export function lowerAccess(lowering: Lowering, node: Node): Expr {
  const links: Node[] = [];
  let inner: Node | undefined = node;
  while (inner) {
    const below = innerOf(inner);
    if (!below) break;
    links.push(inner);
    inner = below;
  }
  let object = lowering.expression(inner ?? node);
  const cut: Expr[] = [];
  for (let i = links.length - 1, length = 0; i >= 0; i--, length++) {
    const link = links[i];
    if (!link) continue;
    if (length === LONGEST) {
      cut.push(object);
      object = { kind: 'opaque', at: object.at, to: object.to };
      length = 0;
    }
    object = lowerLink(lowering, link, object);
  }
  return cut.length === 0 ? object : { kind: 'sequence', items: [...cut, object], at: startOf(node), to: endOf(node) };
}

function innerOf(node: Node): Node | undefined {
  if (node.type === 'MemberExpression') return node.object;
  if (node.type === 'CallExpression') return node.callee;
  if (node.type === 'ChainExpression' || node.type === 'ParenthesizedExpression') return node.expression;
  return undefined;
}

function lowerLink(lowering: Lowering, link: Node, object: Expr): Expr {
  const at = startOf(link);
  const to = endOf(link);
  if (link.type === 'CallExpression') return { kind: 'call', callee: object, args: lowerArguments(lowering, link.arguments), at, to };
  if (link.type !== 'MemberExpression') return object;
  const { property } = link;
  if (!link.computed && property.type === 'Identifier') return member(object, property.name, link.optional, at, to);
  if (property.type === 'PrivateIdentifier') return member(object, `#${property.name}`, link.optional, at, to);
  if (property.type === 'Literal' && typeof property.value === 'string' && !isIndex(property.value)) return member(object, property.value, link.optional, at, to);
  return { kind: 'index', object, index: lowering.expression(property), at, to };
}

function member(object: Expr, property: string, optional: boolean | undefined, at: number, to: number): Expr {
  return optional ? { kind: 'member', object, property, optional, at, to } : { kind: 'member', object, property, at, to };
}

function isIndex(text: string): boolean {
  return /^\d/.test(text);
}
