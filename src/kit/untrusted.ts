/**
 * Text that comes from a package. It may carry terminal escapes, bidirectional controls or HTML, so it reaches a terminal or a page only
 * through one of the escapes here; the brand makes the compiler demand that.
 */
declare const brand: unique symbol;
export type Untrusted = string & { readonly [brand]: 'untrusted' };
/** Text that is safe to print as it is on a terminal or in a log. */
export type Printable = string & { readonly [brand]: 'printable' };
/** Text that is safe inside an HTML element or a quoted attribute. */
export type Html = string & { readonly [brand]: 'html' };

/** Marks text as coming from a package. */
export function untrusted(text: string): Untrusted {
  return text as Untrusted;
}

/**
 * Escapes for a terminal or log: controls (C0, C1, DEL), bidirectional and zero-width characters, tags, variation selectors and lone surrogates
 * become `\x1b`, `\u202e` or `\u{e0041}`; a tab becomes a space. Keeps what people can read.
 */
export function printable(text: Untrusted | string): Printable {
  return text.replace(/\t/g, ' ').replace(UNPRINTABLE, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
  }) as Printable;
}

/** Escapes for HTML, controls included. */
export function html(text: Untrusted | string): Html {
  return printable(text).replace(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`) as Html;
}

const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff]|[\u{e0000}-\u{e0fff}\u{f0000}-\u{10ffff}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;
