/**
 * Reads `.pyc` files as data: what they name, the strings they hold, and Python source that spells what their byte code does, so that a module
 * shipped without its source is read like any other. Nothing is unmarshalled into anything that runs. Header: PEP 552 and Lib/importlib.
 */
import { MarshalError, readCode, type CodeObject } from './marshal.ts';
import { Bytes, type Module } from '../flow/nodes.ts';
import { parsePython } from './parser.ts';
import { HANDLERS } from './pyc-handlers.ts';
import { Machine } from './pyc-machine.ts';
import { Writer } from './pyc-stack.ts';

export interface CompiledPython {
  /** 307 for 3.7; undefined where the magic number is of no known version. */
  readonly version?: number;
  readonly names: readonly string[];
  readonly strings: readonly string[];
  /** Source that spells the byte code; the tree's offsets are into it. */
  readonly source: string;
  readonly module: Module;
  readonly problems: readonly string[];
}

/** The first magic number of each version, from CPython's Include/internal/pycore_magic_number.h. */
const MAGIC: readonly (readonly [number, number])[] = [
  [3000, 300], [3141, 301], [3160, 302], [3190, 303], [3250, 304], [3320, 305], [3360, 306], [3390, 307], [3400, 308], [3420, 309], [3430, 310],
  [3450, 311], [3500, 312], [3550, 313], [3600, 314],
];
const PYTHON_2: readonly (readonly [number, number])[] = [[62171, 207]];
const NEWEST = 3650;
/** Source written for each byte read, at most. */
const MOST_GROWTH = 40;
const MOST_SOURCE = 32_000_000;

/** Reads a `.pyc` file. Never throws on its bytes: what can't be read is told in `problems`. */
export function readPyc(bytes: Uint8Array): CompiledPython {
  const magic = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8);
  const version = versionOf(magic);
  if (version === undefined || bytes[2] !== 13 || bytes[3] !== 10) return told([], [], '', ['its magic number is of no Python known here']);
  const header = version >= 307 ? 16 : version >= 303 ? 12 : 8;
  const read = readMarshalled(bytes.subarray(Math.min(header, bytes.length)), version);
  if (magic < NEWEST || magic > 60_000) return { ...read, version };
  return { ...read, version, problems: [...read.problems, 'it is of a Python newer than known here'] };
}

/** Reads marshalled code without a header, as `marshal.loads` is given it; `version` is 307 for 3.7. */
export function readMarshalled(bytes: Uint8Array, version: number): CompiledPython {
  const strings: string[] = [];
  try {
    const code = readCode(bytes, version, strings);
    const writer = new Writer(Math.min(bytes.length * MOST_GROWTH + 10_000, MOST_SOURCE));
    new Machine(code, version, writer, HANDLERS).run();
    const problems = writer.isFull ? ['its byte code spells more source than is kept'] : [];
    return told(namesOf(code), distinct(strings), `${writer.lines.join('\n')}\n`, problems);
  } catch (error) {
    if (!(error instanceof MarshalError)) throw error;
    return told([], distinct(strings), '', [`its code can't be read: ${error.message}`]);
  }
}

function versionOf(magic: number): number | undefined {
  return (magic > 60_000 ? PYTHON_2 : MAGIC).findLast(([first]) => magic >= first)?.[1];
}

function told(names: readonly string[], strings: readonly string[], source: string, problems: readonly string[]): CompiledPython {
  return { names, strings, source, module: parsePython(source), problems };
}

function distinct(strings: readonly string[]): string[] {
  return [...new Set(strings)];
}

/** Every name that the code and the code within it use. */
function namesOf(code: CodeObject): string[] {
  const names = new Set<string>();
  const seen = new Set<object>();
  const stack: unknown[] = [code];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== 'object' || value === null || value instanceof Bytes || seen.has(value)) continue;
    seen.add(value);
    if (!isCodeLike(value)) continue;
    for (const name of [...value.names, ...value.locals]) names.add(name);
    for (const constant of value.consts) stack.push(constant);
  }
  return [...names];
}

function isCodeLike(value: object): value is CodeObject {
  return 'kind' in value && value.kind === 'code';
}
