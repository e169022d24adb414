/** A plain object out of parsed JSON, YAML or TOML, whose fields still have to be looked at. */
export type Table = Record<string, unknown>;

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field where it is a text. */
export function textIn(table: Readonly<Table>, key: string): string | undefined {
  const value = table[key];
  return typeof value === 'string' ? value : undefined;
}

/** A field where it is a table, else an empty one. */
export function tableIn(table: Readonly<Table>, key: string): Table {
  const value = table[key];
  return isTable(value) ? value : {};
}

/** A field's elements where it is a list, else none. */
export function listIn(table: Readonly<Table>, key: string): readonly unknown[] {
  const value = table[key];
  return Array.isArray(value) ? value : [];
}
