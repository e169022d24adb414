/** `.pth` files and startup modules: lines that begin with `import` run at every start of the interpreter (docs.python.org: site). */
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import { mustBeNone, notApplicable, type CheckAnswer } from './answers.ts';

/** What setuptools itself installs; anything else, or a changed copy, is told. */
const SETUPTOOLS = "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; enabled and __import__('_distutils_hack').add_shim();";

/** One answer for each line of code that the folder of installed packages makes every start run. */
export function importingPthLines(machine: InspectedMachine, folder: string | undefined): readonly CheckAnswer[] {
  if (folder === undefined) return [notApplicable('the folder of installed packages is not known')];
  const found: { text: string; place: { file: string; line: number } }[] = [];
  for (const name of machine.list(folder)) {
    const file = machine.join(folder, name);
    if (name === 'sitecustomize.py' || name === 'usercustomize.py') found.push({ text: `${name} runs at every start of Python`, place: { file, line: 1 } });
    if (!name.endsWith('.pth')) continue;
    for (const [index, line] of (machine.read(file) ?? '').split('\n').entries()) {
      if (/^import[ \t]/.test(line) && line.trim() !== SETUPTOOLS) found.push({ text: `${line.trim().slice(0, 100)} runs at every start of Python`, place: { file, line: index + 1 } });
    }
  }
  return mustBeNone('code that runs at every start of Python', found, 'find out which package it belongs to; remove the file if it is not wanted');
}
