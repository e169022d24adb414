/** Manifests that nothing locks: what they ask for was not looked at, and that must not read as harmless. Pure. */
import type { Project, ProjectFile } from './project.ts';

export interface Unpinned {
  readonly path: string;
  /** Names, as the manifest asks for them. */
  readonly names: readonly string[];
}

/** Manifests without a lock file of their ecosystem in their folder or one above, and without their packages in any other file that pins. */
export function unpinnedManifests(project: Project): Unpinned[] {
  const pinned = new Set(project.files.flatMap((file) => file.content.locked.map((each) => `${each.ecosystem} ${each.name}`)));
  return project.files.filter((file) => !file.content.isLock).flatMap((file) => {
    const names = (file.content.wanted ?? []).filter((each) => !OWN.test(each.range) && !pinned.has(`${each.ecosystem} ${each.name}`) && !isCovered(file, each.ecosystem, project)).map((each) => each.name);
    return names.length === 0 ? [] : [{ path: file.path, names: [...new Set(names)] }];
  });
}

/** Folders of the project itself. */
const OWN = /^(?:file|link|workspace|portal):/;

function isCovered(manifest: ProjectFile, ecosystem: string, project: Project): boolean {
  return project.files.some(({ path, content }) => content.isLock && manifest.path.startsWith(folderOf(path)) && (ecosystem === 'npm') === NPM_LOCK.test(path));
}

const NPM_LOCK = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock)$/;

/** With its `/`, '' for the project's own. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
