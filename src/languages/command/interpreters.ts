/** Programs that run code given on the line, in a file or on standard input; the code is handed on to be read in its own language. */
import type { Effect } from '../../model/effect.ts';
import type { Language } from '../../model/source.ts';
import { fromBase64, utf16OrPlain } from './bytes.ts';
import { lineOf, note, operands, outputOf, type Invocation, type Program } from './invocation.ts';
import { optionsOf } from './options.ts';
import { addCall, readInner, type Script } from './script.ts';
import { concat, decoded, exact, joinOrigins, list, textOf, withOrigins, type Tracked } from './values.ts';

interface Interpreter {
  readonly language?: Language;
  /** Options whose value is code. */
  readonly code: readonly string[];
  /** Short options with a value that isn't code. */
  readonly values: string;
  readonly long?: readonly string[];
}

const SHELL: Interpreter = { language: 'shell', code: ['c'], values: 'cO', long: ['rcfile', 'init-file'] };
const PYTHON: Interpreter = { language: 'python', code: ['c'], values: 'cmWX' };
const NODE: Interpreter = { language: 'javascript', code: ['e', 'eval', 'p', 'print'], values: 'epr', long: ['eval', 'print', 'require', 'import', 'loader'] };
const RUBY: Interpreter = { code: ['e'], values: 'erIC' };

const INTERPRETERS: Readonly<Record<string, Interpreter>> = {
  sh: SHELL, bash: SHELL, zsh: SHELL, dash: SHELL, ksh: SHELL, ash: SHELL, mksh: SHELL, fish: SHELL, rbash: SHELL,
  python: PYTHON, python2: PYTHON, python3: PYTHON, py: PYTHON, pythonw: PYTHON, pypy: PYTHON, pypy3: PYTHON,
  node: NODE, nodejs: NODE, bun: NODE, 'ts-node': NODE, tsx: NODE, electron: NODE, qjs: NODE,
  perl: { language: 'perl', code: ['e', 'E'], values: 'eEIMm' },
  ruby: RUBY, php: { code: ['r'], values: 'rdf' }, lua: RUBY, rscript: RUBY, groovy: RUBY,
  osascript: { code: ['e'], values: 'el' },
};

/** The interpreter programs, and the Windows ones with their own ways. */
export function interpreterProgram(name: string): Program | undefined {
  const plain = name.replace(/(?<=^(?:python|pypy|perl|ruby|php|lua|node))-?\d[\d.]*$/, '');
  const interpreter = Object.hasOwn(INTERPRETERS, name) ? INTERPRETERS[name] : Object.hasOwn(INTERPRETERS, plain) ? INTERPRETERS[plain] : undefined;
  if (interpreter) return (script, run) => interpret(script, run, interpreter);
  if (name === 'powershell' || name === 'pwsh') return powershell;
  if (name === 'cmd') return commandPrompt;
  if (name === 'mshta') return mshta;
  if (name === 'wscript' || name === 'cscript') return scriptHost;
  if (name === 'deno') return (script, run) => (textOf(run.args[0]) === 'eval' ? interpret(script, { ...run, args: [exact('-e'), ...run.args.slice(1)] }, NODE) : interpret(script, { ...run, args: run.args.slice(1) }, NODE));
  return undefined;
}

function interpret(script: Script, run: Invocation, how: Interpreter): Tracked {
  const { flags, all, rest } = stopAtOperand(run, how);
  const codes = all.filter(([name]) => how.code.includes(name) || (how === SHELL && name.includes('c') && name.length === 1)).map(([, value]) => value);
  const given = how === SHELL && flags.has('c') ? rest[0] : undefined;
  const code = given ?? (codes.length > 1 ? concat(codes.flatMap((value, index) => (index ? [exact('\n'), value] : [value]))) : codes[0]);
  if (code) return runInline(script, run, code, how);
  const module = how === PYTHON ? flags.get('m') : undefined;
  if (module) return runModule(script, run, module, rest);
  const file = rest[0];
  if (file && textOf(file) !== '-') return runFile(script, run, file, how.language);
  if (run.stdin) return runInput(script, run, run.stdin, how);
  note(script, run, [how === SHELL ? 'process.shell' : 'process.run'], { command: lineOf(run) });
  return outputOf(run);
}

