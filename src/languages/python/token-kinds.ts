/** Kinds of Python tokens, keywords and precedences. Plain numbers: the tokenizer makes millions of them. */

export const EOF: number = 0;
export const NEWLINE: number = 1;
export const NAME: number = 2;
export const NUMBER: number = 3;
export const STRING: number = 4;
/** The opening of an f-string or t-string; the parser reads what follows. */
export const TEMPLATE: number = 5;
export const BAD: number = 6;
export const LPAR: number = 7;
export const RPAR: number = 8;
export const LSQB: number = 9;
export const RSQB: number = 10;
export const LBRACE: number = 11;
export const RBRACE: number = 12;
export const COMMA: number = 13;
export const COLON: number = 14;
export const SEMI: number = 15;
export const DOT: number = 16;
export const ARROW: number = 17;
export const ASSIGN: number = 18;
export const WALRUS: number = 19;
export const ELLIPSIS: number = 20;
export const BACKQUOTE: number = 21;
export const BANG: number = 22;
/** `+=` and the like. */
export const AUGMENT: number = 23;
export const TILDE: number = 24;

export const OR: number = 25;
export const AND: number = 26;
export const NOT: number = 27;
export const IN: number = 28;
export const IS: number = 29;
export const LT: number = 30;
export const GT: number = 31;
export const LE: number = 32;
export const GE: number = 33;
export const EQ: number = 34;
export const NE: number = 35;
export const BAR: number = 36;
export const CARET: number = 37;
export const AMP: number = 38;
export const LSHIFT: number = 39;
export const RSHIFT: number = 40;
export const PLUS: number = 41;
export const MINUS: number = 42;
export const STAR: number = 43;
export const SLASH: number = 44;
export const DSLASH: number = 45;
export const PERCENT: number = 46;
export const AT: number = 47;
export const DSTAR: number = 48;

export const AS: number = 50;
export const ASSERT: number = 51;
export const BREAK: number = 52;
export const CLASS: number = 53;
export const CONTINUE: number = 54;
export const DEF: number = 55;
export const DEL: number = 56;
export const ELIF: number = 57;
export const ELSE: number = 58;
export const EXCEPT: number = 59;
export const FINALLY: number = 60;
export const FOR: number = 61;
export const FROM: number = 62;
export const GLOBAL: number = 63;
export const IF: number = 64;
export const IMPORT: number = 65;
export const LAMBDA: number = 66;
export const PASS: number = 67;
export const RAISE: number = 68;
export const RETURN: number = 69;
export const TRY: number = 70;
export const WHILE: number = 71;
export const WITH: number = 72;
export const YIELD: number = 73;
export const TRUE: number = 74;
export const FALSE: number = 75;
export const NONE: number = 76;
const KINDS: number = 77;

export const KEYWORDS: ReadonlyMap<string, number> = new Map([
  ['or', OR], ['and', AND], ['not', NOT], ['in', IN], ['is', IS], ['as', AS], ['assert', ASSERT], ['break', BREAK], ['class', CLASS],
  ['continue', CONTINUE], ['def', DEF], ['del', DEL], ['elif', ELIF], ['else', ELSE], ['except', EXCEPT], ['finally', FINALLY], ['for', FOR],
  ['from', FROM], ['global', GLOBAL], ['if', IF], ['import', IMPORT], ['lambda', LAMBDA], ['pass', PASS], ['raise', RAISE],
  ['return', RETURN], ['try', TRY], ['while', WHILE], ['with', WITH], ['yield', YIELD], ['True', TRUE], ['False', FALSE], ['None', NONE],
]);

/** Words that begin a statement only in some places or versions, and are names elsewhere. */
export const SOFT_KEYWORDS: ReadonlySet<string> = new Set(['print', 'exec', 'match', 'type', 'async', 'nonlocal']);

/** Binding strength of binary operators; 0: not one. Power binds its right side itself. */
export const PRECEDENCE = precedences();
export const OR_STRENGTH = 1;
export const NOT_STRENGTH = 3;
export const COMPARISON: number = 4;
/** Where comparisons, and so `in`, end: what a `for` target may hold. */
export const BITWISE: number = 5;

/** Source spelling of the operators, by kind. */
export const SPELLING: readonly string[] = spellings();

/** Keywords that only a statement begins with: where brackets are left open, such a line is taken for a new start. */
export const STARTS_STATEMENT = starts();

function precedences(): Uint8Array {
  const table = new Uint8Array(KINDS);
  const levels = [[OR], [AND], [], [IN, NOT, IS, LT, GT, LE, GE, EQ, NE], [BAR], [CARET], [AMP], [LSHIFT, RSHIFT], [PLUS, MINUS], [STAR, SLASH, DSLASH, PERCENT, AT]];
  levels.forEach((kinds, level) => kinds.forEach((kind) => (table[kind] = level + 1)));
  return table;
}

function spellings(): string[] {
  const table = new Array<string>(KINDS).fill('');
  const all: [number, string][] = [
    [IN, 'in'], [NOT, 'not in'], [IS, 'is'], [LT, '<'], [GT, '>'], [LE, '<='], [GE, '>='], [EQ, '=='], [NE, '!='], [BAR, '|'], [CARET, '^'],
    [AMP, '&'], [LSHIFT, '<<'], [RSHIFT, '>>'], [PLUS, '+'], [MINUS, '-'], [STAR, '*'], [SLASH, '/'], [DSLASH, '//'], [PERCENT, '%'], [AT, '@'],
    [DSTAR, '**'], [TILDE, '~'],
  ];
  for (const [kind, text] of all) table[kind] = text;
  return table;
}

function starts(): Uint8Array {
  const table = new Uint8Array(KINDS);
  for (const kind of [ASSERT, BREAK, CLASS, CONTINUE, DEF, DEL, EXCEPT, FINALLY, GLOBAL, IMPORT, PASS, RAISE, RETURN, TRY, WHILE, WITH]) table[kind] = 1;
  return table;
}
