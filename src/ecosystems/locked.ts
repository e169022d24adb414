/** What lock files and manifests name, the same shape for every tool. */
import type { Ecosystem } from '../model/package.ts';

/** Where a locked package comes from: an index, a repository, an address, a place on disk, or this project itself. */
export type LockedSource = 'registry' | 'git' | 'url' | 'path';

/** One package as a file names it. */
export interface Locked {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** Exact; absent where the file doesn't pin it. */
  readonly version?: string;
  /** Accepted hashes as `algorithm:hex`; for Python one for each file of the release. */
  readonly hashes: readonly string[];
  readonly source: LockedSource;
  /** The address of the file or repository, where the lock says one. */
  readonly url?: string;
  /** The index that the lock says it came from. */
  readonly index?: string;
  /** Files the lock lists with their addresses. */
  readonly files?: readonly LockedFile[];
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly isDev?: boolean;
  /** Shipped inside another package's archive: it is scanned there. */
  readonly isBundled?: boolean;
  /** Hashes that don't describe the published file (berry's are of its own archive) count as present only. */
  readonly hasOwnChecksum?: boolean;
}

export interface LockedFile {
  readonly filename: string;
  readonly url?: string;
  /** `algorithm:hex` */
  readonly hashes: readonly string[];
}

/** A dependency as a manifest asks for it. */
export interface Wanted {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** The range or specifier as it stands; '' takes any version. */
  readonly range: string;
  readonly line: number;
}

/** What one file says. */
export interface LockContent {
  /** True for lock files, whose packages are all of them; a manifest's are only what the project asks for itself. */
  readonly isLock: boolean;
  readonly locked: readonly Locked[];
  /** What the manifest wants, and what the lock was made for, where they say so. */
  readonly wanted?: readonly Wanted[];
  /** Indexes that the file names, with their lines. */
  readonly indexes?: readonly { readonly url: string; readonly line: number; readonly isExtra: boolean }[];
  /** Other files it takes in, relative to it. */
  readonly includes?: readonly { readonly path: string; readonly line: number; readonly isConstraint: boolean }[];
  /** Places where the file turns a protection off. */
  readonly warnings?: readonly { readonly message: string; readonly line: number }[];
}

/** A file that can't be read as what its name says. */
export class LockFault extends Error {
  readonly path: string;
  readonly line: number;

  constructor(path: string, line: number, message: string) {
    super(message);
    this.name = 'LockFault';
    this.path = path;
    this.line = line;
  }
}

/** A pure reader of one kind of file. `path` is for messages. Throws LockFault. */
export type LockParser = (text: string, path: string) => LockContent;
