/** `Pipfile.lock` (pipenv's documentation: Pipfile and Pipfile.lock). */
import { isTable, listIn, tableIn, textIn } from '../../../kit/table.ts';
import { LockFault } from '../../locked.ts';
import type { LockContent, Locked } from '../../locked.ts';
import { jsonTable, listAt } from '../../parsed.ts';
import { canonicalPyName } from '../registry.ts';
import { sourceOfPyAddress } from './requirements-txt.ts';

/** Reads every group; all but `default` are for development. */
export function parsePipfileLock(text: string, path: string): LockContent {
  const { table, lined } = jsonTable(text, path);
  const meta = tableIn(table, '_meta');
  if (!isTable(table['_meta'])) throw new LockFault(path, 1, 'it has no "_meta"');
  const locked = Object.entries(table).filter(([group]) => group !== '_meta').flatMap(([group, packages]) => {
    if (!isTable(packages)) throw new LockFault(path, lined.lineOfKey(table, group), `"${group}" is no object`);
    return Object.entries(packages).map(([name, entry]): Locked => {
      const line = lined.lineOfKey(packages, name);
      if (!isTable(entry)) throw new LockFault(path, line, `"${name}" is no object`);
      const said = textIn(entry, 'version');
      if (said !== undefined && !/^={2,3}\s*[\w]/.test(said)) throw new LockFault(path, line, `"${said}" pins no version of "${name}"`);
      const version = said?.replace(/^={2,3}\s*/, '');
      const address = textIn(entry, 'git') ?? textIn(entry, 'file') ?? textIn(entry, 'path');
      if (version === undefined && address === undefined) throw new LockFault(path, line, `"${name}" has no version`);
      return {
        ecosystem: 'pypi', name: canonicalPyName(name), path, line, hashes: listAt(entry, 'hashes', { path, line }).filter((hash) => typeof hash === 'string'),
        source: address === undefined ? 'registry' : textIn(entry, 'git') !== undefined ? 'git' : sourceOfPyAddress(address),
        ...(version === undefined ? {} : { version }), ...(address === undefined ? {} : { url: address }), ...(group === 'default' ? {} : { isDev: true }),
      };
    });
  });
  const sources = listIn(meta, 'sources').flatMap((source) => (isTable(source) ? [source] : []));
  const indexes = sources.flatMap((source, place) => (typeof source['url'] === 'string' ? [{ url: source['url'], line: lined.lineOfKey(source, 'url'), isExtra: place > 0 }] : []));
  const warnings = sources.filter((source) => source['verify_ssl'] === false).map((source) => ({ line: lined.lineOfKey(source, 'verify_ssl'), message: 'verify_ssl = false switches the check of the index\'s certificate off' }));
  return { isLock: true, locked, indexes, warnings };
}
