/** What stands behind the end of an image: pictures are a common place to ship code in. */

/** The bytes after the end of a PNG, GIF or JPEG; undefined where there are none, or it is no such image. */
export function tailOfImage(bytes: Uint8Array): Uint8Array | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = endOfPng(view) ?? endOfGif(view) ?? endOfJpeg(view);
  if (end === undefined || end >= view.length) return undefined;
  const tail = view.subarray(end);
  return tail.every((byte) => byte === 0 || byte === 10 || byte === 13 || byte === 32) ? undefined : tail;
}

/** PNG (w3.org/TR/png): chunks of length, type, data, CRC up to IEND. */
function endOfPng(view: Buffer): number | undefined {
  if (view.length < 20 || view.readUInt32BE(0) !== 0x89504e47) return undefined;
  let at = 8;
  while (at + 12 <= view.length) {
    const length = view.readUInt32BE(at);
    const type = view.toString('latin1', at + 4, at + 8);
    at += 12 + length;
    if (type === 'IEND') return at;
  }
  return undefined;
}

/** GIF89a: header, colour tables, then blocks of sub-blocks up to the trailer 0x3B. */
function endOfGif(view: Buffer): number | undefined {
  if (view.length < 14 || view.toString('latin1', 0, 4) !== 'GIF8') return undefined;
  let at = 13 + tableSize(view[10] ?? 0);
  while (at < view.length) {
    const kind = view[at++];
    if (kind === 0x3b) return at;
    if (kind === 0x21) at += 1;
    else if (kind === 0x2c) at += 9 + tableSize(view[at + 8] ?? 0) + 1;
    else return undefined;
    while (at < view.length && view[at] !== 0) at += (view[at] ?? 0) + 1;
    at++;
  }
  return undefined;
}

function tableSize(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** JPEG (ITU T.81): segments up to the scan, then entropy-coded data up to the marker FFD9. */
function endOfJpeg(view: Buffer): number | undefined {
  if (view.length < 4 || view[0] !== 0xff || view[1] !== 0xd8) return undefined;
  let at = 2;
  while (at + 2 <= view.length && view[at] === 0xff) {
    const marker = view[at + 1];
    if (marker === 0xd9) return at + 2;
    at += 2 + (at + 4 <= view.length ? view.readUInt16BE(at + 2) : 2);
    if (marker !== 0xda) continue;
    const next = endOfScan(view, at);
    if (next === undefined) return undefined;
    at = next;
  }
  return undefined;
}

/** The next marker that is no stuffed byte and no restart. */
function endOfScan(view: Buffer, from: number): number | undefined {
  for (let at = view.indexOf(0xff, from); at >= 0 && at + 1 < view.length; at = view.indexOf(0xff, at + 1)) {
    const marker = view[at + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return at;
  }
  return undefined;
}
