/** What a decompressor gives back: always what could be had, never an exception for what the data says. */
export interface Unpacked {
  readonly bytes: Uint8Array;
  /** How many bytes of the input were its own: what follows is foreign. */
  readonly used: number;
  /** Why there is no more: data cut off, damaged, or past the bound. */
  readonly problem?: string;
  /** Complete, but a checksum or a size in it is wrong. */
  readonly mismatch?: string;
}

/** The words for data past its bound. */
export const PAST_BOUND = 'unpacks to more than the bound allows';
/** The words for data that stops in the middle. */
export const CUT_OFF = 'the data ends early';
