/** Unix filters over known texts: what `base64 -d`, `xxd -r`, `tr`, `rev`, `cut` and friends make of their input, when it can be told. */
import { rot13 } from '../decode.ts';
import { fromBase64, fromHex, inflated, utf8OrLatin1 } from './bytes.ts';
import { decoded, exact, mapText, textOf, UNKNOWN, type Tracked } from './values.ts';
import { optionsOf } from './options.ts';
import type { Span } from '../../model/source.ts';

/** The output of a filter for an input; undefined where the program is none of the filters known here. */
export function filterOutput(name: string, args: readonly Tracked[], input: Tracked, span: Span): Tracked | undefined {
  const filter = FILTERS[name];
  return filter && Object.hasOwn(FILTERS, name) ? filter(args, input, span) : undefined;
}

/** Whether a program decodes: its call has the effect `decode`. */
export function isDecoder(name: string, args: readonly Tracked[]): boolean {
  const texts = args.map(textOf);
  if (name === 'base64' || name === 'base32' || name === 'gbase64' || name === 'basenc') return texts.some((arg) => /^(?:-[a-z]*[dD]|--d|--decode)/.test(arg));
  if (name === 'xxd') return texts.some((arg) => /^-[a-z]*r/.test(arg));
  if (name === 'openssl') return /^(?:enc|base64|aes|des|rc4|zlib)/.test(texts[0] ?? '') && texts.includes('-d');
  return name === 'uudecode';
}

type Filter = (args: readonly Tracked[], input: Tracked, span: Span) => Tracked | undefined;

const FILTERS: Readonly<Record<string, Filter>> = {
  base64: base64, gbase64: base64,
  xxd: (args, input, span) => {
    const flags = args.map(textOf).join(' ');
    return /(?:^|\s)-[a-z]*r/.test(flags) ? decoded(input, 'hex', span, (text) => readable(fromHex(hexDump(text)))) : { origins: input.origins };
  },
  openssl: openssl,
  rev: (_, input) => mapText(input, (text) => text.split('\n').map(reverse).join('\n')),
  tac: (_, input) => mapText(input, (text) => text.split('\n').reverse().join('\n')),
  tr: translate,
  cut: cut,
  sed: sed,
  cat: (args, input) => (args.every((arg) => textOf(arg).startsWith('-')) ? input : undefined),
  tee: (_, input) => input,
  sort: (_, input) => input, uniq: (_, input) => input, grep: (_, input) => ({ origins: input.origins }), awk: (_, input) => ({ origins: input.origins }),
  egrep: (_, input) => ({ origins: input.origins }), jq: (_, input) => ({ origins: input.origins }), wc: () => UNKNOWN,
  head: (args, input) => headOf(args, input), tail: (_, input) => ({ origins: input.origins }),
  fold: (_, input) => input, nl: (_, input) => input, iconv: (_, input) => input,
  gunzip: decompressed, zcat: decompressed, gzip: decompressed, bunzip2: decompressed, bzcat: decompressed, xz: decompressed, xzcat: decompressed, unxz: decompressed, zstd: decompressed,
  rot13: (_, input, span) => decoded(input, 'rot13', span, (text) => rot13(text)),
};

function base64(args: readonly Tracked[], input: Tracked, span: Span): Tracked | undefined {
  if (isDecoder('base64', args)) return decoded(input, 'base64', span, (text) => readable(fromBase64(text)));
  return { origins: input.origins, name: 'base64()' };
}

/** `openssl enc -d -base64`: without a cipher it only decodes; with one the text stays unknown. */
function openssl(args: readonly Tracked[], input: Tracked, span: Span): Tracked | undefined {
  const texts = args.map(textOf);
  const decodes = texts.includes('-d');
  const isPlain = texts[0] === 'base64' || (texts[0] === 'enc' && texts.some((arg) => arg === '-base64' || arg === '-a') && !texts.some((arg) => /^-(?:aes|des|rc4|bf|cast|camellia|chacha)/.test(arg)));
  if (decodes && isPlain) return decoded(input, 'base64', span, (text) => readable(fromBase64(text)));
  if (decodes) return decoded({ origins: input.origins }, 'openssl', span, () => undefined);
  return { origins: input.origins, name: 'openssl()' };
}

function decompressed(_: readonly Tracked[], input: Tracked, span: Span): Tracked {
  return decoded(input, 'gzip', span, (text) => readable(inflated(text)));
}

function headOf(args: readonly Tracked[], input: Tracked): Tracked {
  const flag = args.map(textOf).join(' ');
  const lines = /-n\s*(\d{1,6})|^-(\d{1,6})/.exec(flag);
  if (!lines) return { origins: input.origins };
  return mapText(input, (text) => text.split('\n').slice(0, Number(lines[1] ?? lines[2])).join('\n'));
}

function translate(args: readonly Tracked[], input: Tracked): Tracked | undefined {
  const { flags, rest } = optionsOf(args, '');
  const [first, second] = rest.map((arg) => expandSet(textOf(arg)));
  if (first === undefined) return input;
  if (flags.has('d')) {
    const gone = new Set(first);
    return mapText(input, (text) => [...text].filter((char) => !gone.has(char)).join(''));
  }
  if (second === undefined || second.length === 0) return input;
  const map = new Map(first.map((char, index) => [char, second[Math.min(index, second.length - 1)] ?? char]));
  return mapText(input, (text) => [...text].map((char) => map.get(char) ?? char).join(''));
}

