/**
 * Where every reader puts what it finds. It brings paths into the tree, notices what names, modes and links give away, counts against the
 * budget, opens archives inside archives, and never drops anything without an `unread` row.
 *
 * How weak an anomaly is: of 583 honest archives (288 sdists, 295 wheels of the most popular packages) none has any at its own level. Five sdists
 * have some in nested archives, all test data: climbing-path and absolute-path 2, link-outside, encrypted, special-file, odd-name and
 * header-mismatch 1 each; and in 2 of them a member is a polyglot with data-before (a document that embeds another, an egg behind a script). So a
 * path with `!/` says little by itself, and a polyglot among the members less than one that is the package.
 */
import { lengthOf, type Anomaly, type AnomalyKind, type Artifact, type Entry, type Link, type Unread } from '../model/artifact.ts';
import { BudgetSpent, type Budget } from '../kit/budget.ts';
import { AliasEntry, contentOf, LazyEntry, type Content } from './entries.ts';
import { couldCarryCode, leadsOutside, memberPath } from './member-path.ts';

/** What archives inside one another share. */
export interface Shared {
  readonly budget: Budget;
  readonly entries: Entry[];
  readonly links: Link[];
  readonly anomalies: Anomaly[];
  readonly unread: Unread[];
  /** Bytes that may still be unpacked, by the budget and by the ratio. */
  allowance: number;
  /** Bytes of zip members that may still be kept unpacked; members past it are unpacked again when they are asked for. */
  keep: number;
}

/** Opens an entry that may itself be an archive, and gathers its members. */
export type Opener = (bytes: Uint8Array, into: Gathering) => void;

export interface FileExtras {
  readonly mode?: number;
  /** Reads the bytes again; given where they are not a part of what stands in memory anyhow. */
  readonly again?: () => Uint8Array;
}

const RATIO_FLOOR = 256_000_000;
const DEFAULT_RATIO = 250;
const KEPT_BYTES = 32_000_000;
/** Few members are larger, and most of those are no code. */
const LARGEST_KEPT = 1_000_000;
/** Archives in archives: deeper than any honest package, and a quine ends here. */
const MAX_NESTING = 8;

/** A new, empty gathering for an archive of `size` bytes. */
export function sharedFor(budget: Budget, size: number): Shared {
  const byRatio = Math.max(RATIO_FLOOR, size * (budget.limits.ratio ?? DEFAULT_RATIO));
  return { budget, entries: [], links: [], anomalies: [], unread: [], allowance: Math.min(byRatio, budget.bytesLeft), keep: KEPT_BYTES };
}

export class Gathering {
  readonly shared: Shared;
  readonly depth: number;
  readonly name: string;
  readonly #prefix: string;
  readonly #open: Opener | undefined;
  readonly #last = new Map<string, Entry>();
  readonly #folded = new Map<string, string>();
  readonly #linked = new Set<string>();
  readonly #links: { path: string; target: string; hard: boolean }[] = [];

  constructor(shared: Shared, name: string, open?: Opener, prefix = '', depth = 0) {
    this.shared = shared;
    this.name = name;
    this.#open = open;
    this.#prefix = prefix;
    this.depth = depth;
  }

  /** Counts a member; throws BudgetSpent where there are too many or the time is up. */
  tick(): void {
    this.shared.budget.takeMember();
    this.shared.budget.checkTime();
  }

  /** Counts unpacked bytes. Readers ask `allowance` first and unpack no more than that. */
  took(bytes: number): void {
    this.shared.allowance -= bytes;
    this.shared.budget.takeBytes(Math.min(bytes, this.shared.budget.bytesLeft));
  }

  /** Raises the bound by ratio for bytes that came from outside. */
  allow(bytes: number): void {
    const { shared } = this;
    shared.allowance = Math.min(shared.allowance + bytes * (shared.budget.limits.ratio ?? DEFAULT_RATIO), shared.budget.bytesLeft);
  }

  get allowance(): number {
    return Math.max(0, this.shared.allowance);
  }

