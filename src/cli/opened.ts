/** What one task looks at: directories are read, files stay open until the task is done. */
import { FileSource } from '../host/file-source.ts';
import { kindOf } from '../host/files.ts';
import { openDirectory } from './open-directory.ts';
import type { ExamineInput } from '../engine/examine.ts';
import type { Budget } from '../kit/budget.ts';
import { nameOf } from './unknown-report.ts';

export class Opened {
  readonly #files: FileSource[] = [];

  /** The given bytes, else what stands at the path. Throws an Error that says why it can't be read. */
  input(path: string, given: { readonly target: string; readonly name?: string; readonly bytes?: Uint8Array }, budget: Budget): ExamineInput {
    const { target, bytes, name = nameOf(path) } = given;
    if (bytes !== undefined) return { target, name, bytes };
    if (kindOf(path) === 'directory') return { target, name, artifact: openDirectory(path, budget) };
    const file = new FileSource(path);
    this.#files.push(file);
    return { target, name, bytes: file };
  }

  /** Whether a file was written to since it was opened: what was read of it stands together nowhere. */
  get isChanged(): boolean {
    return this.#files.some((file) => file.isChanged);
  }

  close(): void {
    for (const file of this.#files) file.close();
  }
}
