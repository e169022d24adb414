/**
 * What a file that is loaded, not started, learns of itself (nodejs.org/api/modules.html#accessing-the-main-module): `require.main` is another module,
 * `module.parent` is there, `import.meta.main` is false, and the program's path in `process.argv[1]` is not its own. What stands behind the opposite
 * runs only where somebody starts the file.
 */
import type { SourceUnit } from '../../model/source.ts';
import type { Evaluator } from '../flow/profile.ts';
import { DictVal, Partial, Ref, Unknown, type Scope, type Val } from '../flow/values.ts';
import { newObject } from './builtins-objects.ts';

const MAIN = ' main module';

/** A file that starts itself again is both. */
const STARTS_ITSELF = /\b(?:fork|spawn\w*|exec\w*|execa|Worker)\s*\([^)]{0,200}(?:__filename|import\.meta|process\.argv)/;

/** Tells a module that something else loaded it, where that is so. */
export function noteLoaded(scope: Scope, module: DictVal, unit: SourceUnit): void {
  if (unit.stage !== 'import' || unit.layers.length > 0 || STARTS_ITSELF.test(unit.text)) return;
  const other = newObject();
  other.open = true;
  other.entries.set(' type', 'module');
  module.entries.set('parent', other);
  scope.variables.set(MAIN, other);
}

/** `require.main`, `process.mainModule` and `import.meta.main` of a module that was loaded; undefined for any other name or module. */
export function mainOf(object: string, property: string, evaluator: Evaluator): Val {
  if (property !== (object === 'process' ? 'mainModule' : 'main') || (object !== 'require' && object !== 'process' && object !== 'import.meta')) return undefined;
  const main = evaluator.frame.scope.module.variables.get(MAIN);
  return main !== undefined && object === 'import.meta' ? false : main;
}

/** Whether two values are the path of the program and the path of a module that was loaded by another. */
export function areProgramAndModule(left: Val, right: Val, evaluator: Evaluator): boolean {
  if (!((isProgram(left) && isOwnPath(right, evaluator)) || (isProgram(right) && isOwnPath(left, evaluator)))) return false;
  return evaluator.frame.scope.module.variables.has(MAIN);
}

function isProgram(value: Val): boolean {
  return (value instanceof Unknown || value instanceof Partial) && value.origins.some(({ source, detail }) => source === 'arguments' && detail?.startsWith('process.argv') === true);
}

function isOwnPath(value: Val, evaluator: Evaluator): boolean {
  if (value instanceof Ref || value instanceof Unknown) return value.name?.startsWith('import.meta.') === true;
  return value instanceof Partial && value.origins.some(({ source, detail }) => source === 'package' && detail === evaluator.unit.path);
}
