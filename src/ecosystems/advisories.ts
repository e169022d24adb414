/** Known malware: OSV records (ossf.github.io: osv-schema), matched by name and version. Pure. */
import { compareLoose, valid } from 'semver';
import { canonicalPyName } from './pypi/registry.ts';
import { compareVersions, parseVersion } from './pypi/versions.ts';
import { isTable, listIn, tableIn, textIn } from '../kit/table.ts';
import type { Table } from '../kit/table.ts';
import type { Ecosystem } from '../model/package.ts';

export interface Advisory {
  readonly id: string;
  readonly summary: string;
}

export class Advisories {
  readonly #byName = new Map<string, { readonly advisory: Advisory; readonly affected: Table }[]>();
  readonly faults: { readonly path: string; readonly why: string }[] = [];
  #count = 0;

  /** Records that were taken. */
  get count(): number {
    return this.#count;
  }

  /** Takes one record's text. Withdrawn ones and those about no known malware (`MAL-`) are passed over; damaged ones are kept as faults. */
  add(path: string, text: string): void {
    let record: unknown;
    try {
      record = JSON.parse(text);
    } catch (error) {
      this.faults.push({ path, why: error instanceof Error ? error.message : String(error) });
      return;
    }
    for (const each of Array.isArray(record) ? (record as readonly unknown[]) : [record]) this.#take(path, each);
  }

  /** The records that name a release; without a version, those that name every release. */
  about(ecosystem: Ecosystem, name: string, version: string | undefined): Advisory[] {
    const known = this.#byName.get(`${ecosystem}:${name}`) ?? [];
    return known.filter(({ affected }) => isAffected(affected, ecosystem, version)).map(({ advisory }) => advisory);
  }

  #take(path: string, record: unknown): void {
    const id = isTable(record) ? textIn(record, 'id') : undefined;
    if (!isTable(record) || id === undefined) {
      this.faults.push({ path, why: 'it is no OSV record: it has no id' });
      return;
    }
    const ids = [id, ...listIn(record, 'aliases')].filter((each) => typeof each === 'string');
    const malware = ids.find((each) => each.startsWith('MAL-'));
    if (malware === undefined || textIn(record, 'withdrawn') !== undefined) return;
    this.#count++;
    const advisory = { id: malware, summary: textIn(record, 'summary') ?? '' };
    for (const affected of listIn(record, 'affected').filter(isTable)) {
      const { ecosystem, name } = namedIn(tableIn(affected, 'package'));
      if (ecosystem === undefined || name === undefined) continue;
      const key = `${ecosystem}:${name}`;
      this.#byName.set(key, [...(this.#byName.get(key) ?? []), { advisory, affected }]);
    }
  }
}

function namedIn(table: Table): { ecosystem?: Ecosystem; name?: string } {
  const name = textIn(table, 'name');
  const ecosystem = textIn(table, 'ecosystem')?.split(':', 1)[0]?.toLowerCase();
  if (name === undefined || (ecosystem !== 'npm' && ecosystem !== 'pypi')) return {};
  return { ecosystem, name: ecosystem === 'pypi' ? canonicalPyName(name) : name };
}

function isAffected(affected: Table, ecosystem: Ecosystem, version: string | undefined): boolean {
  const versions = listIn(affected, 'versions').filter((each) => typeof each === 'string');
  const ranges = listIn(affected, 'ranges').filter(isTable).filter((range) => textIn(range, 'type') !== 'GIT');
  if (versions.length === 0 && ranges.length === 0) return true;
  if (version === undefined) return ranges.some((range) => isEverything(listIn(range, 'events').filter(isTable)));
  if (versions.some((each) => each === version || compare(ecosystem, each, version) === 0)) return true;
  return ranges.some((range) => isInRange(listIn(range, 'events').filter(isTable), ecosystem, version));
}

function isEverything(events: readonly Table[]): boolean {
  return events.some((event) => event['introduced'] === '0') && events.every((event) => event['introduced'] !== undefined);
}

/** The schema's own algorithm: events in order, the last one at or below the version decides; `last_affected` is inclusive. */
function isInRange(events: readonly Table[], ecosystem: Ecosystem, version: string): boolean {
  const ordered = events.flatMap((event) => (['introduced', 'fixed', 'last_affected'] as const).flatMap((kind) => {
    const at = textIn(event, kind);
    return at === undefined ? [] : [{ kind, at }];
  })).sort((a, b) => (a.at === b.at ? 0 : a.at === '0' ? -1 : b.at === '0' ? 1 : compare(ecosystem, a.at, b.at)));
  let affected = false;
  for (const { kind, at } of ordered) {
    const difference = at === '0' ? 1 : compare(ecosystem, version, at);
    if (kind === 'introduced' && difference >= 0) affected = true;
    if (kind === 'fixed' && difference >= 0) affected = false;
    if (kind === 'last_affected' && difference > 0) affected = false;
  }
  return affected;
}

function compare(ecosystem: Ecosystem, a: string, b: string): number {
  if (ecosystem === 'pypi') return parseVersion(a) === undefined || parseVersion(b) === undefined ? Number.NaN : compareVersions(a, b);
  return valid(a, true) === null || valid(b, true) === null ? Number.NaN : compareLoose(a, b);
}
