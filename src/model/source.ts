/**
 * What a language reader makes of a text: the calls it performs with names resolved and arguments folded, its strings and marks.
 * Rules see only this, so one rule serves every language.
 */
import type { Effect } from './effect.ts';
import type { Stage } from './stage.ts';

export type Language =
  | 'python' | 'javascript' | 'shell' | 'powershell' | 'batch' | 'vbscript' | 'perl' | 'native' | 'data' | 'text';

/** Half-open range of UTF-16 offsets into the text of one unit. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Where data came from. `network`: downloaded; `environment`: variables; `secrets`: credential file, token, key chain; `browser`: a browser's
 * stored data; `wallet`: a wallet's files; `file`: any other file of the machine; `package`: a file shipped in the archive itself;
 * `identity`: host, user, platform, address; `clipboard`, `screen`, `keys`, `camera`; `decoded`: out of a decoder; `processes`; `arguments`.
 */
export type Source =
  | 'network' | 'environment' | 'secrets' | 'browser' | 'wallet' | 'file' | 'package' | 'identity' | 'clipboard' | 'screen' | 'keys'
  | 'camera' | 'decoded' | 'processes' | 'arguments';

/** One place a value came from; `detail` names the variable, path, decoder or address where it is known. */
export interface Origin {
  readonly source: Source;
  readonly span: Span;
  readonly detail?: string;
  /** The unit that `span` belongs to, where it isn't the unit of the call (another file, or an outer layer). */
  readonly unit?: SourceUnit;
}

/** A folded argument. Parts of `text` that could not be known are the character HOLE. */
export interface Value {
  /** The folded text (bytes as Latin-1), absent where nothing is known of it. */
  readonly text?: string;
  /** True where `text` is exact: no HOLE and no alternative. */
  readonly exact?: boolean;
  readonly origins: readonly Origin[];
  /** Elements of a list, tuple or set, or values of a mapping. */
  readonly items?: readonly Value[];
  /** Keys of a mapping, in the order of `items`. */
  readonly keys?: readonly string[];
  /** Origins of what was written before into a file that the text names; they stand among `origins` too. */
  readonly holds?: readonly Origin[];
  /** The resolved name, where the value is an imported or built-in thing (`builtins.exec`) or the result of a call (`requests.get()`). */
  readonly name?: string;
}

/** Stands for an unknown part inside a folded text. A private-use character: it can't be in honest source text. */
export const HOLE = '\uF8FF';

/** What an argument is for, the same word in every language. */
export type Role = 'address' | 'data' | 'path' | 'target' | 'command' | 'code' | 'name' | 'mode' | 'headers';

/** One call (or construct that acts like one), with its name resolved through aliases: `os.system`, `child_process.exec`, `open().write`. */
export interface Call {
  readonly name: string;
  readonly does: readonly Effect[];
  readonly args: readonly Value[];
  readonly named: Readonly<Record<string, Value>>;
  /** The object a method is called on. */
  readonly receiver?: Value;
  /** Arguments by what they are for: `roles.address` of a fetch, `roles.command` of a process. */
  readonly roles: Readonly<Partial<Record<Role, Value>>>;
  readonly span: Span;
  readonly stage: Stage;
  /** The function it stands in, '' at top level; `Class.method` for methods. */
  readonly within: string;
  /** Conditions that guard it, as resolved names and folded texts (`sys.platform == win32`, `os.environ.get("CI")`). */
  readonly guards: readonly string[];
  readonly unit: SourceUnit;
}

/** A string literal, or a text folded from several. */
export interface Literal {
  readonly value: string;
  readonly span: Span;
  /** Folded: the text doesn't stand in the source as it is. */
  readonly folded?: boolean;
  /** The stage of the code that holds it, where that was told apart from the unit's. */
  readonly stage?: Stage;
}

/** Something a reader noticed that is no call: see MARKS for the kinds. */
export interface Mark {
  readonly kind: MarkKind;
  readonly span: Span;
  readonly detail?: string;
}

export type MarkKind =
  | 'far-right' /* code hundreds of columns to the right */
  | 'invisible' /* zero-width, bidirectional or variation-selector characters in code */
  | 'homoglyph' /* identifiers mixing scripts */
  | 'obfuscated-names' /* _0x…, IlIl…, or hundreds of meaningless names */
  | 'hidden-name' /* a built-in or module reached by a computed name */
  | 'flattened' /* control-flow flattening */
  | 'packer' /* a known packer's frame: detail names it */
  | 'blob' /* a long encoded literal: detail tells the encoding */
  | 'endless' /* a loop that nothing ends, run when the text is loaded */
  | 'swallow' /* every error is swallowed around what runs */
  | 'class' /* a class: detail `Name(Base)` */
  | 'export' /* something exported or registered under a name */
  | 'function';

/** Where a unit's text came from, outermost first: `base64`, `zlib`, `exec`, `command`. Empty for a file as it stands. */
export type Layers = readonly string[];

/** One text that was read: a file, or what was decoded or written out of one. */
export interface SourceUnit {
  readonly path: string;
  readonly language: Language;
  /** The strongest stage at which the text as a whole is loaded. */
  readonly stage: Stage;
  readonly layers: Layers;
  readonly text: string;
  readonly parent?: SourceUnit;
  /** The place in the parent this was decoded at or run from. */
  readonly at?: Span;
  readonly calls: Call[];
  readonly strings: Literal[];
  readonly marks: Mark[];
  /** Modules named by imports or requires, resolved names. */
  readonly imports: string[];
  /** What could not be read of it: a sentence each. Makes `coverage` incomplete. */
  readonly gaps: string[];
}
