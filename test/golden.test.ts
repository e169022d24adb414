/** The whole program as users see it, as plain text. `UPDATE_GOLDEN=1 npm test -- golden` takes over what it prints: read the diff. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { ROOT, runAssay } from './cli/run.ts';
import { CASES, type GoldenCase } from './golden/cases.ts';

const GOLDEN = join(ROOT, 'test', 'golden');

for (const golden of CASES) {
  test(`golden ${golden.name}`, () => {
    const path = join(GOLDEN, golden.name, 'expected.txt');
    const actual = transcriptOf(golden);
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, actual);
    }
    assert.equal(actual, existsSync(path) ? readFileSync(path, 'utf8') : '');
  });
}

test('no expected output is left over', () => {
  const folders = readdirSync(GOLDEN, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const all = folders.flatMap((folder) => readdirSync(join(GOLDEN, folder.name)).map((name) => `${folder.name}/${name}`));
  const found = all.filter((name) => existsSync(join(GOLDEN, name, 'expected.txt')));
  assert.deepEqual(found.filter((name) => !CASES.some((golden) => golden.name === name)), []);
});

/** Runs a case in a folder of its own. What differs from run to run (time, compressed bytes) is levelled. */
function transcriptOf(golden: GoldenCase): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-golden-'));
  try {
    for (const [path, content] of Object.entries(golden.files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const command = golden.name.split('/')[0] ?? '';
    const ran = runAssay([command, ...golden.args], { cwd: folder, ...(golden.env ? { env: golden.env } : {}), ...(golden.input ? { input: golden.input } : {}) });
    const errors = ran.stderr === '' ? '' : `--- standard error\n${ran.stderr}`;
    return levelled(`$ assay ${[command, ...golden.args].join(' ')}\n${ran.stdout}${errors}--- exit code ${ran.status}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function levelled(text: string): string {
  return text
    .replace(/\b\d+\.\d+ s\b/g, '0.00 s')
    .replace(/(sha256\s+)(?:[0-9a-f]\s*){63}[0-9a-f]/g, '$1<sha256>');
}
