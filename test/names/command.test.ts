/** `assay names` as a user runs it. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const BIN = join(import.meta.dirname, '..', '..', '..', 'bin', 'assay');
const FOLDER = mkdtempSync(join(tmpdir(), 'assay-names-'));
after(() => rmSync(FOLDER, { recursive: true }));

function assay(args: readonly string[], input = ''): { status: number | null; out: string; err: string } {
  const ran = spawnSync(process.execPath, [BIN, 'names', ...args], { input, encoding: 'utf8', env: { ...process.env, XDG_DATA_HOME: join(FOLDER, 'data') } });
  return { status: ran.status, out: ran.stdout, err: ran.stderr };
}

function fileOf(name: string, text: string): string {
  const path = join(FOLDER, name);
  writeFileSync(path, text);
  return path;
}

test('a look-alike is told in one sentence, with the age of the data, and the exit code is 1', () => {
  const { status, out } = assay(['colourama']);
  assert.equal(status, 1);
  assert.match(out, /^block +colourama → colorama {2}spelling/);
  assert.match(out, /colourama spells colorama the British way; colorama is the 81st most downloaded package/);
  assert.match(out, /1 block, 0 warn, 0 review of 1 name; compared with the pypi list of \d{4}-\d\d-\d\d, [\d,]+ days? old/);
});

test('the exit code is 0 where nothing reaches the tier', () => {
  assert.equal(assay(['numpy', 'zanzibar-quokka']).status, 0);
  const low = assay(['--tier', 'block', 'seaborn-utils']);
  assert.deepEqual([low.status, assay(['seaborn-utils']).status], [0, 1]);
});

test('a list comes through standard input and goes out as JSON lines', () => {
  const { status, out } = assay(['--registry', '-', '-f', 'jsonl'], 'numpy\n\nreqeusts\r\nzanzibar\n\u202ereqeusts2\n');
  assert.equal(status, 1);
  const rows = out.trim().split('\n').map((line): unknown => JSON.parse(line));
  assert.deepEqual(rows.map((row) => Object.keys(row ?? {})), rows.map(() => ['name', 'target', 'tier', 'category', 'ratio', 'why', 'rank']));
  assert.deepEqual(Object.entries(rows[0] ?? {}).slice(0, 4), [['name', 'reqeusts'], ['target', 'requests'], ['tier', 'block'], ['category', 'transposition']]);
  assert.ok(!out.includes('\u202e'));
});

test('columns are found by their head, and what they say lowers the tier', () => {
  const list = fileOf('list.tsv', 'rank\tname\tlast_release_month\tsummary\n1\tcolorama-tools\t2019-04\tPaints harbours\n2\tcolorama-utils\t\t\n');
  assert.match(assay(['--registry', list]).out, /colorama-utils/);
  assert.doesNotMatch(assay(['--registry', list]).out, /colorama-tools/);
});

test('csv and html escape what a spreadsheet or a page would run', () => {
  const csv = assay(['-f', 'csv', '=colourama']).out;
  assert.match(csv, /^name,target,tier/);
  assert.match(csv, /\r\n'=colourama,colorama,/);
  const page = join(FOLDER, 'page.html');
  assay(['-f', 'html', '-o', page, '<colourama']);
  assert.match(readFileSync(page, 'utf8'), /&#60;colourama/);
});

test('who imitates one package, and names that must be internal', () => {
  const list = fileOf('names.txt', 'reqeusts\ncolourama\nacme-billing\n');
  assert.match(assay(['--of', 'colorama', '--registry', list]).out, /colourama[^]*\b1 block, 0 warn, 0 review of 3 names/);
  const internal = fileOf('internal.txt', 'acme-*\n');
  assert.match(assay(['--internal', internal, '--registry', list]).out, /acme-billing → acme-\* {2}internal/);
});

test('a newer list is taken over and told by its date', () => {
  const names = Array.from({ length: 1200 }, (_, i) => `quokka${String(i).padStart(4, '0')}zebra`);
  assert.equal(assay(['update', fileOf('short.txt', 'a\nb\n')]).status, 2);
  assert.equal(assay(['update', fileOf('new.txt', ['flamingoledger', ...names].join('\n'))]).status, 0);
  const { out } = assay(['flamingolegder']);
  assert.match(out, /flamingoledger is the most downloaded package/);
  assert.match(out, /0 days old/);
  rmSync(join(FOLDER, 'data'), { recursive: true });
});

test('a slow list is answered line by line, and Ctrl-C ends it without a word', async () => {
  const child = spawn(process.execPath, [BIN, 'names', '--registry', '-'], { env: { ...process.env, XDG_DATA_HOME: join(FOLDER, 'data') } });
  let out = '';
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (err += part));
  for (const [name, answer] of [['reqeusts', /reqeusts → requests/], ['colourama', /colourama → colorama/]] as const) {
    child.stdin.write(`${name}\n`);
    await new Promise<void>((resolve, reject) => {
      child.on('close', () => reject(new Error(`it ended: ${err}`))).stdout.setEncoding('utf8').on('data', (part: string) => {
        out += part;
        if (answer.test(out)) resolve();
      });
    });
  }
  child.kill('SIGINT');
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)));
  assert.deepEqual([signal, err], ['SIGINT', '']);
});

test('a reader that goes away ends the sweep quietly, and not as if nothing had been found', () => {
  const list = fileOf('many.txt', 'reqeusts\n'.repeat(20_000));
  const ran = spawnSync('bash', ['-c', '"$0" "$1" names --registry "$2" | head -n 1; echo "${PIPESTATUS[0]}"', process.execPath, BIN, list], { encoding: 'utf8' });
  assert.match(ran.stdout, /^block +reqeusts → requests.*\n141\n$/);
  assert.equal(ran.stderr, '');
});

test('odd lines in a list neither slow nor stop it', () => {
  const odd = ['x'.repeat(10_000), '', '😀', '\ud83d', '-', '@/', Array.from({ length: 20 }, (_, i) => `word${i}`).join('-'), 'r\u0435quests', 'é'.repeat(300)];
  const { status, out } = assay(['--registry', '-', '-f', 'jsonl'], `${Array.from({ length: 300 }, () => odd).flat().join('\n')}\n`);
  assert.equal(status, 1);
  assert.deepEqual([...new Set(out.trim().split('\n').map((line) => (JSON.parse(line) as { target: string }).target))], ['requests']);
});

test('wrong use is told with what to do', () => {
  for (const args of [[], ['--registry', join(FOLDER, 'none')], ['--tier', 'blok', 'x'], ['--ecosystem', 'cpan', 'x'], ['x', '--registry', 'y']]) {
    const { status, err } = assay(args);
    assert.equal(status, 2, args.join(' '));
    assert.match(err, /^assay: .+\n(?: {2}.+\n)+$/);
  }
});