/** The characters of a `tr` set: ranges, classes and escapes. */
function expandSet(set: string): string[] {
  const plain = set.slice(0, 2_000)
    .replaceAll('[:lower:]', 'a-z').replaceAll('[:upper:]', 'A-Z').replaceAll('[:digit:]', '0-9').replaceAll('[:space:]', ' \\n\\t')
    .replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\r/g, '\r').replace(/^\[(.*)\]$/s, '$1');
  const chars: string[] = [];
  for (let i = 0; i < plain.length; i++) {
    const char = plain[i] ?? '';
    const last = plain[i + 1] === '-' ? plain[i + 2] : undefined;
    if (last === undefined) {
      chars.push(char);
      continue;
    }
    const end = Math.min(last.charCodeAt(0), char.charCodeAt(0) + 512);
    for (let code = char.charCodeAt(0); code <= end; code++) chars.push(String.fromCharCode(code));
    i += 2;
  }
  return chars;
}

function cut(args: readonly Tracked[], input: Tracked): Tracked | undefined {
  const { flags } = optionsOf(args, 'dfcb');
  const field = textOf(flags.get('f'));
  const delimiter = flags.has('d') ? textOf(flags.get('d')) : '\t';
  if (/^\d{1,4}$/.test(field)) return mapText(input, (text) => text.split('\n').map((line) => line.split(delimiter)[Number(field) - 1] ?? '').join('\n'));
  const range = /^(\d{0,6})-(\d{0,6})$/.exec(textOf(flags.get('c') ?? flags.get('b')));
  if (!range) return { origins: input.origins };
  return mapText(input, (text) => text.split('\n').map((line) => line.slice(Number(range[1] || 1) - 1, range[2] ? Number(range[2]) : undefined)).join('\n'));
}

/** Plain `s/a/b/g` commands without pattern characters; anything more leaves the text unknown. */
function sed(args: readonly Tracked[], input: Tracked): Tracked | undefined {
  const { rest, flags } = optionsOf(args, 'e');
  const program = textOf(flags.get('e') ?? rest[0]);
  const separator = program[1];
  if (program[0] !== 's' || separator === undefined || program.length > 2_000) return { origins: input.origins };
  const [, pattern = '', replacement = '', mode = ''] = program.split(separator);
  if (pattern === '' || /[\\.*[\]^$+?(){}&]/.test(pattern + replacement)) return { origins: input.origins };
  return mapText(input, (text) => (mode.includes('g') ? text.replaceAll(pattern, () => replacement) : text.replace(pattern, () => replacement)));
}

/** `xxd -r` takes plain hexadecimal or the dump's own columns. */
function hexDump(text: string): string {
  return text.split('\n').map((line) => line.replace(/^[0-9a-f]{4,16}:\s*/i, '').split(/\s{2,}/)[0] ?? '').join('');
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}

function readable(bytes: string | undefined): string | undefined {
  return bytes === undefined ? undefined : utf8OrLatin1(bytes);
}

/** What `printf FORMAT ARGS…` prints; escapes and the common conversions. */
export function printfOutput(format: Tracked, args: readonly Tracked[]): Tracked {
  const isKnown = format.text !== undefined && args.every((arg) => arg.text !== undefined);
  const origins = [format, ...args].flatMap((value) => value.origins).slice(0, 12);
  if (!isKnown) return { origins };
  const template = unescapeText(textOf(format));
  const pieces: string[] = [];
  let next = 0;
  do {
    const before = next;
    pieces.push(template.replace(/%([-+ 0#]*)(\d{0,5})(?:\.(\d{0,5}))?([sdioxXubcq%])/g, (_, pads: string, width: string, _precision, kind: string) => {
      if (kind === '%') return '%';
      return converted(kind, textOf(args[next++]), pads, Number(width || 0));
    }));
    if (next === before) break;
  } while (next < args.length && pieces.length < 10_000);
  const isExact = format.exact === true && args.every((arg) => arg.exact === true);
  return isExact ? exact(pieces.join(''), origins) : { text: pieces.join(''), origins };
}

function converted(kind: string, arg: string, pads: string, width: number): string {
  const text = conversion(kind, arg);
  const most = Math.min(width, 1_000);
  if (pads.includes('-')) return text.padEnd(most);
  return text.padStart(most, pads.includes('0') && kind !== 's' ? '0' : ' ');
}

function conversion(kind: string, arg: string): string {
  if (kind === 's' || kind === 'q') return arg;
  if (kind === 'b') return unescapeText(arg);
  if (kind === 'c') return arg.slice(0, 1);
  const number = arg.startsWith("'") || arg.startsWith('"') ? arg.charCodeAt(1) : Number.parseInt(arg, /^0x/i.test(arg) ? 16 : 10);
  if (!Number.isFinite(number)) return '0';
  if (kind === 'x') return number.toString(16);
  if (kind === 'X') return number.toString(16).toUpperCase();
  return kind === 'o' ? number.toString(8) : String(number);
}

/** The escapes of `printf`, `echo -e` and `$'…'`: \n, \x41, \101, \0101, \u0041, \e. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|(0?[0-7]{1,3})|([abefnrtv\\'"?]))/g, (_, hex, u4, u8, octal, letter) => {
    if (hex ?? u4 ?? u8) return codePoint(Number.parseInt(String(hex ?? u4 ?? u8), 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(String(octal), 8) & 0xff);
    return LETTERS[String(letter)] ?? String(letter);
  });
}

const LETTERS: Readonly<Record<string, string>> = { a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
