/** The files of an artifact as texts, found by path or by the end of a path. */
import { lengthOf, type Artifact, type Entry } from '../model/artifact.ts';
import { decodeSource } from '../languages/source-text.ts';

const LARGEST_SHIPPED = 4_000_000;
/** Bytes of one file that are read as code; the rest is a gap. */
export const LARGEST_SOURCE = 48_000_000;

export class Files {
  readonly #entries = new Map<string, Entry>();
  /** Members listed again under a path: unpackers differ in which they keep. */
  readonly #again = new Map<string, Entry[]>();
  readonly #byName = new Map<string, string[]>();
  readonly #modules = new Set<string>();
  readonly #texts = new Map<string, string>();

  constructor(artifact: Artifact) {
    for (const entry of artifact.entries) {
      if (this.#entries.has(entry.path)) {
        this.#again.set(entry.path, [...(this.#again.get(entry.path) ?? []), entry]);
        continue;
      }
      this.#entries.set(entry.path, entry);
      this.#modules.add(moduleAt(entry.path));
      const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
      const same = this.#byName.get(name);
      if (same) same.push(entry.path);
      else this.#byName.set(name, [entry.path]);
    }
  }

  get paths(): IterableIterator<string> {
    return this.#entries.keys();
  }

  entry(path: string): Entry | undefined {
    return this.#entries.get(path);
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  /** Whether any Python module or package bears a name, wherever it stands: most imports mean none of the package's. */
  hasModule(name: string): boolean {
    return this.#modules.has(name);
  }

  /** Bytes of a file as it is unpacked. */
  sizeOf(path: string): number {
    const entry = this.#entries.get(path);
    return entry === undefined ? 0 : lengthOf(entry);
  }

  /** The text of a file, decoded by byte order mark or coding cookie; '' where there is none. Of a path listed again, all contents one after another. */
  text(path: string): string {
    let text = this.#texts.get(path);
    if (text === undefined) {
      const entry = this.#entries.get(path);
      text = entry === undefined ? '' : [entry, ...(this.#again.get(path) ?? [])].map(({ bytes }) => decodeSource(bytes.subarray(0, LARGEST_SOURCE), path)).filter((one, i, all) => all.indexOf(one) === i).join('\n');
      this.#texts.set(path, text);
    }
    return text;
  }

  /** Forgets a text once it has been read, so that memory stays small. */
  release(path: string): void {
    this.#texts.delete(path);
  }

  /** The file that a path in code means: the one whose path ends the same way, nearest to `from`. */
  shipped(path: string, from: string): { path: string; text: string; readonly data?: string } | undefined {
    const tail = path.replace(/^.*\uF8FF/, '').replaceAll('\\', '/').replace(/^(?:\.{0,2}\/)+/, '').replace(/^\/+/, '');
    if (tail === '' || /^[~%]|^[A-Za-z]:|^(?:etc|proc|usr|var|tmp|home|dev)\//.test(tail)) return undefined;
    const candidates = (this.#byName.get(tail.slice(tail.lastIndexOf('/') + 1)) ?? []).filter((candidate) => candidate === tail || candidate.endsWith(`/${tail}`));
    const folder = from.slice(0, from.lastIndexOf('/') + 1);
    const [best] = candidates.sort((a, b) => Number(b.startsWith(folder)) - Number(a.startsWith(folder)) || a.length - b.length);
    const entry = best === undefined ? undefined : this.#entries.get(best);
    if (best === undefined || entry === undefined || this.sizeOf(best) > LARGEST_SHIPPED) return undefined;
    return {
      path: best, text: this.text(best),
      get data() {
        return Buffer.from(entry.bytes).toString('latin1');
      },
    };
  }
}

/** The last part of the name by which Python would import a file. */
function moduleAt(path: string): string {
  const stem = path.replace(/(?:\/__init__)?\.pyw?$/, '');
  return stem.slice(stem.lastIndexOf('/') + 1);
}
