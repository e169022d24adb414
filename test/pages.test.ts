/** Every rule's page is its test: each sample goes through the real engine, and the rule says exactly what the page says, where it says it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { examineClosely, type Examination } from '../src/engine/examine.ts';
import { EVALUATED, READERS } from '../src/engine/readers.ts';
import { Budget } from '../src/kit/budget.ts';
import type { Place } from '../src/model/evidence.ts';
import type { Rule } from '../src/model/rule.ts';
import type { Language } from '../src/model/source.ts';
import { RULES } from '../src/rules/index.ts';
import { forgeBlock } from './pages/package.ts';
import { separated } from './pages/context.ts';
import { blocksOf, type Block } from './pages/page.ts';

const LANGUAGES: Readonly<Record<string, Language>> = { py: 'python', js: 'javascript', sh: 'shell', ps1: 'powershell', bat: 'batch', vbs: 'vbscript' };
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

for (const rule of RULES) {
  const path = join(ROOT, 'src/rules', rule.family, `${rule.id}.md`);
  const blocks = existsSync(path) ? blocksOf(readFileSync(path, 'utf8')) : [];
  test(`${rule.id} has a page that finds each of its messages and leaves two innocents alone`, () => {
    assert.deepEqual(Object.keys(rule.messages).filter((id) => !blocks.some(({ marks }) => marks.some(({ message }) => message === id))), [], 'messages that no sample finds');
    assert.ok(blocks.filter(({ section }) => section === 'found').length >= 1, 'no sample under ## Found');
    assert.ok(blocks.filter(({ section }) => section === 'left alone').length >= 2, 'fewer than two samples under ## Left alone');
  });
  for (const block of blocks) test(`${rule.id}.md:${block.line} ${block.section}`, { skip: isReadable(block) ? false : `nothing reads ${block.language} yet` }, () => holds(rule, block));
}

/** Samples in a language that waits for its reader are skipped until it is there. */
function isReadable({ language }: Block): boolean {
  const known = Object.values(LANGUAGES).find((one) => one === language);
  return known === undefined || EVALUATED.has(known) || READERS.has(known);
}

function holds(rule: Rule, sample: Block): void {
  const { block, context } = separated(sample);
  const forged = forgeBlock(block);
  const examination = examineClosely({ target: forged.name, ...forged }, { budget: new Budget(), context });
  if (block.section === 'found') assert.ok(block.marks.length > 0, 'no line of the block is marked');
  assert.deepEqual(found(rule, examination), [...new Set(block.marks.map(({ path, line, message }) => `${baseName(path)}:${line} ${message}`))].sort());
  assertRead(block, examination);
}

function found(rule: Rule, { evidence }: Examination): string[] {
  const own = evidence.filter((one) => one.rule === rule.id);
  return [...new Set(own.map((one) => `${placeName(one.places[0])} ${one.messageId}`))].sort();
}

/** The line in the file itself: what was found in a layer stands where the layer was decoded. */
function placeName({ unit, span }: Place): string {
  let file = unit;
  let { start } = span;
  while (file.parent !== undefined) {
    start = file.at?.start ?? 0;
    file = file.parent;
  }
  return `${baseName(file.path)}:${file.text.slice(0, start).split('\n').length}`;
}

/** A sample that was never read would be left alone whatever the rule says. */
function assertRead(block: Block, { view }: Examination): void {
  for (const path of Object.keys(block.files)) {
    const language = LANGUAGES[path.slice(path.lastIndexOf('.') + 1)];
    if (language === undefined || (!EVALUATED.has(language) && !READERS.has(language))) continue;
    const unit = view.units.find((one) => one.path.endsWith(path.replace(/^[./]+/, '')) && one.layers.length === 0);
    assert.ok(unit !== undefined && unit.gaps.length === 0, `${path} was not read: ${unit?.gaps.join() ?? 'no unit'}`);
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
