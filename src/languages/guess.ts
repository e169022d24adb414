/** Tells the language of a file or a decoded layer by its name, first line, first bytes and words. */
import { HEAD_BYTES } from '../model/artifact.ts';
import type { Language } from '../model/source.ts';
import { languageOfText } from './guess-text.ts';
import { utf16 } from './decode.ts';

/**
 * The language of a member or layer. `path` may be '' for a layer; bytes are looked at as text unless they are binary. The first `HEAD_BYTES` of a
 * content are enough; `length` is that of the whole.
 */
export function guessLanguage(path: string, content: string | Uint8Array, length = content.length): Language {
  const head = typeof content === 'string' ? content.slice(0, HEAD_BYTES) : headOf(content);
  const magic = languageOfMagic(head);
  if (magic) return magic;
  const text = readableText(head);
  if (text === undefined) return 'data';
  const extension = extensionOf(path);
  const byName = LANGUAGES_BY_EXTENSION.get(extension);
  const byLine = languageOfHashbang(text);
  // An interpreter that is handed the file by name ignores its first line.
  if (byLine && !(/^(?:[mc]?js|pyw?)$/.test(extension) && byName)) return byLine;
  if (byName && byName !== 'text' && byName !== 'data' && byName !== 'native') return byName;
  if (isDocument(path, extension)) return 'text';
  const byWords = languageOfText(text, length);
  if (byWords) return byWords;
  // A native file is known by its first bytes; the name alone says nothing.
  return byName === 'native' ? 'data' : (byName ?? 'text');
}

/** Files whose text is meant for people or for another program, however many commands they quote. What runs such a file knows its language. */
function isDocument(path: string, extension: string): boolean {
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return DOCUMENTS.has(extension) || DOCUMENT_NAMES.test(base);
}

const DOCUMENT_NAMES = /^(?:readme|licen[cs]e|copying|change(?:s|log)|history|authors|contribut\w*|notice|news|install|todo|security|faq|makefile|dockerfile|manifest|record|wheel|metadata|pkg-info|requires|top_level|sources|entry_points)(?:[._-][\w.-]{0,40})?$/i;
const DOCUMENTS: ReadonlySet<string> = new Set(
  'md markdown rst adoc tex html htm css scss less json jsonl yaml yml toml cfg ini csv tsv po pot lock xml xsd graphql proto c h cc cpp hpp cs java go rs rb php swift kt scala r lua m f90 ex erl hs clj dart vue svelte sql ipynb cmake mk am ac m4 patch diff'.split(' '),
);

/** The language that a file's extension stands for; undefined where it says nothing. */
export function languageOfExtension(path: string): Language | undefined {
  return LANGUAGES_BY_EXTENSION.get(extensionOf(path));
}

function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES)).toString('latin1');
}

function extensionOf(path: string): string {
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(dot + 1) : '';
}

const BY_LANGUAGE: Readonly<Record<Language, string>> = {
  python: 'py pyw pyi pyx pth wsgi py3 py2 ipy pym',
  javascript: 'js mjs cjs jsx ts mts cts tsx es es6 jse gyp gypi node-script',
  shell: 'sh bash zsh ksh command csh fish dash bats ebuild',
  powershell: 'ps1 psm1 psd1',
  batch: 'bat cmd',
  vbscript: 'vbs vbe vba bas hta wsf',
  perl: 'pl pm t al xs plx',
  native: 'exe dll so dylib pyd node sys scr cpl ocx o a lib elf bin',
  data: 'png jpg jpeg gif bmp ico webp tiff svgz woff woff2 ttf otf eot mp3 mp4 wav ogg flac avi mov pdf zip gz tgz bz2 xz 7z rar jar whl egg pyc pyo wasm npy npz pkl pickle pt pth.tar onnx h5 parquet sqlite db mo ds_store',
  text: 'md rst txt json yaml yml toml cfg ini xml html htm css scss less sass csv tsv lock po pot license in map log conf properties sql graphql proto svg tex rb php java go rs c h cc cpp hpp cs swift kt scala r lua m pas f90 jl ex exs erl hs clj dart vue svelte',
};

