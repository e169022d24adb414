/** Settings planted in the files of the clients that are really on this machine: the clients read them, and so do the checks. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { planted, type Planted } from './planted.ts';

const has = (name: string): boolean => (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`));
const ask = ({ env, project }: Planted, program: string, ...args: string[]): string => execFileSync(program, args, { env, cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

test("pip reads a planted pip.conf, and so does the check", { skip: !has('pip') }, async (context) => {
  const machine = planted(context);
  machine.env['PATH'] = process.env['PATH'] ?? '';
  machine.write('~/.config/pip/pip.conf', '[global]\nindex-url = http://index.example/simple\nextra-index-url = https://other.example/simple\n\n[install]\ntrusted-host = index.example\n');
  assert.match(ask(machine, 'pip', 'config', 'list'), /install\.trusted-host='index\.example'/);
  const found = await machine.check('pip');
  assert.deepEqual(found.of('pip-index-url'), ['risky pip.conf:2']);
  assert.deepEqual(found.of('pip-extra-index-url'), ['risky pip.conf:3']);
  assert.deepEqual(found.of('pip-trusted-host'), ['risky pip.conf:6']);
  assert.deepEqual(found.of('pip-only-binary'), ['default-risky']);
});

test('a hardened pip.conf is met with silence', { skip: !has('pip') }, async (context) => {
  const machine = planted(context);
  machine.env['PATH'] = process.env['PATH'] ?? '';
  machine.write('~/.config/pip/pip.conf', '[global]\nindex-url = https://index.example/simple\nrequire-hashes = true\nonly-binary = :all:\nrequire-virtualenv = true\nuploaded-prior-to = P3D\n');
  const found = await machine.check('pip');
  // What this machine's own Python carries, and how old its pip is, no file of the test can mend.
  assert.deepEqual(found.in('risky', 'default-risky', 'unread').filter((id) => id !== 'pip-version-floor' && id !== 'python-pth-audit'), []);
});

test('pip: a variable is stronger than any file, [install] than [global], and PIP_CONFIG_FILE hides the user\'s', { skip: !has('pip') }, async (context) => {
  const machine = planted(context);
  machine.write('~/.config/pip/pip.conf', '[install]\nonly-binary = :none:\n[global]\nonly-binary = :all:\n');
  assert.deepEqual((await machine.check('pip')).of('pip-only-binary'), ['risky pip.conf:2']);
  const other = machine.write('~/other.conf', '[global]\nrequire-hashes = true\n');
  machine.env['PIP_CONFIG_FILE'] = other;
  const found = await machine.check('pip');
  assert.deepEqual(found.of('pip-only-binary'), ['default-risky']);
  assert.deepEqual(found.of('pip-require-hashes'), ['safe other.conf:2']);
  machine.env['PIP_REQUIRE_HASHES'] = 'false';
  assert.deepEqual((await machine.check('pip')).of('pip-require-hashes'), ['risky PIP_REQUIRE_HASHES']);
});

test('npm reads a planted .npmrc, and so does the check; the project wins over the user', { skip: !has('npm') }, async (context) => {
  const machine = planted(context);
  machine.write('~/.npmrc', 'ignore-scripts=true\nregistry=http://registry.example/\n//registry.example/:_authToken=made-up\n');
  machine.write('./package.json', '{ "name": "made-up" }');
  machine.write('./.npmrc', '; the project\nignore-scripts=false\n');
  assert.equal(ask(machine, 'npm', 'config', 'get', 'ignore-scripts').trim(), 'false');
  const found = await machine.check('npm');
  assert.deepEqual(found.of('npm-ignore-scripts'), ['risky .npmrc:2']);
  assert.deepEqual(found.of('npm-registry'), ['risky .npmrc:2']);
  assert.deepEqual(found.of('npm-authtoken'), ['risky .npmrc:3']);
  assert.ok(!JSON.stringify(found.results).includes('made-up'), 'a secret is told');
});

test('a hardened .npmrc is met with silence', { skip: !has('npm') }, async (context) => {
  const machine = planted(context);
  machine.write('~/.npmrc', 'ignore-scripts=true\nregistry=https://registry.example/\n//registry.example/:_authToken=${NPM_TOKEN}\nmin-release-age=3\nallow-git=none\nallow-remote=none\nallow-file=root\n', 0o600);
  assert.deepEqual((await machine.check('npm')).in('risky', 'default-risky', 'unread').filter((id) => id !== 'npm-version-floor' && id !== 'npm-cafile'), []);
});

const aptFor = (machine: Planted, more: string): void => {
  const etc = machine.write('~/etc/apt/apt.conf', more).replace(/\/apt\.conf$/, '');
  for (const name of ['apt.conf.d', 'sources.list.d', 'preferences.d', 'trusted.gpg.d']) mkdirSync(`${etc}/${name}`, { recursive: true });
  machine.env['APT_CONFIG'] = machine.write('~/first.conf', `Dir::Etc "${etc}";\n`);
};

test('apt reads a planted configuration, and so does the check', { skip: !has('apt-config') }, async (context) => {
  const machine = planted(context);
  aptFor(machine, '// a comment\nAPT { Get { AllowUnauthenticated "true"; }; };\nAcquire::https::Verify-Peer "false";\nDPkg::Post-Invoke { "echo planted"; };\n');
  machine.write('~/etc/apt/sources.list', 'deb [arch=amd64 trusted=yes] http://packages.example/debian stable main\n');
  machine.write('~/etc/apt/sources.list.d/vendor.sources', 'Types: deb\nURIs: http://vendor.example/apt\nSuites: ./\nTrusted: yes\n');
  assert.match(ask(machine, 'apt-config', 'dump'), /APT::Get::AllowUnauthenticated "true";/);
  const found = await machine.check('apt-debian');
  assert.deepEqual(found.of('apt-allow-unauthenticated'), ['risky apt.conf:2']);
  assert.deepEqual(found.of('apt-trusted-yes'), ['risky sources.list:1', 'risky vendor.sources:4']);
  assert.deepEqual(found.of('apt-tls-verify'), ['risky apt.conf:3', 'safe']);
  assert.deepEqual(found.of('apt-hooks'), ['risky apt.conf:4']);
  assert.deepEqual(found.of('apt-signed-by'), ['risky vendor.sources:1']);
  assert.deepEqual(found.of('apt-http-third-party'), ['risky vendor.sources:1']);
});

test('a hardened apt is met with silence', { skip: !has('apt-config') }, async (context) => {
  const machine = planted(context);
  aptFor(machine, 'Acquire::AllowInsecureRepositories "false";\n');
  machine.write('~/etc/apt/sources.list.d/vendor.sources', 'Types: deb\nURIs: https://vendor.example/apt\nSuites: ./\nSigned-By: /etc/apt/keyrings/vendor.asc\n');
  machine.write('~/etc/apt/preferences.d/vendor', 'Package: *\nPin: origin vendor.example\nPin-Priority: 100\n');
  const found = await machine.check('apt-debian');
  assert.deepEqual(found.in('risky', 'default-risky', 'unread').filter((id) => id !== 'xz-backdoor-version'), []);
});

const MY_CONFIG = (sigs: string, list: string, make: string): string => `$CPAN::Config = {\n  'build_requires_install_policy' => q[ask/no],\n  'check_sigs' => q[${sigs}],\n  'make_install_make_command' => q[${make}],\n  'prerequisites_policy' => q[ask],\n  'recommends_policy' => q[0],\n  'urllist' => [q[${list}]],\n};\n1;\n__END__\n`;

test("perl reads a planted MyConfig.pm, and so does the check", { skip: !has('cpan') }, async (context) => {
  const machine = planted(context);
  const file = machine.write('~/.cpan/CPAN/MyConfig.pm', MY_CONFIG('0', 'http://mirror.example/CPAN/', 'sudo make'));
  assert.equal(ask(machine, 'perl', '-e', 'package CPAN; require $ARGV[0]; print "$CPAN::Config->{check_sigs} $CPAN::Config->{urllist}[0]"', file), '0 http://mirror.example/CPAN/');
  machine.write('~/.bash_history', 'cd made-up-1.0\n./configure\nsudo make install\n');
  const found = await machine.check('cpan');
  assert.deepEqual(found.of('cpan-check-sigs'), ['risky MyConfig.pm:3']);
  assert.deepEqual(found.of('cpan-urllist'), ['risky MyConfig.pm:7']);
  assert.deepEqual(found.of('cpan-make-install'), ['risky MyConfig.pm:4']);
  assert.deepEqual((await machine.check('autoconf')).of('autoconf-sudo-make-install'), ['risky .bash_history:3']);
});

test('a hardened CPAN configuration is met with silence', { skip: !has('cpan') }, async (context) => {
  const machine = planted(context);
  machine.write('~/.cpan/CPAN/MyConfig.pm', MY_CONFIG('1', 'https://mirror.example/CPAN/', 'make'));
  // A folder with Module::Signature and patched modules stands before the machine's own.
  machine.env['PERL5LIB'] = machine.write('~/lib/Module/Signature.pm', 'package Module::Signature; 1;\n').replace(/\/Module\/.*/, '');
  machine.write('~/lib/CPAN.pm', "$CPAN::VERSION = '2.36';\n1;\n");
  machine.write('~/lib/HTTP/Tiny.pm', "our $VERSION = '0.088';\n1;\n");
  const found = await machine.check('cpan');
  assert.deepEqual(found.in('risky', 'default-risky', 'unread').filter((id) => id !== 'perl-env' || process.getuid?.() === 0), []);
});

