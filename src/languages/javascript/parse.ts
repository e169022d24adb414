/**
 * JavaScript text to the common tree. Each parser that fails hands on to a more patient one: meriyah, acorn, acorn with TypeScript, acorn-loose,
 * and at last a scan for strings and calls, so that no text is unread. A parser's overflow or runaway is a failure like any other.
 */
import { tsPlugin } from '@sveltejs/acorn-typescript';
import { Parser, parseExpressionAt, type Options } from 'acorn';
import { parse as parseMeriyah, type ESTree } from 'meriyah';
import type { Module } from '../flow/nodes.ts';
import type { Interest } from './interest.ts';
import { Runaway, parseLoosely } from './loose.ts';
import { lowerProgram } from './lower.ts';
import { skim } from './skim.ts';
import { scanTokens } from './tokens.ts';

export type Dialect = 'javascript' | 'typescript' | 'tsx' | 'json';

/** The dialect a path tells; JavaScript where it tells none. */
export function dialectOf(path: string): Dialect {
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  if (extension === 'ts' || extension === 'mts' || extension === 'cts') return 'typescript';
  if (extension === 'tsx') return 'tsx';
  return extension === 'json' || extension === 'webmanifest' ? 'json' : 'javascript';
}

/** Parses and lowers a text; never throws. `problems` tells what a patient parser had to guess; functions outside the interest are not read. */
export function parseJavaScript(source: string, dialect: Dialect = 'javascript', interest?: Interest): Module {
  const text = withoutPreamble(source);
  const problems: Module['problems'] = [];
  for (const parser of parsersFor(dialect, text, interest)) {
    const program = attempt(() => parser.parse(text));
    if (!program) continue;
    const module = lowerProgram(program, interest && ((at, to) => !interest.touches(at, to)));
    if (!parser.isPatient) return module;
    problems.push({ at: 0, why: 'not valid JavaScript: read as far as it makes sense' });
    return { ...module, body: [...module.body, ...afterOpenComment(text)], problems: [...problems, ...module.problems] };
  }
  return { ...scanTokens(text), problems: [{ at: 0, why: 'no parser could read this: only strings and calls were seen' }], partial: true };
}

interface TextParser {
  parse(text: string): ESTree.Program | undefined;
  readonly isPatient?: boolean;
}

function* parsersFor(dialect: Dialect, text: string, interest: Interest | undefined): Generator<TextParser> {
  if (dialect === 'json') yield { parse: parseJson };
  const isModule = /^[ \t]*(?:import\b\s*[\w{*'"]|export\b\s*[\w{*])/m.test(text);
  const short = interest === undefined ? text : skim(text, interest);
  if (short !== text && dialect === 'javascript') yield { parse: () => strict(short, isModule) };
  if (short !== text && dialect === 'typescript') yield { parse: () => parseTypeScript(short, false) };
  if (dialect === 'typescript' || dialect === 'tsx') yield { parse: (source) => parseTypeScript(source, dialect === 'tsx') };
  yield { parse: (source) => strict(source, isModule) };
  yield { parse: (source) => strict(source, !isModule) };
  yield { parse: (source) => parseAcorn(source) };
  if (dialect === 'javascript' && looksTyped(text)) yield { parse: (source) => parseTypeScript(source, true) };
  if (!isBinary(text)) yield { parse: parseLoose, isPatient: true };
}

/** Control characters in number: no mistakes in a program, but no program, on which a patient parser would spend minutes. */
function isBinary(text: string): boolean {
  const controls = text.slice(0, 200_000).match(/[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]/g)?.length ?? 0;
  return controls > 64 + Math.min(text.length, 200_000) / 100;
}

/** Blanks a byte-order mark and turns `#!` into a comment, so that offsets stay. */
function withoutPreamble(source: string): string {
  const text = source.startsWith('\uFEFF') ? ` ${source.slice(1)}` : source;
  return text.replace(/^(\s*)#!/, '$1//');
}

/** A parser's refusal, overflow, runaway, or its authors' surprise at hostile text all mean: ask the next one. */
function attempt(parse: () => ESTree.Program | undefined): ESTree.Program | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

function strict(text: string, isModule: boolean): ESTree.Program {
  return parseMeriyah(text, {
    sourceType: isModule ? 'module' : 'commonjs', next: true, webcompat: true, jsx: true, validateRegex: false,
    ranges: { start: true, end: true, range: false },
  });
}

const ACORN = {
  ecmaVersion: 'latest', allowReturnOutsideFunction: true, allowAwaitOutsideFunction: true, allowImportExportEverywhere: true,
  allowSuperOutsideMethod: true, allowHashBang: true, allowReserved: true, checkPrivateFields: false,
} as const;

function parseAcorn(text: string): ESTree.Program {
  return estree(Parser.parse(text, { ...ACORN, sourceType: 'script', onToken: runawayGuard(text) }));
}

function parseLoose(text: string): ESTree.Program {
  return estree(parseLoosely(text, { ...ACORN, sourceType: 'module', onToken: runawayGuard(text) }));
}

function parseTypeScript(text: string, jsx: boolean): ESTree.Program {
  const TypeScript = Parser.extend(tsPlugin({ jsx }));
  return estree(TypeScript.parse(text, { ...ACORN, sourceType: 'module', locations: true, onToken: runawayGuard(text) }));
}

/** A JSON file is one expression, and what it exports. */
function parseJson(text: string): ESTree.Program | undefined {
  const start = /\S/.exec(text)?.index ?? 0;
  const expression = estree<ESTree.Expression>(parseExpressionAt(text, start, { ecmaVersion: 'latest' }));
  const { start: at = 0, end = 0 } = expression;
  if (text.slice(end).trim() !== '') return undefined;
  return { type: 'Program', sourceType: 'script', start: at, end, body: [{ type: 'ExpressionStatement', expression: exported(expression, at, end), start: at, end }] };
}

/** What requiring a JSON file gives: `module.exports = …`. */
function exported(value: ESTree.Expression, start: number, end: number): ESTree.AssignmentExpression {
  const identifier = (name: string): ESTree.Identifier => ({ type: 'Identifier', name, start, end: start });
  const left: ESTree.MemberExpression = { type: 'MemberExpression', object: identifier('module'), property: identifier('exports'), computed: false, optional: false, start, end: start };
  return { type: 'AssignmentExpression', operator: '=', left, right: value, start, end };
}

/** acorn's trees are ESTree too; only the declared types differ. */
function estree<T = ESTree.Program>(tree: unknown): T {
  return tree as T;
}

/** A comment that is never closed hides the rest from a parser, but not from whatever else runs the file. */
function afterOpenComment(text: string): Module['body'] {
  const open = text.lastIndexOf('/*');
  return open > text.lastIndexOf('*/') ? scanTokens(text, open).body : [];
}

/** Backtracking parsers read tokens again and again; past several times the text's length they run away. */
function runawayGuard(text: string): NonNullable<Options['onToken']> {
  let left = text.length * 4 + 10_000;
  return () => {
    if (--left < 0) throw new Runaway('the parser does not come to an end');
  };
}

function looksTyped(text: string): boolean {
  return /\b(?:interface|namespace|declare|implements|readonly|satisfies)\s+\w|\b(?:import|export)\s+type\b|[)\w?]:\s*(?:string|number|boolean|any|void|unknown|Promise<)/.test(text);
}
