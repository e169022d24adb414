/** Byte code to instructions: 1 or 3 bytes each before 3.6, two from then on, with jumps resolved to offsets. CPython's Lib/dis.py. */
import type { CodeObject } from './marshal.ts';
import { opcodesOf } from './opcodes.ts';

export interface Instruction {
  readonly at: number;
  readonly name: string;
  readonly arg: number;
  /** Where it jumps to; -1 where it doesn't, or goes back. */
  readonly target: number;
}

/** The instructions of a code object that do something to the stack or the flow. */
export function instructionsOf({ code }: CodeObject, version: number): Instruction[] {
  const names = opcodesOf(version);
  const unit = version >= 310 ? 2 : 1;
  const found: Instruction[] = [];
  let arg = 0;
  let at = 0;
  while (at < code.length) {
    const opcode = code.charCodeAt(at);
    const name = names[opcode] ?? '';
    const hasArg = version >= 306 || opcode >= 90;
    const next = at + (version >= 306 ? 2 : hasArg ? 3 : 1);
    if (hasArg) arg |= version >= 306 ? byte(code, at + 1) : byte(code, at + 1) | (byte(code, at + 2) << 8);
    if (name === 'EXTENDED_ARG') {
      arg = version >= 306 ? (arg << 8) | 0 : arg << 16;
      at = next;
      continue;
    }
    const after = version >= 311 ? pastCaches(code, next) : next;
    if (name !== '') found.push({ at, name, arg, target: jumps(name) ? targetOf(name, arg * unit, after, version) : -1 });
    arg = 0;
    at = after;
  }
  return found;
}

function byte(code: string, at: number): number {
  return at < code.length ? code.charCodeAt(at) : 0;
}

/** Caches are zeros in a file; CACHE is instruction 0. */
function pastCaches(code: string, at: number): number {
  while (at < code.length && code.charCodeAt(at) === 0) at += 2;
  return at;
}

function jumps(name: string): boolean {
  return name.includes('JUMP') || name === 'FOR_ITER';
}

function targetOf(name: string, distance: number, after: number, version: number): number {
  const isRelative = version >= 311 || name === 'FOR_ITER' || name === 'JUMP_FORWARD';
  const target = isRelative ? after + distance : distance;
  return target > after - 1 ? target : -1;
}
