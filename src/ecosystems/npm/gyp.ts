/** binding.gyp: npm builds it with node-gyp at install time, and gyp runs the commands in `<!(…)`, `<!@(…)` and `action` (gyp.gsrc.io). */
import type { RawFact, Root } from '../plan.ts';
import { followCommand } from './commands.ts';
import { isRecord, type NpmPackage } from './package.ts';

/** The commands that a binding.gyp and its includes expand. */
export function gypRoots(pkg: NpmPackage, facts: RawFact[]): Root[] {
  const entry = pkg.entries.find(({ path }) => path === `${pkg.root}binding.gyp`);
  if (!entry) return [];
  const scripts = isRecord(pkg.manifest['scripts']) ? pkg.manifest['scripts'] : {};
  const isImplicit = scripts['install'] === undefined && scripts['preinstall'] === undefined && pkg.manifest['gypfile'] !== false;
  if (isImplicit) facts.push({ kind: 'binding-gyp', detail: 'node-gyp rebuild', path: entry.path, start: 0, end: 0, stage: 'install' });
  const gyps = pkg.entries.filter(({ path }) => /\.gypi?$/.test(path) && path.startsWith(pkg.root) && path.slice(pkg.root.length).split('/').length <= 3);
  return gyps.flatMap((gyp) => expansions(pkg, gyp.path, pkg.text(gyp), scripts, facts));
}

/** `<!(…)`, `<!@(…)`, their late forms `>!` and `^!`, and a Python module's own `<!pymod_do_main(…)`. */
const EXPANSION = /[<>^]!@?(?:pymod_do_main)?\(((?:[^()]|\([^()]*\)|\((?:[^()]|\([^()]*\))*\))*)\)/g;
const ACTION = /['"]action['"]\s*:\s*\[([^\]]*)\]/g;

function expansions(pkg: NpmPackage, path: string, text: string, scripts: Readonly<Record<string, unknown>>, facts: RawFact[]): Root[] {
  const roots: Root[] = [];
  const add = (command: string, start: number): void => {
    if (command.trim() === '') return;
    facts.push({ kind: 'gyp-command', detail: command, path, start, end: start + command.length, stage: 'install' });
    roots.push({ path, stage: 'install', text: command, start, language: 'shell', how: 'binding.gyp' });
    roots.push(...followCommand(command, { pkg, scripts, stage: 'install', hook: 'binding.gyp', start }).map((root) => (root.text === undefined ? root : { ...root, path })));
  };
  const source = text.slice(0, 500_000);
  for (const match of source.matchAll(EXPANSION)) {
    const command = unescaped(match[1] ?? '');
    add(match[0].includes('pymod_do_main(') ? `python ${command.trim().replace(/^\S+/, '$&.py')}` : command, match.index);
  }
  for (const match of source.matchAll(ACTION)) {
    const words = [...(match[1] ?? '').matchAll(/'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"/g)].map((word) => unescaped(word[1] ?? word[2] ?? ''));
    add(words.map((word) => (/[\s"']/.test(word) ? `'${word}'` : word)).join(' '), match.index);
  }
  return roots;
}

/** gyp files are Python literals: quotes inside a command are escaped. */
function unescaped(text: string): string {
  return text.replace(/\\(["'\\])/g, '$1');
}
