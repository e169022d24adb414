/**
 * Lock files as the real tools wrote them (npm 11, pnpm 5 to 10, yarn 1.22 and 4, bun 1.4, pip 26, pip-tools, uv, poetry 2.5, pipenv, pdm 2.22, and
 * bills of materials by npm, uv and cyclonedx-py; hosts replaced; conda's by its documentation, setup.cfg and requirements as people write them), each with what has to be read out of it: `line name@version source hashes`.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LockFault } from '../../src/ecosystems/locked.ts';
import type { LockContent } from '../../src/ecosystems/locked.ts';
import { lockParserFor } from '../../src/ecosystems/lockfiles.ts';

const FOLDER = fileURLToPath(new URL('../../../test/golden/lockfiles', import.meta.url));

function parse(path: string, text: string): LockContent {
  const parser = lockParserFor(basename(path));
  assert.ok(parser, `no reader for ${path}`);
  return parser(text, path);
}

function shown(content: LockContent): string {
  const locked = content.locked.map((each) => [each.line, `${each.name}@${each.version ?? ''}`, each.source, each.hashes.length, each.files === undefined ? '' : `files ${each.files.length}`, each.url ?? each.index ?? '', each.isDev === true ? 'dev' : '', each.isBundled === true ? 'bundled' : '', each.hasOwnChecksum === true ? 'checksum' : ''].filter((part) => part !== '').join(' '));
  const includes = (content.includes ?? []).map((each) => `takes in ${each.line} ${each.path}${each.isConstraint ? ' as constraints' : ''}`);
  const wanted = (content.wanted ?? []).map((each) => `wants ${each.name} ${each.range}`);
  const indexes = (content.indexes ?? []).map((each) => `index ${each.line} ${each.url}`);
  return [content.isLock ? 'lock' : 'manifest', ...locked, ...wanted, ...indexes, ...includes, ''].join('\n');
}

const GOLDEN = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.expected')).map((path) => path.split(sep).join('/')).sort();

test('there is a golden file for every tool', () => assert.ok(GOLDEN.length >= 35, String(GOLDEN.length)));

for (const golden of GOLDEN) {
  test(`${golden} is read whole`, () => {
    const path = golden.replace(/\.expected$/, '');
    assert.equal(shown(parse(path, readFileSync(join(FOLDER, path), 'utf8'))), readFileSync(join(FOLDER, golden), 'utf8'));
  });
}

for (const [path, text, line, message] of [
  ['package-lock.json', '{\n  "packages": {\n    "node_modules/a": { "version": "1.0.0" }\n    "node_modules/b": {}\n  }\n}', 4, /damaged: "," is expected/],
  ['package-lock.json', '{"packages":\n{"node_modules/a": "1.0.0"}}', 2, /"node_modules\/a" is no object/],
  ['package-lock.json', '{"packages":\n{"node_modules/a": {}}}', 2, /"a" has no version/],
  ['package-lock.json', '{}', 1, /neither "packages" nor "dependencies"/],
  ['npm-shrinkwrap.json', '[]', 1, /an object is expected/],
  ['pnpm-lock.yaml', 'lockfileVersion: 5.4\npackages:\n  /a/1.0.0:\n    dev: [\n', 5, /damaged/],
  ['pnpm-lock.yaml', 'lockfileVersion: "9.0"\npackages:\n  a@1.0.0: 7\n', 3, /no mapping/],
  ['pnpm-lock.yaml', 'packages: {}\nlockfileVersion: "12.0"\n', 2, /12.0 is unknown/],
  ['pnpm-lock.yaml', 'packages: {}', 1, /no lockfileVersion/],
  ['yarn.lock', 'a@^1:\n  version "1.0.0"\n\nb@^1\n  version "1.0.0"\n', 4, /pattern with a colon/],
  ['yarn.lock', 'a@^1:\n  resolved "https://r.example/a/-/a-1.0.0.tgz"\n', 1, /"a@\^1" has no version/],
  ['yarn.lock', 'a@^1:\n  version "1.0.0"\n<<<<<<< HEAD\n', 3, /merge conflict/],
  ['yarn.lock', '__metadata:\n  version: 8\n\n"a@npm:^1":\n  version: 1.0.0\n', 4, /no resolution or version/],
  ['bun.lock', '{"lockfileVersion": 1,\n"packages": {\n"a": "a@1.0.0" }}', 3, /no list that starts with/],
  ['bun.lock', '{"packages": {}}', 1, /no lockfileVersion/],
  ['package.json', '{"dependencies": {\n"a" "1"}}', 2, /damaged/],
  ['uv.lock', 'version = 1\n[[package]]\nname = "a"\nversion = "1"\nsource = { registry = "https://i.example" }\n[[package]]\nversion = "1"\n', 6, /without a name/],
  ['poetry.lock', '[[package]]\nname = "a"\n', 1, /"a" has no version/],
  ['poetry.lock', '[[package]]\nname = "a\n', 2, /damaged/],
  ['pdm.lock', 'package = 7', 1, /no \[\[package\]\]/],
  ['pylock.toml', 'lock-version = "2.0"', 1, /lock-version 2.0 is unknown/],
  ['Pipfile.lock', '{"_meta": {},\n"default": {\n"a": {"hashes": []}}}', 3, /"a" has no version/],
  ['Pipfile.lock', '{}', 1, /no "_meta"/],
  ['requirements.txt', '# ok\na==1 \\\n  --hash=sha256:00\nb = 1\n', 4, /"b = 1" is no requirement/],
  ['requirements.txt', 'a==1\n--hash=sha256:00', 2, /option --hash is unknown/],
  ['requirements.txt', '-z x', 1, /option -z is unknown/],
  ['pyproject.toml', '[project]\ndependencies = [\n', 3, /damaged/],
  ['environment.yml', 'dependencies:\n  - pip:\n    - a==\n   b', 4, /damaged/],
  ['environment.yml', 'name: x\ndependencies:\n  - pip:\n    - a==1\n    - b = 1\n', 5, /"b = 1" is no requirement/],
  ['bom.json', '{"bomFormat": "Other"}', 1, /neither CycloneDX nor SPDX/],
  ['x.cdx.json', '{"bomFormat": "CycloneDX", "components": [\n{"purl": "pkg:npm/%zz"}]}', 2, /no package URL/],
] as const) {
  test(`damage is told with its line: ${path}, ${message.source}`, () => {
    assert.throws(() => parse(path, text), (error) => {
      assert.ok(error instanceof LockFault, String(error));
      assert.equal(error.path, path);
      assert.match(error.message, message);
      assert.equal(error.line, line);
      return true;
    });
  });
}

/** What has the right syntax and the wrong shape: read as nothing, it would be skipped silently. */
const SHAPELESS: Readonly<Record<string, readonly (readonly [line: number, text: string])[]>> = {
  'package-lock.json': [[1, ''], [1, '{"lockfileVersion":3}'], [2, '{\n"lockfileVersion":9,"packages":{}}'], [2, '{\n"packages":[]}'], [2, '{"packages":{\n"node_modules/a":null}}'], [2, '{"packages":{\n"node_modules/a":{"version":7}}}'], [2, '{"packages":{\n"node_modules/a":{"version":"1.0.0","integrity":7}}}'], [2, '{"packages":{\n"node_modules/a":{"version":"1.0.0","integrity":"sha512-A"}}}'], [2, '{"packages":{\n"node_modules/":{"version":"1.0.0"}}}']],
  'package.json': [[1, ''], [2, '{\n"dependencies":["a"]}'], [3, '{\n"dependencies":{\n"a":7}}'], [2, '{\n"devDependencies":"x"}']],
  'pnpm-lock.yaml': [[1, ''], [2, 'lockfileVersion: 9.0\npackages: [a]\n'], [3, 'lockfileVersion: 9.0\npackages:\n  a@1.0.0:\n'], [3, 'lockfileVersion: 9.0\npackages:\n  a@1.0.0: {resolution: 7}\n'], [3, 'lockfileVersion: 9.0\npackages:\n  "@@@": {}\n'], [2, 'lockfileVersion: 9.0\nsnapshots:\n  a@1.0.0: {}\n'], [3, 'lockfileVersion: 9.0\npackages:\n  a@1.0.0: {resolution: {integrity: none}}\n']],
  'yarn.lock': [[1, '{}'], [3, '__metadata:\n  version: 8\n"a@npm:1":\n  version: 1.0.0\n  resolution: 7\n'], [3, '__metadata:\n  version: 8\n"a@npm:1": x\n'], [3, '__metadata:\n  version: 8\n"a@npm:1":\n  version: 1.0.0\n  resolution: a\n'], [2, 'a@1:\n  version\n'], [1, 'garbage garbage\n'], [1, 'a@1:\n  version "1.0.0"\n  integrity none\n']],
  'bun.lock': [[1, ''], [1, '{"lockfileVersion":1}'], [2, '{"lockfileVersion":1,\n"packages":[]}'], [2, '{"lockfileVersion":1,"packages":{\n"a":[]}}'], [2, '{"lockfileVersion":1,"packages":{\n"a":["a"]}}'], [1, '{"lockfileVersion":99,"packages":{}}']],
  'uv.lock': [[1, ''], [1, 'package = {}'], [1, 'version = 99\n'], [1, 'version = 1\n[[packages]]\nname="a"\n'], [2, 'version = 1\n[[package]]\nname="a"\nversion=1\nsource={registry="x"}\n'], [2, 'version = 1\n[[package]]\nname="a"\nversion="1"\nsource={registry="x"}\nwheels=7\n']],
  'poetry.lock': [[1, ''], [1, 'package = 7'], [1, '[metadata]\nx=1\n'], [2, '\n[[package]]\nname="a"\nversion="1"\nfiles=7\n'], [1, '[[package]]\nname="a"\nversion="1"\nfiles=[7]\n']],
  'pdm.lock': [[1, ''], [1, '[metadata]\n'], [2, '\n[[package]]\nversion="1"\n'], [1, '[[package]]\nname="a"\n'], [2, '\nx = [']],
  'pylock.toml': [[1, ''], [1, 'lock-version="1.0"\n'], [1, 'lock-version="1.0"\npackages=7'], [2, 'lock-version="1.0"\n[[packages]]\nversion="1"\n'], [2, 'lock-version="1.0"\n[[packages]]\nname="a"\n']],
  'Pipfile.lock': [[1, ''], [2, '{"_meta":{},\n"default":[]}'], [2, '{"_meta":{},"default":{\n"a":"==1"}}'], [2, '{"_meta":{},"default":{\n"a":{"version":"*"}}}'], [2, '{"_meta":{},"default":{\n"a":{"version":"==1","hashes":7}}}'], [2, '{"_meta":\n']],
  'requirements.txt': [[2, '\na b c\n'], [1, '==1\n'], [1, '-r\n'], [1, '<html>\n'], [1, 'a==1 --hash=md6:00\n'], [2, '\na==1 --hash=sha256:xyz\n'], [1, 'a @ \n']],
  'pyproject.toml': [[1, 'x ='], [2, '[project]\ndependencies = "a"\n'], [2, '[project]\ndependencies = ["a b"]\n'], [2, '[project]\ndependencies = [7]\n'], [2, '[tool.poetry.dependencies]\na = 7\n'], [3, '[project]\n[dependency-groups]\ndev = 7\n']],
  'setup.cfg': [[3, '[options]\ninstall_requires =\n    a b\n'], [1, 'garbage\n'], [1, '[options\ninstall_requires = a\n'], [2, '[options]\ngarbage\n']],
  'environment.yml': [[1, ''], [1, 'dependencies: x\n'], [1, 'dependencies:\n  - pip: x\n'], [1, 'dependencies:\n  - pip:\n    - 7\n'], [3, 'dependencies:\n  - pip:\n    - a b\n']],
  'bom.json': [[1, ''], [1, '{"bomFormat":"CycloneDX","components":{}}'], [1, '{"bomFormat":"CycloneDX","components":[7]}'], [2, '{"bomFormat":"CycloneDX","components":[\n{"purl":7}]}'], [1, '{"spdxVersion":"SPDX-2.3","packages":[7]}'], [2, '{"spdxVersion":"SPDX-2.3","packages":[\n{"externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:npm/"}]}]}']],
};

