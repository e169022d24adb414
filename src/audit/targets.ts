/** From what the files lock to what has to be looked at, each release once. Pure. */
import type { Locked, LockedFile } from '../ecosystems/locked.ts';
import { purlOf } from '../model/package.ts';
import type { Ecosystem } from '../model/package.ts';
import type { Project } from './project.ts';

/** A release that is locked somewhere. */
export interface AuditTarget {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** Absent where no file pins it: the release that would be installed now. */
  readonly version?: string;
  /** Accepted hashes, `algorithm:hex`. */
  readonly hashes: readonly string[];
  readonly files: readonly LockedFile[];
  /** `path:line` of everything that locks it. */
  readonly lockedBy: readonly string[];
  readonly isDev: boolean;
}

/** Every release that comes from a registry, by name. What is bundled is inside another's archive; other sources are gaps of their own. */
export function auditTargets(project: Project): AuditTarget[] {
  const targets = new Map<string, AuditTarget>();
  const isLocked = new Set(project.files.filter((file) => file.content.isLock).flatMap((file) => file.content.locked.map((each) => `${each.ecosystem}:${each.name}`)));
  for (const { content } of project.files) {
    for (const each of content.locked) {
      if (each.source !== 'registry' || each.isBundled === true) continue;
      // A range in a requirements file is settled by the lock file beside it.
      if (each.version === undefined && isLocked.has(`${each.ecosystem}:${each.name}`)) continue;
      const key = purlOf(each);
      targets.set(key, merged(targets.get(key), each));
    }
  }
  return [...targets.values()].sort((a, b) => (a.ecosystem === b.ecosystem ? a.name.localeCompare(b.name, 'en') : a.ecosystem.localeCompare(b.ecosystem, 'en')));
}

/** Where two files lock a release with different hashes, both sets count: which one installs depends on the tool. */
function merged(known: AuditTarget | undefined, each: Locked): AuditTarget {
  const place = `${each.path}:${each.line}`;
  return {
    ecosystem: each.ecosystem, name: each.name, ...(each.version === undefined ? {} : { version: each.version }),
    hashes: [...new Set([...(known?.hashes ?? []), ...each.hashes])], files: known === undefined || known.files.length === 0 ? each.files ?? [] : known.files,
    lockedBy: [...new Set([...(known?.lockedBy ?? []), place])], isDev: (known?.isDev ?? true) && each.isDev === true,
  };
}
