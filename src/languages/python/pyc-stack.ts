/** What the reader of byte code keeps on its stack and writes: pieces of Python source, with bounds against byte code that doubles them. */
import { Bytes } from '../flow/nodes.ts';
import type { CodeObject, Constant } from './marshal.ts';

/** A piece of source on the stack. */
export interface Item {
  text: string;
  /** How deep its brackets nest. */
  depth: number;
  /** Not of the program: an exception, a loop's end, a value not known. Alone it makes no statement. */
  silent?: boolean;
  /** A constant: making it does nothing. */
  isConst?: boolean;
  /** The mark below or above a callable that is no method. */
  isNull?: boolean;
  /** Of a slice, what stands in its brackets. */
  bounds?: string;
  /** A display written out here, which may still grow. */
  display?: 'list' | 'set' | 'dict';
  /** The operator of which this piece is a run. */
  run?: string;
  /** Elements of a tuple, where they are known one by one. */
  elements?: readonly string[];
  /** A function not yet written out. */
  fn?: { code: CodeObject; defaults: readonly string[] };
  imported?: { module: string; level: number; name?: string; isWhole: boolean };
}

export const NULL: Item = { text: 'None', depth: 0, silent: true, isNull: true };
export const UNKNOWN: Item = { text: '_unknown', depth: 0, silent: true };

/** Longer or deeper pieces are given a name of their own, so that no piece can double for long. */
const LONGEST_PIECE = 20_000;
const DEEPEST_PIECE = 40;

/** Lines of source, up to a bound. */
export class Writer {
  readonly lines: string[] = [];
  isFull = false;
  indent = 0;
  private left: number;
  private names = 0;

  constructor(most: number) {
    this.left = most;
  }

  line(text: string): void {
    this.left -= text.length + this.indent + 1;
    if (this.left < 0) this.isFull = true;
    else this.lines.push(' '.repeat(this.indent) + text);
  }

  /** Counts work that writes nothing against the bound. */
  charge(work: number): void {
    this.left -= work;
    if (this.left < 0) this.isFull = true;
  }

  fresh(prefix: string): string {
    return `_${prefix}${++this.names}`;
  }

  /** The piece itself, or the name it was given because it grew too large. */
  bounded(text: string, depth: number): Item {
    if (depth <= DEEPEST_PIECE && text.length <= LONGEST_PIECE) return { text, depth };
    return this.named(text);
  }

  named(text: string): Item {
    const name = this.fresh('value');
    this.line(`${name} = ${text}`);
    return { text: name, depth: 0 };
  }
}

/** A name as source: byte code can name things in ways that source can't. */
export function identifier(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}_]/gu, '_').slice(0, 200);
  return /^[\p{L}_]/u.test(plain) ? plain : `_${plain}`;
}

/** The source of a constant; `_unknown` where it has none. */
export function spelled(value: Constant, depth = 0): Item {
  if (typeof value === 'string') return { text: JSON.stringify(value), depth: 0 };
  if (value === null) return { text: 'None', depth: 0 };
  if (value instanceof Bytes) return { text: `b"${value.data.replace(/[^ !#-[\]-~]/g, hex)}"`, depth: 0 };
  if (typeof value === 'boolean') return { text: value ? 'True' : 'False', depth: 0 };
  if (typeof value === 'number' || typeof value === 'bigint') return { text: numeral(value), depth: 0 };
  if (value === undefined || value.kind === 'code' || depth > 20) return UNKNOWN;
  const elements = value.items.slice(0, 5000).map((item) => spelled(item, depth + 1).text);
  if (value.kind === 'dict' || elements.join('').length > LONGEST_PIECE * 50) return UNKNOWN;
  const [open, close] = value.kind === 'list' ? ['[', ']'] : value.kind === 'set' ? ['{', '}'] : ['(', ',)'];
  const text = elements.length === 0 ? '()' : `${open}${elements.join(', ')}${close}`;
  return { text, depth: 1, elements };
}

function hex(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function numeral(value: number | bigint): string {
  const text = String(value);
  if (text === 'NaN') return '_nan';
  const plain = text.replace('Infinity', '1e999');
  return plain.startsWith('-') ? `(${plain})` : plain;
}

/** How deep a piece made of these nests. */
export function deepest(items: readonly Item[]): number {
  return items.reduce((most, { depth }) => Math.max(most, depth), 0) + 1;
}

export function join(items: readonly Item[]): string {
  return items.map(({ text }) => text).join(', ');
}

/** A piece as the left side of a member, call or subscript. */
export function operand({ text }: Item): string {
  return /^\d/.test(text) ? `(${text})` : text;
}
