import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { lockParserFor } from '../ecosystems/lockfiles.ts';
import { fileFindings } from './checks.ts';
import type { CheckContext } from './checks.ts';
import { reportOfFile } from './file-report.ts';
import type { Project, ProjectFile } from './project.ts';
import { auditTargets } from './targets.ts';
import { unpinnedManifests } from './unpinned.ts';

const CONTEXT: CheckContext = {
  trustedHosts: new Set(['r.example', 'i.example']), isPublic: (each) => each.url === undefined || each.url.includes('r.example'),
  internalPattern: (name) => (name.startsWith('acme-') ? 'acme-*' : undefined),
};

function project(files: Readonly<Record<string, string>>): Project {
  return { faults: [], files: Object.entries(files).map(([path, text]): ProjectFile => ({ path, text, content: lockParserFor(basename(path))?.(text, path) ?? { isLock: false, locked: [] } })) };
}

/** `rule severity line,line` of the findings about the first file. */
function found(files: Readonly<Record<string, string>>): string[] {
  const all = project(files);
  const [first] = all.files;
  assert.ok(first);
  return fileFindings(first, all, CONTEXT).map((each) => `${each.rule} ${each.severity} ${each.locations.map((place) => place.line).join(',')}`);
}

const HASH = 'sha512-AQ==';

function npmLock(...entries: string[]): Record<string, string> {
  return { 'package-lock.json': `{"packages": {\n${entries.join(',\n')}\n}}` };
}

function entry(name: string, url = `https://r.example/${name}/-/${name}-1.0.0.tgz`, integrity: string | null = HASH): string {
  return `"node_modules/${name}": ${JSON.stringify({ version: '1.0.0', resolved: url, ...(integrity === null ? {} : { integrity }) })}`;
}

for (const [what, files, expected] of [
  ['a sound lock', npmLock(entry('a'), entry('b')), []],
  ['a hash is missing', npmLock(entry('a'), entry('b', undefined, null)), ['locked-without-hash low 3']],
  ['a hash that can be forged', npmLock(entry('a', undefined, 'sha1-AQ==')), ['locked-by-weak-hash low 2']],
  ['one package from another host', npmLock(entry('a'), entry('b'), entry('c', 'https://evil.example/c/-/c-1.0.0.tgz')), ['locked-from-elsewhere high 4']],
  ['one package from another host beside a mirror\'s', npmLock(entry('a', 'https://m.example/a/-/a-1.0.0.tgz'), entry('b', 'https://m.example/b/-/b-1.0.0.tgz'), entry('c', 'https://evil.example/c/-/c-1.0.0.tgz')), ['locked-from-elsewhere note 2,3', 'locked-from-elsewhere high 4']],
  ['a whole lock from another mirror', npmLock(entry('a', 'https://m.example/a/-/a-1.0.0.tgz'), entry('b', 'https://m.example/b/-/b-1.0.0.tgz')), ['locked-from-elsewhere note 2,3']],
  ['a repository at a commit', npmLock(entry('a', `git+ssh://git@git.example/a.git#${'0'.repeat(40)}`, null)), ['locked-from-repository low 2']],
  ['a repository at a branch', npmLock(entry('a', 'git+ssh://git@git.example/a.git#main', null)), ['locked-from-repository medium 2']],
  ['an address with a hash', npmLock(entry('a', 'https://x.example/a.tgz')), ['locked-from-address low 2']],
  ['an address without', npmLock(entry('a', 'https://x.example/a.tgz', null)), ['locked-without-hash low 2', 'locked-from-address medium 2']],
  ['an internal name from the public', npmLock(entry('acme-a')), ['locked-internal-name high 2']],
  ['an internal name from within', npmLock(entry('acme-a', 'https://i.example/acme-a/-/acme-a-1.0.0.tgz')), []],
  ['requirements with a range', { 'requirements.txt': 'a==1 --hash=sha256:00\nb>=1\n' }, ['dependency-not-pinned note 2']],
  ['requirements pinned without a hash', { 'requirements.txt': 'a==1\n' }, ['locked-without-hash low 1']],
  ['an extra index, one without TLS, checks switched off', { 'requirements.txt': '--extra-index-url http://e.example/simple\n--trusted-host e.example\na==1 --hash=sha256:00\n' }, ['extra-index low 1', 'index-without-tls medium 1', 'index-without-tls medium 2']],
  ['an index on this machine', { 'requirements.txt': '--index-url http://127.0.0.1:8080/simple\na==1 --hash=sha256:00\n' }, []],
  ['a lock that fits its manifest', { ...npmLock('"": {"dependencies": {"a": "^1.0.0"}}', entry('a')), 'package.json': '{"dependencies": {"a": "^1.0.0"}}' }, []],
  ['a range the lock was not made for', { ...npmLock('"": {"dependencies": {\n"a": "^1.0.0"}}', entry('a')), 'package.json': '{"dependencies": {"a": "^2.0.0"}}' }, ['lock-differs-from-manifest low 3']],
  ['a dependency that is not locked', { 'yarn.lock': 'a@^1:\n  version "1.0.0"\n  integrity sha512-AQ==\n', 'package.json': '{"dependencies": {"a": "^1", "b": "1"}}' }, ['lock-differs-from-manifest low 1']],
  ['a version outside the range', { 'yarn.lock': '\na@^2:\n  version "1.0.0"\n  integrity sha512-AQ==\n', 'package.json': '{"dependencies": {"a": "^2"}}' }, ['lock-differs-from-manifest low 2']],
  ['a folder and an alias', { 'yarn.lock': 'b@npm:a@^1:\n  version "1.0.0"\n  integrity sha512-AQ==\n', 'package.json': '{"dependencies": {"b": "npm:a@^1", "c": "workspace:*"}}' }, []],
  ['Python\'s ranges', { 'poetry.lock': '[[package]]\nname = "a"\nversion = "1.0"\nfiles = [{file = "a-1.0.tar.gz", hash = "sha256:00"}]\n', 'pyproject.toml': '[project]\ndependencies = ["A>=2", "b"]\n' }, ['lock-differs-from-manifest low 1', 'lock-differs-from-manifest low 1']],
  ['another folder\'s manifest', { ...npmLock(entry('a')), 'other/package.json': '{"dependencies": {"b": "1"}}' }, []],
] as const) {
  test(`${what}: ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(found(files), expected));
}

test('what a finding says stands in the file', () => {
  const all = project(npmLock(entry('a', undefined, null)));
  const [finding] = fileFindings(all.files[0] ?? assert.fail(), all, CONTEXT);
  assert.equal(finding?.message, '1 of 1 locked packages have no hash, so that what is installed could change: a');
  assert.match(finding?.locations[0]?.snippet ?? '', /^"node_modules\/a"/);
});

test('a foreign host makes the lock suspicious, a repository leaves the answer open', () => {
  const verdict = (files: Readonly<Record<string, string>>): string => {
    const all = project(files);
    const [file] = all.files;
    assert.ok(file);
    return reportOfFile(file, fileFindings(file, all, CONTEXT)).verdict;
  };
  assert.equal(verdict(npmLock(entry('a'))), 'clean');
  assert.equal(verdict(npmLock(entry('a'), entry('b'), entry('c', 'https://evil.example/c/-/c-1.0.0.tgz'))), 'suspicious');
  assert.equal(verdict(npmLock(entry('a', `git+ssh://git@git.example/a.git#${'0'.repeat(40)}`, null))), 'unknown');
});