/** Options up to the first operand only: what follows a script's name is the script's own. `-c` and `-lc` of a shell take no value of their own. */
function stopAtOperand(run: Invocation, how: Interpreter): ReturnType<typeof optionsOf> {
  if (how === SHELL) return optionsOf(run.args, 'O', how.long ?? []);
  const end = run.args.findIndex((arg, index) => {
    const text = textOf(arg);
    if (text.startsWith('-') && text !== '-') return false;
    const before = textOf(run.args[index - 1]);
    if (index === 0) return true;
    if (before.startsWith('--')) return !(how.long ?? []).includes(before.slice(2));
    return !(before.startsWith('-') && how.values.includes(before.at(-1) ?? '-'));
  });
  const cut = end < 0 ? run.args.length : end;
  const options = optionsOf(run.args.slice(0, cut), how.values, how.long ?? []);
  return { ...options, rest: [...options.rest, ...run.args.slice(cut)] };
}

function runInline(script: Script, run: Invocation, code: Tracked, how: Interpreter): Tracked {
  const data = how === SHELL ? { command: code, code } : { command: lineOf(run), code };
  note(script, run, [how === SHELL ? 'process.shell' : 'process.run'], data);
  if (run.name === 'osascript') appleScript(script, run, code);
  if (how.language) readInner(script, code, 'command', run.span, how.language);
  return outputOf(run);
}

/** AppleScript's `do shell script "…"`; its dialogs and key strokes are calls of their own. */
function appleScript(script: Script, run: Invocation, code: Tracked): void {
  const text = textOf(code);
  for (const match of text.matchAll(/do shell script "((?:[^"\\]|\\.){1,20000})"/g)) readInner(script, exact((match[1] ?? '').replace(/\\(.)/g, '$1')), 'command', run.span, 'shell');
  if (/\bkeystroke\b|key code/.test(text)) note(script, run, ['keys.send'], {}, 'osascript.keystroke');
  if (/the clipboard/.test(text)) note(script, run, [/set the clipboard/.test(text) ? 'clipboard.write' : 'clipboard.read'], {}, 'osascript.clipboard');
}

function runModule(script: Script, run: Invocation, module: Tracked, rest: readonly Tracked[]): Tracked {
  const name = textOf(module);
  if (name === 'pip' || name === 'twine') return run.start(script, { ...run, name, program: module, args: rest });
  note(script, run, ['process.run'], { command: lineOf(run), name: module });
  return outputOf(run);
}

/** A script file is run: what the script itself put there is read now, with its history. */
export function runFile(script: Script, run: Invocation, file: Tracked, language?: Language): Tracked {
  const written = file.name === '<()' ? file : script.files.get(textOf(file));
  const isShell = language === 'shell';
  const content = written ? withOrigins(lineOf(run), written.origins) : lineOf(run);
  const roles = { command: content, path: file, ...(written ? { code: written } : {}) };
  note(script, run, [isShell ? 'process.shell' : 'process.run'], roles);
  if (written) readInner(script, written, 'written', run.span, language);
  if (run.stdin) addCall(script, { name: run.name, does: [], args: [run.stdin], span: run.span });
  return outputOf(run);
}

/** `… | sh`: the code is what comes down the pipe. */
function runInput(script: Script, run: Invocation, code: Tracked, how: Interpreter): Tracked {
  const does: Effect[] = how === SHELL ? ['process.shell'] : ['code.evaluate', 'process.run'];
  note(script, run, does, { command: withOrigins(how === SHELL ? code : lineOf(run), code.origins), code });
  readInner(script, code, 'pipe', run.span, how.language);
  return { origins: joinOrigins(code.origins, []) };
}

/** PowerShell's options may be cut short (`-e`, `-enc`, `-nop`, `-w hidden`); -EncodedCommand is base64 of UTF-16LE. */
function powershell(script: Script, run: Invocation): Tracked {
  const args = run.args;
  const does: Effect[] = [];
  for (let i = 0; i < args.length; i++) {
    const option = textOf(args[i]).replace(/^[-/\u2013\u2014\u2015]+/, '-').toLowerCase();
    const next = args[i + 1];
    if (!option.startsWith('-')) return runCommandText(script, run, does, args.slice(i));
    const word = option.slice(1).replace(/:.*$/s, '');
    if (isShort(word, 'encodedcommand', 'e') || word === 'ec') {
      const code = decoded(next ?? exact(''), 'base64', run.span, (text) => plain(text));
      note(script, run, [...does, 'process.shell', 'decode'], { command: withOrigins(lineOf(run), code.origins), code });
      readInner(script, code, 'base64', run.span, 'powershell');
      return outputOf(run);
    }
    if (isShort(word, 'command', 'c')) return runCommandText(script, run, does, args.slice(i + 1));
    if (isShort(word, 'file', 'f')) return next ? runFile(script, run, next, 'powershell') : outputOf(run);
    if (isShort(word, 'windowstyle', 'w')) {
      if (/^(?:h|1)/i.test(textOf(next))) does.push('process.hide');
      i++;
    } else if (isShort(word, 'executionpolicy', 'ex') || word === 'ep' || isShort(word, 'version', 'v') || isShort(word, 'inputformat', 'in') || isShort(word, 'outputformat', 'o') || isShort(word, 'configurationname', 'config') || isShort(word, 'workingdirectory', 'wo')) i++;
  }
  if (run.stdin) {
    note(script, run, [...does, 'process.shell'], { command: run.stdin, code: run.stdin });
    readInner(script, run.stdin, 'pipe', run.span, 'powershell');
    return { origins: run.stdin.origins };
  }
  note(script, run, [...does, 'process.shell'], { command: lineOf(run) });
  return outputOf(run);
}

