import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RegistryFile } from '../model/registry.ts';
import { chooseFiles } from './file-choice.ts';

function file(filename: string): RegistryFile {
  return { ecosystem: 'pypi', name: 'a', version: '1', filename, url: '', form: filename.endsWith('.whl') ? 'wheel' : filename.endsWith('.exe') ? 'installer' : 'sdist', hashes: {} };
}

function chosen(...names: string[]): string[] {
  return chooseFiles(names.map(file), { platform: 'linux', cpu: 'x64' }).map((each) => each.filename);
}

test('the sdist and the wheel that this machine takes', () => {
  assert.deepEqual(chosen('a-1-cp312-cp312-win_amd64.whl', 'a-1-cp39-cp39-manylinux_2_17_x86_64.whl', 'a-1-cp312-cp312-manylinux_2_17_x86_64.whl', 'a-1-cp313-cp313t-manylinux_2_17_x86_64.whl', 'a-1-cp312-cp312-manylinux_2_17_aarch64.whl', 'a-1.tar.gz'), ['a-1-cp312-cp312-manylinux_2_17_x86_64.whl', 'a-1.tar.gz']);
});

test('a wheel for every machine is enough, and where few files are there all are taken', () => {
  assert.deepEqual(chosen('a-1-cp312-cp312-win_amd64.whl', 'a-1-py3-none-any.whl', 'a-1.tar.gz'), ['a-1-py3-none-any.whl', 'a-1.tar.gz']);
  assert.deepEqual(chosen('a-1.win32.exe', 'a-1.tar.gz'), ['a-1.win32.exe', 'a-1.tar.gz']);
  assert.deepEqual(chosen('a-1-cp312-cp312-win_amd64.whl'), ['a-1-cp312-cp312-win_amd64.whl']);
});
