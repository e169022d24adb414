/** `package.json` as a manifest: what the project asks for itself. */
import { isTable } from '../../../kit/table.ts';
import type { Table } from '../../../kit/table.ts';
import type { LinedJson } from '../../../kit/json.ts';
import { LockFault } from '../../locked.ts';
import type { LockContent, Locked, Wanted } from '../../locked.ts';
import { jsonTable, tableAt } from '../../parsed.ts';
import { sourceOfAddress } from './source.ts';

/** Reads the dependencies of every kind; what comes from a repository or an address is given as locked, since no lock can make it safer. */
export function parsePackageJson(text: string, path: string): LockContent {
  const { table, lined } = jsonTable(text, path);
  const wanted = wantedOf(table, path, lined);
  const locked = wanted.flatMap((each): Locked[] => {
    const source = sourceOfAddress(each.range, each.name);
    return source === 'git' || source === 'url' ? [{ ecosystem: 'npm', name: each.name, hashes: [], source, url: each.range, path, line: each.line }] : [];
  });
  return { isLock: false, locked, wanted };
}

/** The dependencies of a manifest, or of a lock's copy of it. Peer dependencies are others' business. Throws LockFault where they are no texts. */
export function wantedOf(table: Table, path: string, lined?: LinedJson): Wanted[] {
  const wanted: Wanted[] = [];
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    const listed = tableAt(table, kind, { path, line: lined?.lineOfKey(table, kind) ?? 1 });
    for (const [name, range] of Object.entries(listed)) {
      const said = typeof range === 'string' ? range : isTable(range) && typeof range['specifier'] === 'string' ? range['specifier'] : undefined;
      const line = lined?.lineOfKey(listed, name) ?? 1;
      if (said === undefined) throw new LockFault(path, line, `the range of "${name}" is no text`);
      wanted.push({ ecosystem: 'npm', name, range: said, line });
    }
  }
  return wanted;
}
