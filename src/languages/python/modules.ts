/** Which file an import means, and what a module knows of itself. */
import type { SourceUnit } from '../../model/source.ts';
import type { Scope } from '../flow/scope.ts';
import { Partial, Unknown } from '../flow/values.ts';

const ROOTS = /^(?:[^/]+-[^/]*\d[^/]*\/)?(?:src\/)?/;

/** `from` is the importing file's path; relative imports count their dots. The package's own files win over the standard library's names. */
export function resolvePython(module: string, level: number, from: string, has: (path: string) => boolean): string | undefined {
  const inner = module.replaceAll('.', '/');
  const folder = from.split('/').slice(0, -1);
  if (level > 0) {
    const base = folder.slice(0, Math.max(0, folder.length - (level - 1)));
    return firstOf([...base, inner].filter((part) => part !== '').join('/'), has);
  }
  if (inner === '') return undefined;
  const wrapped = ROOTS.exec(from)?.[0] ?? '';
  const bases = new Set([wrapped, wrapped.replace(/src\/$/, ''), `${wrapped}src/`, '']);
  for (const base of bases) {
    const found = firstOf(base + inner, has);
    if (found !== undefined && found !== from) return found;
  }
  // Python 2 looks beside the importing file first; setup.py's folder is on the path.
  return firstOf([...folder, inner].join('/'), has);
}

function moduleName(path: string): string {
  return path.replace(/\.pyw?$/, '').replace(/\/__init__$/, '').replaceAll('/', '.');
}

function firstOf(stem: string, has: (path: string) => boolean): string | undefined {
  return [`${stem}/__init__.py`, `${stem}.py`, `${stem}.pyw`].find(has);
}

/** `__file__` is a path into the package: unknown where, known how it ends. */
export function preparePython(scope: Scope, unit: SourceUnit, isImported: boolean): void {
  // What setup.py imports is a module, also while it is being installed.
  const isScript = unit.layers.length > 0 || (!isImported && (unit.stage === 'install' || unit.stage === 'build'));
  scope.variables.set('__name__', unit.stage === 'run' || unit.stage === 'unreachable' ? new Unknown() : isScript ? '__main__' : moduleName(unit.path));
  scope.variables.set('__file__', new Partial(`\uF8FF/${unit.path}`, [{ source: 'package', span: { start: 0, end: 0 }, detail: unit.path, unit }]));
}
