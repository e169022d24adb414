/** The gap table as one page that stands by itself: the matrix at a glance, the reasons below. Nothing is loaded, nothing runs. */
import { page } from '../kit/markup.ts';
import { html, type Html } from '../kit/untrusted.ts';
import { SUBJECTS, type Fact, type GapCell, type GapRow, type GapTable } from '../model/installer.ts';
import { STYLE } from './html-style.ts';
import { ANSWER_MARKS, ANSWER_WORDS, factWords, SUBJECT_WORDS } from './installer-words.ts';

const OWN_STYLE = page`
.matrix { border-collapse: collapse; background: var(--card); border: 1px solid var(--line); width: 100%; font-size: .9rem; }
.matrix th, .matrix td { border-top: 1px solid var(--line); padding: .35rem .5rem; text-align: center; }
.matrix th:first-child { text-align: left; }
.matrix thead th { position: sticky; top: 0; background: var(--card); font-weight: 600; }
.scroll { overflow-x: auto; }
.met { --tone: var(--clean); } .configurable { --tone: var(--medium); } .not-met { --tone: var(--malicious); } .unconfirmed { --tone: var(--note); }
td.met, td.configurable, td.not-met, td.unconfirmed, .answer { color: var(--tone); font-weight: 700; }
.legend { color: var(--soft); font-size: .9rem; }
`;

/** The page of the table; each installer's reasons and facts stand below. */
export function gapHtml(table: GapTable, version: string): string {
  return page`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Assay: what each installer really does</title>
<style>${STYLE}${OWN_STYLE}</style>
</head>
<body>
<main>
<div class="top"><span>Assay: installers</span><span>version ${html(version)}</span></div>
<h1>What each installer really does</h1>
<p class="legend">● met &nbsp; ◐ met if configured &nbsp; ○ not met &nbsp; ? unconfirmed</p>
<div class="scroll">${matrix(table)}</div>
<ul class="legend">${table.expectations.map((each) => page`<li><b>${html(each.short)}</b>: ${html(each.text)}. ${html(each.meaning)}</li>\n`)}</ul>
${table.rows.map((row) => section(row, table))}</main>
</body>
</html>
`;
}

function matrix(table: GapTable): Html {
  const heads = table.expectations.map((each) => page`<th scope="col" title="${html(each.text)}">${html(each.short)}</th>`);
  const rows = table.rows.map((row) => page`<tr><th scope="row"><a href="#${html(row.installer.id)}">${html(row.installer.id)}</a></th>${row.cells.map(cellOf)}</tr>\n`);
  return page`<table class="matrix"><thead><tr><th scope="col">installer</th>${heads}</tr></thead><tbody>\n${rows}</tbody></table>`;
}

function cellOf(cell: GapCell): Html {
  const words = `${ANSWER_WORDS[cell.answer]}: ${cell.reason}`;
  return page`<td class="${html(cell.answer)}" title="${html(words)}" aria-label="${html(words)}">${html(ANSWER_MARKS[cell.answer])}</td>`;
}

function section(row: GapRow, table: GapTable): Html {
  const { installer } = row;
  const reasons = row.cells.map((cell) => page`<li class="${html(cell.answer)}">${html(table.expectations.find(({ id }) => id === cell.expectation)?.text ?? cell.expectation)}: <span class="answer">${html(ANSWER_WORDS[cell.answer])}</span>${html(cell.isAccepted ? ' (accepted)' : '')}. ${html(cell.reason)}</li>\n`);
  const subjects = SUBJECTS.filter((subject) => installer[subject].length > 0).map((subject) => page`<h4>${html(SUBJECT_WORDS[subject])}</h4><ul>${installer[subject].map(factItem)}</ul>\n`);
  return page`<section id="${html(installer.id)}"><h3>${html(installer.name)}</h3>
<ul>${reasons}</ul>
<details><summary>All that is known</summary>
${subjects}</details></section>
`;
}

function factItem(fact: Fact): Html {
  return page`<li>${html(factWords(fact))}${fact.evidence === undefined ? page`` : page` <small>(${html(fact.evidence)})</small>`}</li>\n`;
}