const LANGUAGES_BY_EXTENSION: ReadonlyMap<string, Language> = new Map(
  Object.entries(BY_LANGUAGE).flatMap(([language, extensions]) => extensions.split(' ').map((extension) => [extension, language as Language] as const)),
);

const INTERPRETERS: readonly (readonly [RegExp, Language])[] = [
  [/\b(?:python|pypy|pythonw|ipython)[\d.]*\b|\buv\b/, 'python'],
  [/\b(?:node|nodejs|deno|bun|tsx|ts-node|qjs|osascript -l JavaScript)\b/, 'javascript'],
  [/\b(?:pwsh|powershell)\b/, 'powershell'],
  [/\bperl[\d.]*\b/, 'perl'],
  [/\b(?:ba|da|z|k|a|mk|fi|c|tc)?sh\b/, 'shell'],
];

function languageOfHashbang(text: string): Language | undefined {
  const line = /^\ufeff?#!([^\n]{0,200})/.exec(text)?.[1];
  if (line === undefined) return undefined;
  for (const [pattern, language] of INTERPRETERS) if (pattern.test(line)) return language;
  return undefined;
}

/** Programs and well-known binary formats by their first bytes. */
function languageOfMagic(head: string): Language | undefined {
  if (head.startsWith('\x7fELF') || isPortableExecutable(head) || MACH_O.test(head)) return 'native';
  return BINARY.some((magic) => head.startsWith(magic)) || head.startsWith('ftyp', 4) || (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) ? 'data' : undefined;
}

function isPortableExecutable(head: string): boolean {
  if (!head.startsWith('MZ')) return false;
  const at = head.charCodeAt(0x3c) | (head.charCodeAt(0x3d) << 8) | (head.charCodeAt(0x3e) << 16);
  return head.length < 0x40 ? false : at > head.length ? /[\x00\x80-\xff]/.test(head.slice(2, 64)) : head.startsWith('PE\0\0', at);
}

const MACH_O = /^(?:\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe\0\0\0[\x01-\x14])/;
const BINARY: readonly string[] = [
  '\x89PNG\r\n', '\xff\xd8\xff', 'GIF87a', 'GIF89a', 'PK\x03\x04', 'PK\x05\x06', '\x1f\x8b', 'BZh', '\xfd7zXZ', '7z\xbc\xaf', 'Rar!', '%PDF-', 'wOFF', 'wOF2', '\0\x01\0\0\0', 'OTTO', '\0asm', 'SQLite format 3\0',
  'OggS', 'ID3', 'fLaC', '\x28\xb5\x2f\xfd', '\xca\xfe\xba\xbe', 'BM\x36', 'II*\0', 'MM\0*', '\0\0\x01\0', '!<arch>\n', 'CWS', 'FWS', '\x80\x02}', '\x80\x03', '\x80\x04\x95', '\x93NUMPY',
];

/** The head as text; undefined for bytes that are none. UTF-16 is decoded. */
function readableText(head: string): string | undefined {
  if (head.startsWith('\xff\xfe') || looksUtf16(head)) return utf16(head.startsWith('\xff\xfe') ? head.slice(2) : head);
  if (head.includes('\0')) return undefined;
  const sample = head.slice(0, 4_096);
  let odd = 0;
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 27) odd++;
  }
  return odd * 20 > sample.length ? undefined : head;
}

function looksUtf16(head: string): boolean {
  const sample = head.slice(0, 200);
  if (sample.length < 8) return false;
  for (let i = 1; i < sample.length; i += 2) if (sample.charCodeAt(i) !== 0 || sample.charCodeAt(i - 1) === 0) return false;
  return true;
}
