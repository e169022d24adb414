/** `assay.toml` as the gate understands it: parsed strictly, because a misspelt key in a policy is a hole. */
import { createHash } from 'node:crypto';
import { parse, TomlDate, TomlError } from 'smol-toml';
import { EXPECTATIONS } from '../ecosystems/expectations.ts';
import type { Expected } from '../ecosystems/gap-table.ts';
import { INSTALLERS } from '../ecosystems/installers.ts';
import { nearest } from '../kit/nearest.ts';
import type { Ecosystem } from '../model/package.ts';
import { UserError } from '../model/user-error.ts';
import { KEYS } from './setting-keys.ts';
import { lineOfKey } from './setting-lines.ts';
import { normalizeName } from './simple-page.ts';

export type Gated = Extract<Ecosystem, 'npm' | 'pypi'>;
export const GATED: readonly Gated[] = ['npm', 'pypi'];

export interface Policy {
  readonly mode: 'enforce' | 'learn';
  readonly onFailure: 'closed' | 'open';
  /** Milliseconds a version must have been public; 0: none. */
  readonly minimumAge: number;
  readonly block: 'malicious' | 'suspicious';
  readonly names: 'block' | 'warn' | 'review' | 'off';
  /** Names that may run install scripts (npm); undefined: any. */
  readonly installScripts: readonly string[] | undefined;
  /** Scopes (npm: `@acme`) whose packages may come in; undefined: any. A name without a scope is judged by everything else. */
  readonly allowedScopes: readonly string[] | undefined;
  /** Milliseconds a client waits for a scan before `onFailure` decides. */
  readonly wait: number;
  /** Bytes above which an artifact isn't examined, and `onFailure` decides. */
  readonly maximumScan: number;
}

/** Lets one artifact pass that would be refused. */
export interface Exception {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly reason: string;
  readonly approvedBy: string;
  readonly expires: Date;
}

export interface Settings {
  readonly policies: Readonly<Record<Gated, Policy>>;
  /** Patterns (`*` for any run of characters) of names that must not come from a public registry. */
  readonly internal: readonly string[];
  readonly registries: Readonly<Partial<Record<Gated, string>>>;
  readonly exceptions: readonly Exception[];
  readonly storeUrl: string | undefined;
  /** What is expected of installers. */
  readonly expected: Expected;
  /** Changes whenever anything that decides changes. */
  readonly revision: string;
}

const DEFAULTS: Policy = {
  mode: 'enforce', onFailure: 'closed', minimumAge: 0, block: 'malicious', names: 'block', installScripts: undefined, allowedScopes: undefined, wait: 60_000, maximumScan: 150_000_000,
};

/** Parses the text of an `assay.toml`; '' gives the defaults. Throws UserError naming the key and its line, and the nearest known one where it is unknown. */
export function parseSettings(text: string, path = 'assay.toml'): Settings {
  try {
    return readSettings(parseToml(text, path), text, path);
  } catch (error) {
    if (error instanceof SettingFault) throw error.tell(lineOfKey(text, error.key));
    throw error;
  }
}

function readSettings(table: Table, text: string, path: string): Settings {
  const at: Where = { path, key: '' };
  checkKeys(table, 'root', at);
  const policy = tableOf(table['policy'], { path, key: 'policy' });
  checkKeys(policy, 'policy', { path, key: 'policy' });
  const common = readPolicy(policy, DEFAULTS, { path, key: 'policy' });
  const policies = { npm: forEcosystem(policy, 'npm', common, path), pypi: forEcosystem(policy, 'pypi', common, path) };
  return {
    policies,
    internal: readInternal(table['internal'], path),
    registries: readRegistries(table['registries'], path),
    exceptions: listOf(table['exception'], { path, key: 'exception' }).map((item, index) => readException(item, { path, key: `exception ${index + 1}` })),
    storeUrl: readStore(table['store'], path),
    expected: readExpected(table['expectations'], path),
    revision: createHash('sha256').update(text).digest('hex').slice(0, 12),
  };
}

type Table = Readonly<Record<string, unknown>>;
interface Where {
  readonly path: string;
  readonly key: string;
}

function parseToml(text: string, path: string): Table {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new UserError(`${path} is not valid TOML`, { why: error.message.split('\n')[0] ?? '', todo: `look at line ${error.line}, column ${error.column}` });
  }
}

