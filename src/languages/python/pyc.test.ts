import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { opcodesOf } from './opcodes.ts';
import { readMarshalled, readPyc, type CompiledPython } from './pyc.ts';

/** Compiles inert source with the Python at hand, and never runs it. */
const COMPILE = `
import importlib.util, marshal, sys
code = compile(sys.stdin.read(), 'inert.py', 'exec')
sys.stdout.buffer.write(importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code))
`;

const SOURCE = `
import os
import base64 as b
from urllib.request import urlopen as fetch, Request
from . import sibling
KEY = 7
text = ''.join(chr(ord(c) ^ KEY) for c in 'abc')
exec(b.b64decode('cHJpbnQoMSk=') + b'\\xff')
for part in [chr(x) for x in (104, 105)]:
    print(part, end='')
if os.name == 'nt':
    os.system('ver ' + text + str(1))
else:
    os.system('uname')
try:
    fetch(Request('http://h.invalid/'), timeout=3)
except OSError as error:
    print(error)
class Runner(dict):
    def run(self, command, *rest, shell=True, **named):
        return __import__('subprocess').Popen(command, shell=shell) if rest else self.get('x') or None
async def later(u):
    async with u as z:
        return await z.get('http://later.invalid/')
a, *rest = KEY, 2, 3
print(f'{a!r:>4}{rest}', *rest, **{'sep': 'x'})
`;

test('a module compiled by the Python at hand is spelled again', (t) => {
  const made = spawnSync('python3', ['-I', '-c', COMPILE], { input: SOURCE });
  if (made.status !== 0) return t.skip('no python3 on this machine');
  const read = readPyc(new Uint8Array(made.stdout));
  assert.deepEqual([read.problems, read.module.problems], [[], []]);
  const spelled = [
    'import os', 'import base64 as b', 'from urllib.request import urlopen as fetch', 'from . import sibling', 'exec((b.b64decode("cHJpbnQoMSk=") + b"\\xff"))',
    '.append(chr((ord(c) ^ KEY)))', 'if (os.name == "nt"):', 'os.system("uname")', 'fetch(Request("http://h.invalid/"), timeout=3)', 'class Runner(dict):',
    'def run(self, command, *rest, shell, **named):', '__import__("subprocess").Popen(', 'self.get("x")', 'async def later(u):', '(await z.get("http://later.invalid/"))',
  ];
  for (const piece of spelled) assert.ok(read.source.includes(piece), `${piece}\n${read.source}`);
  for (const name of ['os', 'b64decode', 'Popen', 'later', 'command']) assert.ok(read.names.includes(name), name);
  assert.ok(read.strings.includes('cHJpbnQoMSk='));
});

const u8 = (value: number): string => String.fromCharCode(value & 255);
const i32 = (value: number): string => u8(value) + u8(value >> 8) + u8(value >> 16) + u8(value >> 24);
const short = (text: string): string => `z${u8(text.length)}${text}`;
const octets = (text: string): string => `s${i32(text.length)}${text}`;
const tuple = (items: readonly string[]): string => `(${i32(items.length)}${items.join('')}`;

/** Marshalled code of any version, from instruction names and arguments. */
function forged(version: number, instructions: readonly (readonly [string, number])[], consts: readonly string[], names: readonly string[]): Uint8Array {
  const table = opcodesOf(version);
  const numbered = instructions.map(([name, arg]) => {
    const opcode = table.indexOf(name);
    assert.ok(opcode > 0, `${name} of ${version}`);
    if (version >= 306) return u8(opcode) + u8(arg);
    return opcode >= 90 ? u8(opcode) + u8(arg) + u8(arg >> 8) : u8(opcode);
  });
  const text = (value: string): string => (version < 300 ? octets(value) : short(value));
  const counts = i32(0).repeat(version >= 311 ? 5 : version >= 308 ? 6 : version >= 300 ? 5 : 4);
  const head = `c${counts}${octets(numbered.join(''))}${tuple(consts)}${tuple(names.map(text))}${tuple([])}`;
  const tail = version >= 311 ? `${octets('')}${text('f.py')}${text('m')}${text('m')}${i32(1)}${octets('')}${octets('')}` : `${tuple([])}${tuple([])}${text('f.py')}${text('m')}${i32(1)}${octets('')}`;
  return new Uint8Array(Buffer.from(head + tail, 'latin1'));
}

