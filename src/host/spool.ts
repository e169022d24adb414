/**
 * Artifacts on disk while and after they are judged: named by the SHA-256 of their bytes, bounded, the least recently used go first. The bytes
 * are data: nothing here is ever unpacked or run.
 */
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './files.ts';
import { UpstreamFailure } from './upstream.ts';

export interface Kept {
  readonly path: string;
  readonly size: number;
}

export class Spool {
  readonly folder: string;
  readonly #bound: number;
  #arriving = 0;
  #kept = 0;
  #next = 0;

  /** Opens the folder, made where it is missing, and clears what a killed process left half-written an hour or more ago. Throws UserError where it can't be made. */
  constructor(folder: string, bound: number, now: number = Date.now()) {
    this.folder = folder;
    this.#bound = bound;
    makeFolder(folder);
    for (const file of this.#files()) {
      if (file.name.endsWith('.part') && now - file.used > 3_600_000) rmSync(file.path, { force: true });
      else this.#kept += file.size;
    }
  }

  /** A fresh path to write an arriving file to. */
  arrival(): string {
    return join(this.folder, `${process.pid}-${Date.now().toString(36)}-${this.#next++}.part`);
  }

  /** Counts arriving bytes, making room; throws UpstreamFailure where all that arrives at once is more than the bound. */
  grow(count: number): void {
    this.#arriving += count;
    if (this.#arriving > this.#bound) throw new UpstreamFailure(`the spool is full: more than ${this.#bound} bytes arrive at once`);
    if (this.#arriving + this.#kept > this.#bound) this.#prune();
  }

  /** Files an arrived file of `size` bytes under its hash, or drops it where `sha256` is undefined. */
  settle(arrival: string, size: number, sha256: string | undefined): Kept | undefined {
    this.#arriving -= size;
    if (sha256 === undefined) {
      rmSync(arrival, { force: true });
      return undefined;
    }
    const path = join(this.folder, sha256);
    if (!existsSync(path)) this.#kept += size;
    renameSync(arrival, path);
    return { path, size };
  }

  /** The file with this hash, where it is still there. */
  find(sha256: string): Kept | undefined {
    const path = join(this.folder, sha256);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    const now = new Date();
    utimesSync(path, now, now);
    return { path, size: stats.size };
  }

  #prune(): void {
    const files = this.#files().filter((file) => !file.name.endsWith('.part')).sort((a, b) => a.used - b.used);
    this.#kept = files.reduce((sum, file) => sum + file.size, 0);
    for (const file of files) {
      if (this.#arriving + this.#kept <= this.#bound * 0.9) return;
      rmSync(file.path, { force: true });
      this.#kept -= file.size;
    }
  }

  #files(): { name: string; path: string; size: number; used: number }[] {
    return readdirSync(this.folder).flatMap((name) => {
      const path = join(this.folder, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats === undefined || !stats.isFile() ? [] : [{ name, path, size: stats.size, used: stats.mtimeMs }];
    });
  }
}
