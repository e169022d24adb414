import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseVersion, fileOfVersion, integrityHashes, packumentUrl, parsePackument, tarballUrl } from './registry.ts';

const PACKUMENT = parsePackument({ url: 'https://r.example/@s%2fn', type: 'application/json', text: JSON.stringify({
  name: '@s/n', 'dist-tags': { latest: '1.1.0', next: '2.0.0-rc.1', gone: '9.0.0' }, time: { '1.0.0': '2020-01-01T00:00:00Z' },
  versions: { '1.0.0': { dist: { tarball: 'https://built-in.example/@s/n/-/n-1.0.0.tgz', integrity: 'sha512-AQI=', shasum: 'AA' } }, '1.1.0': {}, '2.0.0-rc.1': {} },
}) }, '@s/n');

test('a version is chosen as npm does', () => {
  for (const [wanted, expected] of [[undefined, '1.1.0'], ['latest', '1.1.0'], ['next', '2.0.0-rc.1'], ['^1.0.0', '1.1.0'], ['=1.0.0', '1.0.0'], ['v1.0.0', '1.0.0'], ['gone', undefined], ['1.0.1', undefined], ['>3', undefined], ['no such tag', undefined]] as const) {
    assert.equal(chooseVersion(PACKUMENT, wanted), expected, wanted);
  }
});

test('the host of the built-in registry in an address is replaced by a mirror\'s, other hosts stay', () => {
  const at = (builtIn: string): string => fileOfVersion(PACKUMENT, '1.0.0', 'https://mirror.example:8443/npm/', builtIn).url;
  assert.equal(at('https://built-in.example/'), 'https://mirror.example:8443/npm/@s/n/-/n-1.0.0.tgz');
  assert.equal(at('https://another.example/'), 'https://built-in.example/@s/n/-/n-1.0.0.tgz');
  assert.equal(fileOfVersion(PACKUMENT, '1.1.0', 'https://r.example/', undefined).url, tarballUrl('https://r.example/', '@s/n', '1.1.0'));
});

test('hashes come out of integrity and shasum', () => {
  assert.deepEqual(fileOfVersion(PACKUMENT, '1.0.0', 'https://r.example/', undefined).hashes, { sha1: 'aa', sha512: '0102' });
  assert.deepEqual(integrityHashes('sha1-AQ== md5-AQ== sha256-Ag==?opt sha256-Aw=='), { sha1: '01', sha256: '02' });
});

test('names are encoded', () => {
  assert.equal(packumentUrl('https://r.example/x/', '@s/n'), 'https://r.example/x/@s%2Fn');
  assert.equal(packumentUrl('https://r.example/x/', '../y'), 'https://r.example/x/..%2Fy');
});