test('the byte code of every version spells its calls', () => {
  const said: [number, [string, number][]][] = [
    [207, [['LOAD_NAME', 0], ['LOAD_ATTR', 1], ['LOAD_CONST', 0], ['CALL_OLD', 1], ['POP_TOP', 0]]],
    [304, [['LOAD_NAME', 0], ['LOAD_ATTR', 1], ['LOAD_CONST', 0], ['CALL_OLD', 1], ['POP_TOP', 0]]],
    [306, [['LOAD_NAME', 0], ['LOAD_ATTR', 1], ['LOAD_CONST', 0], ['CALL_FUNCTION', 1], ['POP_TOP', 0]]],
    [309, [['LOAD_NAME', 0], ['LOAD_METHOD', 1], ['LOAD_CONST', 0], ['CALL_METHOD', 1], ['POP_TOP', 0]]],
    [311, [['LOAD_NAME', 0], ['LOAD_METHOD', 1], ['LOAD_CONST', 0], ['CALL', 1], ['POP_TOP', 0]]],
    [312, [['LOAD_NAME', 0], ['LOAD_ATTR', 3], ['LOAD_CONST', 0], ['CALL', 1], ['POP_TOP', 0]]],
    [313, [['LOAD_NAME', 0], ['LOAD_ATTR', 3], ['LOAD_CONST', 0], ['CALL', 1], ['POP_TOP', 0]]],
    [314, [['LOAD_NAME', 0], ['LOAD_ATTR', 3], ['LOAD_CONST', 0], ['CALL', 1], ['POP_TOP', 0]]],
  ];
  for (const [version, instructions] of said) {
    const read = readMarshalled(forged(version, instructions, [version < 300 ? octets('id') : short('id')], ['os', 'system']), version);
    assert.deepEqual([read.source.trim(), read.problems], ['os.system("id")', []], String(version));
  }
});

/** A file with its header, which every version has of another length. */
function file(magic: number, header: number, code: Uint8Array): Uint8Array {
  return Uint8Array.of(magic & 255, magic >> 8, 13, 10, ...new Uint8Array(header - 4), ...code);
}

test('the header tells the version', () => {
  const versions: [number, number, number][] = [[62211, 207, 8], [3131, 300, 8], [3230, 303, 12], [3379, 306, 12], [3394, 307, 16], [3413, 308, 16], [3439, 310, 16], [3495, 311, 16], [3571, 313, 16], [3627, 314, 16]];
  for (const [magic, version, header] of versions) {
    const read = readPyc(file(magic, header, forged(version, [['LOAD_NAME', 0]], [], ['os'])));
    assert.deepEqual([read.version, read.names, read.problems], [version, ['os'], []], String(magic));
  }
  assert.match(readPyc(new Uint8Array(40)).problems[0] ?? '', /magic/);
  assert.match(readPyc(file(3700, 16, forged(314, [], [], []))).problems[0] ?? '', /newer/);
});

test('references, integers and cut ends are read as data', () => {
  const shared = `${u8('z'.charCodeAt(0) | 0x80)}${u8(2)}hi`;
  const consts = [shared, `r${i32(0)}`, `l${i32(-2)}${u8(1)}${u8(0)}${u8(1)}${u8(0)}`, `l${i32(5)}${u8(1).repeat(10)}`, `g${u8(0).repeat(6)}${u8(0xf8)}${u8(0x3f)}`];
  const load = consts.flatMap((_, index): [string, number][] => [['LOAD_CONST', index], ['STORE_NAME', index]]);
  const read = readMarshalled(forged(308, load, consts, ['a', 'b', 'c', 'd', 'e']), 308);
  assert.deepEqual(read.source.trim().split('\n'), ['a = "hi"', 'b = "hi"', 'c = (-32769)', 'd = 296309869343546573057', 'e = 1.5']);
  const whole = forged(308, load, consts, ['a', 'b', 'c', 'd', 'e']);
  const cut = readMarshalled(whole.subarray(0, whole.length - 40), 308);
  assert.match(cut.problems[0] ?? '', /cut short/);
  assert.ok(cut.strings.includes('hi'));
});

test('hostile byte code takes neither long nor much', () => {
  const began = performance.now();
  const doubling: [string, number][] = [['LOAD_NAME', 0], ...Array.from({ length: 4000 }, (): [string, number][] => [['DUP_TOP', 0], ['+', 0]]).flat(), ['POP_TOP', 0]];
  const grown = readMarshalled(forged(308, doubling, [], ['x']), 308);
  assert.ok(grown.source.length < 1_000_000);
  const nested = readMarshalled(new Uint8Array(Buffer.from('(\x01\0\0\0'.repeat(100_000), 'latin1')), 312);
  assert.match(nested.problems[0] ?? '', /too deeply/);
  const huge = readMarshalled(new Uint8Array(Buffer.from(`(${i32(0x7fffffff)}N`, 'latin1')), 312);
  assert.match(huge.problems[0] ?? '', /cut short/);
  assert.ok(performance.now() - began < 5000);
});

test('no bytes make it throw', () => {
  const versions = [207, 304, 306, 308, 310, 311, 312, 313, 314];
  const read = (code: Uint8Array, version: number): CompiledPython => readMarshalled(forgedRaw(version, code), version);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...versions), (code, version) => {
    const { module, source } = read(code, version);
    assert.deepEqual(module.problems, [], source);
    readPyc(code);
    readMarshalled(code, version);
  }), { numRuns: 3000 });
});

function forgedRaw(version: number, code: Uint8Array): Uint8Array {
  const empty = Buffer.from(forged(version, [], [short('s'), `i${i32(5)}`, tuple([short('k')])], ['n', 'm', 'o'])).toString('latin1');
  const none = octets('');
  return new Uint8Array(Buffer.from(empty.replace(none, octets(Buffer.from(code).toString('latin1')).replace(/\$/g, '$$$$')), 'latin1'));
}
