/** The store behaves the same on a libsql file and on PostgreSQL. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import Libsql from 'libsql';
import pg from 'pg';
import { Store } from '../../src/store/store.ts';
import type { TrailEntry } from '../../src/store/trail.ts';
import { startPostgres } from '../gate/postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-store-'));
const postgres = startPostgres();
after(() => {
  rmSync(folder, { recursive: true, force: true });
  if ('url' in postgres) postgres.stop();
});

function entry(name: string, more: Partial<TrailEntry> = {}): TrailEntry {
  return { action: 'artifact', ecosystem: 'npm', name, version: '1.0.0', file: `${name}-1.0.0.tgz`, sha256: 'a'.repeat(64), outcome: 'served', reason: '', blockId: '', client: 'test', run: 'r1', policy: 'p', ...more };
}

interface Kind {
  readonly name: string;
  readonly skip: string | false;
  url(): string;
  /** Runs a statement behind the store's back. */
  sql(url: string, statement: string): Promise<void>;
}

let files = 0;
const LIBSQL: Kind = {
  name: 'libsql', skip: false, url: () => join(folder, `${files++}.db`),
  async sql(url, statement) {
    const file = new Libsql(url);
    try {
      file.exec(statement);
    } finally {
      file.close();
    }
  },
};
const POSTGRES: Kind = {
  name: 'PostgreSQL', skip: 'absent' in postgres ? postgres.absent : false, url: () => ('url' in postgres ? postgres.url : ''),
  async sql(url, statement) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  },
};

