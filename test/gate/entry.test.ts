/** A registry that shows another manifest than the tarball holds: the gate has both at hand when a file is examined. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { manifestFacts } from '../../src/ecosystems/npm/agreement.ts';
import { openArtifact } from '../../src/formats/open.ts';
import type { Examine } from '../../src/gate/vault.ts';
import { Budget } from '../../src/kit/budget.ts';
import { NpmRegistry } from './npm-registry.ts';
import { marked, openTestGate } from './opened.ts';

const npm = new NpmRegistry();
before(async () => {
  await npm.start();
  npm.publish('quiet', [{ version: '1.0.0', manifest: { scripts: { postinstall: 'node index.js' } }, shown: {} }]);
  npm.publish('honest', [{ version: '1.0.0', manifest: { scripts: { postinstall: 'node index.js' } } }]);
});
after(() => npm.stop());

/** As the command's worker does it: the entry is held against the tarball. */
const comparing: Examine = async (file) => {
  const report = await marked(file);
  const facts = file.entry === undefined ? [] : manifestFacts(openArtifact(file.name, readFileSync(file.path), new Budget()), file.entry);
  return facts.length === 0 ? report : { ...report, verdict: 'malicious', story: facts.map(({ detail }) => detail) };
};

for (const accept of ['application/json', 'application/vnd.npm.install-v1+json']) {
  test(`a hook that the entry hides is seen, and one that it shows is not held against it (${accept})`, async () => {
    const { gate, close } = await openTestGate({ npm: npm.url, examine: comparing });
    try {
      const answers: Record<string, string> = {};
      for (const name of ['quiet', 'honest']) {
        await (await fetch(`${gate.url}/npm/${name}`, { headers: { accept } })).text();
        const answer = await fetch(`${gate.url}/npm/${name}/-/${name}-1.0.0.tgz`);
        answers[name] = `${answer.status} ${answer.status === 200 ? '' : await answer.text()}`;
      }
      assert.match(answers['quiet'] ?? '', /^403 .*at postinstall, the registry shows nothing/);
      assert.equal(answers['honest'], '200 ');
    } finally {
      await close();
    }
  });
}