for (const [path, texts] of Object.entries(SHAPELESS)) {
  test(`${path}: what has no shape is told with its line, never skipped`, () => {
    for (const [line, text] of texts) {
      assert.throws(() => parse(path, text), (error) => {
        assert.ok(error instanceof LockFault, `${text}: ${String(error)}`);
        assert.deepEqual([error.path, error.line], [path, line], `${text}: ${error.message}`);
        return true;
      }, text);
    }
  });
}

test('every kind of file that is read is in the table of damage', () => {
  const known = Object.keys(SHAPELESS).map((path) => lockParserFor(path));
  for (const golden of GOLDEN) assert.ok(known.includes(lockParserFor(basename(golden).replace(/\.expected$/, ''))), golden);
});

for (const [what, path, text, expected] of [
  ['repositories, addresses, folders, bundled and aliased packages', 'package-lock.json', JSON.stringify({ packages: {
    '': { name: 'x', dependencies: { a: '^1' } }, 'libs/own': { version: '1.0.0' }, 'node_modules/own': { resolved: 'libs/own', link: true },
    'node_modules/a': { version: '1.0.0', resolved: 'https://r.example/npm/a/-/a-1.0.0.tgz', integrity: 'sha512-AQ==' }, 'node_modules/a/node_modules/b': { version: '2.0.0', inBundle: true },
    'node_modules/g': { version: '1.0.0', resolved: 'git+ssh://git@git.example/a/g.git#0123' }, 'node_modules/u': { version: '1.0.0', resolved: 'https://x.example/u.tgz' }, 'node_modules/f': { version: '1.0.0', resolved: 'file:f.tgz' },
    'node_modules/alias': { name: '@s/real', version: '3.0.0', resolved: 'https://r.example/@s/real/-/real-3.0.0.tgz' } } }),
  ['lock', '1 a@1.0.0 registry 1 https://r.example/npm/a/-/a-1.0.0.tgz', '1 b@2.0.0 registry 0 bundled', '1 g@1.0.0 git 0 git+ssh://git@git.example/a/g.git#0123', '1 u@1.0.0 url 0 https://x.example/u.tgz', '1 f@1.0.0 path 0 file:f.tgz', '1 @s/real@3.0.0 registry 0 https://r.example/@s/real/-/real-3.0.0.tgz', 'wants a ^1']],
  ['version 1\'s nested packages', 'package-lock.json', '{"lockfileVersion":1,"dependencies":{\n"a":{"version":"1.0.0","dependencies":{\n"b":{"version":"2.0.0","bundled":true}}},\n"g":{"version":"git+https://git.example/g.git#01"}}}', ['lock', '2 a@1.0.0 registry 0', '4 g@ git 0 git+https://git.example/g.git#01', '3 b@2.0.0 registry 0 bundled']],
  ['pnpm: repositories, addresses and folders', 'pnpm-lock.yaml', "lockfileVersion: '9.0'\npackages:\n  g@https://git.example/t/g/tar.gz/01:\n    resolution: {tarball: https://git.example/t/g/tar.gz/01}\n    version: 1.0.0\n  h@git+https://git.example/h.git#01:\n    resolution: {commit: '01', repo: https://git.example/h.git, type: git}\n    version: 2.0.0\n  f@file:f:\n    resolution: {directory: f, type: directory}\n  '@s/p@1.0.0(q@2.0.0)':\n    resolution: {integrity: sha512-AQ==}\n",
    ['lock', '3 g@1.0.0 url 0 https://git.example/t/g/tar.gz/01', '6 h@2.0.0 git 0 https://git.example/h.git#01', '9 f@ path 0', '11 @s/p@1.0.0 registry 1']],
  ['pnpm 5: scopes, peers and another registry\'s host', 'pnpm-lock.yaml', 'lockfileVersion: 5.4\npackages:\n  /@s/a/1.0.0_b@2.0.0:\n    resolution: {integrity: sha512-AQ==}\n  r.example/c/3.0.0:\n    resolution: {integrity: sha512-AQ==, tarball: https://r.example/c/-/c-3.0.0.tgz}\n', ['lock', '3 @s/a@1.0.0 registry 1', '5 c@3.0.0 registry 1 https://r.example/c/-/c-3.0.0.tgz']],
  ['yarn 1: several patterns, repositories', 'yarn.lock', '"@s/a@^1", "@s/a@~1.0", b@x:\n  version "1.0.0"\n  resolved "https://r.example/@s/a/-/a-1.0.0.tgz#0123456789012345678901234567890123456789"\n"g@git+https://git.example/g.git":\n  version "1.0.0"\n  resolved "git+https://git.example/g.git#0123456789012345678901234567890123456789"\n', ['lock', '1 @s/a@1.0.0 registry 1 https://r.example/@s/a/-/a-1.0.0.tgz', '4 g@1.0.0 git 0 git+https://git.example/g.git']],
  ['berry: workspaces, repositories, patches', 'yarn.lock', '__metadata:\n  version: 8\n"x@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "x@workspace:."\n  linkType: soft\n"g@https://git.example/g.git":\n  version: 1.0.0\n  resolution: "g@https://git.example/g.git#commit=01"\n  linkType: hard\n"p@patch:p@npm%3A1.0.0#x":\n  version: 1.0.0\n  resolution: "p@patch:p@npm%3A1.0.0#x::hash=1"\n', ['lock', '7 g@1.0.0 git 0 https://git.example/g.git#commit=01']],
  ['bun: workspaces, repositories, bundled packages', 'bun.lock', '{"lockfileVersion": 1, "workspaces": {"": {"dependencies": {"a": "1"}}},\n"packages": {\n"w": ["w@workspace:w"],\n"a": ["a@1.0.0", "https://r.example/a/-/a-1.0.0.tgz", {}, "sha512-AQ=="],\n"a/b": ["b@1.0.0", "", {"bundled": true}, "sha512-AQ=="],\n"g": ["g@github:o/g#01", {}, "o-g-01"],\n}}', ['lock', '4 a@1.0.0 registry 1 https://r.example/a/-/a-1.0.0.tgz', '5 b@1.0.0 registry 1 bundled', '6 g@ git 0 github:o/g#01', 'wants a 1']],
  ['package.json: what comes from elsewhere', 'package.json', '{"dependencies":{"a":"^1","g":"o/g"},\n"devDependencies":{"u":"https://x.example/u.tgz","f":"file:../f"}}', ['manifest', '1 g@ git 0 o/g', '2 u@ url 0 https://x.example/u.tgz', 'wants a ^1', 'wants g o/g', 'wants u https://x.example/u.tgz', 'wants f file:../f']],
  ['requirements: every kind of line', 'requirements-dev.txt', '\ufeff-r base.txt\n--index-url https://i.example/simple --extra-index-url=https://e.example\n--trusted-host e.example\nA.b[x,y] == 1.0 ; python_version < "3.9" # why\nc>=1,<2\nd @ git+https://git.example/d@main ; extra == "z"\n-e ./e\nhttps://x.example/f-2.0-py3-none-any.whl#sha256=ab\n./g-1.0.tar.gz --hash=sha256:CD\nh===1.0+local \\\n    --hash sha256:00 \\\n    --hash=sha384:11\n', ['manifest', '4 a-b@1.0 registry 0', '5 c@ registry 0', '6 d@ git 0 git+https://git.example/d@main', '7 e@ path 0 ./e', '8 f@2.0 url 1 https://x.example/f-2.0-py3-none-any.whl#sha256=ab', '9 g@1.0 path 1 ./g-1.0.tar.gz', '10 h@1.0+local registry 2', 'index 2 https://i.example/simple', 'index 2 https://e.example', 'takes in 1 base.txt']],
  ['uv: own, repository and address', 'uv.lock', 'version = 1\n[[package]]\nname = "me"\nsource = { editable = "." }\n[package.metadata]\nrequires-dist = [{ name = "A", specifier = ">=1" }]\n[[package]]\nname = "g"\nversion = "1"\nsource = { git = "https://git.example/g?rev=1#01" }\n[[package]]\nname = "u"\nversion = "1"\nsource = { url = "https://x.example/u-1.tar.gz" }\nsdist = { hash = "sha256:ab" }\n', ['lock', '7 g@1 git 0 https://git.example/g?rev=1#01', '11 u@1 url 1 https://x.example/u-1.tar.gz', 'wants a >=1']],
  ['poetry 1.0: hashes apart', 'poetry.lock', '[[package]]\ncategory = "dev"\nname = "A"\nversion = "1"\n[metadata.files]\na = [{file = "a-1.tar.gz", hash = "sha256:ab"}]\n', ['lock', '1 a@1 registry 1 files 1 dev']],
  ['pdm, by the tool\'s documentation', 'pdm.lock', '[metadata]\nlock_version = "4.5.0"\n[[package]]\nname = "a"\nversion = "1"\ngroups = ["default"]\nfiles = [{file = "a-1-py3-none-any.whl", hash = "sha256:ab"}]\n[[package]]\nname = "g"\nversion = "1"\ngit = "https://git.example/g"\ngroups = ["dev"]\n', ['lock', '3 a@1 registry 1 files 1', '8 g@1 git 0 https://git.example/g dev']],
  ['pylock: repository and archive', 'pylock.dev.toml', 'lock-version = "1.0"\n[[packages]]\nname = "g"\nvcs = { type = "git", url = "https://git.example/g", commit-id = "01" }\n[[packages]]\nname = "u"\narchive = { url = "https://x.example/u-1.zip", hashes = { sha256 = "ab" } }\n', ['lock', '2 g@ git 0 https://git.example/g', '5 u@ url 1 files 1 https://x.example/u-1.zip']],
  ['setup.cfg', 'setup.cfg', '[metadata]\nname = x\n[options]\ninstall_requires =\n    a>=1\n    b @ git+https://git.example/b\n# note\npython_requires = >=3\n[options.extras_require]\nz = c==1; d\n', ['manifest', '6 b@ git 0 git+https://git.example/b', 'wants a >=1', 'wants c ==1', 'wants d ']],
  ['setup.cfg: a marker behind a semicolon', 'setup.cfg', '[options]\ninstall_requires =\n    a>=1; python_version < "3.8"\n    b; extra == "x"\n', ['manifest', 'wants a >=1', 'wants b ']],
  ['SPDX: the project itself is no part of itself', 'app.spdx.json', '{"spdxVersion":"SPDX-2.3","relationships":[{"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"me"}],"packages":[\n{"SPDXID":"me","externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:npm/me@1.0.0"}]},\n{"SPDXID":"a","externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:npm/a@1.0.0"}]}]}', ['lock', '3 a@1.0.0 registry 0']],
  ['setup.cfg: a file of requirements is taken in', 'setup.cfg', '[options]\ninstall_requires = file: a.txt, b.txt\n', ['manifest', 'takes in 2 a.txt', 'takes in 2 b.txt']],
  ['environment.yml', 'environment.yml', 'name: x\ndependencies:\n  - numpy=1\n  - pip:\n    - a==1.0\n    - -i https://i.example\n', ['manifest', '5 a@1.0 registry 0', 'index 6 https://i.example']],
  ['pyproject: groups, extras, Poetry\'s repositories', 'pyproject.toml', '[build-system]\nrequires = ["hatchling"]\n[project]\ndependencies = ["a>=1", "u @ https://x.example/u.whl"]\n[project.optional-dependencies]\nz = ["b"]\n[dependency-groups]\ndev = ["c==1", {include-group = "z"}]\n[tool.poetry.dependencies]\npython = "^3"\nd = "^1"\ng = { git = "https://git.example/g" }\n', ['manifest', '4 u@ url 0 https://x.example/u.whl', '12 g@ git 0 https://git.example/g', 'wants a >=1', 'wants b ', 'wants c ==1', 'wants d ']],
  ['CycloneDX and nested components', 'bom.json', '{"bomFormat":"CycloneDX","components":[\n{"purl":"pkg:npm/%40s/a@1.0.0","hashes":[{"alg":"SHA-512","content":"AB"}],"components":[\n{"purl":"pkg:pypi/B.c@1.0"}]},\n{"purl":"pkg:cargo/x@1"},{"name":"y"}]}', ['lock', '2 @s/a@1.0.0 registry 1', '3 b-c@1.0 registry 0']],
  ['SPDX', 'app.spdx.json', '{"spdxVersion":"SPDX-2.3","packages":[\n{"externalRefs":[{"referenceType":"purl","referenceLocator":"pkg:npm/a@1.0.0"}],"checksums":[{"algorithm":"SHA256","checksumValue":"AB"}]}]}', ['lock', '2 a@1.0.0 registry 1']],
] as const) {
  test(`${path}: ${what}`, () => assert.equal(shown(parse(path, text)), [...expected, ''].join('\n')));
}
