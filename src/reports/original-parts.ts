/** What a package added to the original it is compared with, for a page, a ticket and SARIF. */
import { codeSpan, fenced, markdown, page, prose, type Markdown } from '../kit/markup.ts';
import { html, type Html } from '../kit/untrusted.ts';
import type { OriginalNote } from '../model/report.ts';
import { defanged } from './defang.ts';
import { shown } from './html-finding.ts';
import { counted, isAside, STAGE_WORDS } from './words.ts';

/** Beyond these nobody reads on; the JSON has everything. */
const SHOWN = { files: 25, lines: 60 } as const;

type Added = NonNullable<OriginalNote['added']>[number];

/** A section of the page; nothing where no original was looked at. */
export function originalHtml(original: OriginalNote | undefined): Html {
  if (original === undefined) return page``;
  const head = page`<h3>Against ${shown(original.target)}</h3>\n`;
  if (original.why !== undefined) return page`${head}<p>not compared: ${shown(original.why)}</p>\n`;
  const { added = [] } = original;
  const files = added.slice(0, SHOWN.files).map((file) => page`<figure><figcaption><span class="path">${shown(file.path)}</span><span class="role">${html(sizeOf(file))}</span></figcaption>${linesHtml(file)}</figure>\n`);
  return page`${head}<p>${html(summaryOf(original))}</p>\n${files}${html(rest(added.length - SHOWN.files, 'file'))}`;
}

function linesHtml(file: Added): Html {
  if (file.lines.length === 0 || isAside(file)) return page``;
  const lines = file.lines.slice(0, SHOWN.lines).map(({ line, text }) => page`<span class="number">+${line}</span>${shown(nearer(text))}\n`);
  return page`<pre>${lines}${html(rest(file.lines.length - SHOWN.lines, 'line'))}</pre>`;
}

/** A section of the ticket. */
export function originalMarkdown(original: OriginalNote | undefined): Markdown {
  if (original === undefined) return prose``;
  const head = prose`\n### Against ${markdown(defanged(original.target))}\n`;
  if (original.why !== undefined) return prose`${head}\nnot compared: ${markdown(defanged(original.why))}\n`;
  const { added = [] } = original;
  const files = added.slice(0, SHOWN.files).map((file) => prose`\n${codeSpan(defanged(file.path))}, ${markdown(sizeOf(file))}\n${linesMarkdown(file)}`);
  return prose`${head}\n${markdown(summaryOf(original))}\n${files}${markdown(rest(added.length - SHOWN.files, 'file'))}`;
}

function linesMarkdown(file: Added): Markdown {
  if (file.lines.length === 0 || isAside(file)) return prose``;
  const lines = file.lines.slice(0, SHOWN.lines).map(({ line, text }) => `+${line} ${defanged(nearer(text))}`);
  return prose`\n${fenced([...lines, ...[rest(file.lines.length - SHOWN.lines, 'line')].filter((each) => each !== '')])}\n`;
}

/** The added lines of each file as one place: `region` is the first to the last of them. */
export function addedPlaces(original: OriginalNote | undefined): { readonly path: string; readonly message: string; readonly first: number; readonly last: number; readonly text: string }[] {
  return (original?.added ?? []).map((file) => ({
    path: file.path, message: `${counted(file.lines.length, 'line')} that ${original?.target ?? ''} does not have: ${sizeOf(file)}`, first: file.lines[0]?.line ?? 1, last: file.lines.at(-1)?.line ?? 1,
    text: file.lines.slice(0, SHOWN.lines).map((each) => nearer(each.text)).join('\n'),
  }));
}

function sizeOf(file: Added): string {
  return `${STAGE_WORDS[file.stage]}, ${file.note ?? counted(file.lines.length, 'line')}`;
}

function summaryOf({ added = [], same = 0 }: OriginalNote): string {
  return added.length === 0 ? 'It adds nothing.' : `It adds lines to ${counted(added.length, 'file')}; ${counted(same, 'file')} ${same === 1 ? 'is' : 'are'} the same.`;
}

function rest(count: number, noun: string): string {
  return count > 0 ? `… and ${counted(count, `more ${noun}`)}, in the JSON report` : '';
}

/** Code pushed far to the right is what a person must not miss. */
function nearer(text: string): string {
  return text.replace(/[ \t]{24,}/g, (run) => ` …${run.length} columns to the right… `);
}
