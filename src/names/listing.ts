/** A list of packages: one name a line, or tab-separated columns under a head that names them. */
import type { NameMetadata } from './metadata.ts';

export interface Listed {
  readonly name: string;
  readonly metadata: NameMetadata;
}

/** Reads rows one by one; the first may be a head. Lines that are empty or begin with `#` give nothing. */
export class Listing {
  readonly #today: string;
  #columns: Columns | undefined;

  /** @param today ISO date: what `last_release` is compared with. */
  constructor(today: string) {
    this.#today = today;
  }

  read(line: string): Listed | undefined {
    if (line === '' || line.startsWith('#')) return undefined;
    const cells = line.split('\t');
    if (this.#columns === undefined) {
      this.#columns = columnsOf(cells);
      if (this.#columns.isHead) return undefined;
    }
    const name = (cells[this.#columns.name] ?? '').trim();
    if (name === '') return undefined;
    const summary = cellOf(cells, this.#columns.summary);
    const lastRelease = cellOf(cells, this.#columns.released);
    return { name, metadata: { ...(summary && { summary }), ...(lastRelease && { lastRelease, today: this.#today }) } };
  }
}

interface Columns {
  readonly isHead: boolean;
  readonly name: number;
  readonly summary: number;
  readonly released: number;
}

function columnsOf(cells: readonly string[]): Columns {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const name = names.findIndex((cell) => cell === 'name' || cell === 'package');
  if (name < 0 || cells.length < 2) return { isHead: names[0] === 'name' && name === 0, name: 0, summary: -1, released: -1 };
  return {
    isHead: true,
    name,
    summary: names.findIndex((cell) => cell === 'summary' || cell === 'description'),
    released: names.findIndex((cell) => /^(?:last_)?releas/.test(cell)),
  };
}

function cellOf(cells: readonly string[], column: number): string | undefined {
  return column < 0 ? undefined : cells[column]?.trim();
}
