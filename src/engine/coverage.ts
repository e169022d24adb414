/** The ledger of what was read and what wasn't. */
import { lengthOf, type Artifact } from '../model/artifact.ts';
import type { Coverage } from '../model/report.ts';
import type { SourceUnit } from '../model/source.ts';

/** No innocent archive holds archives so deep, whether anything opens them or not. */
const TOO_DEEP = 'archives are nested too deep';

/** A package without a file is a wrong folder or a broken download more often than harmless. */
const NOTHING = 'there is no file in it';

/** `holes` are the gaps that matter: nothing can be called clean with one. */
export function coverageOf(artifact: Artifact, units: readonly SourceUnit[], stopped: string | undefined, isAside: (path: string) => boolean): { coverage: Coverage; holes: readonly string[] } {
  const unread = artifact.unread.map(({ path, why }) => ({ path, why }));
  const holes = artifact.unread.filter(({ path, matters, why }) => matters && (!isAside(path) || why === TOO_DEEP)).map(({ path, why }) => `${path}: ${why}`);
  for (const unit of units) {
    for (const why of unit.gaps) {
      const matters = /evaluation stopped|nested too deep|more than/.test(why);
      if (!matters || unit.stage === 'unreachable') continue;
      unread.push({ path: unit.path, why });
      holes.push(`${unit.path}: ${why}`);
    }
  }
  if (stopped !== undefined) {
    unread.push({ path: '', why: stopped });
    holes.push(stopped);
  }
  if (artifact.entries.length === 0 && unread.length === 0) {
    unread.push({ path: '', why: NOTHING });
    holes.push(NOTHING);
  }
  const bytes = artifact.entries.reduce((total, entry) => total + lengthOf(entry), 0);
  return { coverage: { files: artifact.entries.length + artifact.unread.length, bytes, read: artifact.entries.length, unread }, holes };
}
