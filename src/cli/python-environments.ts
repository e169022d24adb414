/** Which Python environments a command installs into, as far as can be told without running it; pip itself reports what it installed. */
import { join, resolve } from 'node:path';
import { kindOf } from '../host/files.ts';
import type { Environment } from '../host/terminal.ts';
import type { Present } from '../gate/aftermath.ts';

/** The project's `.venv`, the active environment, and folders named on the command line. */
export function environmentsOf(program: string, args: readonly string[], env: Environment, project: string): string[] {
  if (!/(?:^|[\\/])(?:pip|uv|poetry|pdm|python)[\d.]*(?:\.exe)?$/.test(program)) return [];
  const found = [join(project, '.venv')];
  for (const name of ['VIRTUAL_ENV', 'UV_PROJECT_ENVIRONMENT']) if (env[name]) found.push(resolve(project, env[name]));
  for (const [index, word] of args.entries()) {
    const value = /^--(?:target|prefix)=(.+)$/.exec(word)?.[1] ?? (/^(?:--target|--prefix|-t)$/.test(word) ? args[index + 1] : undefined);
    if (value !== undefined) found.push(resolve(project, value));
    const python = /^--python=(.+)$/.exec(word)?.[1] ?? (/^(?:--python|-p)$/.test(word) ? args[index + 1] : undefined);
    if (python !== undefined && /[\\/]/.test(python)) found.push(kindOf(python) === 'directory' ? resolve(project, python) : resolve(project, python, '..', '..'));
  }
  return found.filter((folder) => kindOf(folder) === 'directory');
}

/** What pip says it installed (pip.pypa.io: reference/installation-report); empty where it wrote no report. */
export function reportedByPip(text: string | undefined): Present[] {
  if (text === undefined) return [];
  const report: unknown = JSON.parse(text);
  const list: unknown = field(report, 'install');
  return (Array.isArray(list) ? list : []).flatMap((item: unknown) => {
    const name = field(field(item, 'metadata'), 'name');
    const version = field(field(item, 'metadata'), 'version');
    const direct = field(item, 'is_direct') === true ? field(field(item, 'download_info'), 'url') : undefined;
    if (typeof name !== 'string' || typeof version !== 'string') return [];
    return [{ ecosystem: 'pypi' as const, name: name.toLowerCase().replace(/[-_.]+/g, '-'), version, ...(typeof direct === 'string' ? { direct } : {}) }];
  });
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