test('git reads planted addresses, and so does the check', { skip: !has('git') || !has('make') }, async (context) => {
  const machine = planted(context);
  machine.write('~/.gitconfig', '[http]\n\tsslVerify = false\n[url "http://mirror.example/"]\n\tinsteadOf = https://code.example/\n');
  machine.write('./.gitmodules', '[submodule "gnulib"]\n\tpath = gnulib\n\turl = git://code.example/gnulib.git\n');
  assert.equal(ask(machine, 'git', 'config', '--global', 'http.sslVerify').trim(), 'false');
  const found = await machine.check('autoconf');
  assert.deepEqual(found.of('autoconf-m4-over-http'), ['risky .gitmodules:3']);
  assert.deepEqual(found.of('autoconf-git-tls'), ['risky .gitconfig:2']);
  assert.deepEqual(found.of('autoconf-git-rewrites'), ['risky .gitconfig:4']);
});

test('a source build with protected addresses, installed by an ordinary user, is met with silence', { skip: !has('git') || !has('make') }, async (context) => {
  const machine = planted(context);
  machine.write('~/.gitconfig', '[http]\n\tsslVerify = true\n[url "https://mirror.example/"]\n\tinsteadOf = https://code.example/\n');
  machine.write('./.gitmodules', '[submodule "gnulib"]\n\tpath = gnulib\n\turl = https://code.example/gnulib.git\n');
  machine.write('./configure.ac', 'AC_INIT([forged], [1.0])\nxz -dc tests/good.xz | cmp - tests/good.txt\n');
  machine.write('./install.sh', '#!/bin/sh\nmake install DESTDIR=/tmp/staged\n');
  machine.write('~/.bash_history', './configure\nmake install DESTDIR=/tmp/staged\n');
  assert.equal(ask(machine, 'git', 'config', '--global', 'http.sslVerify').trim(), 'true');
  const found = await machine.check('autoconf');
  // What stands in this machine's own /usr/local no test can mend.
  assert.deepEqual(found.in('risky', 'default-risky', 'unread').filter((id) => id !== 'autoconf-unmanaged-files' && id !== 'autoconf-config-site'), []);
});
