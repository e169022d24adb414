import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Pool, startWorker } from './pool.ts';

/** Does what each task says: answers, loops for ever, dies, fills the heap, nests deeply, or reports a bug. */
const WORKER = new URL(`data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads';
  let tasks = 0;
  parentPort.on('message', (task) => {
    tasks += 1;
    if (task === 'hang') for (;;);
    if (task === 'die') process.exit(3);
    if (task === 'throw') setTimeout(() => { throw new Error('out of band'); }, 0);
    else if (task === 'bug') parentPort.postMessage({ failure: 'Error: a bug' });
    else if (task === 'nest') { const nest = (depth) => depth === 0 ? 0 : 1 + nest(depth - 1); parentPort.postMessage({ result: nest(300000) }); }
    else parentPort.postMessage({ result: task + ' ' + tasks });
  });
`)}`);

const pools: Pool<string, string | number>[] = [];
after(() => Promise.all(pools.map((pool) => pool.close())));

function poolOf(size: number, limitMs = 20_000): Pool<string, string | number> {
  const pool = new Pool<string, string | number>(WORKER, { size, limitMs });
  pools.push(pool);
  return pool;
}

test('a worker lives on from task to task, and tasks queue for it', async () => {
  const pool = poolOf(1);
  const outcomes = await Promise.all(['a', 'b', 'c'].map((task) => pool.run(task)));
  assert.deepEqual(outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.result : outcome.kind)), ['a 1', 'b 2', 'c 3']);
});

test('a task that hangs is ended in time, and the next one gets a new worker', async () => {
  const pool = poolOf(1, 300);
  const [hung, next] = await Promise.all([pool.run('hang'), pool.run('after')]);
  assert.deepEqual(hung, { kind: 'timed-out', seconds: 0.3 });
  assert.deepEqual(next, { kind: 'done', result: 'after 1' });
});

test('a worker that dies takes only its own task along', async () => {
  const pool = poolOf(2);
  const [died, threw, alive] = await Promise.all([pool.run('die'), pool.run('throw'), pool.run('alive')]);
  assert.equal(died.kind, 'crashed');
  assert.deepEqual(threw, { kind: 'crashed', why: 'out of band' });
  assert.equal(alive.kind, 'done');
});

test('a bug that a worker reports is thrown', async () => {
  const pool = poolOf(1);
  await assert.rejects(pool.run('bug'), /a bug/);
  assert.equal((await pool.run('a')).kind, 'done');
});

test('a worker has a deep stack', async () => {
  assert.deepEqual(await poolOf(1).run('nest'), { kind: 'done', result: 300_000 });
});

test('a worker that was started before is used first, under the same limits', async () => {
  const worker = startWorker(WORKER);
  worker.postMessage('before');
  await new Promise((resolve) => worker.once('message', resolve));
  const pool = new Pool<string, string | number>(WORKER, { size: 2, limitMs: 300, ready: worker });
  pools.push(pool);
  assert.deepEqual(await pool.run('a'), { kind: 'done', result: 'a 2' });
  assert.equal((await pool.run('hang')).kind, 'timed-out');
});
