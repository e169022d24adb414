/** The two dialects of ini files that package clients read: npm's `.npmrc` and Python's configparser. */

/** A setting with the place it stands. Sections are '' where there is none. */
export interface IniSetting {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** Parses npm's dialect: `key = value`, `;` and `#` comments, quoted values, `key[] = value`. `${NAME}` and `${NAME?}` are taken from `env` as npm does. */
export function parseNpmrc(text: string, env: Readonly<Record<string, string | undefined>>): IniSetting[] {
  const settings: IniSetting[] = [];
  let section = '';
  for (const [index, raw] of text.replace(/^\ufeff/, '').split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith(';') || line.startsWith('#')) continue;
    const header = /^\[([^\]]*)\]$/.exec(line);
    if (header) {
      section = header[1] ?? '';
      continue;
    }
    const cut = line.indexOf('=');
    const key = unquoted(cut < 0 ? line : line.slice(0, cut));
    const value = cut < 0 ? 'true' : unquoted(line.slice(cut + 1));
    settings.push({ section, key: expanded(key, env).replace(/\[\]$/, ''), value: expanded(value, env), line: index + 1 });
  }
  return settings;
}

/** Parses configparser's dialect: sections, `key = value` or `key: value`, `#` and `;` comment lines, indented lines continue a value. */
export function parsePythonIni(text: string): IniSetting[] {
  const settings: IniSetting[] = [];
  let section = '';
  for (const [index, raw] of text.replace(/^\ufeff/, '').split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith(';') || line.startsWith('#')) continue;
    const last = settings.at(-1);
    if (/^\s/.test(raw) && last !== undefined && last.section === section) {
      settings[settings.length - 1] = { ...last, value: last.value === '' ? line : `${last.value}\n${line}` };
      continue;
    }
    const header = /^\[([^\]]*)\]/.exec(line);
    if (header) {
      section = header[1] ?? '';
      continue;
    }
    const cut = line.search(/[=:]/);
    if (cut > 0) settings.push({ section, key: line.slice(0, cut).trim().toLowerCase(), value: line.slice(cut + 1).trim(), line: index + 1 });
  }
  return settings;
}

function unquoted(text: string): string {
  const value = text.trim();
  const quoted = /^"([\s\S]*)"$|^'([\s\S]*)'$/.exec(value);
  if (quoted) return quoted[1] ?? quoted[2] ?? '';
  return value.replace(/(?<!\\)[;#].*$/, '').replace(/\\([;#])/g, '$1').trim();
}

function expanded(text: string, env: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/(\\*)\$\{([^${}?]+)(\?)?\}/g, (whole, slashes: string, name: string, optional: string | undefined) => {
    if (slashes.length % 2 === 1) return whole.slice((slashes.length + 1) / 2);
    return slashes.slice(slashes.length / 2) + (env[name] ?? (optional === undefined ? `\${${name}}` : ''));
  });
}
