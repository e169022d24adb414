/** `assay explain <rule>`: what a rule finds, and why it matters. */
import { standardOutput, writeOut } from '../host/terminal.ts';
import { joined, line } from '../kit/markup.ts';
import { nearest } from '../kit/nearest.ts';
import { printable, type Printable } from '../kit/untrusted.ts';
import type { Rule } from '../model/rule.ts';
import { UserError } from '../model/user-error.ts';
import { paletteOf, type Palette } from '../reports/palette.ts';
import { wrapped } from '../reports/width.ts';
import { RULES } from '../rules/index.ts';
import { PROSE } from '../rules/prose.ts';
import type { Command } from './command.ts';

export const explain: Command = {
  help: `Says what a rule finds, why it matters, and which honest code looks like it.

Usage: assay explain [options] <rule>...

      --no-color       no colour

assay rules lists the rules.
`,
  options: {},
  async run(values, names) {
    if (names.length === 0) throw new UserError('No rule given', { todo: 'assay rules lists the rules' });
    const facts = standardOutput(values['no-color'] !== true);
    const told = names.map(ruleNamed).map((rule) => linesOf(rule, paletteOf(facts.hasColour), Math.min(100, facts.columns)));
    writeOut(told.map((lines) => `${joined(lines, '\n')}\n`).join('\n'));
    return 0;
  },
};

function ruleNamed(name: string): Rule {
  const found = RULES.find((rule) => rule.id === name);
  if (found !== undefined) return found;
  const near = nearest(name, RULES.map((rule) => rule.id));
  throw new UserError(`There is no rule ${name}${near === undefined ? '' : `: did you mean ${near}?`}`, { todo: 'assay rules lists the rules' });
}

function linesOf(rule: Rule, palette: Palette, width: number): Printable[] {
  const severity = palette.severity[rule.severity](printable(rule.severity));
  const facts = `  ${rule.family} · confidence ${rule.confidence} · ${rule.attack.join(' ')} · since ${rule.since}`;
  const lines = [line`${palette.heading(printable(rule.id))}  ${severity}${palette.quiet(printable(facts))}`, ...wrapped(printable(rule.title), width)];
  for (const paragraph of (PROSE[rule.id] ?? '').split(/\n\n+/)) {
    if (paragraph === '') continue;
    const heading = /^#+ (.*)$/.exec(paragraph)?.[1];
    lines.push(printable(''), ...(heading === undefined ? paragraphLines(paragraph, width) : [palette.heading(printable(heading))]));
  }
  return lines;
}

/** A list keeps its lines, anything else is set anew. */
function paragraphLines(paragraph: string, width: number): Printable[] {
  if (!/^[-*|] /m.test(paragraph)) return wrapped(printable(paragraph.replace(/\n/g, ' ')), width);
  return paragraph.split('\n').flatMap((text) => wrapped(printable(text), width));
}
