/** A gate in a process of its own, for measuring memory: says its address, and stops when its input ends. */
import { openTestGate } from './opened.ts';

const { npm, pypi, policy } = JSON.parse(process.argv[2] ?? '{}') as { npm: string; pypi: string; policy: string };
const opened = await openTestGate({
  npm, pypi, policy, freshness: 30_000,
  examine: async ({ name }) => ({ target: name, verdict: 'clean', score: 0, findings: [], story: [], reasons: [], coverage: { files: 0, bytes: 0, read: 0, unread: [] }, seconds: 0 }),
});
process.stdout.write(`${opened.gate.url}\n`);
process.stdin.on('end', () => void opened.close().then(() => process.exit())).resume();
