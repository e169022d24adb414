/**
 * Pipelines of build files (configure, m4, Makefile) that end in a shell: variables are replaced by what the file assigns to them, through m4's
 * quotes, so that a pipeline put together from parts is seen as a whole.
 */
import type { Span } from '../../model/source.ts';

export interface DecodedRun {
  /** Where the shell stands. */
  readonly span: Span;
  /** The decoder, or undefined where even its name is computed. */
  readonly decoder: string | undefined;
  /** What is decoded, where it can be told to be test data or a file found by its content. */
  readonly input: string | undefined;
}

const SHELL = String.raw`(?:\$[{(]?(?:CONFIG_)?SHELL[})]?|(?:\/(?:usr\/)?bin\/)?(?:ba|da|z|k)?sh)`;
/** `… | sh`, up to the end of the command; a program that merely begins so (`sh.exe`, `shtool`) isn't one. */
const PIPED = new RegExp(String.raw`\|[ \t]*(?:\\\n[ \t]*)?${SHELL}(?=[\s;"'\])\x60]|$)(?![ \t]+-c\b|[ \t]+[\w./$-]+[ \t]*\))`, 'gm');
const EVALUATED = /\beval[ \t]+["']?(?<left>(?:`|\$\()[^\n]{1,600})/g;
const WRITTEN = /(?<![12&>])>[ \t]*["']?(?<file>[\w./$@-]+)/g;
const SOURCED = new RegExp(String.raw`(?:^|[;&|]|\bthen|\bdo)[ \t]*(?:\.|source|${SHELL})[ \t]+["']?(?:\./)?(?<file>[^\s;"'&|)]+)(?=[\s;"'&|)]|$)`, 'gm');
/** How far before an operator its command may begin. */
const LONGEST_LEFT = 600;

const DECODERS: readonly RegExp[] = [
  /\b(xz|lzma|gzip|bzip2|zstd|lz4|brotli|base64|base32|openssl(?: enc)?|gpg|xxd)\b(?:[^|\n]*?)[ \t]-{1,2}(?:[a-ce-z]{0,3}d[a-z]{0,3}|decode|decompress|decrypt|r)\b/,
  /\b(xzcat|zcat|bzcat|lzcat|zstdcat|unxz|gunzip|bunzip2|unlzma|uudecode)\b/,
];
/** A program whose name is only known when it runs, told to decode. */
const COMPUTED = /(?:^|\|)[ \t]*(?:eval[ \t]+)?\\?\$\{?[A-Za-z_@][\w@]*\}?[ \t]+-d\b/;
const DEEPEST = 6;
const LONGEST = 4_000;

/** Every place where something decoded reaches a shell. */
export function decodedRuns(text: string): DecodedRun[] {
  if (decoderIn([text]) === undefined && !/[ \t]-d\b/.test(text)) return [];
  const values = assignments(text);
  const found: DecodedRun[] = [];
  const look = (left: string, start: number, end: number): void => {
    const stages = expansions(unquoted(left), values);
    const decoder = decoderIn(stages);
    if (decoder === undefined && !stages.some((stage) => COMPUTED.test(stage))) return;
    const whole = text.slice(start, end);
    found.push({ span: { start: start + whole.length - whole.trimStart().length, end }, decoder, input: inputOf(stages) });
  };
  for (const { left, start, end } of commandsBefore(text, PIPED)) look(left, start, end);
  for (const match of text.matchAll(EVALUATED)) look(match.groups?.['left'] ?? '', match.index, match.index + match[0].length);
  const sourced = new Set<string>();
  for (const match of text.matchAll(SOURCED)) sourced.add(match.groups?.['file'] ?? '');
  for (const { left, start, end, file } of commandsBefore(text, WRITTEN)) {
    if (sourced.has(file) && decoderIn([text.slice(start, end)]) !== undefined) look(left, start, end);
  }
  return found;
}

/** Each operator with the command on its left: looked for from the operator backwards, so that long lines cost no more than short ones. */
function* commandsBefore(text: string, operator: RegExp): Generator<{ left: string; start: number; end: number; file: string }> {
  let after = 0;
  for (const match of text.matchAll(operator)) {
    const least = Math.max(after, match.index - LONGEST_LEFT);
    let start = match.index;
    while (start > least && text[start - 1] !== '\n' && text[start - 1] !== ';') start--;
    if (start === match.index) continue;
    after = match.index + match[0].length;
    yield { left: text.slice(start, match.index), start, end: after, file: (match.groups?.['file'] ?? '').replace(/^\.\//, '') };
  }
}

/** The name of the first decoder in the stages that are no comment. */
function decoderIn(stages: readonly string[]): string | undefined {
  for (const stage of stages) for (const pattern of DECODERS) {
    const name = pattern.exec(stage)?.[1];
    if (name !== undefined && !/^\s*(?:#|dnl\b)/.test(stage)) return name;
  }
  return undefined;
}

/** Test data, or files that are searched by what they contain. */
function inputOf(stages: readonly string[]): string | undefined {
  const whole = stages.join('\n');
  const named = /(?:^|[\s"'=/}])((?:tests?|testdata|testing|fixtures|samples?|data)\/[\w./$*-]+)/.exec(whole)?.[1];
  if (named !== undefined) return named;
  return /\bgrep\b[^|\n`]*[ \t]-\w*[rR]\w*/.test(whole) ? 'a file that it finds by its content' : undefined;
}

type Values = ReadonlyMap<string, readonly string[]>;

const ASSIGNED = /(?:^|[\s;&|({[,])([A-Za-z_](?:\w|\[\$\d\]|\$\d)*)=(`[^`\n]*`|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|\$\([^)\n]*\)|[^\s;"'`]+)/gm;

function assignments(text: string): Values {
  const values = new Map<string, string[]>();
  for (const [, name = '', value = ''] of text.matchAll(ASSIGNED)) {
    const key = unquoted(name);
    const known = values.get(key) ?? [];
    const bare = unquoted(value.replace(/^(["'])([^]*)\1$/, '$2'));
    if (known.length < 4 && bare.length <= 600 && !known.includes(bare)) values.set(key, [...known, bare]);
  }
  return values;
}

/** m4's quotes go, its arguments become `@`, an escaped `$` is one. */
function unquoted(text: string): string {
  return text.replace(/\[\$(\d)\]|\$(\d)(?=\]|_|\b)/g, '@').replace(/\\\$/g, '$').replace(/\\"/g, '"');
}

/** The text, and the text with its variables replaced, level by level. */
function expansions(text: string, values: Values): string[] {
  const stages = [text];
  for (let depth = 0; depth < DEEPEST; depth++) {
    const last = stages.at(-1) ?? '';
    const next = last.replace(/\$\{?([A-Za-z_][\w@]*)\}?/g, (whole, name: string) => values.get(name)?.join(' ') ?? whole).slice(0, LONGEST);
    if (next === last) break;
    stages.push(next);
  }
  return stages;
}
