/** What TypeScript adds: types vanish, enums, namespaces and parameter properties become what the compiler makes of them. */
import type { ESTree } from 'meriyah';
import type { Expr, Stmt } from '../flow/nodes.ts';
import { endOf, nameExpr, startOf, type Lowering, type Node } from './lowering.ts';

/** TypeScript's own nodes, with the fields used here. */
interface TypeScriptNode {
  readonly type: string;
  readonly start?: number;
  readonly end?: number;
  readonly expression?: Node;
  readonly id?: Node;
  readonly members?: readonly { readonly id: Node; readonly initializer?: Node }[];
  readonly body?: Node & { readonly body?: readonly Node[]; readonly members?: TypeScriptNode['members'] };
  readonly parameter?: Node;
  readonly moduleReference?: Node & { readonly expression?: Node };
}

/** Casts and assertions are their expression; undefined for what isn't TypeScript. */
export function lowerTypeScriptExpression(lowering: Lowering, node: Node): Expr | undefined {
  const ts = typeScript(node);
  if (!ts) return undefined;
  if (ts.expression) return lowering.expression(ts.expression);
  return undefined;
}

/** Declarations of types give nothing; true where the node was TypeScript's. */
export function lowerTypeScriptStatement(lowering: Lowering, node: Node, into: Stmt[]): boolean {
  const ts = typeScript(node);
  if (!ts) return false;
  const at = startOf(node);
  const to = endOf(node);
  if (ts.type === 'TSEnumDeclaration' && ts.id) {
    into.push({ kind: 'declare', how: 'var', target: lowering.pattern(ts.id), value: enumObject(lowering, ts, node), at, to });
  } else if (ts.type === 'TSModuleDeclaration' && ts.body?.body) {
    into.push({ kind: 'block', body: lowering.block(ts.body.body), at, to });
  } else if (ts.type === 'TSExportAssignment' && ts.expression) {
    const target: Expr = { kind: 'member', object: nameExpr('module', node), property: 'exports', at, to };
    into.push({ kind: 'expr', value: { kind: 'assign', target, value: lowering.expression(ts.expression), at, to }, at, to });
  } else if (ts.type === 'TSImportEqualsDeclaration' && ts.id && ts.moduleReference?.expression) {
    const args = [{ value: lowering.expression(ts.moduleReference.expression) }];
    into.push({ kind: 'declare', how: 'const', target: lowering.pattern(ts.id), value: { kind: 'call', callee: nameExpr('require', node), args, at, to }, at, to });
  }
  return true;
}

function enumObject(lowering: Lowering, ts: TypeScriptNode, node: Node): Expr {
  const entries: { key: Expr; value: Expr }[] = [];
  let next = 0;
  for (const member of ts.members ?? ts.body?.members ?? []) {
    const span = { at: startOf(member.id), to: endOf(member.id) };
    const key: Expr = { kind: 'const', value: member.id.type === 'Identifier' ? member.id.name : member.id.type === 'Literal' ? String(member.id.value) : '', ...span };
    const value: Expr = member.initializer ? lowering.expression(member.initializer) : { kind: 'const', value: next, ...span };
    next = value.kind === 'const' && typeof value.value === 'number' ? value.value + 1 : next + 1;
    entries.push({ key, value });
  }
  return { kind: 'dict', entries, at: startOf(node), to: endOf(node) };
}

/** The parameter inside a parameter property (`constructor(private x: T)`); other parameters as they are. */
export function unwrapParameter(node: Node): Node {
  return typeScript(node)?.parameter ?? node;
}

/** `constructor(private x)` also assigns `this.x = x`. */
export function parameterProperties(params: readonly ESTree.Parameter[]): Stmt[] {
  const assignments: Stmt[] = [];
  for (const param of params) {
    const inner = typeScript(param)?.parameter;
    const name = inner?.type === 'AssignmentPattern' ? inner.left : inner;
    if (name?.type !== 'Identifier') continue;
    const span = { at: startOf(param), to: endOf(param) };
    const target: Expr = { kind: 'member', object: nameExpr('this', param), property: name.name, ...span };
    assignments.push({ kind: 'expr', value: { kind: 'assign', target, value: nameExpr(name.name, param), ...span }, ...span });
  }
  return assignments;
}

/** The tree of the TypeScript plug-in isn't declared in the types of the tree it extends. */
function typeScript(node: { readonly type: string }): TypeScriptNode | undefined {
  return node.type.startsWith('TS') ? (node as TypeScriptNode) : undefined;
}
