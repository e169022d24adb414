/** Tells commands that run a script which the package ships. */
import type { PackageView } from '../../model/rule.ts';
import { isUnasked } from './calls.ts';

/** A script of the package that an interpreter is given: it was read, and is judged by what it does. */
export function runsOwnScript(command: string, pkg: PackageView): boolean {
  const name = /^['"]?(?:\S*[\\/])?(?:pythonw?[\d.]*|(?:ba)?sh|node)(?:\.exe)?['"]?\s+(?:-[a-zA-Z]+\s+)*['"]?(?:[^\s'"]*[\\/])?([\w-]+\.(?:pyw?|sh|js))\b/.exec(command)?.[1];
  return name !== undefined && pkg.units.some((unit) => unit.layers.length === 0 && isUnasked(unit) && unit.text !== '' && unit.path.endsWith(`/${name}`));
}
