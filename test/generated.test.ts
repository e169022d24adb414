import assert from 'node:assert/strict';
import { test } from 'node:test';
import { staleFiles, withoutSamples } from '../tools/generate.ts';

test('what is generated is fresh: run npm run generate', async () => {
  assert.deepEqual([...(await staleFiles()).keys()], []);
});

test('the prose of a page carries no sample and no empty heading', () => {
  const page = '# id\n\nWhy.\n\n## Found\n\n```python\nexec(x) # finds: run\n```\n\n````text\n```\ninner\n````\n\n## Left alone\n\nOnly words.\n\n```python\nx\n```\n';
  assert.equal(withoutSamples(page), 'Why.\n\n## Left alone\n\nOnly words.');
});
