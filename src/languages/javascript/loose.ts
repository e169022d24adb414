/**
 * acorn-loose with errors that cost nothing: it raises one for every character that it can't read, and each measures its line from the text's
 * start and captures a stack, which made 10 kB of garbage a second.
 */
import { Parser, type Options, type Program } from 'acorn';
import { LooseParser } from 'acorn-loose';

/** Characters that may be read in vain before a text counts as no program with a mistake in it: what isn't closed is sought up to the text's end. */
const MOST_IN_VAIN = 40_000_000;
/** What an error costs beside them. */
const ERROR_COST = 2_000;

export class Runaway extends Error {}

/** Parses whatever makes sense in a text; throws where nothing does. */
export function parseLoosely(text: string, options: Options): Program {
  return Loose.parse(text, options);
}

class Tolerant extends Parser {
  #inVain = 0;

  raise(pos: number, message: string): never {
    const raisedAt = Number(Reflect.get(this, 'pos'));
    this.#inVain += ERROR_COST + Math.max(raisedAt - pos, 0);
    if (this.#inVain > MOST_IN_VAIN) throw new Runaway('hardly anything of this is JavaScript');
    // The loose parser asks for these four and nothing else.
    throw Object.assign(Object.create(SyntaxError.prototype), { message, pos, raisedAt, loc: { line: 1, column: 0 } });
  }

  raiseRecoverable(pos: number, message: string): never {
    return this.raise(pos, message);
  }
}

class Loose extends LooseParser {
  static readonly BaseParser = Tolerant;
}
