/** Builds packages in memory for tests: inert contents only, hosts under `.invalid` or `.example`. */
import { createHash } from 'node:crypto';
import { forgeTarGz, bytesOf, type Files } from './tar.ts';
import { forgeZip } from './zip.ts';

export { forgeTarGz, tarOf, longName, pax, bytesOf, type Files, type TarMember, type TarOptions } from './tar.ts';
export { forgeZip, zipOf, type ZipFields, type ZipMember, type ZipOptions } from './zip.ts';

/** A wheel: the files plus METADATA, WHEEL and a RECORD with right hashes, each of which `files` may override. */
export function forgeWheel(name: string, version: string, files: Files): Uint8Array {
  const info = `${name.replace(/[-.]+/g, '_')}-${version}.dist-info`;
  const all: Record<string, string | Uint8Array> = {
    ...files,
    [`${info}/METADATA`]: files[`${info}/METADATA`] ?? metadata(name, version),
    [`${info}/WHEEL`]: files[`${info}/WHEEL`] ?? 'Wheel-Version: 1.0\nGenerator: forge (1.0)\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  };
  const record = Object.entries(all).map(([path, content]) => {
    const bytes = bytesOf(content);
    return `${path},sha256=${createHash('sha256').update(bytes).digest('base64url')},${bytes.length}\n`;
  });
  all[`${info}/RECORD`] = files[`${info}/RECORD`] ?? `${record.join('')}${info}/RECORD,,\n`;
  return forgeZip(all);
}

/** A source distribution: a tar.gz in which everything stands in `name-version/`, with a PKG-INFO. */
export function forgeSdist(name: string, version: string, files: Files): Uint8Array {
  const root = `${name}-${version}`;
  const all: Record<string, string | Uint8Array> = { [`${root}/PKG-INFO`]: metadata(name, version) };
  for (const [path, content] of Object.entries(files)) all[`${root}/${path}`] = content;
  return forgeTarGz(all);
}

/** An npm package: a tar.gz in which everything stands in `package/`. */
export function forgeNpm(packageJson: Readonly<Record<string, unknown>>, files: Files): Uint8Array {
  const all: Record<string, string | Uint8Array> = { 'package/package.json': `${JSON.stringify(packageJson, null, 2)}\n` };
  for (const [path, content] of Object.entries(files)) all[`package/${path}`] = content;
  return forgeTarGz(all);
}

function metadata(name: string, version: string): string {
  return `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nSummary: Forged for a test\n`;
}
