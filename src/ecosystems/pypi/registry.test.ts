import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFilename, parseSimplePage, projectUrl } from './registry.ts';

const URL_OF_PAGE = 'https://index.example/simple/my-thing/';

test('JSON and HTML pages say the same', () => {
  const json = parseSimplePage({ url: URL_OF_PAGE, type: 'application/vnd.pypi.simple.v1+json', text: JSON.stringify({
    meta: { 'api-version': '1.4' }, files: [
      { filename: 'my_thing-1.0-py3-none-any.whl', url: '/f/my_thing-1.0-py3-none-any.whl', hashes: { SHA256: 'AB' }, 'core-metadata': { sha256: 'cd' }, yanked: 'broken', provenance: 'https://index.example/p' },
      { filename: 'my.thing-0.9.tar.gz', url: 'https://files.example/my.thing-0.9.tar.gz', hashes: {}, yanked: false },
      { filename: 'other-1.0.tar.gz', url: '/f/other-1.0.tar.gz', hashes: {} }, { filename: 'my-thing-2.0.tar.gz', url: 'javascript:x', hashes: {} }, 7,
    ] }) }, 'My_Thing');
  const html = parseSimplePage({ url: URL_OF_PAGE, type: 'text/html', text: `<!DOCTYPE html><body>
    <a href="/f/my_thing-1.0-py3-none-any.whl#sha256=AB" data-core-metadata='sha256=cd' data-yanked="broken" data-requires-python="&gt;=3" data-provenance="https://index.example/p">my_thing-1.0-py3-none-any.whl</a><br>
    <a href="https://files.example/my.thing-0.9.tar.gz">my.thing-0.9.tar.gz</a></body>` }, 'my-thing');
  assert.deepEqual(json, html);
  assert.deepEqual(json.versions, ['0.9', '1.0']);
  assert.deepEqual(json.files[0], {
    ecosystem: 'pypi', name: 'my-thing', version: '1.0', filename: 'my_thing-1.0-py3-none-any.whl', form: 'wheel', url: 'https://index.example/f/my_thing-1.0-py3-none-any.whl',
    hashes: { sha256: 'ab' }, yanked: 'broken', metadata: { url: 'https://index.example/f/my_thing-1.0-py3-none-any.whl.metadata', hashes: { sha256: 'cd' } }, provenance: 'https://index.example/p',
  });
});

test('file names give form and version', () => {
  for (const [name, form, version] of [['my_thing-1.0-1-cp311-cp311-linux_x86_64.whl', 'wheel', '1.0'], ['my-thing-1.0-beta.zip', 'sdist', '1.0-beta'], ['My.Thing-2.tar.bz2', 'sdist', '2'], ['my_thing-1.0-py2.7.egg', 'egg', '1.0'], ['my-thing-1.0.win32-py2.7.exe', 'installer', '1.0']] as const) {
    assert.deepEqual(parseFilename(name, 'my-thing'), { form, version }, name);
  }
  for (const name of ['my-thingy-1.0.tar.gz', 'my_thing-1.0.txt', 'my-thing.tar.gz']) assert.equal(parseFilename(name, 'my-thing'), undefined, name);
});

test('what is no page is nonsense', () => {
  for (const text of ['{"files": 1}', '[]', '{"fi', 'Bad gateway']) assert.throws(() => parseSimplePage({ url: URL_OF_PAGE, type: '', text }, 'x'), { kind: 'nonsense' }, text);
});

test('a name can\'t climb out of the index', () => {
  assert.equal(projectUrl('https://index.example/simple/', 'A__b.c'), 'https://index.example/simple/a-b-c/');
  assert.equal(projectUrl('https://index.example/simple/', 'a/../../x'), 'https://index.example/simple/a%2F-%2F-%2Fx/');
});
