import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runAssay } from '../cli/run.ts';
import { planted } from './planted.ts';

test('the gap table fits a narrow terminal and holds every installer', () => {
  const ran = runAssay(['installers'], { env: { COLUMNS: '40' } });
  assert.equal(ran.status, 0);
  assert.deepEqual(ran.stdout.split('\n').filter((line) => [...line].length > 40), []);
  const quiet = runAssay(['installers', '--quiet']).stdout.split('\n');
  assert.equal(quiet.filter((line) => /^[a-z][\w-]+ +[●◐○?]/.test(line)).length, 30);
});

test('every format holds the reasons, and json is json', () => {
  const reason = 'no review; a new release can be installed at once';
  assert.match(runAssay(['installers', '-f', 'markdown']).stdout, /no review; a new release can be installed at once/);
  assert.match(runAssay(['installers', '-f', 'html']).stdout, /no review; a new release can be installed at once/);
  const { installers } = JSON.parse(runAssay(['installers', '-f', 'json']).stdout) as { installers: { id: string; cells: { reason: string }[] }[] };
  assert.ok(installers.find(({ id }) => id === 'pip')?.cells.some((cell) => cell.reason === reason));
});

test('one model in full keeps the mark of what is unconfirmed', () => {
  const { stdout, status } = runAssay(['installers', 'cpan'], { env: { COLUMNS: '140' } });
  assert.equal(status, 0);
  assert.match(stdout, /\(unconfirmed\) PAUSE admin contact/);
  assert.equal(runAssay(['installers', 'cpam']).status, 2);
});

test('[expectations]: a requirement fails, an accepted gap does not, a misspelt one is a mistake', (context) => {
  const machine = planted(context);
  const run = (text: string): number | null => {
    machine.write('./assay.toml', text);
    return runAssay(['installers', '-q'], { cwd: machine.project }).status;
  };
  assert.equal(run('[expectations]\ninstallers = ["pip"]\nrequire = ["signatures-checked"]\n'), 1);
  assert.equal(run('[expectations]\ninstallers = ["apt-debian"]\nrequire = ["signatures-checked"]\n'), 0);
  assert.equal(run('[expectations]\ninstallers = ["pip"]\nrequire = ["signatures-checked"]\n[expectations.accepted]\npip = ["signatures-checked"]\n'), 0);
  assert.equal(run('[expectations]\nrequire = ["signatures-cheked"]\n'), 2);
});

test('check: exit codes, places, and commands that nothing runs', (context) => {
  const machine = planted(context);
  machine.program('uv', 'uv 0.9.1');
  const file = machine.write('~/.config/uv/uv.toml', 'allow-insecure-host = ["index.example"]\n');
  const run = (...args: string[]): ReturnType<typeof runAssay> => runAssay(['installers', 'check', 'uv', '--project', machine.project, ...args], { env: machine.env });
  const found = run();
  assert.equal(found.status, 1);
  assert.ok(found.stdout.includes(`${file}:1`), found.stdout);
  assert.match(run('--fix').stdout, /^# uv-allow-insecure-host: /m);
  machine.write('~/.config/uv/uv.toml', 'no-build = true\nexclude-newer = "3 days"\n[pip]\nrequire-hashes = true\n');
  assert.equal(run().status, 0);
  machine.write('~/.config/uv/uv.toml', 'no-build = [\n');
  machine.env['UV_NO_BUILD'] = '1';
  machine.env['UV_EXCLUDE_NEWER'] = '3 days';
  machine.env['UV_REQUIRE_HASHES'] = '1';
  assert.equal(run().status, 3);
  assert.equal(run('--root', '/nonexistent/folder').status, 2);
});
