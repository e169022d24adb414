/** Packages as people name them: `pypi:name`, `npm:@scope/name@1.2.3` and package URLs (github.com/package-url/purl-spec). */
import type { Ecosystem, PackageRef } from '../model/package.ts';
import { UserError } from '../model/user-error.ts';

/** A package by name, perhaps with a version, a tag or a range. */
export type PackageSpec = Pick<PackageRef, 'ecosystem' | 'name' | 'version'>;

/** Reads a name of a package; undefined where the text is none (a file, say). Throws UserError where it starts like one and is wrong. */
export function parsePackageSpec(text: string): PackageSpec | undefined {
  if (text.startsWith('pkg:')) return parsePurl(text);
  const found = /^(pypi|npm):(.*)$/s.exec(text);
  if (found === null) return undefined;
  const [, ecosystem, rest = ''] = found;
  if (ecosystem === 'npm') {
    const at = rest.indexOf('@', 1);
    return checked('npm', at < 0 ? rest : rest.slice(0, at), at < 0 ? undefined : rest.slice(at + 1), text);
  }
  const [, name = '', version] = /^([^@=]*)(?:(?:@|===?)(.*))?$/s.exec(rest.trim()) ?? [];
  return checked('pypi', name, version, text);
}

function parsePurl(text: string): PackageSpec {
  const path = text.slice('pkg:'.length).replace(/^\/+/, '').split(/[?#]/, 1)[0] ?? '';
  const slash = path.indexOf('/');
  const type = path.slice(0, slash).toLowerCase();
  if (type !== 'pypi' && type !== 'npm') throw new UserError(`"${text}" names a package that can't be fetched`, { why: 'only pypi and npm have registry access', todo: 'give the archive file instead' });
  // The version's "@" is the last one: a scope's own is encoded, or stands first in what people write.
  const at = path.lastIndexOf('@');
  const hasVersion = at > slash + 1 && !path.slice(at).includes('/');
  return checked(type, decoded(path.slice(slash + 1, hasVersion ? at : undefined), text), hasVersion ? decoded(path.slice(at + 1), text) : undefined, text);
}

function decoded(part: string, text: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new UserError(`"${text}" is no package URL`, { why: 'its percent-encoding is damaged' });
  }
}

function checked(ecosystem: Ecosystem, name: string, version: string | undefined, text: string): PackageSpec {
  const shape = ecosystem === 'npm' ? /^(?:@[^\s/@\\%?#]+\/)?[^\s/@\\%?#]+$/u : /^[^\s/@\\%?#:;,[\]()<>=!~]+$/u;
  const isDots = name.split('/').some((part) => /^@?\.+$/.test(part));
  if (!shape.test(name) || isDots) throw new UserError(`"${text}" names no package`, { why: `"${name}" can't be a name on ${ecosystem}`, todo: ecosystem === 'npm' ? 'write npm:name, npm:name@1.2.3 or npm:@scope/name' : 'write pypi:name or pypi:name@1.2.3' });
  if (version !== undefined && !/^[^/\\?#]*[^\s/\\?#][^/\\?#]*$/u.test(version)) throw new UserError(`"${text}" has no usable version`, { todo: 'leave the @ out for the latest one' });
  return { ecosystem, name, ...(version === undefined ? {} : { version: version.trim() }) };
}
