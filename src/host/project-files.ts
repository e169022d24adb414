/** Finds files of a project by name, leaving out what tools put there. Links to folders are not followed. */
import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A path that a file of the project names, relative to the project. */
export function besideFile(file: string, named: string): string {
  return posix.normalize(posix.join(posix.dirname(file), named));
}

/** The place on disk of a path relative to a folder. */
export function insideFolder(folder: string, path: string): string {
  return join(folder, path);
}

const LEFT_OUT = new Set(['node_modules', '__pycache__', 'site-packages', 'bower_components']);
const DEEPEST = 30;
const MOST = 5000;

/** Paths relative to the folder, with `/`, sorted; at most 5,000 unless said otherwise. Hidden folders and virtual environments are left out. */
export function findProjectFiles(folder: string, isWanted: (name: string) => boolean, most = MOST): string[] {
  const found: string[] = [];
  walk(folder, '', 0, { isWanted, most, found });
  return found.sort();
}

interface Search {
  readonly isWanted: (name: string) => boolean;
  readonly most: number;
  readonly found: string[];
}

function walk(root: string, inside: string, depth: number, search: Search): void {
  if (depth > DEEPEST || existsSync(join(root, inside, 'pyvenv.cfg'))) return;
  for (const entry of readdirSync(join(root, inside), { withFileTypes: true })) {
    if (search.found.length >= search.most) return;
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && !LEFT_OUT.has(entry.name)) walk(root, path, depth + 1, search);
    } else if (search.isWanted(entry.name)) {
      search.found.push(path);
    }
  }
}
