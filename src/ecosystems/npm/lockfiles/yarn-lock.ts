/** `yarn.lock`: version 1 in its own format (yarn classic: yarn.lock), later ones in YAML (yarn berry: lockfiles). */
import { isTable, textIn } from '../../../kit/table.ts';
import { LockFault } from '../../locked.ts';
import type { LockContent, Locked } from '../../locked.ts';
import { yamlTable } from '../../parsed.ts';
import { hashesOf } from './integrity.ts';
import { sourceOfAddress } from './source.ts';

/** Reads either format. */
export function parseYarnLock(text: string, path: string): LockContent {
  return { isLock: true, locked: /^__metadata:/m.test(text) ? parseBerry(text, path) : parseClassic(text, path) };
}

interface Block {
  readonly line: number;
  readonly patterns: readonly string[];
  readonly fields: Map<string, string>;
}

function parseClassic(text: string, path: string): Locked[] {
  const blocks: Block[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    if (/^\s*(?:#|$)/.test(raw)) continue;
    if (/^(?:<{7}|={7}|>{7})/.test(raw)) throw new LockFault(path, line, 'an unresolved merge conflict');
    const block = blocks.at(-1);
    const indent = raw.length - raw.trimStart().length;
    if (indent === 0) {
      if (!/^("(?:[^"\\]|\\.)*"|[^\s",:][^",]*)(?:, ?("(?:[^"\\]|\\.)*"|[^\s",:][^",]*))*:$/.test(raw)) throw new LockFault(path, line, 'a package pattern with a colon at its end is expected');
      blocks.push({ line, fields: new Map(), patterns: (raw.slice(0, -1).match(/"(?:[^"\\]|\\.)*"|[^\s",][^",]*/g) ?? []).map(unquoted) });
      continue;
    }
    const field = /^("(?:[^"\\]|\\.)*"|[^\s":]+)(?: ("(?:[^"\\]|\\.)*"|\S.*)|:)$/.exec(raw.trim());
    if (block === undefined || field === null || indent % 2 !== 0) throw new LockFault(path, line, 'a field of a package is expected');
    if (indent === 2 && field[2] !== undefined) block.fields.set(unquoted(field[1] ?? ''), unquoted(field[2]));
  }
  return blocks.map((block) => classicLocked(block, path));
}

function classicLocked({ line, patterns, fields }: Block, path: string): Locked {
  const version = fields.get('version');
  const pattern = patterns[0] ?? '';
  if (version === undefined) throw new LockFault(path, line, `"${pattern}" has no version`);
  const name = nameIn(pattern);
  const resolved = fields.get('resolved');
  const address = resolved?.replace(/#[0-9a-f]{40}$/, '');
  const sha1 = /#([0-9a-f]{40})$/.exec(resolved ?? '')?.[1];
  const source = address === undefined ? (/@(?:file|link):/.test(pattern) ? 'path' : 'registry') : sourceOfAddress(resolved?.includes('.git#') === true ? resolved : address, name);
  const hashes = [...(sha1 === undefined || source === 'git' ? [] : [`sha1:${sha1}`]), ...hashesOf(fields.get('integrity'), name, { path, line })];
  return { ecosystem: 'npm', name, version, path, line, source, hashes: [...new Set(hashes)], ...(address === undefined ? {} : { url: address }) };
}

function parseBerry(text: string, path: string): Locked[] {
  const { table, lineIn } = yamlTable(text, path);
  return Object.entries(table).flatMap(([key, entry]) => {
    const line = lineIn(key, '');
    if (key === '__metadata') return [];
    if (!isTable(entry)) throw new LockFault(path, line, `"${key}" is no mapping`);
    const resolution = textIn(entry, 'resolution');
    const version = entry['version'] === undefined ? undefined : String(entry['version']);
    if (resolution === undefined || version === undefined) throw new LockFault(path, line, `"${key}" has no resolution or version`);
    return berryLocked(resolution, version, entry, path, line);
  });
}

function berryLocked(resolution: string, version: string, entry: Readonly<Record<string, unknown>>, path: string, line: number): Locked[] {
  const found = /^((?:@[^/]+\/)?[^@]+)@(.+)$/s.exec(resolution);
  if (found === null) throw new LockFault(path, line, `"${resolution}" has no version`);
  const name = found[1] ?? resolution;
  const reference = found[2] ?? '';
  // A patch is applied to a package that has its own entry; a virtual package is another view of one.
  if (/^(?:patch|virtual):/.test(reference)) return [];
  const base = { ecosystem: 'npm', name, path, line, hashes: [], ...(textIn(entry, 'checksum') === undefined ? {} : { hasOwnChecksum: true }) } as const;
  if (/^(?:workspace|link|portal|file|exec):/.test(reference)) return entry['linkType'] === 'soft' ? [] : [{ ...base, version, source: 'path', url: reference }];
  if (reference.startsWith('npm:')) {
    const archive = /__archiveUrl=([^&]+)/.exec(reference)?.[1];
    return [{ ...base, version, source: 'registry', ...(archive === undefined ? {} : { url: decodeURIComponent(archive) }) }];
  }
  const source = sourceOfAddress(reference, name);
  return [{ ...base, version, source: source === 'registry' ? 'url' : source, url: reference }];
}

function nameIn(pattern: string): string {
  const alias = /@npm:((?:@[^/]+\/)?[^@]+)(?:@|$)/.exec(pattern);
  return alias?.[1] ?? /^((?:@[^/]+\/)?[^@]+)/.exec(pattern)?.[1] ?? pattern;
}

function unquoted(text: string): string {
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text.trim();
}
