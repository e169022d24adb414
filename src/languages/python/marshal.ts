/**
 * Reads Python's marshal format as data: constants and code objects of every version from 2.7 on, and never anything that runs.
 * Format: CPython's Python/marshal.c. Hostile input ends in a MarshalError, never in long loops: every size is held against what is left.
 */
import { Bytes } from '../flow/nodes.ts';

export class MarshalError extends Error {}

export interface CodeObject {
  readonly kind: 'code';
  readonly name: string;
  readonly argCount: number;
  readonly keywordOnly: number;
  readonly flags: number;
  readonly code: string;
  readonly consts: readonly Constant[];
  readonly names: readonly string[];
  /** Local variables; from 3.11 on with cells and free variables. */
  readonly locals: readonly string[];
  /** Cells and free variables as instructions number them. */
  readonly cells: readonly string[];
}

export type Constant = null | boolean | number | bigint | string | Bytes | undefined | Collection | CodeObject;

export interface Collection {
  readonly kind: 'tuple' | 'list' | 'set' | 'dict';
  readonly items: readonly Constant[];
}

const MOST_NESTING = 120;
/** Integers of more 15-bit digits than this take long to make, and mean nothing to a reader. */
const MOST_DIGITS = 500;
const IS_REF = 0x80;

/** The code object of a module, from the bytes after a `.pyc` header. `version` is 307 for 3.7. `strings` gathers every text met, also when it fails. */
export function readCode(bytes: Uint8Array, version: number, strings: string[]): CodeObject {
  const value = new Reader(bytes, version, strings).value(0);
  if (isCode(value)) return value;
  throw new MarshalError('it holds no code');
}

export function isCode(value: Constant): value is CodeObject {
  return typeof value === 'object' && value !== null && !(value instanceof Bytes) && value.kind === 'code';
}

class Reader {
  private at = 0;
  private readonly refs: Constant[] = [];
  private readonly interned: string[] = [];
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly version: number;
  private readonly strings: string[];

