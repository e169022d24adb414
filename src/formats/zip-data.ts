/** Unpacks one zip member's data by its method number (APPNOTE.TXT 4.4.5). */
import { bunzip2 } from '../kit/bzip2.ts';
import { CUT_OFF, PAST_BOUND, type Unpacked } from '../kit/unpacked.ts';
import { unlzmaMember } from '../kit/lzma-streams.ts';
import { unxz } from '../kit/xz.ts';
import { inflateRaw } from './inflate.ts';
import { unzstd } from './zstd.ts';

/** What the decoder of a method needs; `expected` is the size that a header says, 0 where none does. */
export type Decode = (data: Uint8Array, limit: number, expected: number) => Unpacked;

const METHODS: Readonly<Record<number, Decode>> = {
  0: (data, limit) => (data.length > limit ? { bytes: data.subarray(0, limit), used: limit, problem: PAST_BOUND } : { bytes: data, used: data.length }),
  8: inflateRaw,
  12: (data, limit) => bunzip2(data, limit),
  14: unlzmaMember,
  93: (data, limit) => unzstd(data, limit),
  95: (data, limit) => unxz(data, limit),
};

/** The decoder of a method, undefined where we have none. */
export function decoderOf(method: number): Decode | undefined {
  return METHODS[method];
}

/** Unpacks `data`, which should give `size` bytes; undefined where the method is unknown. */
export function unpackMember(method: number, data: Uint8Array, limit: number, size: number): Unpacked | undefined {
  const unpacked = decoderOf(method)?.(data, limit, size);
  if (unpacked === undefined || unpacked.problem !== undefined || unpacked.bytes.length >= size) return unpacked;
  return { ...unpacked, problem: `${CUT_OFF}: ${unpacked.bytes.length} of ${size} bytes` };
}
