/** A real repository with a hostile configuration: it is listed, and nothing in it runs. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { vcsDifference } from '../engine/vcs.ts';
import { openArtifact } from '../formats/open.ts';
import { Budget } from '../kit/budget.ts';
import { UserError } from '../model/user-error.ts';
import { forgeTarGz } from '../../test/forge/forge.ts';
import { repositoryListing } from './repository.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-repository-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function git(...words: string[]): void {
  execFileSync('git', ['-C', folder, '-c', 'user.name=Nobody', '-c', 'user.email=nobody@forged.example', '-c', 'commit.gpgsign=false', ...words], { stdio: 'ignore' });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

write('configure.ac', 'AC_INIT([forged], [1.0])\n');
write('src/main.c', 'int main(void) { return 0; }\n');
git('init', '--quiet');
git('add', '.');
git('commit', '--quiet', '-m', 'Begin');
git('tag', 'v1.0');
write('src/main.c', 'int main(void) { return 1; }\n');
git('commit', '--quiet', '-am', 'Change');
write('trap.sh', `#!/bin/sh\ntouch '${folder}/sprung'\n`);
chmodSync(join(folder, 'trap.sh'), 0o755);
for (const key of ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'diff.external', 'filter.trap.smudge', 'filter.trap.clean', 'uploadpack.packObjectsHook']) git('config', key, join(folder, 'trap.sh'));
write('.gitattributes', '* filter=trap diff=trap\n');
for (const hook of ['post-checkout', 'pre-commit', 'reference-transaction', 'post-index-change']) {
  write(`.git/hooks/${hook}`, `#!/bin/sh\ntouch '${folder}/sprung'\n`);
  chmodSync(join(folder, '.git/hooks', hook), 0o755);
}

test('the release is found by its tag, another version at HEAD, and nothing of the repository runs', () => {
  const release = repositoryListing(folder, { name: 'forged', version: '1.0' });
  assert.deepEqual([release.revision, [...release.files.keys()].sort()], ['v1.0', ['configure.ac', 'src/main.c']]);
  const head = repositoryListing(folder, { name: 'forged', version: '2.0' });
  assert.equal(head.revision, 'HEAD');
  assert.notEqual(head.files.get('src/main.c'), release.files.get('src/main.c'));
  assert.equal(existsSync(join(folder, 'sprung')), false);
});

test('an archive is compared file by file, its outer folder and its line ends put aside', () => {
  const archive = (files: Readonly<Record<string, string>>) => openArtifact('forged-1.0.tar.gz', forgeTarGz(files), new Budget());
  const same = { 'forged-1.0/configure.ac': 'AC_INIT([forged], [1.0])\r\n', 'forged-1.0/src/main.c': 'int main(void) { return 0; }\n' };
  const listing = repositoryListing(folder, { version: '1.0' });
  assert.deepEqual(vcsDifference(archive(same), listing), { revision: 'v1.0', absent: [], changed: [] });
  const tampered = { ...same, 'forged-1.0/m4/forged.m4': 'AC_DEFUN([FORGED], [])\n', 'forged-1.0/src/main.c': 'int main(void) { return 2; }\n' };
  assert.deepEqual(vcsDifference(archive(tampered), listing), { revision: 'v1.0', absent: ['forged-1.0/m4/forged.m4'], changed: ['forged-1.0/src/main.c'] });
});

test('what is no repository is told', () => {
  const empty = mkdtempSync(join(tmpdir(), 'assay-no-repository-'));
  assert.throws(() => repositoryListing(empty), UserError);
  rmSync(empty, { recursive: true });
});