function isShort(word: string, full: string, least: string): boolean {
  return word.startsWith(least) && full.startsWith(word);
}

function plain(text: string): string | undefined {
  const bytes = fromBase64(text);
  return bytes === undefined ? undefined : utf16OrPlain(bytes);
}

function runCommandText(script: Script, run: Invocation, does: readonly Effect[], words: readonly Tracked[]): Tracked {
  const first = words[0];
  if (words.length === 1 && first && textOf(first) === '-' && run.stdin) {
    note(script, run, [...does, 'process.shell'], { command: run.stdin, code: run.stdin });
    readInner(script, run.stdin, 'pipe', run.span, 'powershell');
    return { origins: run.stdin.origins };
  }
  if (words.length === 1 && first && /^[^\s'"|;&(]+\.ps1$/i.test(textOf(first))) return runFile(script, run, first, 'powershell');
  const code = concat(words.flatMap((word, index) => (index ? [exact(' '), word] : [word])));
  note(script, run, [...does, 'process.shell'], { command: code, code });
  readInner(script, code, 'command', run.span, 'powershell');
  return outputOf(run);
}

/** `cmd /c …`, `/k`, `/q /c`; what follows is one command line. */
function commandPrompt(script: Script, run: Invocation): Tracked {
  const at = run.args.findIndex((arg) => /^\/[ckr]/i.test(textOf(arg)));
  if (at < 0) {
    note(script, run, ['process.shell'], { command: run.stdin ?? lineOf(run), ...(run.stdin ? { code: run.stdin } : {}) });
    if (run.stdin) readInner(script, run.stdin, 'pipe', run.span, 'batch');
    return outputOf(run);
  }
  const glued = textOf(run.args[at]).slice(2);
  const words = [...(glued ? [exact(glued)] : []), ...run.args.slice(at + 1)];
  const joined = concat(words.flatMap((word, index) => (index ? [exact(' '), word] : [word])));
  const code = joined.text === undefined ? joined : { ...joined, text: joined.text.replace(/^"([^]*)"$/, '$1') };
  note(script, run, ['process.shell'], { command: code, code });
  readInner(script, code, 'command', run.span, 'batch');
  return outputOf(run);
}

/** `mshta URL`, `mshta vbscript:…`, `mshta javascript:…`. */
function mshta(script: Script, run: Invocation): Tracked {
  const target = run.args.length > 1 ? list(run.args) : (run.args[0] ?? exact(''));
  const text = textOf(target).replace(/^["']+/, '');
  const inline = /^(vbscript|javascript):/i.exec(text);
  if (inline) {
    const code = { ...target, text: text.slice(inline[0].length) };
    note(script, run, ['process.run', 'code.evaluate'], { command: lineOf(run), code });
    readInner(script, code, 'command', run.span, /^v/i.test(text) ? 'vbscript' : 'javascript');
    return outputOf(run);
  }
  if (!/^(?:https?|ftp):|^\\\\/i.test(text)) return runFile(script, run, target);
  const origin = { source: 'network', span: run.span, detail: text } as const;
  note(script, run, ['net.fetch'], { address: target });
  note(script, run, ['process.run', 'code.evaluate'], { command: withOrigins(lineOf(run), [origin]), code: { origins: [origin] } });
  return outputOf(run);
}

function scriptHost(script: Script, run: Invocation): Tracked {
  const file = run.args.find((arg) => !textOf(arg).startsWith('/')) ?? operands(run)[0];
  if (!file) return outputOf(run);
  const isJavaScript = /\.jse?$/i.test(textOf(file)) || run.args.some((arg) => /^\/\/?e:jscript/i.test(textOf(arg)));
  return runFile(script, run, file, isJavaScript ? 'javascript' : /\.wsf$/i.test(textOf(file)) ? undefined : 'vbscript');
}
