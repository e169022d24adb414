/** Import and export statements. A re-export is an import under a name no source can have, and an export of it. */
import type { ESTree } from 'meriyah';
import type { ImportName, Stmt } from '../flow/nodes.ts';
import { boundNames } from './lower-patterns.ts';
import { endOf, nameExpr, startOf, type Lowering, type Node } from './lowering.ts';

/** Lowers an import or export; false for other statements. */
export function lowerModuleStatement(lowering: Lowering, node: Node, into: Stmt[]): boolean {
  switch (node.type) {
    case 'ImportDeclaration':
      importStatement(node, node.source.value, node.specifiers.map(importName), into);
      return true;
    case 'ExportNamedDeclaration':
      exportNamed(lowering, node, into);
      return true;
    case 'ExportDefaultDeclaration':
      exportDefault(lowering, node, into);
      return true;
    case 'ExportAllDeclaration':
      exportAll(lowering, node, into);
      return true;
    default:
      return false;
  }
}

function importStatement(node: Node, module: string, names: ImportName[], into: Stmt[]): void {
  into.push({ kind: 'import', module, level: 0, names, at: startOf(node), to: endOf(node) });
}

function importName(specifier: ESTree.ImportClause): ImportName {
  const as = specifier.local.name;
  if (specifier.type === 'ImportDefaultSpecifier') return { name: 'default', as };
  if (specifier.type === 'ImportNamespaceSpecifier') return { name: '*', as };
  return { name: text(specifier.imported), as };
}

function text(name: ESTree.Identifier | ESTree.StringLiteral): string {
  return name.type === 'Identifier' ? name.name : name.value;
}

function exportNamed(lowering: Lowering, node: ESTree.ExportNamedDeclaration, into: Stmt[]): void {
  const at = startOf(node);
  const to = endOf(node);
  if (node.declaration) {
    lowering.statement(node.declaration, into);
    for (const name of declaredNames(node.declaration)) into.push({ kind: 'export', name, value: nameExpr(name, node), at, to });
    return;
  }
  const names = node.specifiers.map(({ local, exported }) => ({ local: text(local), exported: text(exported) }));
  if (!node.source) {
    for (const { local, exported } of names) into.push({ kind: 'export', name: exported, value: nameExpr(local, node), at, to });
    return;
  }
  const imported = names.map(({ local, exported }) => ({ name: local, as: hiddenName(lowering), exported }));
  importStatement(node, node.source.value, imported.map(({ name, as }) => ({ name, as })), into);
  for (const { as, exported } of imported) into.push({ kind: 'export', name: exported, value: nameExpr(as, node), at, to });
}

function declaredNames(declaration: ESTree.ExportDeclaration): string[] {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.flatMap(({ id }) => boundNames(id));
  return 'id' in declaration && declaration.id ? [declaration.id.name] : [];
}

function exportDefault(lowering: Lowering, node: ESTree.ExportDefaultDeclaration, into: Stmt[]): void {
  const { declaration } = node;
  const at = startOf(node);
  const to = endOf(node);
  const name = (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') && declaration.id?.name;
  if (name) lowering.statement(declaration, into);
  into.push({ kind: 'export', name: 'default', value: name ? nameExpr(name, node) : lowering.expression(declaration), at, to });
}

function exportAll(lowering: Lowering, node: ESTree.ExportAllDeclaration, into: Stmt[]): void {
  const as = hiddenName(lowering);
  importStatement(node, node.source.value, [{ name: '*', as }], into);
  into.push({ kind: 'export', name: node.exported ? text(node.exported) : '*', value: nameExpr(as, node), at: startOf(node), to: endOf(node) });
}

function hiddenName(lowering: Lowering): string {
  return ` export${lowering.counter++}`;
}