for (const kind of [LIBSQL, POSTGRES]) {
  describe(kind.name, { skip: kind.skip }, () => {
    test('entries of two stores appended at once form one chain, which verifies', async () => {
      const url = kind.url();
      const [one, two] = await Promise.all([Store.open(url), Store.open(url)]);
      await Promise.all(Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? one : two).trail.append(entry(`p${index}`))));
      const verified = await one.trail.verify();
      assert.equal(verified.intact, true);
      assert.equal(verified.intact && verified.entries, 60);
      await Promise.all([one.close(), two.close()]);
    });

    test('the trail can only be appended to', async () => {
      const url = kind.url();
      const store = await Store.open(url);
      await store.trail.append(entry('p'));
      for (const statement of ["update trail set name = 'x'", 'delete from trail']) await assert.rejects(kind.sql(url, statement), /append-only/);
      await store.close();
    });

    test('an entry that was altered, removed or cut off behind the guard shows', async () => {
      const drop = kind === LIBSQL ? 'drop trigger trail_no_update; drop trigger trail_no_delete;' : 'drop trigger trail_guard on trail;';
      const url = kind.url();
      const store = await Store.open(url);
      for (const name of ['a', 'b', 'c']) await store.trail.append(entry(name));
      const last = (await store.trail.entries()).at(-1)?.seq ?? 0;
      await kind.sql(url, `${drop} update trail set outcome = 'refused' where seq = ${last - 1}`);
      assert.deepEqual(await store.trail.verify(), { intact: false, seq: last - 1, why: 'it was altered' });
      await kind.sql(url, `update trail set outcome = 'served' where seq = ${last - 1}`);
      assert.equal((await store.trail.verify()).intact, true);
      await kind.sql(url, `delete from trail where seq = ${last}`);
      assert.match(JSON.stringify(await store.trail.verify()), /missing at its end/);
      await store.close();
    });

    test('verdicts go by hash and revision, and a listing can be judged by what the registry calls the bytes', async () => {
      const store = await Store.open(kind.url());
      const artifact = { ecosystem: 'npm', name: 'v', version: '1.0.0', file: 'v-1.0.0.tgz', sha256: 'b'.repeat(64), size: 3, integrity: 'sha512-00', url: 'http://x.invalid/v.tgz', published: new Date('2020-01-01T00:00:00Z'), runsScripts: false, listedAt: new Date('2026-01-01T00:00:00Z') };
      await store.artifacts.remember(artifact);
      await store.artifacts.remember(artifact);
      await store.artifacts.judge(artifact.sha256, 'r1', { verdict: 'clean', score: 0, summary: '' });
      await store.artifacts.judge(artifact.sha256, 'r1', { verdict: 'malicious', score: 80, summary: 'why' });
      assert.equal((await store.artifacts.verdictOn(artifact.sha256, 'r1'))?.verdict, 'malicious');
      assert.equal(await store.artifacts.verdictOn(artifact.sha256, 'r2'), undefined);
      assert.deepEqual((await store.artifacts.knownOf('npm', 'v', 'r1')).map((known) => [known.integrity, known.verdict]), [['sha512-00', 'malicious']]);
      assert.deepEqual(await store.artifacts.knownOf('npm', 'v', 'r2'), []);
      assert.equal((await store.artifacts.listedSince('npm', 'v', 'v-1.0.0.tgz', artifact.listedAt))?.url, artifact.url);
      assert.equal(await store.artifacts.listedSince('npm', 'v', 'v-1.0.0.tgz', new Date(artifact.listedAt.getTime() + 1)), undefined);
      assert.equal(await store.artifacts.hashOf('npm', 'v', 'sha512-00'), artifact.sha256);
      await store.close();
    });

    test('what was listed lately is told newest first, with what these rules say of it', async () => {
      const store = await Store.open(kind.url());
      const artifact = { ecosystem: 'npm', version: '1.0.0', size: 3, integrity: 'sha512-00', url: 'http://x.invalid/l.tgz', published: undefined, runsScripts: true };
      for (const [index, name] of ['early', 'l1', 'l2'].entries()) await store.artifacts.remember({ ...artifact, name, file: `${name}.tgz`, sha256: String(index).repeat(64), listedAt: new Date(Date.UTC(2031, 0, index)) });
      await store.artifacts.judge('1'.repeat(64), 'lately', { verdict: 'clean', score: 0, summary: '' });
      const since = new Date(Date.UTC(2031, 0, 1));
      const told = async (revision: string, limit: number) => (await store.artifacts.listedLately(since, revision, limit)).map(({ artifact: { name, runsScripts }, judged }) => [name, runsScripts, judged?.verdict]);
      assert.deepEqual(await told('lately', 10), [['l2', true, undefined], ['l1', true, 'clean']]);
      assert.deepEqual(await told('another', 1), [['l2', true, undefined]]);
      await store.close();
    });

    test('opinions on names are kept by revision, and those kept at once are all there', async () => {
      const store = await Store.open(kind.url());
      const opinion = (name: string) => ({ ecosystem: 'npm', name, tier: 'warn', reason: 'like another' });
      await Promise.all(Array.from({ length: 450 }, (_, index) => store.opinions.keep('names-1', opinion(`n${index}`))));
      await store.opinions.keep('names-1', opinion('n0'));
      await store.opinions.keep('names-2', opinion('other'));
      assert.equal((await store.opinions.all('names-1', 1000)).length, 450);
      assert.deepEqual(await store.opinions.all('names-2', 1000), [opinion('other')]);
      await store.close();
    });

    test('whoever asks for stops at once gets only those on his package', async () => {
      const store = await Store.open(kind.url());
      for (const [ecosystem, name] of [['npm', 'asked'], ['pypi', 'asked'], ['npm', 'else']] as const) await store.quarantine.add({ ecosystem, name, version: '', sha256: '', reason: `${ecosystem} ${name}`, author: 'test' });
      const stops = await Promise.all([store.quarantine.stopsOn('npm', 'asked'), store.quarantine.stopsOn('pypi', 'asked'), store.quarantine.stopsOn('npm', 'free')]);
      assert.deepEqual(stops.map((found) => found.map((stop) => stop.reason)), [['npm asked'], ['pypi asked'], []]);
      await store.close();
    });

    test('a recall lists who got what is bad today, and only that', async () => {
      const store = await Store.open(kind.url());
      await store.trail.append(entry('turned', { sha256: 'c'.repeat(64), client: 'build 7' }));
      await store.trail.append(entry('turned', { sha256: 'c'.repeat(64), outcome: 'refused' }));
      await store.trail.append(entry('stopped', { sha256: 'd'.repeat(64), version: '2.0.0' }));
      await store.trail.append(entry('stopped', { sha256: 'e'.repeat(64), version: '3.0.0' }));
      assert.deepEqual(await store.trail.recall('rr', ['malicious']), []);
      await store.artifacts.judge('c'.repeat(64), 'rr', { verdict: 'malicious', score: 90, summary: 'why' });
      await store.quarantine.add({ ecosystem: 'npm', name: 'stopped', version: '2.0.0', sha256: '', reason: 'taken over', author: 'someone' });
      const recalled = await store.trail.recall('rr', ['malicious']);
      assert.deepEqual(recalled.map((each) => [each.name, each.version, each.client, each.now]), [['turned', '1.0.0', 'build 7', 'malicious'], ['stopped', '2.0.0', 'test', 'quarantined: taken over']]);
      await store.quarantine.lift('npm', 'stopped', '2.0.0');
      assert.deepEqual(await store.quarantine.stopsOn('npm', 'stopped'), []);
      await store.close();
    });
  });
}

test('a locked file breaks the promise of an append, and the chain goes on afterwards', async () => {
  const url = join(folder, 'locked.db');
  const store = await Store.open(url, { lockTimeout: 100 });
  await store.trail.append(entry('before'));
  const other = new Libsql(url);
  other.exec('begin immediate');
  await assert.rejects(store.trail.append(entry('during')), /lock|busy/i);
  other.exec('commit');
  other.close();
  await store.trail.append(entry('after'));
  const verified = await store.trail.verify();
  assert.equal(verified.intact && verified.entries, 2);
  await store.close();
});

test('a store that can not be opened is a mistake that is explained, without the password', async () => {
  await assert.rejects(Store.open(join(folder, 'no', 'such', 'folder.db')), { name: 'UserError' });
  await assert.rejects(Store.open('postgres://me:secret@127.0.0.1:9/x'), (error: Error) => error.name === 'UserError' && !error.message.includes('secret'));
});
