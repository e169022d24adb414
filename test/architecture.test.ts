/** The import table of ARCHITECTURE.md holds: layers, the one door to the world, no cycles, no long files. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { findViolations, readLongFiles, readRooms, type SourceFile } from './architecture/checker.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ARCHITECTURE = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
const ROOMS = readRooms(ARCHITECTURE);

test('the sources keep to the import table', () => {
  const files = productFiles();
  assert.ok(files.length > 10, 'the sources were not found');
  assert.deepEqual(findViolations(files, ROOMS, readLongFiles(ARCHITECTURE)), []);
});

test('every file that ARCHITECTURE.md links to is there', () => {
  const links = [...ARCHITECTURE.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? '');
  assert.ok(links.length > 10);
  assert.deepEqual(links.filter((link) => !existsSync(join(ROOT, link))), []);
});

const FORGED: readonly (readonly [name: string, path: string, text: string, expected: RegExp])[] = [
  ['an upward import', 'src/kit/x.ts', "import { a } from '../model/a.ts';", /kit may not import model/],
  ['an upward type import', 'src/formats/x.ts', "import type { Rule } from '../engine/a.ts';", /formats may not import engine/],
  ['a type import over several lines', 'src/model/x.ts', "import type {\n  A,\n  B,\n} from '../host/a.ts';", /model may not import host/],
  ['an inline import type', 'src/model/x.ts', "export type A = import('../host/a.ts').A;", /model may not import host/],
  ['a re-export', 'src/engine/x.ts', "export * from '../reports/a.ts';", /engine may not import reports/],
  ['the disk', 'src/engine/x.ts', "import { readFileSync } from 'node:fs';", /engine may not touch node:fs/],
  ['a package', 'src/reports/x.ts', "import { parse } from 'yaml';", /reports may not touch yaml/],
  ['a dynamic import', 'src/languages/x.ts', "export const a = () => import('node:vm');", /languages may not touch node:vm/],
  ['a computed import', 'src/languages/x.ts', 'export const a = (name) => import(name);', /computed name/],
  ['fetch', 'src/ecosystems/x.ts', "export const a = () => fetch('x');", /uses fetch/],
  ['process', 'src/engine/x.ts', 'export const a = () => process.env.HOME;', /uses process/],
  ['eval', 'src/languages/x.ts', 'export const a = (text) => eval(text);', /uses eval/],
  ['Function', 'src/rules/theft/x.ts', "export const a = new Function('1');", /uses Function/],
  ['console', 'src/reports/x.ts', 'export const a = () => console.log(1);', /uses console/],
  ['globalThis', 'src/kit/x.ts', "export const a = globalThis['fet' + 'ch'];", /uses globalThis/],
  ['a rule that imports a rule', 'src/rules/theft/x.ts', "import a from '../reach/y.ts';", /a rule may not import/],
  ['an unknown room', 'src/utils/x.ts', 'export const a = 1;', /not in the import table/],
  ['something outside src', 'src/engine/x.ts', "import { a } from '../../test/a.ts';", /outside src/],
  ['a long file', 'src/kit/x.ts', '\n'.repeat(401), /401 lines/],
];

for (const [name, path, text, expected] of FORGED) {
  test(`the checker sees ${name}`, () => {
    const compiled = text.startsWith('import type') || text.startsWith('export type') ? '' : text;
    const violations = findViolations([{ path, text, compiled }], ROOMS, new Set());
    assert.equal(violations.length, 1, violations.join('\n'));
    assert.match(violations[0] ?? '', expected);
  });
}

test('the checker sees a cycle, through types too', () => {
  const forge = (path: string, text: string): SourceFile => ({ path, text, compiled: '' });
  const files = [
    forge('src/kit/a.ts', "import type { B } from './b.ts';"),
    forge('src/kit/b.ts', "import type { C } from './c.ts';"),
    forge('src/kit/c.ts', "import { a } from './a.ts';"),
  ];
  assert.deepEqual(findViolations(files, ROOMS, new Set()), ['import cycle: src/kit/a.ts -> src/kit/b.ts -> src/kit/c.ts -> src/kit/a.ts']);
});

test('the checker lets pass what is allowed', () => {
  const text = [
    "import { Budget } from '../kit/budget.ts';",
    "import { inflateRawSync } from 'node:zlib';",
    '// eval and fetch are only words here',
    'export const own = (global, { process } = {}) => global + process;',
    "export const a = { process: 1, fetch() { return 'eval'; } }.process + Budget.console + inflateRawSync.fetch;",
  ].join('\n');
  assert.deepEqual(findViolations([{ path: 'src/formats/x.ts', text, compiled: text }], ROOMS, new Set()), []);
  const rule = "import { WALLETS } from '../_known/wallets.ts';\nexport default WALLETS;";
  assert.deepEqual(findViolations([{ path: 'src/rules/theft/x.ts', text: rule, compiled: rule }], ROOMS, new Set()), []);
});

/** The product's files; tests and what only tests use are exempt. */
function productFiles(): SourceFile[] {
  const found: SourceFile[] = [];
  for (const entry of readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) continue;
    const absolute = join(entry.parentPath, entry.name);
    const path = relative(ROOT, absolute).split(sep).join('/');
    const compiled = readFileSync(join(ROOT, 'dist', path.replace(/\.ts$/, '.js')), 'utf8');
    found.push({ path, text: readFileSync(absolute, 'utf8'), compiled });
  }
  return found;
}
