/** A wheel whose RECORD (packaging.python.org: recording installed projects) doesn't describe its code: something was put in after it was built. */
import { lengthOf } from '../../model/artifact.ts';
import { rule, type PackageView } from '../../model/rule.ts';

export default rule({
  id: 'record-mismatch',
  family: 'pose',
  since: '0.1.0',
  title: "Code that a wheel's own list of files doesn't know",
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1036', 'T1195.002'],
  messages: { changed: "{path} is not the file that the wheel's RECORD describes", unlisted: "{path} is missing from the wheel's RECORD" },
  deeds: { changed: "is not the file that the wheel's RECORD describes", unlisted: "is missing from the wheel's RECORD" },

  checkPackage(pkg, report) {
    const record = recordOf(pkg);
    if (record === undefined) return;
    let budget = MOST_HASHED;
    for (const entry of pkg.artifact.entries) {
      if (!CODE.test(entry.path) || entry.path.includes('!/')) continue;
      const at = { unit: pkg.unitAt(entry.path), span: { start: 0, end: 0 }, stage: pkg.stageOf(entry.path) };
      const listed = record.get(entry.path);
      if (listed === undefined) report('unlisted', { at, data: { path: entry.path } });
      else if (listed.hash !== undefined && (budget -= lengthOf(entry)) > 0 && pkg.sha256Of(entry) !== listed.hash) report('changed', { at, data: { path: entry.path } });
    }
  },
});

/** What Python or the system loads. */
const CODE = /\.(?:py|pyw|pth|pyc|pyd|so|dll|dylib|exe|sh|bat|ps1)$/i;

/** Bytes that are hashed at most: the large files of a package are its native libraries. */
const MOST_HASHED = 48_000_000;

interface Listed {
  readonly hash: string | undefined;
}

/** Base64 SHA-256 by path; undefined as a value where RECORD gives no such hash. Undefined where this is no wheel. */
function recordOf(pkg: PackageView): ReadonlyMap<string, Listed> | undefined {
  if (!/\.whl$/i.test(pkg.artifact.name)) return undefined;
  const path = pkg.artifact.entries.find((entry) => /^[^/]+\.dist-info\/RECORD$/.test(entry.path))?.path;
  if (path === undefined) return undefined;
  const record = new Map<string, Listed>();
  for (const line of pkg.unitAt(path).text.split(/\r?\n/)) {
    const found = /^(?:"((?:[^"]|"")*)"|([^,]*)),([^,]*),\d*$/.exec(line);
    if (found === null) continue;
    const name = (found[1]?.replaceAll('""', '"') ?? found[2] ?? '').replaceAll('\\', '/').replace(/^\.\//, '');
    record.set(name, { hash: /^sha256=([\w-]+)=*$/.exec(found[3] ?? '')?.[1] });
  }
  return record;
}
