/** Tokens of Perl: quotes of every kind, here-documents, and regular expressions, which are told from divisions by what stands before. */

export interface Token {
  readonly kind: 'word' | 'variable' | 'string' | 'command' | 'words' | 'number' | 'regex' | 'op';
  readonly text: string;
  /** A string that variables are put into. */
  readonly interpolates?: boolean;
  readonly at: number;
  readonly to: number;
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const PLAIN = /([$@%]\{?\^?[A-Za-z_][\w:]*\}?|\$#\{?\$?[A-Za-z_][\w:]*\}?|\$#(?=[{$])|\$[0-9&!@_/$0;,.]|@_)|([A-Za-z_]\w*(?:(?:::|')\w+)*)|(0x[0-9a-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?)|(->|=>|=~|!~|\.\.|\|\||&&|\*\*|<<|>>|==|!=|<=|>=|\.=|\+=|::|[-+*/%.=<>!?:;,(){}[\]\\&|^~@$])/y;

/** Splits a text; what fits nowhere is skipped. Everything behind `__END__` is data. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = /^__(?:END|DATA)__\s*$/m.exec(text)?.index ?? text.length;
  const heredocs: { token: number; label: string; indented: boolean }[] = [];
  let pos = 0;
  while (pos < end) {
    const char = text[pos] ?? '';
    if (char === '\n') {
      pos = readHeredocs(text, pos + 1, tokens, heredocs);
      if (text[pos] === '=' && /^=[a-z]/.test(text.slice(pos, pos + 2))) pos = afterPod(text, pos);
      continue;
    }
    if (/\s/.test(char)) pos++;
    else if (char === '#') pos = lineEnd(text, pos);
    else pos = readToken(text, pos, tokens, heredocs);
  }
  return tokens;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}

function afterPod(text: string, from: number): number {
  const cut = text.indexOf('\n=cut', from);
  return cut < 0 ? text.length : lineEnd(text, cut + 1);
}

function readToken(text: string, pos: number, tokens: Token[], heredocs: { token: number; label: string; indented: boolean }[]): number {
  const char = text[pos] ?? '';
  if (char === "'" || char === '"' || char === '`') return push(tokens, char === '`' ? 'command' : 'string', delimited(text, pos), pos, char !== "'");
  const heredoc = char === '<' ? /^<<(~?)(?:"([^"\n]{0,80})"|'([^'\n]{0,80})'|([A-Z_]\w{0,80}))/.exec(text.slice(pos, pos + 90)) : null;
  if (heredoc) {
    const label = heredoc[2] ?? heredoc[3] ?? heredoc[4] ?? '';
    heredocs.push({ token: tokens.length, label, indented: heredoc[1] === '~' });
    tokens.push({ kind: 'string', text: '', interpolates: heredoc[3] === undefined, at: pos, to: pos + heredoc[0].length });
    return pos + heredoc[0].length;
  }
  if (char === '/' && startsRegex(tokens)) return regex(tokens, text, pos);
  PLAIN.lastIndex = pos;
  const match = PLAIN.exec(text);
  if (!match) return pos + 1;
  const [whole, variable, word, number] = match;
  if (word !== undefined && QUOTES.has(word)) {
    const after = quoteLike(text, pos, word, tokens);
    if (after !== undefined) return after;
  }
  const kind = variable !== undefined ? 'variable' : word !== undefined ? 'word' : number !== undefined ? 'number' : 'op';
  tokens.push({ kind, text: kind === 'variable' ? whole.replace(/[{}]/g, '') : whole, at: pos, to: pos + whole.length });
  return pos + whole.length;
}

const QUOTES: ReadonlySet<string> = new Set(['q', 'qq', 'qw', 'qx', 'qr', 'm', 's', 'tr', 'y']);

/** `q(…)`, `qq{…}`, `qw[…]`, `s/a/b/`; undefined where the letter is a name after all. */
function quoteLike(text: string, pos: number, word: string, tokens: Token[]): number | undefined {
  let at = pos + word.length;
  while (/\s/.test(text[at] ?? '') && at < pos + 20) at++;
  const open = text[at] ?? '';
  if (open === '' || /[\w\s,;)]/.test(open) || (open === '=' && /[>=~\s]/.test(text[at + 1] ?? '')) || text.startsWith('=>', at)) return undefined;
  if (text.slice(Math.max(0, pos - 2), pos) === '->' || /[$@%{]/.test(text[pos - 1] ?? '')) return undefined;
  const first = delimited(text, at);
  if (word === 's' || word === 'tr' || word === 'y') {
    const second = CLOSERS[open] ? delimited(text, skipBlank(text, first.to)) : delimited(text, first.to - 1);
    tokens.push({ kind: 'regex', text: `${first.text}/${second.text}`, at: pos, to: second.to });
    return afterFlags(text, second.to);
  }
  if (word === 'm' || word === 'qr') {
    tokens.push({ kind: 'regex', text: first.text, at: pos, to: first.to });
    return afterFlags(text, first.to);
  }
  return push(tokens, word === 'qx' ? 'command' : word === 'qw' ? 'words' : 'string', first, pos, word !== 'q' && open !== "'");
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '') && at < from + 200) at++;
  return at;
}

function afterFlags(text: string, from: number): number {
  let at = from;
  while (/[a-z]/.test(text[at] ?? '') && at < from + 12) at++;
  return at;
}

function push(tokens: Token[], kind: Token['kind'], quoted: { text: string; to: number }, at: number, interpolates: boolean): number {
  tokens.push({ kind, text: quoted.text, at, to: quoted.to, ...(interpolates ? { interpolates } : {}) });
  return quoted.to;
}

/** A quoted run that begins with its delimiter at `from`; brackets nest. */
function delimited(text: string, from: number): { text: string; to: number } {
  const open = text[from] ?? '';
  const close = CLOSERS[open] ?? open;
  let depth = 0;
  for (let i = from + 1; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === close && depth-- === 0) return { text: text.slice(from + 1, i), to: i + 1 };
    else if (char === open && close !== open) depth++;
  }
  return { text: text.slice(from + 1), to: text.length };
}

function startsRegex(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  if (!last) return true;
  if (last.kind === 'op') return !/^[)\]}]$/.test(last.text);
  return last.kind === 'word' && /^(?:if|unless|and|or|not|split|grep|map|return|when|x)$/.test(last.text);
}

function regex(tokens: Token[], text: string, pos: number): number {
  const end = delimited(text.slice(pos, pos + 4_000), 0);
  tokens.push({ kind: 'regex', text: end.text, at: pos, to: pos + end.to });
  return afterFlags(text, pos + end.to);
}

/** Bodies of the here-documents announced on the line that has just ended. */
function readHeredocs(text: string, from: number, tokens: Token[], heredocs: { token: number; label: string; indented: boolean }[]): number {
  let pos = from;
  for (const { token, label, indented } of heredocs.splice(0)) {
    const lines: string[] = [];
    while (pos < text.length) {
      const end = lineEnd(text, pos);
      const line = text.slice(pos, end).replace(/\r$/, '');
      pos = Math.min(end + 1, text.length);
      if (line === label || (indented && line.trim() === label)) break;
      lines.push(`${line}\n`);
    }
    const old = tokens[token];
    if (old) tokens[token] = { ...old, text: lines.join('') };
  }
  return pos;
}
