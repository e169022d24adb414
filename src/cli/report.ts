/** `assay report`: what a registry's team needs, out of a scan's JSON. It never sends anything. */
import { wallClock } from '../host/clock.ts';
import { readStandardInput, readText, writeReport } from '../host/files.ts';
import { writeOut } from '../host/terminal.ts';
import { isTable } from '../kit/table.ts';
import type { Report } from '../model/report.ts';
import { UserError } from '../model/user-error.ts';
import { osvRecord } from '../reports/osv.ts';
import { registryReport } from '../reports/registry-report.ts';
import { oneOf, textOf } from './arguments.ts';
import type { Command, OptionValues } from './command.ts';
import { version } from './version.ts';

const AUDIENCES = ['pypi', 'npm', 'osv', 'markdown'] as const;

export const report: Command = {
  help: `Writes what a registry's team needs to remove a package: which it is, what it does step by step, where the code is, indicators.

Usage: assay report [options] <scan.json>

Takes what "assay scan -f json" or "-f jsonl" wrote (- for standard input) and reports what is malicious or suspicious in it.
It never sends anything: paste or send it yourself.

      --for AUDIENCE       markdown (default), pypi, npm: a text to paste; osv: a record for the public collection of malicious packages
      --only NAME          only this package
      --finder NAME        who found it; --contact ADDRESS: how to reach them (osv)
  -o, --output FILE        write it there instead of to standard output

Exit code: 0 written, 2 wrong use, or nothing in the file to report.
`,
  options: { for: { type: 'string' }, only: { type: 'string' }, finder: { type: 'string' }, contact: { type: 'string' }, output: { type: 'string', short: 'o' } },
  run: async (values, given) => {
    const [path, ...more] = given;
    if (path === undefined || more.length > 0) throw new UserError('exactly one file is expected', { todo: 'assay scan -f json -o scan.json …, then assay report scan.json' });
    const audience = oneOf(values, 'for', AUDIENCES, 'markdown');
    const packages = byPackage(chosen(readReports(path), audience, textOf(values, 'only')));
    const text = audience === 'osv' ? osvText(packages, values) : packages.map((reports) => registryReport(reports, { version: version(), isPlain: audience !== 'markdown', ...finderOf(values) })).join('\n---\n\n');
    const output = textOf(values, 'output');
    if (output === undefined) writeOut(text);
    else writeReport(output, text);
    return 0;
  },
};

function readReports(path: string): Report[] {
  const text = path === '-' ? readStandardInput() : readText(path);
  if (text === undefined) throw new UserError(`there is no file ${path}`);
  let parsed: unknown[];
  try {
    const trimmed = text.trim();
    parsed = trimmed.startsWith('[') ? (JSON.parse(trimmed) as unknown[]) : trimmed.split('\n').map((line) => JSON.parse(line) as unknown);
  } catch (error) {
    throw new UserError(`${path} is no scan's JSON`, { why: error instanceof Error ? error.message : String(error), todo: 'write it with "assay scan -f json -o scan.json …"' });
  }
  return parsed.map((each) => {
    if (!isReport(each)) throw new UserError(`${path} is no scan's JSON`, { why: 'an entry has no verdict, findings or story', todo: 'write it with "assay scan -f json -o scan.json …"' });
    return each;
  });
}

/** Only what is used here is looked at; the rest of the contract is taken as it is. */
function isReport(value: unknown): value is Report {
  return isTable(value) && typeof value['target'] === 'string' && typeof value['verdict'] === 'string' && Array.isArray(value['findings']) && Array.isArray(value['story'])
    && value['findings'].every((finding) => isTable(finding) && typeof finding['message'] === 'string' && typeof finding['stage'] === 'string' && Array.isArray(finding['locations']));
}

function chosen(reports: readonly Report[], audience: (typeof AUDIENCES)[number], only: string | undefined): Report[] {
  const bad = reports.filter((each) => each.verdict === 'malicious' || each.verdict === 'suspicious');
  const meant = bad.filter((each) => (only === undefined || each.package?.name === only) && (audience === 'osv' || audience === 'markdown' || each.package?.ecosystem === audience));
  if (meant.length > 0) return meant;
  const why = bad.length === 0 ? 'nothing in it is malicious or suspicious' : `what is malicious or suspicious in it is ${only === undefined ? `no package of ${audience}` : `not ${only}`}`;
  throw new UserError('there is nothing to report', { why });
}

/** Wheel and sdist, and several versions, make one report. */
function byPackage(reports: readonly Report[]): Report[][] {
  const groups = new Map<string, Report[]>();
  for (const each of reports) {
    const key = each.package === undefined ? each.target : `${each.package.ecosystem}:${each.package.name}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function osvText(packages: readonly (readonly Report[])[], values: OptionValues): string {
  const contact = textOf(values, 'contact');
  const records = packages.flatMap((reports) => osvRecord(reports, { now: wallClock(), version: version(), ...finderOf(values), ...(contact === undefined ? {} : { contact }) }) ?? []);
  if (records.length === 0) throw new UserError('there is nothing to report', { why: 'OSV has no name for the ecosystems in it, or the packages have no name' });
  return `${JSON.stringify(records.length === 1 ? records[0] : records, null, 2)}\n`;
}

function finderOf(values: OptionValues): { finder?: string } {
  const finder = textOf(values, 'finder');
  return finder === undefined ? {} : { finder };
}
