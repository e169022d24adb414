/** A zstd frame with raw blocks (RFC 8878, section 3): Node 20 has no encoder, and a test needs none that compresses. */
export function zstdOf(bytes: Uint8Array): Uint8Array {
  const parts: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0])];
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  parts.push(size);
  const step = 100_000;
  for (let at = 0; at < bytes.length || at === 0; at += step) {
    const block = bytes.subarray(at, at + step);
    const isLast = at + step >= bytes.length;
    const header = (block.length << 3) | (isLast ? 1 : 0);
    parts.push(Buffer.from([header & 255, (header >> 8) & 255, (header >> 16) & 255]), Buffer.from(block));
  }
  return Buffer.concat(parts);
}
