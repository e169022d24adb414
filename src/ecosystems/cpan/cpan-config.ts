/** The configuration that CPAN.pm writes (CPAN::HandleConfig): one Perl hash of plain strings and lists of them. Read, never run. */

export interface CpanSetting {
  readonly key: string;
  /** A list's members, or the one value. */
  readonly values: readonly string[];
  readonly line: number;
}

const PAIR = /^[ \t]*(?:'(\w+)'|"(\w+)"|(\w+))\s*=>\s*/gm;
const STRING = /q\[((?:[^[\]\\]|\\.)*)\]|q\(((?:[^()\\]|\\.)*)\)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([\w.+-]+)/y;

/** Every pair of the hash with the line where it stands. */
export function parseCpanConfig(text: string): CpanSetting[] {
  const settings: CpanSetting[] = [];
  for (const match of text.matchAll(PAIR)) {
    const at = match.index + match[0].length;
    const values = text[at] === '[' ? listAt(text, at + 1) : [stringAt(text, at)?.value].filter((value) => value !== undefined);
    settings.push({ key: match[1] ?? match[2] ?? match[3] ?? '', values, line: text.slice(0, at).split('\n').length });
  }
  return settings;
}

function listAt(text: string, start: number): string[] {
  const values: string[] = [];
  for (let at = start; at < text.length && text[at] !== ']'; ) {
    const found = stringAt(text, at);
    if (found !== undefined) values.push(found.value);
    at = found?.end ?? at + 1;
  }
  return values;
}

function stringAt(text: string, at: number): { value: string; end: number } | undefined {
  STRING.lastIndex = at;
  const match = STRING.exec(text);
  if (match === null) return undefined;
  const value = match.slice(1).find((group) => group !== undefined) ?? '';
  return { value: value.replace(/\\(.)/g, '$1'), end: STRING.lastIndex };
}
