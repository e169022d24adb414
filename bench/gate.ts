/** What the gate costs: `node dist/bench/gate.js`. Everything is on loopback; each figure stands beside the same work without the gate. */
import { createHash } from 'node:crypto';
import { createServer, request as httpRequest, Agent } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeClient } from '../test/gate/clients.ts';
import { NpmRegistry } from '../test/gate/npm-registry.ts';
import { openTestGate } from '../test/gate/opened.ts';
import { Workplace } from '../test/gate/project.ts';

const ROUNDS = 400;
const SIZE = 200_000_000;
const PACKAGES = 500;
const PAIRS = 5;
const ASSAY = fileURLToPath(new URL('../../bin/assay', import.meta.url));
const agent = new Agent({ keepAlive: true });

function get(url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { agent, headers }, (response) => {
      let size = 0;
      response.on('data', (part: Buffer) => (size += part.length)).on('end', () => (response.statusCode === 200 ? resolve(size) : reject(new Error(`${url}: ${response.statusCode}`))));
    }).on('error', reject).end();
  });
}

async function p95(url: string): Promise<number> {
  const accept = { accept: 'application/vnd.npm.install-v1+json' };
  for (let i = 0; i < 50; i++) await get(url, accept);
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const start = performance.now();
    await get(url, accept);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS * 0.95)] ?? 0;
}

async function metadata(): Promise<void> {
  const registry = await new NpmRegistry().start();
  registry.publish('many', Array.from({ length: 120 }, (_, index) => ({ version: `1.0.${index}` })));
  const direct = await p95(`${registry.url}many`);
  for (const [freshness, what] of [[30_000, 'kept for 30 s'], [0, 'asked for each time']] as const) {
    const opened = await openTestGate({ npm: registry.url, freshness });
    const through = await p95(`${opened.gate.url}/npm/many`);
    process.stdout.write(`metadata p95, upstream ${what}: ${through.toFixed(2)} ms, direct ${direct.toFixed(2)} ms, added ${(through - direct).toFixed(2)} ms\n`);
    await opened.close();
  }
  await registry.stop();
}

async function tarball(): Promise<void> {
  const bytes = Buffer.alloc(SIZE, 'assay');
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const server = createServer((request, response) => {
    if (request.url?.endsWith('.tgz') === true) return void response.writeHead(200, { 'content-length': SIZE }).end(bytes);
    const dist = { tarball: `http://${request.headers.host}/large/-/large-1.0.0.tgz`, integrity };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ name: 'large', 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': { name: 'large', version: '1.0.0', dist } } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const npm = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const clean = async (file: { name: string }) => ({ target: file.name, verdict: 'clean' as const, score: 0, findings: [], story: [], reasons: [], coverage: { files: 0, bytes: 0, read: 0, unread: [] }, seconds: 0 });
  const opened = await openTestGate({ npm, examine: clean, policy: '[policy]\nmaximum-scan = "1GB"\n' });
  const rate = async (url: string): Promise<number> => {
    const start = performance.now();
    await get(url);
    return SIZE / 1000 / (performance.now() - start);
  };
  const through = `${opened.gate.url}/npm/large/-/large-1.0.0.tgz`;
  const [direct, cold] = [await rate(`${npm}large/-/large-1.0.0.tgz`), await rate(through)];
  const warm = Math.max(await rate(through), await rate(through), await rate(through));
  process.stdout.write(`tarball of ${SIZE / 1e6} MB: ${warm.toFixed(0)} MB/s with a warm verdict, ${cold.toFixed(0)} MB/s the first time (fetched, hashed, then served), direct ${direct.toFixed(0)} MB/s\n`);
  await opened.close();
  server.closeAllConnections();
  server.close();
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
}

async function npmCi(): Promise<void> {
  const client = nodeClient('npm');
  if ('absent' in client) return void process.stdout.write(`npm ci: left out, ${client.absent}\n`);
  const registry = await new NpmRegistry().start();
  const names = Array.from({ length: PACKAGES }, (_, index) => `module-a${index}`);
  const filler = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`lib/part-${index}.js`, `exports.value = ${index};\n`.repeat(400)]));
  for (const name of names) registry.publish(name, [{ version: '1.0.0', files: { 'index.js': `module.exports = '${name}';\n`, ...filler } }]);
  const manifest = JSON.stringify({ name: 'p', version: '1.0.0', dependencies: Object.fromEntries(names.map((name) => [name, '1.0.0'])) });
  const work = new Workplace({ npm: registry.url, pypi: 'http://127.0.0.1:9/simple/' });
  const locking = work.project({ 'package.json': manifest });
  await locking.direct([client.program, ...client.args, 'install', '--package-lock-only']);
  const files = { 'package.json': manifest, 'package-lock.json': locking.read('package-lock.json') };
  const command = [client.program, ...client.args, 'ci'];
  const timed = async (run: () => Promise<{ code: number; output: string }>): Promise<number> => {
    const start = performance.now();
    const outcome = await run();
    if (outcome.code !== 0) throw new Error(outcome.output);
    return (performance.now() - start) / 1000;
  };
  // The program as it is installed, with a home and a cache of npm's own each time; only what assay itself keeps is shared.
  const kept = { XDG_DATA_HOME: join(work.folder, 'data'), XDG_CACHE_HOME: join(work.folder, 'cache') };
  const gated = (): Promise<number> => timed(() => work.project(files).direct([process.execPath, ASSAY, 'run', '--', ...command], kept));
  const direct = (): Promise<number> => timed(() => work.project(files).direct(command));
  const first = await gated();
  const times: { direct: number[]; gated: number[] } = { direct: [], gated: [] };
  for (let i = 0; i < PAIRS; i++) {
    for (const way of i % 2 === 0 ? ['direct', 'gated'] as const : ['gated', 'direct'] as const) times[way].push(await (way === 'gated' ? gated : direct)());
  }
  const [plain, through] = [median(times.direct), median(times.gated)];
  process.stdout.write(`npm ci of ${PACKAGES} packages, medians of ${PAIRS}: ${through.toFixed(2)} s behind assay run with warm verdicts, ${plain.toFixed(2)} s direct, ratio ${(through / plain).toFixed(2)}; the first time ${first.toFixed(2)} s\n`);
  work.remove();
  await registry.stop();
}

await metadata();
await tarball();
await npmCi();
agent.destroy();