function forEcosystem(policy: Table, ecosystem: Gated, common: Policy, path: string): Policy {
  const where = { path, key: `policy.${ecosystem}` };
  const own = tableOf(policy[ecosystem], where);
  checkKeys(own, 'ecosystemPolicy', where);
  return readPolicy(own, common, where);
}

function readPolicy(table: Table, base: Policy, where: Where): Policy {
  return {
    mode: wordOf(table, 'mode', ['enforce', 'learn'], base.mode, where),
    onFailure: wordOf(table, 'on-failure', ['closed', 'open'], base.onFailure, where),
    minimumAge: durationOf(table, 'minimum-age', base.minimumAge, where),
    block: wordOf(table, 'block', ['malicious', 'suspicious'], base.block, where),
    names: wordOf(table, 'names', ['block', 'warn', 'review', 'off'], base.names, where),
    installScripts: table['install-scripts'] === undefined ? base.installScripts : textsOf(table['install-scripts'], { ...where, key: `${where.key}.install-scripts` }),
    allowedScopes: table['allowed-scopes'] === undefined ? base.allowedScopes : scopesOf(table['allowed-scopes'], { ...where, key: `${where.key}.allowed-scopes` }),
    wait: durationOf(table, 'wait', base.wait, where),
    maximumScan: sizeOf(table, 'maximum-scan', base.maximumScan, where),
  };
}

function readInternal(value: unknown, path: string): readonly string[] {
  const where = { path, key: 'internal' };
  const table = tableOf(value, where);
  checkKeys(table, 'internal', where);
  return table['names'] === undefined ? [] : textsOf(table['names'], { path, key: 'internal.names' });
}

function readRegistries(value: unknown, path: string): Partial<Record<Gated, string>> {
  const table = tableOf(value, { path, key: 'registries' });
  checkKeys(table, 'registries', { path, key: 'registries' });
  const found: Partial<Record<Gated, string>> = {};
  for (const ecosystem of GATED) {
    const where = { path, key: `registries.${ecosystem}` };
    const own = tableOf(table[ecosystem], where);
    checkKeys(own, 'registry', where);
    const url = own['index-url'];
    if (url === undefined) continue;
    if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url)) throw wrong({ path, key: `${where.key}.index-url` }, 'an address that starts with https://');
    found[ecosystem] = url.endsWith('/') ? url : `${url}/`;
  }
  return found;
}

