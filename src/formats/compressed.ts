/** Streams of one compressed file: what each is recognised by, and its decoder. */
import type { Budget } from '../kit/budget.ts';
import { bunzip2, isBzip2 } from '../kit/bzip2.ts';
import type { Unpacked } from '../kit/unpacked.ts';
import { isXz, unxz } from '../kit/xz.ts';
import { gunzip, isGzip } from './gzip.ts';
import { isZstd, unzstd } from './zstd.ts';

export interface Codec {
  /** The format's usual suffix. */
  readonly suffix: string;
  begins(bytes: Uint8Array): boolean;
  unpack(bytes: Uint8Array, limit: number, budget: Budget): Unpacked;
}

const CODECS: readonly Codec[] = [
  { suffix: 'gz', begins: isGzip, unpack: gunzip },
  { suffix: 'bz2', begins: isBzip2, unpack: bunzip2 },
  { suffix: 'xz', begins: isXz, unpack: unxz },
  { suffix: 'zst', begins: isZstd, unpack: unzstd },
];

/** The codec whose stream the bytes begin with. */
export function codecOf(bytes: Uint8Array): Codec | undefined {
  return CODECS.find((codec) => codec.begins(bytes));
}
