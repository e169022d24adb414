/** Families of npm malware in many styles, and honest packages that do nearly the same: the page beside this file holds them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { examine } from '../../src/engine/examine.ts';
import { Budget } from '../../src/kit/budget.ts';
import { forgeBlock } from '../pages/package.ts';
import { blocksOf, type Block } from '../pages/page.ts';
import { told } from './payload.ts';

const PAGE = readFileSync(join(fileURLToPath(new URL('../../../', import.meta.url)), 'test/evasions/npm.md'), 'utf8');
const LINES = PAGE.split('\n');

for (const block of blocksOf(PAGE)) {
  const verdict = block.section === 'found' ? 'malicious' : 'clean';
  test(`${titleOf(block)}: ${verdict}`, () => {
    const forged = forgeBlock(block);
    const report = examine({ target: forged.name, ...forged }, { budget: new Budget() });
    assert.equal(report.verdict, verdict, told(report));
  });
}

/** The line that introduces a block. */
function titleOf({ line }: Block): string {
  return LINES[line - 3] ?? '';
}