function readException(value: unknown, where: Where): Exception {
  const table = tableOf(value, where);
  checkKeys(table, 'exception', where);
  const text = (key: string): string => {
    const found = table[key];
    if (typeof found !== 'string' || found === '') throw wrong({ ...where, key: `${where.key}: ${key}` }, 'a text; an exception is bound to one artifact, with a reason, an approver and an end');
    return found;
  };
  const purl = /^pkg:([a-z]+)\/(.+)@([^@/?#]+)$/.exec(text('purl'));
  if (purl === null) throw wrong({ ...where, key: `${where.key}: purl` }, 'a package URL with a version: pkg:npm/name@1.2.3');
  const sha256 = text('sha256').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw wrong({ ...where, key: `${where.key}: sha256` }, '64 hexadecimal digits');
  const expires = table['expires'];
  if (!(expires instanceof TomlDate) || !expires.isDate()) throw wrong({ ...where, key: `${where.key}: expires` }, 'a date without quotes: 2027-01-31');
  const [ecosystem = '', name = '', version = ''] = purl.slice(1).map(decoded);
  return { ecosystem, name: ecosystem === 'pypi' ? normalizeName(name) : name, version, sha256, reason: text('reason'), approvedBy: text('approved-by'), expires };
}

/** What is no percent-encoding stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

function readStore(value: unknown, path: string): string | undefined {
  const where = { path, key: 'store' };
  const table = tableOf(value, where);
  checkKeys(table, 'store', where);
  const url = table['url'];
  if (url !== undefined && typeof url !== 'string') throw wrong({ path, key: 'store.url' }, 'a postgres:// address or the path of a file');
  return url;
}

function readExpected(value: unknown, path: string): Expected {
  const where = { path, key: 'expectations' };
  const table = tableOf(value, where);
  checkKeys(table, 'expectations', where);
  const expectations = EXPECTATIONS.map(({ id }) => id);
  const installers = INSTALLERS.map(({ id }) => id);
  const ids = (from: Table, key: string, known: readonly string[], at: string): readonly string[] => {
    const place = { path, key: `${at}.${key}` };
    const given = from[key] === undefined ? [] : textsOf(from[key], place);
    for (const id of given) knownId(id, known, place);
    return given;
  };
  const accepted = tableOf(table['accepted'], { path, key: 'expectations.accepted' });
  for (const id of Object.keys(accepted)) knownId(id, installers, { path, key: 'expectations.accepted' });
  return {
    require: ids(table, 'require', expectations, 'expectations'),
    installers: ids(table, 'installers', installers, 'expectations'),
    accepted: Object.fromEntries(Object.keys(accepted).map((id) => [id, ids(accepted, id, expectations, 'expectations.accepted')])),
  };
}

function knownId(id: string, known: readonly string[], where: Where): void {
  if (known.includes(id)) return;
  const near = nearest(id, known);
  throw new SettingFault(where.key, where.path, (place) => new UserError(`${where.key} in ${place} names ${id}, which is not known`, { todo: near === undefined ? `known are: ${known.join(', ')}` : `did you mean "${near}"?` }));
}

function checkKeys(table: Table, kind: keyof typeof KEYS, where: Where): void {
  const known: readonly string[] = KEYS[kind];
  for (const key of Object.keys(table)) {
    if (known.includes(key)) continue;
    const near = nearest(key, known);
    const shown = where.key === '' ? key : `${where.key}.${key}`;
    throw new SettingFault(shown, where.path, (place) => new UserError(`unknown key ${shown} in ${place}`, { why: 'a setting that is not understood would silently not hold', todo: near === undefined ? `known are: ${known.join(', ')}` : `did you mean "${near}"?` }));
  }
}

function tableOf(value: unknown, where: Where): Table {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date) throw wrong(where, 'a table');
  return Object.fromEntries(Object.entries(value));
}

function listOf(value: unknown, where: Where): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw wrong(where, 'a list of tables: [[exception]]');
  return value;
}

function textsOf(value: unknown, where: Where): readonly string[] {
  if (!Array.isArray(value)) throw wrong(where, 'a list of texts');
  return value.map((item: unknown) => {
    if (typeof item !== 'string') throw wrong(where, 'a list of texts');
    return item;
  });
}

function scopesOf(value: unknown, where: Where): readonly string[] {
  const scopes = textsOf(value, where);
  if (!scopes.every((scope) => /^@[^/\s]+$/.test(scope))) throw wrong(where, 'a list of npm scopes such as "@acme"');
  return scopes;
}

function wordOf<Word extends string>(table: Table, key: string, words: readonly Word[], base: Word, where: Where): Word {
  const value = table[key];
  if (value === undefined) return base;
  const found = words.find((word) => word === value);
  if (found === undefined) throw wrong({ ...where, key: `${where.key}.${key}` }, `one of ${words.map((word) => `"${word}"`).join(', ')}`);
  return found;
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function durationOf(table: Table, key: string, base: number, where: Where): number {
  const value = table[key];
  if (value === undefined) return base;
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)([smhdw])$/.exec(value) : null;
  const unit = UNITS[match?.[2] ?? ''];
  if (match === null || unit === undefined) throw wrong({ ...where, key: `${where.key}.${key}` }, 'a duration such as "3d", "12h" or "30s"');
  return Number(match[1]) * unit;
}

const SIZES: Readonly<Record<string, number>> = { kB: 1e3, MB: 1e6, GB: 1e9 };

function sizeOf(table: Table, key: string, base: number, where: Where): number {
  const value = table[key];
  if (value === undefined) return base;
  const match = typeof value === 'string' ? /^(\d+)\s*(kB|MB|GB)$/.exec(value) : null;
  const unit = SIZES[match?.[2] ?? ''];
  if (match === null || unit === undefined) throw wrong({ ...where, key: `${where.key}.${key}` }, 'a size such as "150MB"');
  return Number(match[1]) * unit;
}

function wrong(where: Where, wanted: string): SettingFault {
  return new SettingFault(where.key, where.path, (place) => new UserError(`${where.key} in ${place} is not what it should be`, { todo: `it must be ${wanted}` }));
}

/** A mistake at a key, before its line is known. */
class SettingFault extends Error {
  readonly key: string;
  readonly #path: string;
  readonly #error: (place: string) => UserError;

  constructor(key: string, path: string, error: (place: string) => UserError) {
    super(key);
    this.key = key;
    this.#path = path;
    this.#error = error;
  }

  tell(line: number | undefined): UserError {
    return this.#error(line === undefined ? this.#path : `${this.#path}, line ${line}`);
  }
}
