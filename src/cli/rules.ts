/** `assay rules`: lists the rules. */
import { standardOutput, writeOut } from '../host/terminal.ts';
import { joined, line } from '../kit/markup.ts';
import { printable, type Printable } from '../kit/untrusted.ts';
import { FAMILIES } from '../model/evidence.ts';
import type { Rule } from '../model/rule.ts';
import { UserError } from '../model/user-error.ts';
import { paletteOf } from '../reports/palette.ts';
import { wrapped } from '../reports/width.ts';
import { RULES } from '../rules/index.ts';
import { oneOf, textOf } from './arguments.ts';
import type { Command, OptionValues } from './command.ts';

export const rules: Command = {
  help: `Lists the rules.

Usage: assay rules [options]

      --family NAME    only one family: ${FAMILIES.join(', ')}
  -f, --format FORMAT  text (default) or json
      --no-color       no colour

assay explain <rule> says more of one.
`,
  options: { family: { type: 'string' }, format: { type: 'string', short: 'f' } },
  async run(values, [extra]) {
    if (extra !== undefined) throw new UserError(`rules takes no ${extra}`, { todo: `assay explain ${extra} says more of one rule, --family lists one family` });
    const listed = chosen(values);
    writeOut(oneOf(values, 'format', ['text', 'json'], 'text') === 'json' ? asJson(listed) : asText(listed, values));
    return 0;
  },
};

function chosen(values: OptionValues): readonly Rule[] {
  if (textOf(values, 'family') === undefined) return RULES;
  const family = oneOf(values, 'family', FAMILIES, 'entry');
  return RULES.filter((rule) => rule.family === family);
}

function asJson(listed: readonly Rule[]): string {
  const rows = listed.map(({ id, family, severity, confidence, title, attack, reads, since }) => ({ id, family, severity, confidence, title, attack, reads, since }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function asText(listed: readonly Rule[], values: OptionValues): string {
  const facts = standardOutput(values['no-color'] !== true);
  const palette = paletteOf(facts.hasColour);
  const width = Math.max(0, ...listed.map((rule) => rule.id.length));
  const isWide = facts.columns - width - 14 >= 40;
  const lines: Printable[] = [];
  for (const family of FAMILIES) {
    const group = listed.filter((rule) => rule.family === family);
    if (group.length > 0) lines.push(palette.heading(printable(family)));
    for (const rule of group) {
      const severity = palette.severity[rule.severity](printable(rule.severity.padEnd(8)));
      const head = line`  ${severity}  ${printable(isWide ? rule.id.padEnd(width) : rule.id)}`;
      const indent = printable(' '.repeat(isWide ? width + 14 : 4));
      const [first = printable(''), ...rest] = wrapped(printable(rule.title), facts.columns - indent.length);
      lines.push(...(isWide ? [line`${head}  ${first}`] : [head, line`${indent}${first}`]), ...rest.map((text) => line`${indent}${text}`));
    }
  }
  lines.push(palette.quiet(printable(`${listed.length} rule${listed.length === 1 ? '' : 's'}`)));
  return `${joined(lines, '\n')}\n`;
}
