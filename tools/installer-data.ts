/**
 * Converts the researched installer models (one JSON array) into `src/ecosystems/<folder>/installer.ts`:
 * `node dist/tools/installer-data.js FILE`. Registries' hosts are left out of the texts: addresses come from the clients' own configuration.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';

const OUT = join(import.meta.dirname, '..', '..', 'src', 'ecosystems');
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  pypi: ['pip', 'uv', 'poetry', 'pipx'], conda: ['conda'], npm: ['npm', 'pnpm', 'yarn', 'bun'], debian: ['apt-debian', 'apt-thirdparty'],
  cpan: ['cpan', 'cpanm', 'ppm'], autoconf: ['autoconf'], stores: ['apple-app-store', 'google-play', 'microsoft-store', 'snap', 'flathub', 'fdroid'],
  gem: ['rubygems'], cargo: ['cargo'], go: ['go'], maven: ['maven'], nuget: ['nuget'], vscode: ['vscode-marketplace', 'open-vsx'],
  homebrew: ['homebrew'], docker: ['docker-hub'], osv: ['osv-malicious-packages'],
};
const NAMES: Readonly<Record<string, string>> = { installCode: 'install_code', gaps: 'expectation_gaps' };
const FACTS = ['publisher', 'naming', 'review', 'installCode', 'signing', 'integrity', 'transport', 'immutability', 'privilege', 'takedown'];

type Row = Readonly<Record<string, unknown>>;

const [, , path] = process.argv;
if (path === undefined) throw new Error('give the JSON file of the installer models');
const models = new Map((JSON.parse(readFileSync(path, 'utf8')) as Row[]).map((model) => [String(model['id']), model]));
const placed = new Set(Object.values(FOLDERS).flat());
for (const id of models.keys()) if (!placed.has(id)) throw new Error(`${id} has no folder: add it to FOLDERS`);
for (const [folder, ids] of Object.entries(FOLDERS)) {
  mkdirSync(join(OUT, folder), { recursive: true });
  writeFileSync(join(OUT, folder, 'installer.ts'), moduleOf(folder, ids));
}

function moduleOf(folder: string, ids: readonly string[]): string {
  const bodies = ids.map((id) => bodyOf(models.get(id) ?? fail(`${id} is not in ${path}`)));
  return `/** Converted by tools/installer-data.ts: do not edit. */\nimport type { Installer } from '../../model/installer.ts';\n\nexport const ${folder.toUpperCase()}_INSTALLERS: readonly Installer[] = [\n${bodies.join('')}];\n`;
}

function bodyOf(model: Row): string {
  const head = ['id', 'name', 'kind', 'registry'].map((key) => `${key}: ${literal(model[key])}`).join(', ');
  const lines = [`  {\n    ${head},\n`];
  for (const key of FACTS) lines.push(listOf(key, rowsOf(model, key).filter((row) => 'fact' in row)));
  lines.push(listOf('offSwitches', rowsOf(model, 'installCode').flatMap((row) => (Array.isArray(row['off_switch']) ? (row['off_switch'] as Row[]) : []))));
  for (const key of ['incidents', 'checks', 'gaps', 'sources']) lines.push(listOf(key, rowsOf(model, key)));
  return `${lines.join('')}  },\n`;
}

function rowsOf(model: Row, key: string): readonly Row[] {
  const rows = model[NAMES[key] ?? key];
  return Array.isArray(rows) ? (rows as Row[]) : [];
}

function listOf(key: string, rows: readonly unknown[]): string {
  return rows.length === 0 ? `    ${key}: [],\n` : `    ${key}: [\n${rows.map((row) => `      ${literal(row)},\n`).join('')}    ],\n`;
}

function literal(value: unknown): string {
  if (typeof value === 'string') return inspect(scrubbed(value), { maxStringLength: Infinity });
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).filter(([, field]) => field !== null && field !== false);
  return `{ ${fields.map(([key, field]) => `${key === 'since_version' ? 'since' : key}: ${literal(field)}`).join(', ')} }`;
}

/** A registry's host or mail address becomes words; what is left of hosts belongs to vendors that run no registry of packages. */
function scrubbed(text: string): string {
  return text
    .replace(/\bNuGet with nuget\.org\b/, 'NuGet with its public gallery')
    .replace(/\bnuget\.org\b/g, 'the NuGet gallery')
    .replace(/[\w.-]+@[\w.-]*(?:metacpan|perl|f-droid)\.org/g, 'its e-mail address')
    .replace(/\bopen-vsx\.org\b/g, 'Open VSX')
    .replace(/\bsecurity@ mail\b/, 'the security mail address');
}

function fail(message: string): never {
  throw new Error(message);
}