  anomaly(kind: AnomalyKind, path: string, detail: string): void {
    this.shared.anomalies.push({ kind, path: this.#full(path), detail });
  }

  /** Whether nothing had to be left unread so far. */
  get isWhole(): boolean {
    return this.shared.unread.length === 0;
  }

  /** The whole archive's own row, or a member's. */
  unread(path: string, why: string, matters = couldCarryCode(path)): void {
    this.shared.unread.push({ path: this.#full(path), why, matters });
  }

  /**
   * Adds a regular file; returns its path in the tree. Where the path came before with other content both stay readable: the later is what an
   * installer leaves.
   */
  file(raw: string, bytes: Uint8Array, extras: FileExtras = {}): string {
    const { mode, again } = extras;
    const path = this.#placeFile(raw, mode);
    if (this.#add(path, this.#entry(path, bytes, mode, again))) this.#openInner(path, bytes);
    return path;
  }

  /** Adds a regular file that is too large to be unpacked here, and no archive. */
  largeFile(raw: string, content: Content, mode: number | undefined): void {
    const path = this.#placeFile(raw, mode);
    this.#add(path, new LazyEntry(this.#prefix + path, mode, content));
  }

  /** Adds a link; what it leads to inside the tree is readable under its path once the archive is sealed. */
  link(raw: string, target: string, hard: boolean): void {
    const path = this.#place(raw);
    this.shared.links.push({ path: this.#prefix + path, target });
    this.#linked.add(path);
    if (leadsOutside(path, target, hard)) this.anomaly('link-outside', path, target);
    else this.#links.push({ path, target, hard });
  }

  /** A directory: only its name can tell anything. */
  directory(raw: string): void {
    if (raw.replace(/^[./\\]+$/, '') !== '') this.#place(raw);
  }

  /** A device, pipe or the like. */
  special(raw: string, what: string): void {
    this.anomaly('special-file', this.#place(raw), what);
  }

  /** Gives every link to a file inside the tree that file's bytes: an installer would. */
  seal(): void {
    for (const { path, target, hard } of this.#links) {
      const from = hard ? '' : path.split('/').slice(0, -1).join('/');
      const goal = this.#last.get(memberPath(`${from}/${target}`).path);
      if (goal === undefined) continue;
      if (this.#last.has(path)) this.anomaly('duplicate-member', path, 'a file and a link');
      const entry = new AliasEntry(this.#prefix + path, goal);
      this.#last.set(path, entry);
      this.shared.entries.push(entry);
    }
  }

  artifact(format: string): Artifact {
    const { entries, links, anomalies, unread } = this.shared;
    return { name: this.name, format, entries, links, anomalies, unread };
  }

  /** Runs a reader; a bound that it reaches becomes a row. */
  within(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      this.unread('', `${error.message}: what follows was not read`, true);
    }
    this.seal();
  }

  /** A member's full path; for no member, the archive's own. */
  #full(path: string): string {
    if (path === '') return this.#prefix.replace(/!\/$/, '') || this.name;
    return this.#prefix + memberPath(path).path;
  }

  #place(raw: string): string {
    const { path, absolute, climbs, odd } = memberPath(raw);
    if (absolute) this.anomaly('absolute-path', path, raw);
    if (climbs) this.anomaly('climbing-path', path, raw);
    for (const what of odd) this.anomaly('odd-name', path, what);
    return path;
  }

  #placeFile(raw: string, mode: number | undefined): string {
    const path = this.#place(raw);
    if (mode !== undefined && (mode & 0o6000) !== 0) this.anomaly('setuid', path, `mode ${(mode & 0o7777).toString(8)}`);
    this.#noticeThrough(path);
    return path;
  }

  /** False where the same file came before. */
  #add(path: string, entry: Entry): boolean {
    if (this.#noticeTwins(path, entry)) return false;
    this.#last.set(path, entry);
    this.shared.entries.push(entry);
    return true;
  }

  /** A member under a link lands where the link leads, whatever its own path says. */
  #noticeThrough(path: string): void {
    if (this.#linked.size === 0) return;
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      if (this.#linked.has(path.slice(0, at))) this.anomaly('climbing-path', path, `it is written through the link ${path.slice(0, at)}`);
    }
  }

  /** Whether the same member came before. */
  #noticeTwins(path: string, entry: Entry): boolean {
    const before = this.#last.get(path);
    if (before !== undefined) {
      const same = lengthOf(before) === lengthOf(entry) && Buffer.compare(before.bytes, entry.bytes) === 0;
      this.anomaly('duplicate-member', path, same ? 'twice with the same content' : 'twice with different content');
      return same;
    }
    const folded = path.toLowerCase();
    const twin = this.#folded.get(folded);
    if (twin === undefined) this.#folded.set(folded, path);
    else this.anomaly('odd-name', path, `differs from ${twin} only in case`);
    return false;
  }

  #entry(path: string, bytes: Uint8Array, mode: number | undefined, again: (() => Uint8Array) | undefined): Entry {
    const full = this.#prefix + path;
    if (again !== undefined && bytes.length > Math.min(LARGEST_KEPT, this.shared.keep)) return new LazyEntry(full, mode, contentOf(bytes, again));
    if (again !== undefined) this.shared.keep -= bytes.length;
    return mode === undefined ? { path: full, bytes } : { path: full, bytes, mode };
  }

  #openInner(path: string, bytes: Uint8Array): void {
    if (this.#open === undefined) return;
    const deepest = Math.min(MAX_NESTING, this.shared.budget.limits.depth);
    const inner = new Gathering(this.shared, path, this.depth < deepest ? this.#open : undefined, `${this.#prefix}${path}!/`, this.depth + 1);
    this.#open(bytes, inner);
  }

  /** Whether archives may be opened here: not past the deepest nesting. */
  get opens(): boolean {
    return this.#open !== undefined;
  }
}
