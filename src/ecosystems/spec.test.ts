import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePackageSpec } from './spec.ts';

for (const [text, expected] of [
  ['pypi:colorama', ['pypi', 'colorama']], ['pypi:a@1.0', ['pypi', 'a', '1.0']], ['pypi:a==1!1.0+local', ['pypi', 'a', '1!1.0+local']],
  ['npm:express', ['npm', 'express']], ['npm:@s/n', ['npm', '@s/n']], ['npm:@s/n@1.2.3', ['npm', '@s/n', '1.2.3']], ['npm:n@^1', ['npm', 'n', '^1']],
  ['pkg:npm/%40s/n@1.0.0', ['npm', '@s/n', '1.0.0']], ['pkg:npm/@s/n', ['npm', '@s/n']], ['pkg:pypi/a@1.0%2Bl?x=y#z', ['pypi', 'a', '1.0+l']],
] as const) {
  test(`${text} is read`, () => {
    const [ecosystem, name, version] = expected;
    assert.deepEqual(parsePackageSpec(text), { ecosystem, name, ...(version === undefined ? {} : { version }) });
  });
}

test('files are no packages', () => {
  for (const text of ['a.tar.gz', './npm', 'C:\\x', '']) assert.equal(parsePackageSpec(text), undefined);
});

test('what is no name is refused rather than asked for', () => {
  for (const text of ['pypi:', 'npm:../x', 'npm:@s', 'npm:a/b', 'pypi:a b', 'pkg:npm/%zz', 'pkg:cargo/x', 'npm:a@../x', 'pkg:pypi/..', 'npm:@../x', 'pypi:a@']) assert.throws(() => parsePackageSpec(text), { name: 'UserError' }, text);
});
