/** The `.netrc` file (gnu.org/software/inetutils: .netrc), as curl and pip read it. */
export interface NetrcEntry {
  readonly login: string;
  readonly password: string;
}

/** Entries by host; the one under '' is the default entry, which is not used for registries and so left out. */
export function parseNetrc(text: string): ReadonlyMap<string, NetrcEntry> {
  const entries = new Map<string, NetrcEntry>();
  const words = text.replace(/^\s*#.*$/gm, '').match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  let host: string | undefined;
  let login = '';
  let password = '';
  const flush = (): void => {
    if (host !== undefined && !entries.has(host)) entries.set(host, { login, password });
    login = '';
    password = '';
  };
  for (let index = 0; index < words.length; index++) {
    switch (words[index]) {
      case 'machine': flush(); host = words[++index]; break;
      case 'default': flush(); host = undefined; break;
      case 'login': login = unquoted(words[++index]); break;
      case 'password': password = unquoted(words[++index]); break;
      case 'account': index++; break;
      // Macros run to the next empty line, which the words no longer show; nothing useful follows them in practice.
      case 'macdef': index = words.length; break;
    }
  }
  flush();
  return entries;
}

function unquoted(word = ''): string {
  return /^".*"$/s.test(word) ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word;
}
