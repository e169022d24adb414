/** Which file an import means (nodejs.org/api/modules.html), and the variables Node gives a module. */
import type { SourceUnit } from '../../model/source.ts';
import { Partial, type Scope } from '../flow/values.ts';
import { newObject } from './builtins-objects.ts';
import { noteLoaded } from './main-module.ts';

const TAILS = ['', '.js', '.cjs', '.mjs', '.ts', '.json', '.node', '.jsx', '.tsx', '.mts', '.cts', '/index.js', '/index.cjs', '/index.mjs', '/index.ts'];

/** The package's own file for a relative specifier; undefined for other packages and built-in modules. */
export function resolveJavaScript(specifier: string, from: string, has: (path: string) => boolean): string | undefined {
  const plain = specifier.replace(/^file:\/\//, '').replace(/[?#].*$/, '');
  if (!/^\.{0,2}\/|^\.\.?$/.test(plain)) return undefined;
  const folder = from.split('/').slice(0, -1);
  const parts = plain.startsWith('/') ? [] : folder;
  for (const part of plain.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const stem = parts.join('/');
  for (const tail of TAILS) if (stem + tail !== '' && has(stem + tail) && stem + tail !== from) return stem + tail;
  // TypeScript is imported under the name that its compiled file will have.
  const typed = /\.[mc]?js$/.test(stem) ? stem.replace(/js$/, 'ts') : undefined;
  return typed !== undefined && has(typed) ? typed : undefined;
}

/** `module`, `exports` and `this` of a module; `__dirname` and `__filename` are paths into the package. */
export function prepareJavaScript(scope: Scope, unit: SourceUnit): void {
  const module = newObject();
  const exported = newObject();
  module.open = true;
  module.entries.set('exports', exported);
  module.entries.set(' type', 'module');
  const origins = [{ source: 'package', span: { start: 0, end: 0 }, detail: unit.path, unit }] as const;
  noteLoaded(scope, module, unit);
  scope.variables.set('module', module);
  scope.variables.set('exports', exported);
  scope.variables.set('this', exported);
  scope.variables.set('__filename', new Partial(`\uF8FF/${unit.path}`, origins));
  scope.variables.set('__dirname', new Partial(`\uF8FF/${unit.path.split('/').slice(0, -1).join('/')}`.replace(/\/$/, ''), origins));
}
