/** What a hook's command line runs, by content: `node x`, `sh x`, `node -e '…'`, `npm run y`, programs behind `npx` and `cross-env`. */
import type { Language } from '../../model/source.ts';
import type { Stage } from '../../model/stage.ts';
import type { Root } from '../plan.ts';
import { filesFor, type NpmPackage } from './package.ts';

export interface HookContext {
  readonly pkg: NpmPackage;
  readonly scripts: Readonly<Record<string, unknown>>;
  readonly stage: Stage;
  readonly hook: string;
  /** Offset of the command in package.json. */
  readonly start: number;
}

const DEEPEST = 8;

/** The files and inline programs that a command runs, following `npm run`. */
export function followCommand(command: string, context: HookContext, depth = 0): Root[] {
  if (depth > DEEPEST) return [];
  return splitCommands(command).flatMap((words) => followWords(words, context, depth));
}

const RUNTIMES = new Map<string, Language>([
  ['node', 'javascript'], ['nodejs', 'javascript'], ['bun', 'javascript'], ['deno', 'javascript'], ['tsx', 'javascript'], ['ts-node', 'javascript'], ['electron', 'javascript'],
  ['sh', 'shell'], ['bash', 'shell'], ['zsh', 'shell'], ['dash', 'shell'], ['source', 'shell'], ['.', 'shell'],
  ['python', 'python'], ['python3', 'python'], ['python2', 'python'], ['py', 'python'],
  ['powershell', 'powershell'], ['pwsh', 'powershell'], ['cscript', 'vbscript'], ['wscript', 'vbscript'],
]);
/** Words before the program that matters. */
const WRAPPERS = new Set(['npx', 'bunx', 'cross-env', 'cross-env-shell', 'env', 'sudo', 'exec', 'nohup', 'time', 'start', 'call', 'cmd', '/c', '&', 'dotenv', '--']);

function followWords(all: readonly string[], context: HookContext, depth: number): Root[] {
  let words = all;
  while (words[0] !== undefined && (WRAPPERS.has(words[0].toLowerCase()) || /^\w+=/.test(words[0]))) words = words.slice(1);
  const [first = '', ...rest] = words;
  const program = (first.split(/[\\/]/).at(-1) ?? '').replace(/\.exe$/i, '').toLowerCase();
  if (/^(?:npm|yarn|pnpm|npm-run-all|run-s|run-p)$/.test(program) || (program === 'bun' && rest[0] === 'run' && context.scripts[rest[1] ?? ''] !== undefined)) return followScripts(program, rest, context, depth);
  const language = RUNTIMES.get(program);
  if (language === undefined) return rootsFor(context, first);
  const inline = rest.findIndex((word) => INLINE.test(word));
  const code = inline < 0 ? undefined : rest[inline + 1];
  if (code !== undefined && (language === 'javascript' || language === 'python' || language === 'shell')) {
    return [{ path: context.pkg.manifestPath, stage: context.stage, text: code, start: context.start, language, how: context.hook }];
  }
  const loaded = rest.flatMap((word, i) => (/^(?:-r|--require|--import|--loader)$/.test(word) ? [rest[i + 1] ?? ''] : []));
  const script = rest.find((word) => !word.startsWith('-') && !/^(?:run|x|exec)$/.test(word));
  return [...loaded, script ?? ''].flatMap((target) => rootsFor(context, target, language));
}

const INLINE = /^(?:-e|--eval|-p|--print|-pe|-c)$/;

function rootsFor({ pkg, stage }: HookContext, target: string, language?: Language): Root[] {
  return filesFor(pkg, target).map((path) => ({ path, stage, ...(language === undefined ? {} : { language }) }));
}

function followScripts(program: string, words: readonly string[], context: HookContext, depth: number): Root[] {
  const names = words.filter((word) => !word.startsWith('-') && !/^(?:run|run-script|exec)$/.test(word));
  const asked = /^(?:run-s|run-p|npm-run-all)$/.test(program) ? names : names.slice(0, 1);
  return asked.flatMap((name) => [`pre${name}`, name, `post${name}`]).flatMap((name) => {
    const command = context.scripts[name];
    if (typeof command !== 'string') return [];
    const root: Root = { path: context.pkg.manifestPath, stage: context.stage, text: command, start: context.start, language: 'shell', how: context.hook };
    return [root, ...followCommand(command, context, depth + 1)];
  });
}

/** A command line as commands of words; quotes keep together, what chains commands separates. */
export function splitCommands(line: string): string[][] {
  const commands: string[][] = [[]];
  let word = '';
  let inWord = false;
  let quote = '';
  const endWord = (): void => {
    if (inWord) commands.at(-1)?.push(word);
    word = '';
    inWord = false;
  };
  for (let i = 0; i < line.length; i++) {
    const char = line[i] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
      else if (char === '\\' && quote === '"' && /["\\$`]/.test(line[i + 1] ?? '')) word += line[++i] ?? '';
      else word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      inWord = true;
    } else if (/[;&|\n()]/.test(char)) {
      endWord();
      commands.push([]);
    } else if (/\s/.test(char)) endWord();
    else {
      word += char;
      inWord = true;
    }
  }
  endWord();
  return commands.filter((words) => words.length > 0);
}
