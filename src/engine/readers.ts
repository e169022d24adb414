/** Which reader serves which language: the one place that knows them all. */
import type { Reading, SourceText } from '../model/reader.ts';
import type { Language, SourceUnit } from '../model/source.ts';
import { readBatch } from '../languages/batch/read.ts';
import type { Module } from '../languages/flow/nodes.ts';
import type { Profile } from '../languages/flow/profile.ts';
import type { Scope } from '../languages/flow/values.ts';
import { guessLanguage } from '../languages/guess.ts';
import { languageOfCommand } from '../languages/guess-text.ts';
import type { Interest } from '../languages/javascript/interest.ts';
import { markJavaScript } from '../languages/javascript/marks.ts';
import { prepareJavaScript, resolveJavaScript } from '../languages/javascript/modules.ts';
import { dialectOf, parseJavaScript } from '../languages/javascript/parse.ts';
import { JAVASCRIPT } from '../languages/javascript/profile.ts';
import { readNative } from '../languages/native/read.ts';
import { readPerl } from '../languages/perl/read.ts';
import { readPowerShell } from '../languages/powershell/read.ts';
import { markPython } from '../languages/python/marks.ts';
import { PYTHON } from '../languages/python/profile.ts';
import { preparePython, resolvePython } from '../languages/python/modules.ts';
import { readNotebook } from '../languages/python/notebook.ts';
import { documented } from '../languages/python/shipped.ts';
import { readPyc } from '../languages/python/pyc.ts';
import { readShell } from '../languages/shell/read.ts';
import { readVbScript } from '../languages/vbscript/read.ts';
import type { Files } from './files.ts';

/** A language that the evaluator runs, all files of a package together. */
interface Evaluated {
  readonly profile: Profile;
  /** `interest` are the parts that are worth reading; absent: all of it. */
  parse(unit: SourceUnit, interest?: Interest): Module;
  prepare?(scope: Scope, unit: SourceUnit, isImported: boolean, module: Module): void;
}

export const EVALUATED: ReadonlyMap<Language, Evaluated> = new Map<Language, Evaluated>([
  ['python', { profile: PYTHON, parse: parsePythonUnit, prepare: prepareParsed }],
  ['javascript', { profile: JAVASCRIPT, parse: parseJavaScriptUnit, prepare: prepareJavaScript }],
]);

function prepareParsed(scope: Scope, unit: SourceUnit, isImported: boolean, module: Module): void {
  preparePython(scope, unit, isImported);
  documented(module, scope);
}

function parsePythonUnit(unit: SourceUnit): Module {
  markPython(unit);
  return PYTHON.parse(unit.text);
}

function parseJavaScriptUnit(unit: SourceUnit, interest?: Interest): Module {
  const module = parseJavaScript(unit.text, dialectOf(unit.path), interest);
  markJavaScript(unit, module);
  return module;
}

type Reader = (source: SourceText, reading: Reading) => SourceUnit;

/** Languages with readers of their own, a text at a time. */
export const READERS: ReadonlyMap<Language, Reader> = new Map<Language, Reader>([
  ['shell', readShell], ['powershell', readPowerShell], ['batch', readBatch], ['vbscript', readVbScript], ['perl', readPerl], ['native', readNative],
]);

/** The file that an import names. */
export function resolveModule(language: Language, specifier: string, level: number, from: string, files: Files): string | undefined {
  if (language === 'javascript') return resolveJavaScript(specifier, from, (path) => files.has(path));
  if (language !== 'python' || (specifier !== '' && !files.hasModule(specifier.slice(specifier.lastIndexOf('.') + 1)))) return undefined;
  return resolvePython(specifier, level, from, (path) => files.has(path));
}

/** The language of a file by its name and its first bytes; `data` where it isn't code. */
export function languageOf(path: string, head: Uint8Array, size: number): Language {
  if (/\.(?:pyw?|pyc|ipynb|pth)$/i.test(path)) return path.endsWith('.pth') ? 'text' : 'python';
  if (NOT_CODE.test(path)) return 'data';
  return guessLanguage(path, head, size);
}

/** Formats that hold no code of their own, and prose. */
const NOT_CODE = /\.(?:json|jsonl|md|rst|txt|csv|tsv|ya?ml|toml|cfg|ini|xml|html?|css|scss|less|svg|png|jpe?g|gif|ico|bmp|webp|woff2?|ttf|eot|otf|po|mo|pot|map|lock|pyi|c|h|cc|cpp|hpp|cxx|pxd|pyx|rs|go|java|kt|swift|f90?|f|cu|tex|bib|ipynb|parquet|npy|npz|pkl|h5|pdf|gz|zip|whl|LICENSE|proto|graphql|sql|j2|jinja2?|tmpl|tpl|mako|in|am|ac|m4|gitignore|gitattributes|editorconfig|dockerignore|typed|pem|crt|key|sum|mod|lua|rb|r|jl|scala|d\.ts)$|(?:^|\/)(?:LICENSE|COPYING|NOTICE|AUTHORS|README|CHANGELOG|MANIFEST|METADATA|RECORD|WHEEL|PKG-INFO|INSTALLER|REQUESTED)[^/]*$|(?:egg|dist)-info\//i;

/** The language of a text found inside another: a command line, a decoded layer, a file written out. */
export function languageOfInner(text: string, how: string): Language {
  return how === 'command' ? languageOfCommand(text) : guessLanguage('', text);
}

/** The text to read of a file whose bytes aren't its source: byte code spelled back, a notebook's code cells. */
export function sourceOf(path: string, bytes: () => Uint8Array, text: () => string): { text: string; gaps: readonly string[]; strings: readonly string[] } {
  if (/\.pyc$/i.test(path)) {
    const compiled = readPyc(bytes());
    return { text: compiled.source, gaps: compiled.problems, strings: compiled.strings };
  }
  if (/\.ipynb$/i.test(path)) {
    const notebook = readNotebook(text());
    return { text: notebook.text, gaps: notebook.problems, strings: [] };
  }
  return { text: text(), gaps: [], strings: [] };
}
