/** Reads every manifest and lock file of a project, and what they take in. What can't be read is a gap, never skipped. */
import { reasonOf, readText, kindOf } from '../host/files.ts';
import { besideFile, findProjectFiles, insideFolder } from '../host/project-files.ts';
import { LockFault } from '../ecosystems/locked.ts';
import type { LockContent, LockParser } from '../ecosystems/locked.ts';
import { lockParserFor } from '../ecosystems/lockfiles.ts';
import { parseSbom } from '../ecosystems/sbom.ts';
import { parseRequirementsTxt } from '../ecosystems/pypi/lockfiles/requirements-txt.ts';

export interface ProjectFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly content: LockContent;
}

export interface Project {
  readonly files: readonly ProjectFile[];
  /** Files that could not be read as what they are. */
  readonly faults: readonly { readonly path: string; readonly line: number; readonly why: string }[];
}

type Drafted = { files: ProjectFile[]; faults: Project['faults'][number][] };

/** Reads a folder, or one file of it. */
export function readProject(folder: string, only?: string): Project {
  const draft: Drafted = { files: [], faults: [] };
  if (only !== undefined) readOne(folder, only, draft, true);
  else for (const path of findProjectFiles(folder, (name) => lockParserFor(name) !== undefined || name === BINARY_LOCK)) readOne(folder, path, draft);
  return draft;
}

/** The reader of a file that somebody names: one of another name is taken by its ending. */
export function parserOfNamed(name: string): LockParser | undefined {
  return lockParserFor(name) ?? (name.endsWith('.json') ? parseSbom : /\.(?:txt|in)$/.test(name) ? parseRequirementsTxt : undefined);
}

const BINARY_LOCK = 'bun.lockb';

/** `isNamed`: by the user, or by another file that takes it in. */
function readOne(folder: string, path: string, draft: Drafted, isNamed = false): void {
  if (draft.files.some((file) => file.path === path)) return;
  const name = path.split('/').at(-1) ?? path;
  if (name === BINARY_LOCK) {
    draft.faults.push({ path, line: 1, why: 'bun\'s binary lock file is not read: "bun install --save-text-lockfile --lockfile-only" writes the one that is' });
    return;
  }
  const parse = isNamed ? parserOfNamed(name) ?? parseRequirementsTxt : lockParserFor(name);
  if (parse === undefined) {
    draft.faults.push({ path, line: 1, why: 'its name is that of no known manifest or lock file' });
    return;
  }
  try {
    const text = readText(insideFolder(folder, path));
    if (text === undefined) {
      draft.faults.push({ path, line: 1, why: 'there is no such file' });
      return;
    }
    const content = parse(text, path);
    draft.files.push({ path, text, content });
    for (const include of content.includes ?? []) readIncluded(folder, path, include, draft);
  } catch (error) {
    if (error instanceof LockFault) draft.faults.push({ path: error.path, line: error.line, why: error.message });
    else draft.faults.push({ path, line: 1, why: reasonOf(error) });
  }
}

/** An address is not asked for: what it answers could differ at every installation. */
function readIncluded(folder: string, from: string, include: NonNullable<LockContent['includes']>[number], draft: Drafted): void {
  if (/^[a-z+]+:\/\//i.test(include.path)) {
    draft.faults.push({ path: from, line: include.line, why: `it takes in ${include.path}, which may answer differently every time` });
    return;
  }
  const path = besideFile(from, include.path);
  if (kindOf(insideFolder(folder, path)) === 'missing') draft.faults.push({ path: from, line: include.line, why: `it takes in ${include.path}, and there is no such file` });
  else readOne(folder, path, draft, true);
}
