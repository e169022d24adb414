/** What the parts of the lowering share: the way back into one another, and the state of the function being lowered. */
import type { ESTree } from 'meriyah';
import type { ClassNode, Expr, FunctionNode, Pattern, Stmt } from '../flow/nodes.ts';

export type Node = ESTree.Node;

/** Names of one function, to see which `var` is used above its declaration and must be hoisted. */
export interface NameUse {
  readonly seen: Set<string>;
  readonly declared: Set<string>;
  readonly hoisted: Set<string>;
}

export interface Lowering {
  expression(node: Node): Expr;
  pattern(node: Node): Pattern;
  /** Appends what a statement becomes; one statement may become several. */
  statement(node: Node, into: Stmt[], label?: string): void;
  /** A list of statements with function declarations moved to its start. */
  block(nodes: readonly Node[]): Stmt[];
  functionNode(node: FunctionLike, name: string): FunctionNode;
  classNode(node: ESTree.ClassDeclaration | ESTree.ClassExpression): ClassNode;
  /** Whether nothing in a stretch of the text is worth walking. */
  isQuiet(at: number, to: number): boolean;
  depth: number;
  names: NameUse;
  /** Parts that were too deep, lowered once the rest is done. */
  readonly postponed: Node[];
  readonly problems: { at: number; why: string }[];
  /** Characters and elements that the code could have to unpack. */
  packed: number;
  /** Makes names for what the tree needs and the source has none for. */
  counter: number;
}

export type FunctionLike = ESTree.FunctionDeclaration | ESTree.FunctionExpression | ESTree.ArrowFunctionExpression;

/** Levels of nesting that are lowered in place; what lies deeper is lowered on its own at the end, so that nothing overflows and nothing is lost. */
export const DEEPEST = 160;

/** Characters from which on a function without interest is no small decoder that others need. */
export const LONG = 2_048;

export function freshNames(): NameUse {
  return { seen: new Set(), declared: new Set(), hoisted: new Set() };
}

export function startOf(node: Node): number {
  return node.start ?? 0;
}

export function endOf(node: Node): number {
  return node.end ?? 0;
}

export function nameExpr(name: string, node: Node): Expr {
  return { kind: 'name', name, at: startOf(node), to: endOf(node) };
}

export function opaque(node: Node): Expr {
  return { kind: 'opaque', at: startOf(node), to: endOf(node) };
}
