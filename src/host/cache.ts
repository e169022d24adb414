/**
 * What was fetched, kept by content: blobs named by their SHA-256 and small records that point at them. A blob is hashed again when read, so
 * a damaged one is fetched anew; the least recently used go first once the bound is passed. Only this user may read it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { dirname, join } from 'node:path';

/** What a record says besides the blob it points at. */
export type CacheFields = Readonly<Record<string, string | number>>;

export interface Cached {
  readonly bytes: Uint8Array;
  readonly fields: CacheFields;
}

/** 2 GiB. */
export const DEFAULT_CACHE_BYTES = 2 * 1024 ** 3;

export class Cache {
  readonly #folder: string;
  readonly #bound: number;
  #written = 0;

  constructor(folder: string, bound = DEFAULT_CACHE_BYTES) {
    this.#folder = folder;
    this.#bound = bound;
  }

  /** The blob and fields kept under a key; undefined where there is none or it is damaged. */
  get(key: string): Cached | undefined {
    const record = this.#record(key);
    if (record === undefined) return undefined;
    const bytes = this.blob(record.blob);
    return bytes === undefined ? undefined : { bytes, fields: record.fields };
  }

  /** The SHA-256 and fields that a key points at, without reading the blob. */
  find(key: string): { readonly blob: string; readonly fields: CacheFields } | undefined {
    return this.#record(key);
  }

  /** A blob by its SHA-256 in lower-case hex; undefined where there is none or it is damaged. */
  blob(sha256: string): Uint8Array | undefined {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
    const file = this.#blobFile(sha256);
    const bytes = readIfThere(file);
    if (bytes === undefined) return undefined;
    if (sha256Of(bytes) !== sha256) {
      rmSync(file, { force: true });
      return undefined;
    }
    touch(file);
    return bytes;
  }

  /** Keeps bytes under a key; failing to write (full disk, read-only folder) only means that they are fetched again. */
  put(key: string, bytes: Uint8Array, fields: CacheFields = {}): void {
    const blob = sha256Of(bytes);
    writeWhole(this.#blobFile(blob), bytes);
    this.update(key, blob, fields);
    this.#written += bytes.length;
    if (this.#written > this.#bound / 16) this.prune();
  }

  /** Points a key at a blob that is there already. */
  update(key: string, blob: string, fields: CacheFields): void {
    writeWhole(this.#recordFile(key), Buffer.from(JSON.stringify({ key, blob, fields })));
  }

  /** Deletes the least recently used files until what is left is within nine tenths of the bound. */
  prune(): void {
    this.#written = 0;
    const files = filesUnder(this.#folder).sort((a, b) => a.used - b.used);
    let size = files.reduce((sum, file) => sum + file.size, 0);
    if (size <= this.#bound) return;
    for (const file of files) {
      if (size <= this.#bound * 0.9) return;
      rmSync(file.path, { force: true });
      size -= file.size;
    }
  }

  #record(key: string): { blob: string; fields: CacheFields } | undefined {
    const file = this.#recordFile(key);
    const bytes = readIfThere(file);
    if (bytes === undefined) return undefined;
    touch(file);
    try {
      const record = JSON.parse(Buffer.from(bytes).toString('utf8')) as { key: string; blob: string; fields: CacheFields };
      return record.key === key ? record : undefined;
    } catch {
      // A record cut short by a crash is as good as none.
      return undefined;
    }
  }

  #blobFile(sha256: string): string {
    return join(this.#folder, 'blobs', sha256.slice(0, 2), sha256);
  }

  #recordFile(key: string): string {
    const name = sha256Of(Buffer.from(key));
    return join(this.#folder, 'records', name.slice(0, 2), name);
  }
}

/** The user's cache folder: `ASSAY_CACHE_DIR`, else the platform's place for caches. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['ASSAY_CACHE_DIR']) return env['ASSAY_CACHE_DIR'];
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'assay');
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Caches', 'assay');
  if (platform() === 'win32') return join(env['LOCALAPPDATA'] ?? homedir(), 'assay', 'cache');
  return join(env['HOME'] ?? homedir(), '.cache', 'assay');
}

/** Lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    // Absent, or another process pruned it just now: either way it is fetched.
    return undefined;
  }
}

function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Only the order of pruning depends on it.
  }
}

/** Written beside and renamed, so that no reader ever sees half a file. */
function writeWhole(file: string, bytes: Uint8Array): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(draft, bytes, { mode: 0o600 });
    renameSync(draft, file);
  } catch {
    rmSync(draft, { force: true });
  }
}

function filesUnder(folder: string): { path: string; size: number; used: number }[] {
  const found: { path: string; size: number; used: number }[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    try {
      const path = join(folder, name);
      const stat = statSync(path);
      if (stat.isFile()) found.push({ path, size: stat.size, used: stat.mtimeMs });
    } catch {
      // Gone since the listing.
    }
  }
  return found;
}
