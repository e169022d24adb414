/** Bills of materials as input: CycloneDX (cyclonedx.org) and SPDX 2 (spdx.dev), both as JSON, read for their package URLs. */
import { isTable, listIn, textIn } from '../kit/table.ts';
import type { Table } from '../kit/table.ts';
import type { LinedJson } from '../kit/json.ts';
import { UserError } from '../model/user-error.ts';
import { LockFault } from './locked.ts';
import type { LockContent, Locked } from './locked.ts';
import { jsonTable, listAt } from './parsed.ts';
import { canonicalPyName } from './pypi/registry.ts';
import { parsePackageSpec } from './spec.ts';

/** Reads either. Components without a package URL of a known ecosystem are no packages that could be fetched, and are left out. */
export function parseSbom(text: string, path: string): LockContent {
  const { table, lined } = jsonTable(text, path);
  if (table['bomFormat'] === 'CycloneDX') return { isLock: true, locked: components(table, lined, path).flatMap((component) => fromCycloneDx(component, lined, path)) };
  if (typeof table['spdxVersion'] === 'string') {
    const described = describedBy(table);
    return { isLock: true, locked: listAt(table, 'packages', { path, line: 1 }).flatMap((entry) => (isTable(entry) && described.has(entry['SPDXID']) ? [] : fromSpdx(entry, lined, path))) };
  }
  throw new LockFault(path, 1, 'it is neither CycloneDX nor SPDX 2');
}

/** Components may hold components. */
function components(table: Table, lined: LinedJson, path: string): Table[] {
  const found: Table[] = [];
  const waiting: unknown[] = listAt(table, 'components', { path, line: 1 }).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isTable(next)) throw new LockFault(path, 1, 'a component that is no object');
    if (next['purl'] !== undefined && typeof next['purl'] !== 'string') throw new LockFault(path, lined.lineOf(next), 'a package URL that is no text');
    found.push(next);
    waiting.push(...listAt(next, 'components', { path, line: lined.lineOf(next) }).toReversed());
  }
  return found;
}

/** The project itself, which is no part of itself: where several are described, all are parts. */
function describedBy(table: Table): ReadonlySet<unknown> {
  const related = listIn(table, 'relationships').filter(isTable).filter((each) => each['relationshipType'] === 'DESCRIBES' && each['spdxElementId'] === 'SPDXRef-DOCUMENT').map((each) => each['relatedSpdxElement']);
  const all = new Set([...listIn(table, 'documentDescribes'), ...related]);
  return all.size === 1 ? all : new Set();
}

/** Some tools (uv) put the hashes beside the address of each file of a release. */
function fromCycloneDx(component: Table, lined: LinedJson, path: string): Locked[] {
  const files = listIn(component, 'externalReferences').filter(isTable).filter((each) => each['type'] === 'distribution' && listIn(each, 'hashes').length > 0).map((each) => {
    const url = textIn(each, 'url') ?? '';
    return { filename: fileNameOf(url), url, hashes: hashesOf(each) };
  });
  const locked = lockedOf(textIn(component, 'purl'), [...new Set([...hashesOf(component), ...files.flatMap((file) => file.hashes)])], lined.lineOf(component), path);
  return files.length === 0 ? locked : locked.map((each) => ({ ...each, files }));
}

/** A name that isn't encoded as addresses are is taken as it stands. */
function fileNameOf(url: string): string {
  const name = (URL.canParse(url) ? new URL(url).pathname : url).split('/').at(-1) ?? '';
  return /%(?![0-9a-f]{2})|%[89a-f]/i.test(name) ? name : decodeURIComponent(name);
}

function hashesOf(holder: Table): string[] {
  return listIn(holder, 'hashes').flatMap((hash) => (isTable(hash) ? hashText(textIn(hash, 'alg'), textIn(hash, 'content')) : []));
}

function fromSpdx(entry: unknown, lined: LinedJson, path: string): Locked[] {
  if (!isTable(entry)) throw new LockFault(path, 1, 'a package that is no object');
  const purl = listIn(entry, 'externalRefs').flatMap((ref) => (isTable(ref) && ref['referenceType'] === 'purl' ? textIn(ref, 'referenceLocator') ?? [] : []))[0];
  const hashes = listIn(entry, 'checksums').flatMap((sum) => (isTable(sum) ? hashText(textIn(sum, 'algorithm'), textIn(sum, 'checksumValue')) : []));
  return lockedOf(purl, hashes, lined.lineOf(entry), path);
}

function lockedOf(purl: string | undefined, hashes: readonly string[], line: number, path: string): Locked[] {
  if (purl === undefined || !/^pkg:(?:npm|pypi)\//i.test(purl)) return [];
  try {
    const spec = parsePackageSpec(purl);
    if (spec === undefined) return [];
    return [{ ...spec, name: spec.ecosystem === 'pypi' ? canonicalPyName(spec.name) : spec.name, hashes, source: 'registry', path, line }];
  } catch (error) {
    if (error instanceof UserError) throw new LockFault(path, line, error.message);
    throw error;
  }
}

function hashText(algorithm: string | undefined, digest: string | undefined): string[] {
  return algorithm === undefined || digest === undefined ? [] : [`${algorithm.toLowerCase().replace('-', '')}:${digest.toLowerCase()}`];
}
