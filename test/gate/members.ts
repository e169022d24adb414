/** The members of a forged archive as text, read without the product. */
import { gunzipSync, inflateRawSync } from 'node:zlib';

export function openArtifact(bytes: Buffer): string[] {
  if (bytes[0] === 0x1f) return [gunzipSync(bytes).toString('latin1')];
  const found: string[] = [];
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
    const [method, packed, name, extra] = [bytes.readUInt16LE(at + 8), bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)];
    const start = at + 30 + name + extra;
    const data = bytes.subarray(start, start + packed);
    found.push((method === 8 ? inflateRawSync(data) : data).toString('latin1'));
    at = start + packed;
  }
  return found;
}
