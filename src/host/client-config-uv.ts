/** uv's index settings: variables, the project's `uv.toml` or `pyproject.toml`, the user's and the machine's `uv.toml`. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'smol-toml';
import { isTable } from '../kit/table.ts';
import { UserError } from '../model/user-error.ts';
import type { ConfigContext, Said, SaidIndexes } from './client-settings.ts';

export interface UvIndexes extends SaidIndexes {
  /** The working directory belongs to a project that uv manages. */
  readonly isProject: boolean;
}

/** Reads uv's indexes: variables first, then project, user and machine; the first that says a default wins. Throws UserError for a damaged file. */
export function readUvIndexes(context: ConfigContext): UvIndexes {
  const { env, home, cwd } = context;
  const project = projectFolder(cwd);
  const files = [
    ...(project === undefined ? [] : [join(project, 'uv.toml'), join(project, 'pyproject.toml')]),
    join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'uv', 'uv.toml'), '/etc/uv/uv.toml',
  ];
  const layers = [environment(env), ...files.map((file) => fileIndexes(file, env))];
  const main = layers.map((layer) => layer.main).find((said) => said !== undefined);
  return { ...(main === undefined ? {} : { main }), extra: layers.flatMap((layer) => layer.extra), isProject: project !== undefined && existsSync(join(project, 'uv.lock')) };
}

function environment(env: NodeJS.ProcessEnv): SaidIndexes {
  const main = (['UV_DEFAULT_INDEX', 'UV_INDEX_URL'] as const).flatMap((name) => said(env[name], `the variable ${name}`))[0];
  const extra = (['UV_INDEX', 'UV_EXTRA_INDEX_URL'] as const).flatMap((name) => (env[name] ?? '').split(/\s+/).flatMap((value) => said(value, `the variable ${name}`)));
  return { ...(main === undefined ? {} : { main }), extra };
}

function fileIndexes(file: string, env: NodeJS.ProcessEnv): SaidIndexes {
  if (!existsSync(file)) return { extra: [] };
  const table = uvTable(file);
  const listed = Array.isArray(table['index']) ? table['index'].filter(isTable) : [];
  const indexes = listed.filter((index) => index['explicit'] !== true && typeof index['url'] === 'string').map((index) => ({ isDefault: index['default'] === true, said: { value: withCredentials(String(index['url']), index['name'], env), source: file } }));
  const main = indexes.find((index) => index.isDefault)?.said ?? said(table['index-url'], file)[0];
  const others = Array.isArray(table['extra-index-url']) ? table['extra-index-url'].flatMap((value) => said(value, file)) : [];
  return { ...(main === undefined ? {} : { main }), extra: [...indexes.filter((index) => !index.isDefault).map((index) => index.said), ...others] };
}

function uvTable(file: string): Readonly<Record<string, unknown>> {
  try {
    const whole: unknown = parse(readFileSync(file, 'utf8'));
    if (!file.endsWith('pyproject.toml')) return isTable(whole) ? whole : {};
    const tool = isTable(whole) ? whole['tool'] : undefined;
    const uv = isTable(tool) ? tool['uv'] : undefined;
    return isTable(uv) ? uv : {};
  } catch (error) {
    throw new UserError(`can't read ${file}`, { why: error instanceof Error ? error.message : String(error), todo: 'correct the file' });
  }
}

/** A named index takes its credentials from `UV_INDEX_<NAME>_USERNAME` and `_PASSWORD`. */
function withCredentials(address: string, name: unknown, env: NodeJS.ProcessEnv): string {
  if (typeof name !== 'string' || !URL.canParse(address)) return address;
  const prefix = `UV_INDEX_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
  const url = new URL(address);
  url.username = env[`${prefix}_USERNAME`] ?? url.username;
  url.password = env[`${prefix}_PASSWORD`] ?? url.password;
  return url.href;
}

/** Values may be named (`internal=https://…`). */
function said(value: unknown, source: string): Said[] {
  if (typeof value !== 'string' || value === '') return [];
  return [{ value: value.replace(/^[\w.-]+=(?=https?:)/, ''), source }];
}

function projectFolder(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'uv.toml')) || existsSync(join(folder, 'pyproject.toml'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
