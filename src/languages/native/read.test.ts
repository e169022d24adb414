/** Native files are forged here, header by header; none can run. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Budget } from '../../kit/budget.ts';
import type { SourceUnit } from '../../model/source.ts';
import { readNative } from './read.ts';

function read(bytes: Buffer): SourceUnit {
  return readNative({ path: 'x', text: bytes.toString('latin1'), language: 'native', stage: 'run', layers: [] }, { budget: new Budget(), inner: () => undefined });
}

/** A PE32 image with one section that holds one import descriptor. */
function portableExecutable(library: string, functions: readonly string[], tail = 0): Buffer {
  const image = Buffer.alloc(0x400 + tail, tail > 0 ? 0x41 : 0);
  image.fill(0, 0, 0x400);
  image.write('MZ', 0, 'latin1');
  image.writeUInt32LE(0x40, 0x3c);
  image.writeUInt32LE(0x4550, 0x40);
  image.writeUInt16LE(1, 0x46);
  image.writeUInt16LE(0xe0, 0x54);
  image.writeUInt16LE(0x10b, 0x58);
  image.writeUInt32LE(0x1000, 0x58 + 96 + 8);
  const section = 0x58 + 0xe0;
  image.write('.idata', section, 'latin1');
  image.writeUInt32LE(0x1000, section + 12);
  image.writeUInt32LE(0x200, section + 16);
  image.writeUInt32LE(0x200, section + 20);
  image.writeUInt32LE(0x1040, 0x200);
  image.writeUInt32LE(0x1100, 0x200 + 12);
  image.write(`${library}\0`, 0x300, 'latin1');
  let name = 0x320;
  functions.forEach((text, i) => {
    image.writeUInt32LE(name - 0x200 + 0x1000, 0x240 + i * 4);
    image.write(`${text}\0`, name + 2, 'latin1');
    name += text.length + 4;
  });
  return image;
}

test('imported functions of a Windows image are told, with their library', () => {
  const unit = read(portableExecutable('KERNEL32.dll', ['WriteProcessMemory', 'SetClipboardData', 'GetTickCount']));
  assert.deepEqual(unit.imports, ['KERNEL32.dll']);
  assert.deepEqual(unit.calls.map((call) => [call.name, call.does]), [['WriteProcessMemory', ['code.memory']], ['SetClipboardData', ['clipboard.write']]]);
});

test('an overlay is marked, a short one is not', () => {
  assert.ok(read(portableExecutable('A.dll', ['x'], 5_000)).marks.some((mark) => mark.kind === 'blob'));
  assert.deepEqual(read(portableExecutable('A.dll', ['x'], 100)).marks, []);
});

test('undefined symbols and libraries of an ELF file are told', () => {
  const elf = Buffer.alloc(0x400);
  elf.write('\x7fELF\x02\x01', 0, 'latin1');
  elf.writeBigUInt64LE(0x200n, 40);
  elf.writeUInt16LE(64, 58);
  elf.writeUInt16LE(3, 60);
  elf.write('\0execve\0libx.so\0defined\0', 0x100, 'latin1');
  elf.writeUInt32LE(1, 0x140 + 24);
  elf.writeUInt32LE(16, 0x140 + 48);
  elf.writeUInt16LE(1, 0x140 + 48 + 6);
  elf.writeBigUInt64LE(1n, 0x190);
  elf.writeBigUInt64LE(8n, 0x198);
  const header = (index: number, type: number, at: number, size: number, link: number) => {
    elf.writeUInt32LE(type, 0x200 + index * 64 + 4);
    elf.writeBigUInt64LE(BigInt(at), 0x200 + index * 64 + 24);
    elf.writeBigUInt64LE(BigInt(size), 0x200 + index * 64 + 32);
    elf.writeUInt32LE(link, 0x200 + index * 64 + 40);
  };
  header(0, 3, 0x100, 0x40, 0);
  header(1, 11, 0x140, 72, 0);
  header(2, 6, 0x190, 32, 0);
  const unit = read(elf);
  assert.deepEqual(unit.calls.map((call) => call.name), ['execve']);
  assert.deepEqual(unit.imports, ['libx.so']);
});

test('packers leave marks; strings are read in both widths', () => {
  const unit = read(Buffer.concat([Buffer.from('\x7fELF\0\0UPX!\0http://a.example/x\0\0'), Buffer.from('cmd.exe /c dir', 'utf16le')]));
  assert.deepEqual(unit.marks.map((mark) => mark.detail), ['UPX']);
  assert.ok(unit.strings.some((literal) => literal.value === 'http://a.example/x'));
  assert.ok(unit.strings.some((literal) => literal.value === 'cmd.exe /c dir'));
});

test('a form that is not known is a gap', () => {
  assert.equal(read(Buffer.from('nothing native here')).gaps.length, 1);
});
