/** A name in the forms it is compared by, each made only when it is asked for. */
import { squashed, tokensOf } from './canonical.ts';
import { skeletonOf } from './confusables.ts';
import type { Spelling } from './spelling.ts';

export class Form {
  readonly canonical: string;
  readonly squash: string;
  readonly #spelling: Spelling;
  #tokens: string[] | undefined;
  #skeleton: string | undefined;
  #sorted: string | undefined;
  #american: string | undefined;
  #core: string | undefined;
  #stem: string | undefined;

  constructor(canonical: string, spelling: Spelling) {
    this.canonical = canonical;
    this.squash = squashed(canonical);
    this.#spelling = spelling;
  }

  get tokens(): readonly string[] {
    return (this.#tokens ??= tokensOf(this.canonical));
  }

  get skeleton(): string {
    return (this.#skeleton ??= skeletonOf(this.squash));
  }

  /** The tokens in alphabetical order: equal for every order of the same words. */
  get sorted(): string {
    return (this.#sorted ??= this.tokens.toSorted().join('-'));
  }

  get american(): string {
    return (this.#american ??= this.#spelling.american(this.squash));
  }

  /** Without a version at its end: `urllib3`, `httpx-v3` and `asyncio-3-1` lose it. The name itself where there is none. */
  get core(): string {
    return (this.#core ??= coreOf(this.squash));
  }

  /** Without the ending of a verb, of who does it or of a plural: `compile`, `compiler` and `compiling` share one. */
  get stem(): string {
    return (this.#stem ??= this.squash.replace(ENDING, ''));
  }
}

function coreOf(squash: string): string {
  let end = squash.length;
  while (end > 0 && isDigit(squash.charCodeAt(end - 1))) end--;
  if (end === squash.length || squash.length - end > VERSION_DIGITS) return squash;
  if (squash.charAt(end - 1) === 'v' && end > 3) end--;
  return end >= 2 ? squash.slice(0, end) : squash;
}

/** A date is the longest version. */
const VERSION_DIGITS = 8;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

const ENDING = /(?:at(?:ions?|ing|ors?|e[sd]?)|ings?|[eo]rs?|e[sd]?|(?:ie)?s|y)$/;
