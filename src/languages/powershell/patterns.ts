/** .NET regular expressions of the plain kind: literals and character classes. Anything that could backtrack is left alone. */

/** A pattern that is safe to run on any text; undefined where it isn't plain. */
export function literalPattern(pattern: string | undefined): RegExp | undefined {
  if (pattern === undefined || pattern === '' || pattern.length > 2_000) return undefined;
  const alternatives = pattern.split('|');
  const sources: string[] = [];
  for (const alternative of alternatives) {
    const source = plainSource(alternative);
    if (source === undefined) return undefined;
    sources.push(source);
  }
  return new RegExp(sources.join('|'), 'gi');
}

const PIECE = /\\([^\w])|\\([dswDSWrntx]\w{0,0})|(\[\^?(?:[^\]\\]|\\.){1,200}\])|([^\\^$.|?*+()[\]{}])|(\.)/y;

function plainSource(pattern: string): string | undefined {
  let source = '';
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < pattern.length) {
    const match = PIECE.exec(pattern);
    if (!match) return undefined;
    source += match[1] === undefined ? (match[0] === '/' ? '\\/' : match[0]) : `\\${match[1]}`;
  }
  return source === '' ? undefined : source;
}
