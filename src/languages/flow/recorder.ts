/** Remembers the calls that touch the world, each place a few times at most, and the files that code wrote. */
import type { Call, Origin, SourceUnit, Value } from '../../model/source.ts';
import type { Effect } from '../../model/effect.ts';
import type { Evaluator } from './profile.ts';
import { Ref, UNKNOWN, joinOrigins, partialText, type Origins, type Val, NONE } from './values.ts';

/** A place called with different arguments is recorded this often. */
const MOST_VARIANTS = 4;
/** The same in code that runs by itself: a helper is given something harmless more often than that before it is given what matters. */
const MOST_LIVE_VARIANTS = 64;

/** Effects that only transform or ask; a loop of them may still run exactly. */
const HARMLESS: ReadonlySet<Effect> = new Set<Effect>(['decode', 'decompress', 'decrypt', 'encrypt', 'code.compile', 'host.platform', 'host.time', 'env.read', 'output', 'code.deserialize', 'process.redirect']);

const MOST_FOLDERS = 16;

interface WrittenFile {
  origins: Origins;
  text: string | undefined;
}

/** Whether something with these effects changes or asks more than a transformation does. */
export function touchesWorld(does: readonly Effect[]): boolean {
  for (const effect of does) if (!HARMLESS.has(effect)) return true;
  return false;
}

export class Recorder {
  /** Calls recorded so far. */
  count = 0;
  readonly #calls: Call[] = [];
  readonly #variants = new Map<object, Set<string>>();
  readonly #runs = new Map<object, Set<string>>();
  readonly #deferred = new Set<object>();
  readonly #filesByName = new Map<string, WrittenFile>();
  readonly #filesByValue = new Map<Val, WrittenFile>();
  readonly #folders: { readonly path: string; readonly file: WrittenFile }[] = [];

  /** Adds a call to its unit; returns false where the same place was recorded with the same arguments, or often enough. */
  add(call: Call, node: object): boolean {
    const key = keyOf(call);
    const variants = setOf(this.#variants, node);
    if (variants.has(key) || variants.size >= (call.stage === 'run' || call.stage === 'unreachable' ? MOST_VARIANTS : MOST_LIVE_VARIANTS)) return false;
    variants.add(key);
    call.unit.calls.push(call);
    this.#calls.push(call);
    this.count++;
    return true;
  }

  since(count: number): readonly Call[] {
    return this.count === count ? [] : this.#calls.slice(count);
  }

  /** True from the second time on that a place runs or hands on the same text. */
  hasRun(node: object, text: string): boolean {
    const runs = setOf(this.#runs, node);
    if (runs.has(text) || runs.size >= 16) return true;
    runs.add(text);
    return false;
  }

  isDeferred(body: object): boolean {
    if (this.#deferred.has(body)) return true;
    this.#deferred.add(body);
    return false;
  }

  /** A file was written at a path with this data. */
  wrote(path: Val, data: Origins, text: string | undefined): void {
    const file: WrittenFile = { origins: data, text };
    const name = baseName(partialText(path));
    if (name !== undefined) this.#filesByName.set(name, mergeFiles(this.#filesByName.get(name), file));
    // What is wholly unknown is one value for all: it says nothing about which file this is.
    if (typeof path === 'object' && path !== null && path !== UNKNOWN) this.#filesByValue.set(path, mergeFiles(this.#filesByValue.get(path), file));
  }

  /** An archive was unpacked into a folder: whatever lies in it came from there. */
  filled(folder: string | undefined, data: Origins): void {
    const path = folder?.replaceAll('\\', '/').replace(/\/+$/, '');
    if (path !== undefined && data.length > 0 && path.replaceAll('\uF8FF', '').length >= 4 && this.#folders.length < MOST_FOLDERS) this.#folders.push({ path: `${path}/`, file: { origins: data, text: undefined } });
  }

  /** What the files named in a value (a path, a command, a list of words) were written with. */
  writtenIn(values: readonly Val[]): WrittenFile | undefined {
    if (this.#filesByName.size === 0 && this.#filesByValue.size === 0 && this.#folders.length === 0) return undefined;
    for (const value of values) {
      const file = this.#filesByValue.get(value);
      if (file) return file;
      const text = partialText(value);
      if (text === undefined || text.length > 10_000) continue;
      for (const word of text.split(/[\s"'=;&|,()]+/)) {
        const known = this.#filesByName.get(baseName(word) ?? '');
        if (known) return known;
        const folder = this.#folders.length === 0 ? undefined : this.#folders.find(({ path }) => word.replaceAll('\\', '/').startsWith(path));
        if (folder) return folder.file;
      }
    }
    return undefined;
  }

  /** What a name of the outside holds when it is handed on whole (`os.environ`). */
  originsOfRef(ev: Evaluator, ref: Ref): Origins {
    const api = ev.profile.attributes.get(ref.name);
    return api?.yields === undefined ? NONE : [{ source: api.yields, span: { start: 0, end: 0 }, detail: ref.name, unit: ev.unit }];
  }
}

/** A file written piece by piece is put together up to this length. */
const LONGEST_FILE = 2_000_000;

function mergeFiles(a: WrittenFile | undefined, b: WrittenFile): WrittenFile {
  if (a === undefined) return b;
  const text = a.text === undefined || b.text === undefined || a.text.length > LONGEST_FILE ? (b.text ?? a.text) : a.text + b.text;
  return { origins: joinOrigins(a.origins, b.origins), text };
}

function setOf(map: Map<object, Set<string>>, key: object): Set<string> {
  let set = map.get(key);
  if (set === undefined) map.set(key, (set = new Set()));
  return set;
}

/** The last part of a path, where it says anything. */
export function baseName(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).trim();
  return name.replaceAll('\uF8FF', '').replace(/^\.+/, '').length >= 3 ? name : undefined;
}

function keyOf(call: Call): string {
  return [call.name, ...call.args.map(shortText), ...Object.values(call.named).map(shortText), call.receiver ? shortText(call.receiver) : ''].join('\u0000');
}

function shortText(value: Value): string {
  return `${value.text?.slice(0, 200) ?? value.name ?? ''}|${value.origins.map((origin: Origin) => origin.source).join()}`;
}

/** Origin of something in a unit. */
export function originAt(source: Origin['source'], unit: SourceUnit, node: { at: number; to: number }, detail?: string): Origin {
  return { source, span: { start: node.at, end: node.to }, unit, ...(detail === undefined ? {} : { detail }) };
}
