/**
 * What building an sdist calls in the package itself: hooks of an in-tree back end (PEP 517, PEP 660), and those that Hatch, PDM, Poetry and setuptools
 * let a package bring (their documentation). The call is written as code beside the file, so that it is read like any other.
 */
import type { Root } from '../plan.ts';

const BACK_END = ['get_requires_for_build_wheel', 'get_requires_for_build_sdist', 'get_requires_for_build_editable', 'prepare_metadata_for_build_wheel', 'prepare_metadata_for_build_editable', 'build_wheel', 'build_sdist', 'build_editable'] as const;
const PDM = ['pdm_build_hook_enabled', 'pdm_build_initialize', 'pdm_build_clean', 'pdm_build_update_files', 'pdm_build_finalize', 'pdm_build_update_setup_kwargs'] as const;
const MOST = 16;

interface Tree {
  /** Where the archive's content begins. */
  readonly root: string;
  /** The text of a file; undefined where there is none. */
  text(path: string): string | undefined;
}

/** A back end that the tree brings: its file, the object in it that has the hooks, if any. */
export function backEndCalls(path: string, text: string, object: string | undefined): Root[] {
  const names = BACK_END.filter((name) => text.includes(`def ${name}(`) || text.includes(`${name} =`));
  return calling(path, names.map((name) => (object === undefined ? name : `${object}.${name}`)), object === undefined ? names : [object]);
}

/** Hooks that pyproject.toml names, or that lie where their tool looks. */
export function toolHooks(pyproject: string, { root, text }: Tree): Root[] {
  const roots: Root[] = [];
  const read = (file: string, hooks: (content: string) => readonly string[]): void => {
    const path = `${root}${file.replace(/^\.\//, '')}`;
    const content = text(path);
    if (content !== undefined) roots.push({ path, stage: 'build' }, ...calling(path, hooks(content)));
  };
  for (const { index } of [...pyproject.matchAll(/^\s*\[tool\.hatch\.[\w.-]*hooks\.custom\]/gm)].slice(0, MOST)) {
    read(/^\s*path\s*=\s*["']([^"'\n]+)["']/m.exec(tableAt(pyproject, index))?.[1] ?? 'hatch_build.py', (content) => methodsOf(content, /^(?:initialize|finalize|clean|update|get_known_classifiers)$/));
  }
  if (/^\s*\[tool\.pdm\.build\]|\bpdm\.backend\b/m.test(pyproject)) read(/^\s*custom-hook\s*=\s*["']([^"'\n]+)["']/m.exec(pyproject)?.[1] ?? 'pdm_build.py', (content) => PDM.filter((name) => content.includes(`def ${name}(`)));
  const script = /^\s*\[tool\.poetry\.build\][^[]*?^\s*script\s*=\s*["']([^"'\n]+)["']/ms.exec(pyproject)?.[1] ?? /^\s*\[tool\.poetry\]\s*$[^]*?^\s*build\s*=\s*["']([^"'\n]+\.py)["']/m.exec(pyproject)?.[1];
  if (script !== undefined) read(script, (content) => (/^def build\(/m.test(content) ? ['build'] : []));
  return roots;
}

/** Commands of setuptools that pyproject.toml or setup.cfg name by the class's path. */
export function namedCommands(text: string, path: string): Root[] {
  const table = /^\s*\[tool\.setuptools\.cmdclass\]\s*$/m.exec(text) ?? /^cmdclass\s*=\s*$/m.exec(text);
  if (table === null) return [];
  return [...tableAt(text, table.index).matchAll(/^\s*[\w-]+\s*=\s*["']?((?:\w+\.)+)(\w+)["']?\s*$/gm)].slice(0, MOST).map(([, module = '', name = '']) => ({
    path, stage: 'install' as const, text: `from ${module.slice(0, -1)} import ${name}\n${name}().run()\n`, start: table.index, language: 'python' as const, how: 'hook',
  }));
}

/** A table's lines, up to the next one. */
function tableAt(text: string, start: number): string {
  const head = text.indexOf('\n', start) + 1;
  const next = /^\s*\[/m.exec(text.slice(head));
  return text.slice(head, next === null ? undefined : head + next.index);
}

/** Each class's methods of these names, as calls on a new object. */
function methodsOf(text: string, names: RegExp): string[] {
  const calls: string[] = [];
  for (const match of text.matchAll(/^class (\w+)[^\n]*:[ \t]*$|^[ \t]+def (\w+)\(/gm)) {
    const [, cls, method] = match;
    if (cls !== undefined) calls.push(cls);
    else if (method !== undefined && names.test(method)) calls.push(`.${method}`);
  }
  let owner = '';
  return calls.flatMap((word) => {
    if (word.startsWith('.')) return owner === '' ? [] : [`${owner}()${word}`];
    owner = word;
    return [];
  });
}

function calling(path: string, calls: readonly string[], names?: readonly string[]): Root[] {
  if (calls.length === 0) return [];
  const file = path.slice(path.lastIndexOf('/') + 1);
  const module = file === '__init__.py' ? '' : file.replace(/\.py$/, '');
  const imported = names ?? [...new Set(calls.map((call) => /^\w+/.exec(call)?.[0] ?? ''))];
  return [{ path, stage: 'build', text: `from .${module} import ${imported.join(', ')}\n${calls.slice(0, MOST).map((call) => `${call}('', {}, '')`).join('\n')}\n`, start: 0, language: 'python', how: 'hook' }];
}
