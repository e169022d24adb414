/** Two gates on one store: what one finds out, the other knows, and both write one trail. On a libsql file and on PostgreSQL. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { NpmRegistry } from './npm-registry.ts';
import { marked, openTestGate } from './opened.ts';
import { startPostgres } from './postgres.ts';

const registry = new NpmRegistry();
const folder = mkdtempSync(join(tmpdir(), 'assay-shared-'));
const postgres = startPostgres();
const STORES = {
  'a libsql file': join(folder, 'store.db'),
  'PostgreSQL': 'url' in postgres ? postgres.url : '',
};

before(async () => {
  await registry.start();
  registry.publish('good', [{ version: '1.0.0' }]);
  registry.publish('mixed', [{ version: '1.0.0' }, { version: '1.2.0', files: { 'index.js': '// FORGED-BAD\n' } }]);
});
after(async () => {
  await registry.stop();
  if ('url' in postgres) postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

for (const [name, storeUrl] of Object.entries(STORES)) {
  describe(name, { skip: name === 'PostgreSQL' && 'absent' in postgres ? postgres.absent : false }, () => {
    test('each artifact is examined once, a verdict and a quarantine hold for both, and many at once make one trail', async () => {
      const examined: string[] = [];
      const examine: typeof marked = (file) => (examined.push(file.name), marked(file));
      const [one, two] = [await openTestGate({ npm: registry.url, storeUrl, examine }), await openTestGate({ npm: registry.url, storeUrl, examine, run: 'run-2' })];
      const get = async (gate: typeof one, path: string): Promise<number> => (await fetch(`${gate.gate.url}/npm/${path}`)).status;
      assert.equal(await get(one, 'mixed/-/mixed-1.2.0.tgz'), 403);
      assert.equal(await get(two, 'mixed/-/mixed-1.2.0.tgz'), 403);
      const { versions } = await (await fetch(`${two.gate.url}/npm/mixed`)).json() as { versions: object };
      assert.deepEqual(Object.keys(versions), ['1.0.0']);
      assert.equal(await get(one, 'good/-/good-1.0.0.tgz'), 200);
      const statuses = await Promise.all(Array.from({ length: 60 }, (_, index) => get(index % 2 === 0 ? one : two, 'good/-/good-1.0.0.tgz')));
      assert.deepEqual([...new Set(statuses)], [200]);
      assert.deepEqual(examined.sort(), ['good-1.0.0.tgz', 'mixed-1.2.0.tgz']);
      await one.store.quarantine.add({ ecosystem: 'npm', name: 'good', version: '1.0.0', sha256: '', reason: 'taken over', author: 'someone' });
      assert.equal(await get(two, 'good/-/good-1.0.0.tgz'), 403);
      const verified = await two.store.trail.verify();
      assert.equal(verified.intact, true);
      assert.equal((await two.trail()).filter((entry) => entry.name === 'good' && entry.outcome === 'served').length, 61);
      assert.deepEqual(new Set((await one.store.trail.recall('test', ['malicious'])).map((each) => each.run)), new Set(['run-1', 'run-2']));
      await one.close();
      await two.close();
    });
  });
}
