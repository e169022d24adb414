/**
 * What Python's indexes answer: the simple API as JSON (PEP 691, 700, 740, 792) and as HTML (PEP 503, 592, 658). Pure: addresses and schemas only,
 * lenient to what indexes add or leave out.
 */
import { isTable } from '../../kit/table.ts';
import { RegistryFailure } from '../../model/registry.ts';
import type { FileForm, RegistryDocument, RegistryFile } from '../../model/registry.ts';
import { compareVersions, parseVersion } from './versions.ts';

/** JSON first; HTML is what every older mirror speaks. */
export const SIMPLE_ACCEPT = 'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01';

/** A project's page of an index. */
export interface SimplePage {
  readonly files: readonly RegistryFile[];
  /** Oldest first, each as its files spell it. */
  readonly versions: readonly string[];
  /** PEP 792: active, archived, quarantined or deprecated. */
  readonly status?: string;
  readonly statusReason?: string;
}

/** The name as indexes spell it (PEP 503). */
export function canonicalPyName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** The address of a project's page. */
export function projectUrl(index: string, name: string): string {
  return new URL(`${encodeURIComponent(canonicalPyName(name))}/`, index).href;
}

/** Reads a project's page in either form. Throws RegistryFailure of kind `nonsense` for anything else. */
export function parseSimplePage(document: RegistryDocument, name: string): SimplePage {
  const isJson = /json/.test(document.type) || /^\s*\{/.test(document.text);
  return isJson ? parseJson(document, name) : parseHtml(document, name);
}

/** Form and version of a distribution's file name; undefined where it is none of the project's. */
export function parseFilename(filename: string, project: string): { form: FileForm; version: string } | undefined {
  const form = FORMS.find(([ending]) => filename.toLowerCase().endsWith(ending));
  if (form === undefined) return undefined;
  const stem = filename.slice(0, filename.length - form[0].length);
  if (form[1] === 'wheel' || form[1] === 'egg') {
    const [name, version] = stem.split('-');
    return name !== undefined && version !== undefined && canonicalPyName(name) === project ? { form: form[1], version } : undefined;
  }
  // A name may hold hyphens and digits, and old sdists keep them: every split is tried.
  for (let cut = stem.indexOf('-'); cut > 0; cut = stem.indexOf('-', cut + 1)) {
    const version = stem.slice(cut + 1);
    if (canonicalPyName(stem.slice(0, cut)) === project && version !== '') return { form: form[1], version: form[1] === 'installer' ? version.replace(/[.-](?:win|linux|macosx)[\w.-]*$/, '') : version };
  }
  return undefined;
}

const FORMS: readonly (readonly [ending: string, form: FileForm])[] = [
  ['.whl', 'wheel'], ['.tar.gz', 'sdist'], ['.zip', 'sdist'], ['.tgz', 'sdist'], ['.tar.bz2', 'sdist'], ['.tar.xz', 'sdist'], ['.tar.z', 'sdist'], ['.tar', 'sdist'],
  ['.egg', 'egg'], ['.exe', 'installer'], ['.msi', 'installer'], ['.rpm', 'installer'], ['.dmg', 'installer'], ['.deb', 'installer'],
];

function parseJson(document: RegistryDocument, name: string): SimplePage {
  const page = parsed(document);
  const listed = page['files'];
  if (!Array.isArray(listed)) throw nonsense(document, 'it lists no files');
  const files = listed.flatMap((entry: unknown) => (isTable(entry) ? jsonFile(entry, document, name) : []));
  const status = isTable(page['project-status']) ? page['project-status'] : isTable(page['meta']) ? { status: page['meta']['project-status'], reason: page['meta']['project-status-reason'] } : {};
  return { ...pageOf(files), ...(typeof status['status'] === 'string' ? { status: status['status'] } : {}), ...(typeof status['reason'] === 'string' ? { statusReason: status['reason'] } : {}) };
}

function parsed(document: RegistryDocument): Record<string, unknown> {
  let page: unknown;
  try {
    page = JSON.parse(document.text);
  } catch (error) {
    throw nonsense(document, error instanceof Error ? error.message : String(error));
  }
  if (!isTable(page)) throw nonsense(document, 'it is no object');
  return page;
}

function jsonFile(entry: Record<string, unknown>, document: RegistryDocument, name: string): RegistryFile[] {
  const { filename, url, hashes, size, yanked, provenance } = entry;
  if (typeof filename !== 'string' || typeof url !== 'string') return [];
  const uploaded = entry['upload-time'];
  const described = entry['core-metadata'] ?? entry['dist-info-metadata'];
  return fileOf(filename, url, document, name, {
    hashes: hashTable(hashes),
    ...(typeof size === 'number' ? { size } : {}), ...(typeof uploaded === 'string' ? { uploaded } : {}),
    ...(typeof yanked === 'string' ? { yanked } : yanked === true ? { yanked: '' } : {}),
    ...(described === true || isTable(described) ? { described: hashTable(described) } : {}),
    ...(typeof provenance === 'string' ? { provenance } : {}),
  });
}

interface FileDetail {
  readonly hashes: Record<string, string>;
  readonly size?: number;
  readonly uploaded?: string;
  readonly yanked?: string;
  readonly described?: Record<string, string>;
  readonly provenance?: string;
}

function fileOf(filename: string, address: string, document: RegistryDocument, name: string, detail: FileDetail): RegistryFile[] {
  const project = canonicalPyName(name);
  const known = parseFilename(filename, project);
  if (known === undefined || !URL.canParse(address, document.url)) return [];
  const url = new URL(address, document.url);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return [];
  const fragment = /^#(sha256|sha384|sha512|sha1|md5)=([0-9a-f]+)$/i.exec(url.hash);
  url.hash = '';
  const { described, hashes, ...rest } = detail;
  const own = fragment?.[1] === undefined || fragment[2] === undefined ? hashes : { [fragment[1].toLowerCase()]: fragment[2].toLowerCase(), ...hashes };
  const metadata = described === undefined ? {} : { metadata: { url: `${url.href}.metadata`, hashes: described } };
  return [{ ecosystem: 'pypi', name: project, version: known.version, filename, url: url.href, form: known.form, hashes: own, ...rest, ...metadata }];
}

function parseHtml(document: RegistryDocument, name: string): SimplePage {
  if (!/<(?:!doctype|html|head|body|a)\b/i.test(document.text)) throw nonsense(document, 'it is neither JSON nor HTML');
  const base = attributesOf(/<base\b([^>]*)>/i.exec(document.text)?.[1] ?? '')['href'];
  const at = base !== undefined && URL.canParse(base, document.url) ? { ...document, url: new URL(base, document.url).href } : document;
  const files = [...document.text.matchAll(/<a\b((?:[^>"']|"[^"]*"|'[^']*')*)>([^<]*)<\/a\s*>/gi)].flatMap(([, inside = '', text = '']) => {
    const attributes = attributesOf(inside);
    const described = attributes['data-core-metadata'] ?? attributes['data-dist-info-metadata'];
    const yanked = attributes['data-yanked'];
    return fileOf(unescaped(text).trim(), attributes['href'] ?? '', at, name, {
      hashes: {}, ...(yanked === undefined ? {} : { yanked }), ...(described === undefined ? {} : { described: metadataHashes(described) }),
      ...(attributes['data-provenance'] === undefined ? {} : { provenance: attributes['data-provenance'] }),
    });
  });
  return pageOf(files);
}

function pageOf(files: readonly RegistryFile[]): SimplePage {
  const versions = [...new Set(files.map((file) => file.version))].sort(compareVersions);
  return { files, versions: versions.filter((version, index) => index === 0 || parseVersion(version) === undefined || compareVersions(version, versions[index - 1] ?? '') !== 0) };
}

function attributesOf(inside: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of inside.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    attributes[name.toLowerCase()] = unescaped(double ?? single ?? bare ?? '');
  }
  return attributes;
}

function metadataHashes(value: string): Record<string, string> {
  const [algorithm, hash] = value.split('=');
  return algorithm !== undefined && hash !== undefined ? { [algorithm.toLowerCase()]: hash.toLowerCase() } : {};
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function hashTable(value: unknown): Record<string, string> {
  if (!isTable(value)) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([algorithm, hash]) => (typeof hash === 'string' ? [[algorithm.toLowerCase(), hash.toLowerCase()] as const] : [])));
}

function nonsense(document: RegistryDocument, why: string): RegistryFailure {
  return new RegistryFailure('nonsense', `${new URL(document.url).host} answers with something that is no page of a Python index: ${why}`, document.url);
}
