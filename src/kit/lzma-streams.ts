/** Bare LZMA streams: of zip members, and `.lzma` files as xz-utils' older format has them. */
import { ByteSink, cutOff, damaged, DecodeStop, stopReason } from './byte-sink.ts';
import { LzmaDecoder } from './lzma.ts';
import { PAST_BOUND, type Unpacked } from './unpacked.ts';

/**
 * Unpacks the LZMA data of a zip member (APPNOTE.TXT 5.8): a version, the properties' length and five bytes of them, then one stream of
 * `expected` bytes, or up to its end mark where that is 0.
 */
export function unlzmaMember(bytes: Uint8Array, limit: number, expected: number): Unpacked {
  const out = new ByteSink(limit, expected);
  try {
    if (bytes.length < 9) cutOff();
    if (bytes[2] !== 5 || bytes[3] !== 0) damaged();
    if (expected > limit) throw new DecodeStop(PAST_BOUND);
    const decoder = new LzmaDecoder(out, () => {});
    decoder.setProperties(bytes[4] ?? 0);
    decoder.decode(bytes, 9, bytes.length, expected > 0 ? expected : undefined);
    return { bytes: out.bytes, used: bytes.length };
  } catch (error) {
    return { bytes: out.bytes, used: bytes.length, problem: stopReason(error) };
  }
}

/** Unpacks a `.lzma` file, which Python calls FORMAT_ALONE: properties, a dictionary size and the unpacked size, all ones where it isn't known. */
export function unlzma(bytes: Uint8Array, limit: number): Unpacked {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const known = bytes.length >= 13 && header.readUInt32LE(9) !== 0xffffffff;
  const size = known ? header.readUInt32LE(5) + header.readUInt32LE(9) * 0x100000000 : undefined;
  const out = new ByteSink(limit, size ?? bytes.length * 4);
  try {
    if (bytes.length < 13) cutOff();
    const decoder = new LzmaDecoder(out, () => {});
    decoder.setProperties(bytes[0] ?? 0);
    return { used: decoder.decode(bytes, 13, bytes.length, size), bytes: out.bytes };
  } catch (error) {
    return { bytes: out.bytes, used: bytes.length, problem: stopReason(error) };
  }
}
