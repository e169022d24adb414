import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Store } from '../store/store.ts';
import { opinionsIn } from './name-opinions.ts';

test('a name is judged once, and the store tells the next gate with the same lists and rules', async () => {
  const store = await Store.open(':memory:');
  assert.equal((await opinionsIn(store, 'r1')('pypi', 'requestes'))?.tier, 'block');
  assert.equal(await opinionsIn(store, 'r1')('pypi', 'requests'), undefined);
  await store.opinions.settled();
  assert.deepEqual((await store.opinions.all('r1', 10)).map(({ name, tier }) => [name, tier]).sort(), [['requestes', 'block'], ['requests', '']]);
  await store.opinions.keep('r1', { ecosystem: 'pypi', name: 'kept', tier: 'warn', reason: 'it was said before' });
  assert.deepEqual(await opinionsIn(store, 'r1')('pypi', 'kept'), { tier: 'warn', reason: 'it was said before' });
  assert.equal(await opinionsIn(store, 'r2')('pypi', 'kept'), undefined, 'another revision judges anew');
  await store.close();
});
