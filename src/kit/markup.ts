/**
 * Builds text for a terminal, a page or Markdown out of parts whose type says that they were escaped: a plain string does not fit into the
 * templates here, so that a forgotten escape is a compile error. The fixed parts of a template are ours and stand as they are.
 */
import { printable, type Html, type Printable, type Untrusted } from './untrusted.ts';

declare const brand: unique symbol;
/** Text that is safe inside a Markdown paragraph, list or table. */
export type Markdown = string & { readonly [brand]: 'markdown' };

/** A template for a terminal. */
export function line(fixed: TemplateStringsArray, ...parts: readonly (Printable | number)[]): Printable {
  return String.raw({ raw: fixed }, ...parts) as Printable;
}

/** A template for HTML; lists are put one after the other. */
export function page(fixed: TemplateStringsArray, ...parts: readonly (Html | number | readonly Html[])[]): Html {
  return String.raw({ raw: fixed }, ...parts.map((part) => (Array.isArray(part) ? part.join('') : part))) as Html;
}

/** A template for Markdown. */
export function prose(fixed: TemplateStringsArray, ...parts: readonly (Markdown | number | readonly Markdown[])[]): Markdown {
  return String.raw({ raw: fixed }, ...parts.map((part) => (Array.isArray(part) ? part.join('') : part))) as Markdown;
}

/** Wraps a terminal text in a colour: SGR parameters of ECMA-48, the only control sequence that a report writes. */
export function coloured(text: Printable, codes: readonly number[]): Printable {
  return text === '' ? text : (`\x1b[${codes.join(';')}m${text}\x1b[0m` as Printable);
}

/** Puts terminal texts together. */
export function joined(parts: readonly Printable[], between: string): Printable {
  return parts.join(between) as Printable;
}

/** A terminal text repeated. */
export function repeated(part: Printable, count: number): Printable {
  return part.repeat(Math.max(0, count)) as Printable;
}

/** A part of a terminal text, counted in UTF-16 units as String.slice does. */
export function clipped(text: Printable, start: number, end?: number): Printable {
  return text.slice(start, end) as Printable;
}

/**
 * Escapes for a Markdown paragraph: all of Markdown's own marks, HTML, and what code forges turn into links by themselves (`@name`, `#12`, addresses
 * are broken up elsewhere). Line ends are escaped too, so that a text stays in its paragraph.
 */
export function markdown(text: Untrusted | string): Markdown {
  return printable(text).replace(/[\\`*_{}[\]<>()#+\-.!|~$&:@]/g, (char) => {
    if (char === '<') return '&lt;';
    if (char === '&') return '&amp;';
    if (char === '@' || char === '#') return `${char}<!-- -->`;
    return `\\${char}`;
  }) as Markdown;
}

/** A fenced block that its content can't close: the fence is longer than any run of backticks inside. Line ends stay. */
export function fenced(lines: readonly (Untrusted | string)[], language: 'text' = 'text'): Markdown {
  const body = lines.map((text) => printable(text)).join('\n');
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${body}\n${fence}` as Markdown;
}

/** A code span that its content can't close, for names and paths. */
export function codeSpan(text: Untrusted | string): Markdown {
  const body = printable(text);
  const longest = Math.max(0, ...[...body.matchAll(/`+/g)].map((run) => run[0].length));
  const ticks = '`'.repeat(longest + 1);
  const isPadded = body.startsWith('`') || body.endsWith('`') || body === '';
  return (isPadded ? `${ticks} ${body} ${ticks}` : `${ticks}${body}${ticks}`) as Markdown;
}