  constructor(bytes: Uint8Array, version: number, strings: string[]) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.version = version;
    this.strings = strings;
  }

  value(depth: number): Constant {
    if (depth > MOST_NESTING) throw new MarshalError('it nests too deeply');
    const byte = this.byte();
    const isRef = this.version >= 300 && (byte & IS_REF) !== 0;
    const type = String.fromCharCode(isRef ? byte & ~IS_REF : byte);
    // A container takes its number before what it holds; seen from within it is unknown.
    const slot = isRef ? this.refs.push(undefined) - 1 : -1;
    const value = type === 'c' ? this.code(depth) : this.plain(type, depth);
    if (slot >= 0) this.refs[slot] = value;
    return value;
  }

  private plain(type: string, depth: number): Constant {
    switch (type) {
      case 'N': return null;
      case 'T': return true;
      case 'F': return false;
      case '.': case 'S': case '0': return undefined;
      case 'i': return this.long();
      case 'I': return this.int64();
      case 'l': return this.digits();
      case 'f': return Number(this.latin1(this.byte()));
      case 'g': return this.double();
      case 'x': this.latin1(this.byte()); this.latin1(this.byte()); return undefined;
      case 'y': this.take(16); return undefined;
      case 's': return this.octets();
      case 't': return this.version < 300 ? this.intern(this.latin1(this.size())) : this.text(this.utf8(this.size()));
      case 'u': return this.text(this.utf8(this.size()));
      case 'a': case 'A': return this.text(this.latin1(this.size()));
      case 'z': case 'Z': return this.text(this.latin1(this.byte()));
      case 'R': return this.known(this.interned, this.long());
      case 'r': return this.known(this.refs, this.long());
      case '(': return this.items('tuple', this.size(), depth);
      case ')': return this.items('tuple', this.byte(), depth);
      case '[': return this.items('list', this.size(), depth);
      case '<': case '>': return this.items('set', this.size(), depth);
      case ':': return this.items('tuple', 3, depth);
      case '{': return this.dict(depth);
      default: throw new MarshalError('it holds a type that is not known');
    }
  }

  private known<T extends Constant>(list: readonly T[], index: number): T | undefined {
    if (index < 0 || index >= list.length) throw new MarshalError('it refers to nothing');
    return list[index];
  }

  private text(value: string): string {
    this.strings.push(value);
    return value;
  }

  private intern(value: string): string {
    this.interned.push(value);
    return this.text(value);
  }

  /** Python 2's str is told as text. */
  private octets(): Constant {
    const data = this.latin1(this.size());
    this.strings.push(data);
    return this.version < 300 ? data : new Bytes(data);
  }

  private items(kind: Collection['kind'], count: number, depth: number): Collection {
    if (count > this.bytes.length - this.at) throw new MarshalError('it is cut short');
    const items: Constant[] = [];
    for (let index = 0; index < count; index++) items.push(this.value(depth + 1));
    return { kind, items };
  }

  private dict(depth: number): Collection {
    const items: Constant[] = [];
    while (this.bytes[this.at] !== 0x30) items.push(this.value(depth + 1));
    this.at++;
    return { kind: 'dict', items };
  }

  private code(depth: number): CodeObject {
    const { version } = this;
    const argCount = this.long();
    if (version >= 308) this.long();
    const keywordOnly = version >= 300 ? this.long() : 0;
    if (version < 311) this.long();
    this.long();
    const flags = this.long();
    const noted = this.strings.length;
    const code = this.value(depth + 1);
    this.strings.length = noted;
    const consts = collection(this.value(depth + 1));
    const names = texts(this.value(depth + 1));
    let locals = texts(this.value(depth + 1));
    let cells: string[] = [];
    if (version >= 311) this.bookkeeping(depth, 1);
    else {
      const free = texts(this.value(depth + 1));
      cells = [...texts(this.value(depth + 1)), ...free];
    }
    this.value(depth + 1);
    const name = this.value(depth + 1);
    if (version >= 311) {
      this.value(depth + 1);
      cells = locals;
    }
    this.long();
    this.bookkeeping(depth, version >= 311 ? 2 : 1);
    if (locals.length > 0xffff) locals = [];
    return { kind: 'code', name: typeof name === 'string' ? name : '', argCount, keywordOnly, flags, code: code instanceof Bytes ? code.data : typeof code === 'string' ? code : '', consts, names, locals, cells };
  }

  /** Line tables and the like: bytes that are no strings of the program. */
  private bookkeeping(depth: number, count: number): void {
    const noted = this.strings.length;
    for (let index = 0; index < count; index++) this.value(depth + 1);
    this.strings.length = noted;
  }

  private take(count: number): number {
    const from = this.at;
    if (count < 0 || count > this.bytes.length - from) throw new MarshalError('it is cut short');
    this.at += count;
    return from;
  }

  private byte(): number {
    return this.view.getUint8(this.take(1));
  }

  private long(): number {
    return this.view.getInt32(this.take(4), true);
  }

  private size(): number {
    return this.long();
  }

  private int64(): number | bigint {
    const value = this.view.getBigInt64(this.take(8), true);
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }

  private double(): number {
    return this.view.getFloat64(this.take(8), true);
  }

  private digits(): number | bigint | undefined {
    const count = this.long();
    const from = this.take(Math.abs(count) * 2);
    if (Math.abs(count) > MOST_DIGITS) return undefined;
    let value = 0n;
    for (let index = Math.abs(count) - 1; index >= 0; index--) value = (value << 15n) | BigInt(this.view.getUint16(from + index * 2, true));
    if (count < 0) value = -value;
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }

  private latin1(count: number): string {
    const from = this.take(count);
    let text = '';
    for (let p = from; p < from + count; p += 8192) text += String.fromCharCode(...this.bytes.subarray(p, Math.min(p + 8192, from + count)));
    return text;
  }

  private utf8(count: number): string {
    const from = this.take(count);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.bytes.subarray(from, from + count));
  }
}

function collection(value: Constant): readonly Constant[] {
  if (typeof value !== 'object' || value === null || value instanceof Bytes || value.kind === 'code') return [];
  return value.items;
}

function texts(value: Constant): string[] {
  return collection(value).map((item) => (typeof item === 'string' ? item : ''));
}
