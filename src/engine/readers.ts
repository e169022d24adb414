/** Which reader serves which language: the one place that knows them all. */
import type { Reading, SourceText } from '../model/reader.ts';
import type { Language, SourceUnit } from '../model/source.ts';
import type { Module } from '../languages/flow/nodes.ts';
import type { Profile } from '../languages/flow/profile.ts';
import type { Scope } from '../languages/flow/scope.ts';
import { markPython } from '../languages/python/marks.ts';
import { PYTHON } from '../languages/python/profile.ts';
import { preparePython, resolvePython } from '../languages/python/modules.ts';
import type { Files } from './files.ts';

/** A language that the evaluator runs. */
interface Evaluated {
  readonly profile: Profile;
  parse(source: SourceText, unit: SourceUnit): Module;
  prepare?(scope: Scope, unit: SourceUnit): void;
}

export const EVALUATED: ReadonlyMap<Language, Evaluated> = new Map<Language, Evaluated>([
  ['python', { profile: PYTHON, parse: parsePythonUnit, prepare: preparePython }],
]);

function parsePythonUnit(source: SourceText, unit: SourceUnit): Module {
  markPython(unit);
  return PYTHON.parse(source.text);
}

type Reader = (source: SourceText, reading: Reading, bytes?: Uint8Array) => SourceUnit;

/** Languages with readers of their own. */
export const READERS: ReadonlyMap<Language, Reader> = new Map<Language, Reader>();

/** The file that an import names. */
export function resolveModule(language: Language, specifier: string, level: number, from: string, files: Files): string | undefined {
  return language === 'python' ? resolvePython(specifier, level, from, (path) => files.has(path)) : undefined;
}

/** The language of a file by its name and content; `data` where it isn't code. */
export function languageOf(path: string, _bytes: Uint8Array): Language {
  return /\.pyw?$/.test(path) ? 'python' : 'data';
}
