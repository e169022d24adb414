/**
 * Builds, then runs every test. `npm test -- word` runs only the files whose path contains one of the words.
 * The last line is `N passed, N failed`, with `, N skipped` where some were; the exit code is 1 where one failed or none ran.
 */
import { run } from 'node:test';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { inspect } from 'node:util';
import { build, filesUnder, root } from './build.mjs';

const FILE_LIMIT_MS = 30 * 60_000;

await build();
const words = process.argv.slice(2);
const dist = join(root, 'dist');
const files = filesUnder(dist, '.test.js').filter((path) => words.length === 0 || words.some((word) => relative(dist, path).includes(word)));
const counts = { passed: 0, failed: 0, skipped: 0 };
if (files.length > 0) await runAll();
const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

async function runAll() {
  const stream = run({ files, concurrency: Math.max(1, availableParallelism()), timeout: FILE_LIMIT_MS });
  stream.on('test:pass', (test) => {
    if (test.details.type === 'suite') return;
    if (files.includes(test.name)) return failed(test.name, 'holds no test');
    if (test.skip !== undefined || test.todo !== undefined) {
      counts.skipped += 1;
      process.stdout.write(`skipped: ${test.name}${typeof test.skip === 'string' ? ` (${test.skip})` : ''}\n`);
      return;
    }
    counts.passed += 1;
  });
  stream.on('test:fail', (test) => {
    const cause = test.details.error?.cause ?? test.details.error;
    if (test.details.type === 'suite' && test.details.error?.failureType === 'subtestsFailed') return;
    if (test.details.error?.failureType === 'subtestsFailed') return;
    const place = test.file === undefined ? '' : ` (${relative(dist, test.file)})`;
    failed(`${relative(dist, test.name).startsWith('..') ? test.name : relative(dist, test.name)}${place}`, describe(cause));
  });
  stream.on('test:stderr', (event) => process.stderr.write(event.message));
  stream.on('test:stdout', (event) => process.stdout.write(event.message));
  for await (const event of stream) void event;
}

function failed(name, why) {
  counts.failed += 1;
  process.stdout.write(`\nFAILED ${name}\n${why.replace(/^/gm, '  ')}\n`);
}

function describe(cause) {
  if (cause instanceof Error) return cause.stack ?? cause.message;
  return typeof cause === 'string' ? cause : inspect(cause);
}
