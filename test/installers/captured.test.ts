/** Clients that need not be on this machine: their files as they are found in the wild, and programs that only say a version. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planted } from './planted.ts';

test('uv: the project before the user, variables before both', async (context) => {
  const machine = planted(context);
  machine.program('uv', 'uv 0.9.1');
  machine.write('~/.config/uv/uv.toml', 'no-build = true\nexclude-newer = "3 days"\nindex-strategy = "unsafe-best-match"\n[pip]\nverify-hashes = false\n');
  machine.write('./pyproject.toml', '[project]\nname = "made-up"\n\n[tool.uv]\nindex-strategy = "first-index"\n\n[[tool.uv.index]]\nname = "own"\nurl = "https://index.example/simple"\n');
  const found = await machine.check('uv');
  assert.deepEqual(found.of('uv-index-strategy'), ['safe pyproject.toml:5']);
  assert.deepEqual(found.of('uv-verify-hashes'), ['risky uv.toml:5']);
  assert.deepEqual(found.of('uv-index-pinning'), ['risky pyproject.toml:9']);
  assert.deepEqual(found.of('uv-no-build'), ['safe uv.toml:1']);
  machine.env['UV_INSECURE_HOST'] = 'index.example';
  assert.deepEqual((await machine.check('uv')).of('uv-allow-insecure-host'), ['risky UV_INSECURE_HOST']);
});

test('poetry: a source any name may come from, and a switched-off certificate', async (context) => {
  const machine = planted(context);
  machine.program('poetry', 'Poetry (version 2.4.1)');
  machine.write('~/.config/pypoetry/config.toml', '[installer]\nonly-binary = ":all:"\n\n[certificates.own]\ncert = false\n');
  machine.write('./pyproject.toml', '[tool.poetry]\nname = "made-up"\n\n[[tool.poetry.source]]\nname = "own"\nurl = "https://index.example/simple"\npriority = "supplemental"\n');
  const found = await machine.check('poetry');
  assert.deepEqual(found.in('risky'), ['poetry-cert-off', 'poetry-lock-present', 'poetry-source-priority']);
  assert.deepEqual(found.of('poetry-cert-off'), ['risky config.toml:5']);
  assert.deepEqual(found.of('poetry-min-release-age'), ['default-risky']);
});

test('pnpm 10: what the workspace file switches off', async (context) => {
  const machine = planted(context);
  machine.program('pnpm', '10.34.3');
  machine.write('./pnpm-workspace.yaml', 'packages:\n  - "*"\ndangerouslyAllowAllBuilds: true\nminimumReleaseAge: 60\nallowBuilds:\n  esbuild: true\n  "@scope/*": true\n');
  machine.write('./.pnpmfile.cjs', 'module.exports = {};\n');
  const found = await machine.check('pnpm');
  assert.deepEqual(found.of('pnpm-dangerously-allow-all-builds'), ['risky pnpm-workspace.yaml:3']);
  assert.deepEqual(found.of('pnpm-minimum-release-age'), ['risky pnpm-workspace.yaml:4']);
  assert.deepEqual(found.of('pnpm-allow-builds'), ['risky pnpm-workspace.yaml:7']);
  assert.deepEqual(found.of('pnpm-pnpmfile'), ['risky .pnpmfile.cjs']);
  assert.deepEqual(found.of('pnpm-missing-time'), ['not-applicable']);
  assert.deepEqual(found.of('pnpm-version-floor'), ['safe']);
});

test('pnpm 11 with its defaults made strict is met with silence', async (context) => {
  const machine = planted(context);
  machine.program('pnpm', '11.5.3');
  machine.write('./pnpm-workspace.yaml', 'minimumReleaseAge: 4320\nminimumReleaseAgeIgnoreMissingTime: false\ntrustPolicy: no-downgrade\npmOnFail: error\n');
  assert.deepEqual((await machine.check('pnpm')).in('risky', 'default-risky', 'unread'), []);
});

test("yarn: what an upgrade writes into a project, and safe defaults only from 4.14 on", async (context) => {
  const machine = planted(context);
  machine.program('yarn', '4.15.0');
  assert.deepEqual((await machine.check('yarn')).in('risky', 'default-risky'), []);
  machine.write('./.yarnrc.yml', 'enableScripts: true\nnpmMinimalAgeGate: 0\napprovedGitRepositories: ["**"]\nunsafeHttpWhitelist:\n  - index.example\n');
  assert.deepEqual((await machine.check('yarn')).in('risky'), ['yarn-approved-git-repositories', 'yarn-enable-scripts', 'yarn-npm-minimal-age-gate', 'yarn-unsafe-http']);
  machine.program('yarn', '4.9.0');
  machine.write('./.yarnrc.yml', 'yarnPath: .yarn/releases/yarn-4.9.0.cjs\n');
  const old = await machine.check('yarn');
  assert.deepEqual(old.of('yarn-enable-scripts'), ['default-risky']);
  assert.deepEqual(old.of('yarn-npm-minimal-age-gate'), ['not-applicable']);
  assert.deepEqual(old.of('yarn-path'), ['risky .yarnrc.yml:1']);
});

test('bun: its own list of scripts and an unprotected scope', async (context) => {
  const machine = planted(context);
  machine.program('bun', '1.3.2');
  machine.write('~/.bunfig.toml', '[install]\nignoreScripts = true\nminimumReleaseAge = 259200\nfrozenLockfile = true\n[install.scopes]\nown = "http://registry.example/"\n[install.security]\nscanner = "made-up"\n');
  const found = await machine.check('bun');
  assert.deepEqual(found.of('bun-registry'), ['risky .bunfig.toml:6']);
  assert.deepEqual(found.in('risky', 'default-risky'), ['bun-registry']);
});

test("another system's files: apt sources, a planted key, a backdoored xz, and cpanm", async (context) => {
  const machine = planted(context);
  machine.write('/usr/bin/apt-get', '#!/bin/false\n', 0o755);
  machine.write('/usr/bin/cpanm', "#!/bin/false\nour $VERSION = '1.7047';\n", 0o755);
  machine.write('/etc/os-release', 'VERSION_CODENAME=bookworm\n');
  machine.write('/etc/apt/sources.list', '# deb http://old.example/ x main\ndeb http://archive.example/debian bookworm main\ndeb [signed-by=/etc/apt/keyrings/vendor.asc] http://vendor.example/apt ./\n');
  machine.write('/etc/apt/trusted.gpg.d/planted.gpg', 'key');
  machine.write('/etc/apt/preferences.d/all', 'Package: *\nPin: origin vendor.example\nPin-Priority: 1001\n');
  machine.write('/etc/dpkg/dpkg.cfg', 'no-debsig\nforce-bad-verify\n');
  machine.write('/var/lib/dpkg/status', 'Package: liblzma5\nStatus: install ok installed\nVersion: 5.6.1-1\n\nPackage: apt\nStatus: install ok installed\nVersion: 2.6.1\n');
  const found = await machine.check('apt-debian', true);
  assert.deepEqual(found.of('apt-trusted-gpg'), ['risky planted.gpg']);
  assert.deepEqual(found.of('apt-http-third-party'), ['risky sources.list:3']);
  assert.deepEqual(found.of('apt-signed-by'), ['safe']);
  assert.deepEqual(found.of('apt-pin-third-party'), ['risky all:3']);
  assert.deepEqual(found.of('dpkg-force-options'), ['risky dpkg.cfg:2']);
  assert.deepEqual(found.of('xz-backdoor-version'), ['risky']);
  assert.deepEqual((await machine.check('cpanm', true)).in('risky', 'default-risky'), ['cpanm-https', 'cpanm-version']);
});

test('a fixed xz that keeps the number of the bad one is not the bad one', async (context) => {
  const machine = planted(context);
  machine.write('/usr/bin/apt-get', '#!/bin/false\n', 0o755);
  machine.write('/var/lib/dpkg/status', 'Package: liblzma5\nStatus: install ok installed\nVersion: 5.6.1+really5.4.5-1\n');
  assert.deepEqual((await machine.check('apt-debian', true)).of('xz-backdoor-version'), ['safe']);
});

test('what is there and cannot be read is told, not passed over', async (context) => {
  const machine = planted(context);
  machine.program('bun', '1.3.2');
  machine.write('~/.bunfig.toml', 'install = [broken\n');
  assert.deepEqual([...(await machine.check('bun')).unread.values()], ['it is not TOML']);
});
