/** What `assay gate env` prints, pasted into a shell: every client comes through a gate that asks for a token. */
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { forgeWheel } from '../forge/forge.ts';
import { cleanEnvironment, directEnvironment, nodeClient, pythonClients, type ClientName, type NodeClient } from './clients.ts';
import { freePort } from './free-port.ts';
import { NpmRegistry } from './npm-registry.ts';
import { PypiIndex } from './pypi-index.ts';

const ASSAY = fileURLToPath(new URL('../../../bin/assay', import.meta.url));
/** What a shell would take for something else, were it not quoted. */
const TOKEN = "s3'c$r&t";
const folder = mkdtempSync(join(tmpdir(), 'assay-env-'));
const registry = new NpmRegistry();
const index = new PypiIndex();
const python = pythonClients();
let port = '';
let gate: ChildProcess;
let lines: ReadonlyMap<string, string>;

before(async () => {
  await registry.start();
  await index.start();
  registry.publish('harmless-thing', [{ version: '1.0.0' }]);
  const metadata = 'Metadata-Version: 2.1\nName: harmless-thing\nVersion: 1.0\nRequires-Python: >=3.7\n';
  const bytes = forgeWheel('harmless_thing', '1.0', { 'harmless_thing.py': 'x = 1\n', 'harmless_thing-1.0.dist-info/METADATA': metadata });
  index.publish('harmless-thing', [{ filename: 'harmless_thing-1.0-py3-none-any.whl', bytes, metadata }]);
  port = String(await freePort());
  const env = { ...cleanEnvironment(join(folder, 'gate')), ...directEnvironment(registry.url, index.url), ASSAY_GATE_TOKEN: TOKEN };
  gate = spawn(process.execPath, [ASSAY, 'gate', '--port', port], { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve) => gate.stdout?.once('data', resolve));
  const printed = execFileSync(process.execPath, [ASSAY, 'gate', 'env', '--port', port], { cwd: folder, env, encoding: 'utf8' });
  lines = new Map(printed.split(/^# (?=\w+\n)/m).slice(1).map((part) => [part.split('\n')[0] ?? '', part.slice(part.indexOf('\n'))]));
});
after(async () => {
  const ended = new Promise((resolve) => gate.once('exit', resolve));
  gate.kill();
  await ended;
  for (const server of [registry, index]) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const INSTALLS: Readonly<Record<ClientName, string>> = {
  npm: 'install', pnpm: 'install', yarn: 'install', berry: 'install', bun: 'install',
  pip: 'install --target site harmless-thing', uv: 'pip install --target site harmless-thing', poetry: 'install --no-root',
};

function words(name: ClientName): readonly string[] | { readonly absent: string } {
  if (name === 'pip' || name === 'uv' || name === 'poetry') return 'absent' in python ? python : [join(python.bin, name)];
  const client = nodeClient(name as NodeClient);
  return 'absent' in client ? client : [client.program, ...client.args];
}

describe('a gate that asks for a token, and the lines of assay gate env', () => {
  for (const [name, install] of Object.entries(INSTALLS)) {
    const own = words(name as ClientName);
    const npm = words('npm');
    const absent = [own, npm].find((found) => 'absent' in found);
    test(name, { skip: absent !== undefined && 'absent' in absent ? absent.absent : process.platform === 'win32' ? 'the lines are for a POSIX shell' : false }, async () => {
      if ('absent' in own || 'absent' in npm) return;
      const project = join(folder, name);
      mkdirSync(project);
      writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'p', version: '1.0.0', private: true, dependencies: { 'harmless-thing': '^1.0.0' } }));
      writeFileSync(join(project, 'pyproject.toml'), '[project]\nname = "p"\nversion = "1.0"\nrequires-python = ">=3.9"\ndependencies = ["harmless-thing"]\n[tool.poetry]\npackage-mode = false\n');
      if (name === 'berry') writeFileSync(join(project, 'yarn.lock'), '');
      const call = (command: readonly string[]): string => command.map((word) => `'${word}'`).join(' ');
      const script = `npm() { ${call(npm)} "$@"; }\nset -e${lines.get(name)}${call(own)} ${install}\n`;
      const outcome = await new Promise<string>((resolve) => {
        execFile('sh', ['-c', script], { cwd: project, env: cleanEnvironment(join(folder, `home-${name}`)), timeout: 120_000 }, (error, out, err) => resolve(error === null ? '' : `${script}${out}${err}`));
      });
      assert.equal(outcome, '');
      const site = existsSync(join(project, '.venv')) ? join('.venv', 'lib', readdirSync(join(project, '.venv', 'lib'))[0] ?? '', 'site-packages') : 'site';
      assert.ok([join('node_modules', 'harmless-thing', 'package.json'), join(site, 'harmless_thing.py')].some((file) => existsSync(join(project, file))));
    });
  }

  test('without the token nothing is shown', async () => {
    for (const path of ['npm/harmless-thing', 'pypi/simple/harmless-thing/', 'pypi/files/harmless-thing/harmless_thing-1.0-py3-none-any.whl']) assert.equal((await fetch(`http://127.0.0.1:${port}/${path}`)).status, 401, path);
  });
});