test('each release is looked at once, whatever files lock it', () => {
  const targets = auditTargets(project({
    'requirements.txt': 'A==1.0 --hash=sha256:00\nb>=1\nc>=2\n', 'uv.lock': 'version = 1\n[[package]]\nname = "a"\nversion = "1.0"\nsource = { registry = "https://i.example" }\nsdist = { url = "https://f.example/a-1.0.tar.gz", hash = "sha256:11" }\n[[package]]\nname = "b"\nversion = "1.5"\nsource = { registry = "https://i.example" }\n',
    ...npmLock(entry('a'), '"node_modules/a/node_modules/inner": {"version": "1.0.0", "inBundle": true}', entry('g', 'git+ssh://git.example/g#1')),
  }));
  assert.deepEqual(targets.map((each) => [each.ecosystem, each.name, each.version, each.hashes.length, each.lockedBy]), [
    ['npm', 'a', '1.0.0', 1, ['package-lock.json:2']], ['pypi', 'a', '1.0', 2, ['requirements.txt:1', 'uv.lock:2']], ['pypi', 'b', '1.5', 0, ['uv.lock:7']], ['pypi', 'c', undefined, 0, ['requirements.txt:3']],
  ]);
});

test('a manifest that nothing pins is told; a lock above it, a pin elsewhere and folders of its own are enough', () => {
  const unpinned = (files: Readonly<Record<string, string>>): string[] => unpinnedManifests(project(files)).map(({ path, names }) => `${path} ${names.join(' ')}`);
  const manifest = '{"dependencies":{"a":"^1","own":"file:../own"}}';
  assert.deepEqual(unpinned({ 'web/package.json': manifest, 'pyproject.toml': '[project]\ndependencies = ["b"]\n' }), ['web/package.json a', 'pyproject.toml b']);
  assert.deepEqual(unpinned({ 'web/package.json': manifest, 'package-lock.json': '{"packages":{}}' }), []);
  assert.deepEqual(unpinned({ 'web/package.json': manifest, 'api/package-lock.json': '{"packages":{}}', 'web/uv.lock': 'version = 1\npackage = []\n' }), ['web/package.json a']);
  assert.deepEqual(unpinned({ 'pyproject.toml': '[project]\ndependencies = ["b"]\n', 'requirements.txt': 'b==1.0\nc>=1\n' }), []);
});
