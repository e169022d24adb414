/** A young package with the readme of what it depends on, scanned by name; and the honest ones that nearly are that. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ASSAY } from '../cli/run.ts';
import { forgeNpm } from '../forge/forge.ts';
import { Loopback, pages } from './loopback.ts';

const root = mkdtempSync(join(tmpdir(), 'assay-readme-'));
const open: Loopback[] = [];
after(async () => {
  for (const server of open) await server.stop();
  rmSync(root, { recursive: true });
});

const README = (name: string): string => `# ${name}\n\nThe fastest orchard ledger there is. Install ${name} with npm and call its one function with your trees.\n${'It counts apples, pears and quinces by the row. '.repeat(4)}\n`;
const NOW = new Date().toISOString();
const LONG_AGO = '2015-01-01T00:00:00Z';

interface Forged {
  readonly name: string;
  readonly readme: string;
  readonly time: string;
  readonly owner: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function packagePages({ name, readme, time, owner, dependencies = {} }: Forged): Record<string, string | Uint8Array> {
  const manifest = { name, version: '1.0.0', dependencies, homepage: 'https://home.example' };
  const bytes = forgeNpm(manifest, { 'README.md': readme, 'index.js': 'module.exports = 1;\n' });
  const dist = { tarball: `/${name}/-/x-1.0.0.tgz`, integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}` };
  return {
    [`/${name}`]: JSON.stringify({ name, 'dist-tags': { latest: '1.0.0' }, time: { '1.0.0': time }, versions: { '1.0.0': { ...manifest, maintainers: [{ name: owner }], dist } } }),
    [`/${name}/-/x-1.0.0.tgz`]: bytes,
  };
}

const ORIGINAL: Forged = { name: 'orchard-ledger', readme: README('orchard-ledger'), time: LONG_AGO, owner: 'ada' };
const COPY: Forged = { name: 'meadow-tool', readme: README('meadow-tool'), time: NOW, owner: 'eve', dependencies: { 'orchard-ledger': '^1.0.0' } };

/** The messages of registry-facts about the copy, and how often the registry was asked. */
async function scanned(copy: Forged, original: Forged): Promise<{ readonly told: string; readonly asked: readonly string[] }> {
  const server = await new Loopback(pages({ ...packagePages(original), ...packagePages(copy) })).start();
  open.push(server);
  const env = { PATH: process.env['PATH'], HOME: root, ASSAY_CACHE_DIR: join(root, `cache-${open.length}`), npm_config_registry: server.url, npm_config_globalconfig: join(root, 'none'), NO_PROXY: '127.0.0.1' };
  const told = await new Promise<string>((resolve) => {
    execFile(process.execPath, [ASSAY, 'scan', '-f', 'jsonl', `npm:${copy.name}`], { env, cwd: root }, (_, stdout) => {
      const { findings } = JSON.parse(stdout) as { findings: { rule: string; message: string }[] };
      resolve(findings.filter((each) => each.rule === 'registry-facts').map((each) => each.message).join('\n'));
    });
  });
  return { told, asked: server.asked.map(({ path }) => path) };
}

test('a young package with the readme of its dependency is told', async () => {
  const { told } = await scanned(COPY, ORIGINAL);
  assert.match(told, /first appeared today/);
  assert.match(told, /its readme is that of orchard-ledger, which it depends on/);
});

for (const [what, copy, original] of [
  ['a readme of its own', { ...COPY, readme: README('meadow-tool').replace('fastest', 'slowest') }, ORIGINAL],
  ['one account', { ...COPY, owner: 'ada' }, ORIGINAL],
  ['one scope', { ...COPY, name: '@orchard/tool', readme: README('tool'), dependencies: { '@orchard/ledger': '1' } }, { ...ORIGINAL, name: '@orchard/ledger', readme: README('ledger') }],
  ['a family that is new', COPY, { ...ORIGINAL, time: NOW }],
] as const) {
  test(`${what} is nothing to tell`, async () => assert.doesNotMatch((await scanned(copy, original)).told, /readme/));
}

test('an old project is not asked about', async () => {
  const { told, asked } = await scanned({ ...COPY, time: LONG_AGO }, ORIGINAL);
  assert.doesNotMatch(told, /readme/);
  assert.deepEqual(asked.filter((path) => path.includes('orchard')), []);
});
