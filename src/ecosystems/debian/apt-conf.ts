/** apt's configuration language (apt.conf(5)): nested scopes, lists, three kinds of comment, `#clear`. */

export interface AptSetting {
  /** Full name in lower case, `a::b`; a member of a list ends in `::`. */
  readonly key: string;
  readonly value: string;
  readonly line: number;
  /** `#clear`: forget what was said of the key and what is below it. */
  readonly isClear?: true;
}

interface Token {
  readonly text: string;
  readonly line: number;
  readonly isQuoted: boolean;
}

/** Parses a configuration file; what can't be understood is left out, as apt itself would refuse the file. */
export function parseAptConf(text: string): AptSetting[] {
  const settings: AptSetting[] = [];
  const scopes: string[] = [];
  let words: Token[] = [];
  for (const token of tokens(text)) {
    if (token.isQuoted || !/^[;{}]$/.test(token.text)) {
      words.push(token);
      continue;
    }
    if (token.text === '{') scopes.push(fullName(scopes, words[0]?.text ?? ''));
    else {
      if (words.length > 0) settings.push(settingOf(words, scopes));
      if (token.text === '}') scopes.pop();
    }
    words = [];
  }
  return settings;
}

function settingOf(words: readonly Token[], scopes: readonly string[]): AptSetting {
  const [first, ...rest] = words;
  const line = first?.line ?? 1;
  if (first?.text === '#clear') return { key: fullName([], rest[0]?.text ?? ''), value: '', line, isClear: true };
  // `"value";` inside a scope, and `name:: "value";`, are members of a list.
  if (first?.isQuoted === true) return { key: `${scopes.at(-1) ?? ''}::`, value: first.text, line };
  return { key: fullName(scopes, first?.text ?? ''), value: rest.map((word) => word.text).join(' '), line };
}

function fullName(scopes: readonly string[], name: string): string {
  const outer = scopes.at(-1);
  const full = outer === undefined || outer === '' ? name : `${outer}::${name}`;
  return full.toLowerCase();
}

const TOKEN = /\/\*[^]*?\*\/|\/\/[^\n]*|#(?!clear\b|include\b)[^\n]*|"((?:[^"\\\n]|\\.)*)"|([;{}])|((?:(?!\/\/|\/\*)[^\s;{}"])+)|\n/g;

function* tokens(text: string): Generator<Token> {
  let line = 1;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, quoted, mark, word] = match;
    if (quoted !== undefined) yield { text: quoted, line, isQuoted: true };
    else if (mark !== undefined || word !== undefined) yield { text: mark ?? word ?? '', line, isQuoted: false };
    line += whole.split('\n').length - 1;
  }
}
