/** apt's list of sources (sources.list(5)): the one-line style and deb822 stanzas. */

export interface AptSource {
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** Options by their one-line name in lower case (`trusted`, `signed-by`), with the line where each stands. */
  readonly options: ReadonlyMap<string, { readonly value: string; readonly line: number }>;
  readonly line: number;
  readonly style: 'one-line' | 'deb822';
}

/** Parses a `.list` file. */
export function parseSourceList(text: string): AptSource[] {
  const sources: AptSource[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const [, options = '', rest = ''] = /^\s*deb(?:-src)?\s+(?:\[([^\]]*)\]\s*)?(.*)$/.exec(raw.replace(/#.*$/, '')) ?? [];
    const [uri, suite, ...components] = rest.trim().split(/\s+/);
    if (uri === undefined || uri === '') continue;
    const pairs = options.split(/\s+/).flatMap((option): [string, { value: string; line: number }][] => {
      const cut = option.search(/[+-]?=/);
      return cut < 1 ? [] : [[option.slice(0, cut).toLowerCase(), { value: option.slice(option.indexOf('=') + 1), line: index + 1 }]];
    });
    sources.push({ uris: [uri], suites: suite === undefined ? [] : [suite], components, options: new Map(pairs), line: index + 1, style: 'one-line' });
  }
  return sources;
}

/** Parses a `.sources` file; stanzas with `Enabled: no` are left out. */
export function parseDeb822Sources(text: string): AptSource[] {
  return stanzas(text).flatMap(({ fields, line }) => {
    if (/^(?:no|false|0|off)$/i.test(fields.get('enabled')?.value.trim() ?? '') || !fields.has('uris')) return [];
    const words = (name: string): string[] => (fields.get(name)?.value ?? '').split(/\s+/).filter((word) => word !== '');
    return [{ uris: words('uris'), suites: words('suites'), components: words('components'), options: fields, line, style: 'deb822' as const }];
  });
}

export interface Stanza {
  readonly fields: ReadonlyMap<string, { readonly value: string; readonly line: number }>;
  readonly line: number;
}

/** Splits a deb822 text into stanzas: `Field: value`, continued by indented lines; `#` begins a comment line. Field names in lower case. */
export function stanzas(text: string): Stanza[] {
  const found: Stanza[] = [];
  let fields = new Map<string, { value: string; line: number }>();
  let last: string | undefined;
  const end = (): void => {
    if (fields.size > 0) found.push({ fields, line: Math.min(...[...fields.values()].map(({ line }) => line)) });
    fields = new Map();
    last = undefined;
  };
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('#')) continue;
    const field = /^([A-Za-z][\w-]*):[ \t]*(.*)$/.exec(line);
    if (field) {
      last = (field[1] ?? '').toLowerCase();
      fields.set(last, { value: field[2] ?? '', line: index + 1 });
    } else if (/^\s+\S/.test(line) && last !== undefined) {
      const before = fields.get(last);
      if (before !== undefined) fields.set(last, { ...before, value: `${before.value}\n${line.trim()}` });
    } else if (line.trim() === '') end();
  }
  end();
  return found;
}
