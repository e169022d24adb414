/** `assay installers`: what each installer promises, what people expect of it, and how it is set on this machine. */
import { INSPECTED, checkInstallers } from '../audit/installers/check.ts';
import { gapTable, openGaps } from '../ecosystems/gap-table.ts';
import { INSTALLERS } from '../ecosystems/installers.ts';
import { parseSettings } from '../gate/settings.ts';
import { kindOf, writeReport } from '../host/files.ts';
import { InspectedMachine } from '../host/inspected-machine.ts';
import { workingDirectory } from '../host/machine.ts';
import { environment, standardOutput, writeOut } from '../host/terminal.ts';
import { nearest } from '../kit/nearest.ts';
import type { FoundInstaller, GapTable } from '../model/installer.ts';
import { UserError } from '../model/user-error.ts';
import { checksText } from '../reports/installer-checks-text.ts';
import { gapHtml } from '../reports/installers-html.ts';
import { gapMarkdown, installerMarkdown } from '../reports/installers-markdown.ts';
import { gapText, installerText } from '../reports/installers-text.ts';
import { oneOf, textOf } from './arguments.ts';
import type { Command, OptionValues } from './command.ts';
import { findSettings } from './settings-file.ts';
import { version } from './version.ts';

const TABLE_FORMATS = ['text', 'html', 'markdown', 'json'] as const;
const CHECK_FORMATS = ['text', 'json'] as const;
const SEVERITIES = ['high', 'medium', 'low'] as const;

export const installers: Command = {
  help: `Shows what each installer really does, and checks how those on this machine are set.

Usage: assay installers [options]               installers against what is expected of them
       assay installers [options] <id>          all that is known of one
       assay installers check [options] [id]... reads the settings of this machine, this user and this project

"check" reads files, the environment and versions, in each client's own order of precedence. It changes nothing, opens no connection and needs no
root. [expectations] in assay.toml says what is required, which installers are in use, and which gaps are accepted.

  -f, --format FORMAT      text (default), html, markdown or json; check: text or json
  -o, --output FILE        write there instead of to standard output
      --fail-on SEVERITY   check: high, medium (default) or low: the exit code is 1 at or above it
      --fix                check: print the commands that make it safe; nothing is run
      --project DIR        check: the project whose settings count, default: here
      --root DIR           check: look at another system's files under DIR (a mounted disk or image)
      --quiet              only the matrix; --verbose: check also tells what is safe
      --no-color           no colour

Exit code: 0 nothing found, 1 a requirement of assay.toml is not met or a setting is risky, 2 wrong use, 3 nothing found but something could not be read.
`,
  options: {
    format: { type: 'string', short: 'f' }, output: { type: 'string', short: 'o' }, 'fail-on': { type: 'string' }, fix: { type: 'boolean' },
    project: { type: 'string' }, root: { type: 'string' }, quiet: { type: 'boolean', short: 'q' }, verbose: { type: 'boolean', short: 'v' },
  },
  run,
};

async function run(values: OptionValues, [action, ...rest]: readonly string[]): Promise<number> {
  if (action === 'check') return check(values, rest);
  if (rest.length > 0) throw new UserError('more than one installer', { todo: 'give one id, or none for the table' });
  const file = findSettings();
  const table = gapTable(parseSettings(file.text, file.path).expected);
  if (action === undefined) {
    write(tableIn(oneOf(values, 'format', TABLE_FORMATS, 'text'), table, values), values);
    return openGaps(table).length > 0 ? 1 : 0;
  }
  write(modelIn(oneOf(values, 'format', TABLE_FORMATS, 'text'), action, values), values);
  return 0;
}

function tableIn(format: (typeof TABLE_FORMATS)[number], table: GapTable, values: OptionValues): string {
  if (format === 'html') return gapHtml(table, version());
  if (format === 'markdown') return gapMarkdown(table);
  if (format === 'text') return gapText(table, view(values));
  const rows = table.rows.map(({ installer, cells }) => ({ id: installer.id, name: installer.name, cells }));
  return `${JSON.stringify({ expectations: table.expectations, installers: rows }, null, 2)}\n`;
}

function modelIn(format: (typeof TABLE_FORMATS)[number], id: string, values: OptionValues): string {
  const table = gapTable({ require: [], installers: [known(id)], accepted: {} });
  const row = table.rows[0] ?? { installer: INSTALLERS.find((each) => each.id === id) ?? fail(id), cells: [] };
  if (format === 'html') return gapHtml({ ...table, rows: [row] }, version());
  if (format === 'markdown') return installerMarkdown(row, table);
  return format === 'text' ? installerText(row, table, view(values)) : `${JSON.stringify({ ...row.installer, judgements: row.cells }, null, 2)}\n`;
}

async function check(values: OptionValues, ids: readonly string[]): Promise<number> {
  const format = oneOf(values, 'format', CHECK_FORMATS, 'text');
  const least = oneOf(values, 'fail-on', SEVERITIES, 'medium');
  for (const id of ids) if (!INSPECTED.includes(known(id))) throw new UserError(`${id} can't be checked on a machine`, { todo: `these can: ${INSPECTED.join(', ')}` });
  const root = textOf(values, 'root');
  const folder = textOf(values, 'project') ?? workingDirectory();
  for (const place of [folder, ...(root === undefined ? [] : [root])]) if (kindOf(place) !== 'directory') throw new UserError(`${place} is no folder`);
  const machine = new InspectedMachine({ env: root === undefined ? environment() : {}, folder, ...(root === undefined ? {} : { root }) });
  const found = await checkInstallers(machine, ids);
  const isAbsent = ids.length > 0 && found.length === 0;
  if (isAbsent) throw new UserError(`${ids.join(', ')} ${ids.length === 1 ? 'is' : 'are'} not on this machine`);
  write(format === 'json' ? asJson(found, machine.unread) : checksText(found, machine.unread, { ...view(values), isVerbose: values['verbose'] === true, isFix: values['fix'] === true }), values);
  return exitCode(found, machine.unread, least);
}

function exitCode(found: readonly FoundInstaller[], unread: ReadonlyMap<string, string>, least: (typeof SEVERITIES)[number]): number {
  const results = found.flatMap((each) => each.results);
  const isBad = results.some(({ check: { severity }, state }) => (state === 'risky' || state === 'default-risky') && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least));
  if (isBad) return 1;
  return unread.size > 0 || results.some(({ state }) => state === 'unread') ? 3 : 0;
}

function asJson(found: readonly FoundInstaller[], unread: ReadonlyMap<string, string>): string {
  return `${JSON.stringify({ installers: found, unread: Object.fromEntries(unread) }, null, 2)}\n`;
}

function known(id: string): string {
  return INSTALLERS.some((each) => each.id === id) ? id : fail(id);
}

function fail(id: string): never {
  const near = nearest(id, ['check', ...INSTALLERS.map((each) => each.id)]);
  throw new UserError(`there is no installer ${id}${near === undefined ? '' : `: did you mean ${near}?`}`, { todo: `known are: ${INSTALLERS.map((each) => each.id).join(', ')}` });
}

function view(values: OptionValues): { columns: number; hasColour: boolean; isQuiet: boolean } {
  const { columns, hasColour } = standardOutput(values['no-color'] !== true && textOf(values, 'output') === undefined);
  return { columns, hasColour, isQuiet: values['quiet'] === true };
}

function write(text: string, values: OptionValues): void {
  const path = textOf(values, 'output');
  if (path === undefined) writeOut(text);
  else writeReport(path, text);
}
