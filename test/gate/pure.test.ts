/** What the gate knows by heart: tags, ranges, locks, settings, the spool. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { rangeOf } from '../../src/gate/file-answer.ts';
import { formerGatesIn, outsideAddresses, restoreAddresses } from '../../src/gate/lock-text.ts';
import { repairTags } from '../../src/gate/packument.ts';
import { parseSettings } from '../../src/gate/settings.ts';
import { readHtmlPage, versionIn } from '../../src/gate/simple-page.ts';
import { Spool } from '../../src/host/spool.ts';
import { isPrivate } from '../../src/host/upstream.ts';

test('latest is repaired to the newest stable version that is not newer than it was', () => {
  const tags = { latest: '2.0.0', next: '3.0.0-rc.1', old: '1.0.0' };
  assert.deepEqual(repairTags(tags, ['1.0.0', '1.9.0', '2.0.0-linux', '2.1.0']), { old: '1.0.0', latest: '1.9.0' });
  assert.deepEqual(repairTags(tags, ['2.0.0', '1.0.0']), { latest: '2.0.0', old: '1.0.0' });
  assert.deepEqual(repairTags(tags, ['2.0.0-rc.1', '2.1.0']), {}, 'no prerelease and nothing newer, so none at all');
});

test('one byte range is served, nonsense gets the whole', () => {
  assert.deepEqual(rangeOf('bytes=0-9', 100), { start: 0, length: 10 });
  assert.deepEqual(rangeOf('bytes=-10000', 100), { start: 0, length: 100 });
  assert.deepEqual(rangeOf('bytes=90-', 100), { start: 90, length: 10 });
  assert.equal(rangeOf('bytes=100-', 100), 'unsatisfiable');
  assert.equal(rangeOf('bytes=-0', 100), 'unsatisfiable');
  for (const text of ['bytes=', 'bytes=5-2', 'bytes=0-1,3-4', 'items=0-1']) assert.equal(rangeOf(text, 100), undefined, text);
});

test('the version is found in the names of files', () => {
  assert.equal(versionIn('my_pkg-1.0-py3-none-any.whl', 'my-pkg'), '1.0');
  assert.equal(versionIn('my-pkg-1.0.post1.tar.gz', 'my-pkg'), '1.0.post1');
  assert.equal(versionIn('my.pkg-1.0-rc1.zip', 'my-pkg'), '1.0-rc1');
  assert.equal(versionIn('other-1.0.tar.gz', 'my-pkg'), '');
});

test('a hostile page gives files only, escaped names and a base that is followed', () => {
  const page = readHtmlPage('<base href="https://files.example/d/"><!-- <a href="c-1.0.zip">c-1.0.zip</a> --><A HREF=\'x-1.0.tar.gz#sha256=AB\' data-requires-python="&gt;=3.9" data-yanked>x-1.0.tar.gz</A><a href="javascript:x">y</a>', 'https://i.example/simple/x/', 'x');
  assert.deepEqual(page.files, [{ filename: 'x-1.0.tar.gz', url: 'https://files.example/d/x-1.0.tar.gz', hashes: { sha256: 'ab' }, requiresPython: '>=3.9', yanked: '' }]);
});

test('lock files get the registry\'s addresses back', () => {
  const restoration = { base: 'http://127.0.0.1:4000', npmIndex: 'https://r.example/npm/', simpleIndex: 'https://i.example/simple/', fileUrl: (project: string, file: string) => `https://f.example/${project}/${file}` };
  assert.equal(restoreAddresses('resolved "http://127.0.0.1:4000/npm/a/-/a-1.0.0.tgz#0"', restoration), 'resolved "https://r.example/npm/a/-/a-1.0.0.tgz#0"');
  assert.equal(restoreAddresses('{ registry = "http://127.0.0.1:4000/pypi/simple" }', restoration), '{ registry = "https://i.example/simple" }');
  assert.equal(restoreAddresses('url = "http://127.0.0.1:4000/pypi/files/a/a-1.0%2Blocal.whl"', restoration), 'url = "https://f.example/a/a-1.0+local.whl"');
});

test('addresses of a gate that is gone are found, also in yarn\'s spelling, which loses the archive that is where it usually is', () => {
  const usual = '  resolution: "@a/b@npm:1.0.0::__archiveUrl=http%3A%2F%2F127.0.0.1%3A4000%2Fnpm%2F%40a%2Fb%2F-%2Fb-1.0.0.tgz"';
  const other = '  resolution: "c@npm:1.0.0::__archiveUrl=http%3A%2F%2F127.0.0.1%3A4000%2Fnpm%2Fd%2F-%2Fd-1.0.0.tgz"';
  const own = new Set(['http://127.0.0.1:4873']);
  const text = `${usual}\n${other}\n"http://127.0.0.1:4873/npm/x/-/x-1.0.0.tgz" "http://127.0.0.1:4001/pypi/files/a/a-1.0.whl" "http://127.0.0.1:4002/other/a.tgz"`;
  assert.deepEqual(formerGatesIn(text, own).sort(), ['http://127.0.0.1:4000', 'http://127.0.0.1:4001']);
  assert.deepEqual(outsideAddresses(text, own), ['http://127.0.0.1:4002/other/a.tgz']);
  const restoration = { base: 'http://127.0.0.1:4000', npmIndex: 'https://r.example/', simpleIndex: undefined, fileUrl: () => undefined };
  assert.equal(restoreAddresses(`${usual}\n${other}`, restoration), '  resolution: "@a/b@npm:1.0.0"\n  resolution: "c@npm:1.0.0::__archiveUrl=https%3A%2F%2Fr.example%2Fd%2F-%2Fd-1.0.0.tgz"');
});

test('addresses in a lock file that go around the registries are told, home pages are not', () => {
  const text = '"https://r.example/a-1.0.0.tgz" "https://home.example/" "https://cdn.example/b.tgz" "git+ssh://git@host.example/x"';
  assert.deepEqual(outsideAddresses(text, new Set(['https://r.example'])), ['https://cdn.example/b.tgz', 'git+ssh://git@host.example/x']);
});

test('settings: an ecosystem overrides the common policy, and each mistake names its key', () => {
  const settings = parseSettings('[policy]\nminimum-age = "3d"\nmode = "learn"\n[policy.npm]\nminimum-age = "12h"\n');
  assert.deepEqual([settings.policies.npm.minimumAge, settings.policies.pypi.minimumAge, settings.policies.npm.mode], [43_200_000, 259_200_000, 'learn']);
  const exception = '[[exception]]\npurl = "pkg:npm/x@1.0.0"\nsha256 = "00"\n';
  for (const [text, key] of [['[polcy]', /polcy/], ['[policy]\nmode = "off"', /policy\.mode/], ['[policy.npm]\nminimum-age = 3', /policy\.npm\.minimum-age/], [exception, /exception 1: sha256/], ['a = ', /TOML/], ['[registries.npm]\nindex-url = "ftp://x"', /index-url/]] as const) {
    assert.throws(() => parseSettings(text), (error: Error) => error.name === 'UserError' && key.test(error.message), text);
  }
});

test('an exception names a package as its registry does, and what is no percent-encoding stays', () => {
  const exceptionFor = (purl: string): string | undefined => {
    const [found] = parseSettings(`[[exception]]\npurl = "${purl}"\nsha256 = "${'0'.repeat(64)}"\nreason = "r"\napproved-by = "a"\nexpires = 2999-01-31\n`).exceptions;
    return `${found?.name}@${found?.version}`;
  };
  assert.deepEqual(['pkg:pypi/Two_Words@1.0', 'pkg:npm/%40acme/Tool_a@1.0.0', 'pkg:npm/x@1%ff'].map(exceptionFor), ['two-words@1.0', '@acme/Tool_a@1.0.0', 'x@1%ff']);
});

test('a mistake in the settings is told with its line', () => {
  const exception = (more: string): string => `[[exception]]\npurl = "pkg:npm/x@1.0.0"\nsha256 = "${'0'.repeat(64)}"\nreason = "r"\napproved-by = "a"\n${more}expires = 2999-01-31\n`;
  for (const [text, line] of [
    ['# a comment\n[policy]\nmode = "learn"\nblok = "malicious"\n', 4], ['[policy]\n[policy.npm]\nmode = "learn"\nblock = "bad"\n', 4], ['policy.npm.blok = "x"\n', 1],
    ['[internal]\nnames = []\n[ polcy ] # no\n', 3], ['\n[policy."npm"]\n"minimum-aeg" = "3d"\n', 3], ['[policy.npm]\nallowed-scopes = ["acme"]\n', 2],
    [`${exception('')}\n${exception('because = "x"\n')}`, 13], [`${exception('')}[[exception]]\npurl = "x"\n`, 8],
    ['[expectations]\nrequire = []\n[expectations.accepted]\nnpmm = []\n', 3],
  ] as const) {
    assert.throws(() => parseSettings(text, 'x/assay.toml'), (error: Error) => error.name === 'UserError' && error.message.includes(`x/assay.toml, line ${line}`), `${line} of ${text}`);
  }
});

test('private addresses are known in each of their spellings', () => {
  for (const host of ['127.0.0.1', '10.1.2.3', '169.254.169.254', '[::1]', '[::ffff:10.0.0.1]', '[::ffff:7f00:1]', '[fd00::1]', 'localhost', 'a.localhost', '0.0.0.0']) assert.equal(isPrivate(host), true, host);
  for (const host of ['192.0.2.1'.replace('192.0.2', '203.0.113'), '[2001:db8::1]', 'registry.example']) assert.equal(isPrivate(host), false, host);
});

test('the spool stays under its bound, the least recently used go first, and half-written files of the dead are cleared', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-spool-'));
  writeFileSync(join(folder, '1-x.part'), 'half');
  const spool = new Spool(folder, 250, Date.now() + 7_200_000);
  assert.deepEqual(readdirSync(folder), []);
  for (const name of ['a', 'b', 'c']) {
    const path = spool.arrival();
    writeFileSync(path, 'x'.repeat(100));
    spool.grow(100);
    spool.settle(path, 100, name.repeat(64));
  }
  const left = readdirSync(folder).map((name) => name[0]);
  assert.ok(left.length === 2 && left.includes('c'), left.join());
  rmSync(folder, { recursive: true });
});
