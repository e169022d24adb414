/** The gap table and the models as Markdown: what `--format markdown` prints, and the page "what each installer really does". */
import { codeSpan, markdown, prose, type Markdown } from '../kit/markup.ts';
import { SUBJECTS, type Fact, type GapRow, type GapTable } from '../model/installer.ts';
import { ANSWER_MARKS, ANSWER_WORDS, factWords, SUBJECT_WORDS } from './installer-words.ts';

/** The matrix with its legend, and the reasons of each installer. */
export function gapMarkdown(table: GapTable): string {
  return prose`${matrix(table)}
${table.rows.map((row) => prose`
### ${markdown(row.installer.name)}

${reasons(row, table)}`)}`;
}

/** The page about all installers: matrix, then every model in full. */
export function installersPage(table: GapTable, note: string): string {
  return prose`# What each installer really does

${markdown(note)}

What people expect of an installer, and what it gives. Facts that still wait for confirmation say "unconfirmed"; a mark is only as sure as the facts it rests on.

${matrix(table)}${table.rows.map((row) => prose`
## ${markdown(row.installer.name)}

${reasons(row, table)}${modelOf(row)}`)}`;
}

/** One model in full. */
export function installerMarkdown(row: GapRow, table: GapTable): string {
  return prose`# ${markdown(row.installer.name)}\n\n${reasons(row, table)}${modelOf(row)}`;
}

function matrix(table: GapTable): Markdown {
  const heads = table.expectations.map(({ short }) => prose` ${markdown(short)} |`);
  const rows = table.rows.map((row) => prose`| ${codeSpan(row.installer.id)} |${row.cells.map((cell) => prose` ${markdown(ANSWER_MARKS[cell.answer])} |`)}\n`);
  const expectations = table.expectations.map(({ short, text, meaning }) => prose`- **${markdown(short)}**: ${markdown(text)}. ${markdown(meaning)}\n`);
  return prose`| installer |${heads}
|---|${table.expectations.map(() => prose`:-:|`)}
${rows}
● met, ◐ met if configured, ○ not met, ? unconfirmed

${expectations}`;
}

function reasons(row: GapRow, table: GapTable): Markdown {
  return prose`${row.cells.map((cell) => prose`- ${markdown(ANSWER_MARKS[cell.answer])} ${markdown(table.expectations.find(({ id }) => id === cell.expectation)?.text ?? cell.expectation)}: **${markdown(ANSWER_WORDS[cell.answer])}**${markdown(cell.isAccepted ? ' (accepted)' : cell.isRequired && cell.answer !== 'met' ? ' (required)' : '')}: ${markdown(cell.reason)}\n`)}`;
}

function modelOf({ installer }: GapRow): Markdown {
  const subjects = SUBJECTS.filter((subject) => installer[subject].length > 0).map((subject) => prose`
**${markdown(SUBJECT_WORDS[subject])}**

${installer[subject].map(factItem)}`);
  const switches = installer.offSwitches.map((each) => prose`- ${markdown(each.unconfirmed === true ? '(unconfirmed) ' : '')}${markdown(`${each.how}. By default: ${each.default}. Effect: ${each.effect}.`)}\n`);
  const checks = installer.checks.map((check) => prose`| ${codeSpan(check.id)} | ${markdown(check.severity)} | ${markdown(check.key)} | ${markdown(check.safe)} | ${markdown(check.risky)} | ${markdown(factWords({ fact: check.why, ...(check.unconfirmed === undefined ? {} : { unconfirmed: check.unconfirmed }) }))} |\n`);
  const incidents = installer.incidents.map((each) => prose`- ${markdown(each.unconfirmed === true ? '(unconfirmed) ' : '')}${markdown(`${each.date}, ${each.name}: ${each.what}`)}\n`);
  return prose`${subjects}${section('How that code is switched off', switches)}${section('What happened', incidents)}${checks.length === 0 ? prose`` : prose`
**What to set**

| check | severity | setting | safe | risky | why |
|---|---|---|---|---|---|
${checks}`}${section('Sources', installer.sources.map((source) => prose`- ${markdown(source)}\n`))}`;
}

function section(title: string, items: readonly Markdown[]): Markdown {
  return items.length === 0 ? prose`` : prose`\n**${markdown(title)}**\n\n${items}`;
}

function factItem(fact: Fact): Markdown {
  return prose`- ${markdown(factWords(fact))}${fact.evidence === undefined ? prose`` : prose` *(${markdown(fact.evidence)})*`}\n`;
}
