/** One 512-byte tar header: v7, ustar (POSIX.1-1988) and GNU. Field layout: www.gnu.org/software/tar/manual/html_node/Standard.html */

export interface TarHeader {
  readonly name: string;
  readonly mode: number;
  /** Content bytes; undefined where the field holds no number. */
  readonly size: number | undefined;
  readonly type: string;
  readonly link: string;
  /** Old GNU sparse: how many bytes the file has with its holes. */
  readonly realSize: number;
  /** Old GNU sparse: another map block follows the header. */
  readonly moreSparse: boolean;
}

export const BLOCK = 512;

/** Reads the header at an offset; undefined where its checksum is wrong, so that it is none. */
export function parseTarHeader(bytes: Buffer, at: number): TarHeader | undefined {
  if (at + BLOCK > bytes.length || !isTarHeader(bytes, at)) return undefined;
  const gnu = bytes.toString('latin1', at + 257, at + 265) === 'ustar  \0';
  const type = String.fromCharCode(bytes[at + 156] ?? 0);
  const prefix = gnu ? '' : textField(bytes, at + 345, 155);
  const name = textField(bytes, at, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    mode: numberField(bytes, at + 100, 8) ?? 0o644,
    size: numberField(bytes, at + 124, 12),
    type: type === '\0' || type === '7' ? '0' : type,
    link: textField(bytes, at + 157, 100),
    realSize: type === 'S' ? (numberField(bytes, at + 483, 12) ?? 0) : 0,
    moreSparse: type === 'S' && bytes[at + 482] === 1,
  };
}

/** Whether a block's checksum says that it is a header. Old tars summed signed bytes. */
export function isTarHeader(bytes: Uint8Array, at: number): boolean {
  if (at + BLOCK > bytes.length || bytes[at] === 0 || (bytes[at + 148] ?? 0) > 0x37) return false;
  const said = numberField(bytes, at + 148, 8);
  if (said === undefined) return false;
  let sum = 8 * 0x20;
  let high = 0;
  for (let index = 0; index < BLOCK; index++) {
    if (index >= 148 && index < 156) continue;
    const byte = bytes[at + index] ?? 0;
    sum += byte;
    if (byte > 127) high++;
  }
  return said === sum || (high > 0 && said === sum - 256 * high);
}

/** Text up to a NUL: UTF-8, or Latin-1 where it isn't. */
export function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  return text.includes('\ufffd') ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1') : text;
}

function textField(bytes: Uint8Array, at: number, length: number): string {
  const field = bytes.subarray(at, at + length);
  const end = field.indexOf(0);
  return textOf(end < 0 ? field : field.subarray(0, end));
}

/** An octal number between blanks, or GNU's base 256 where the top bit is set. */
function numberField(bytes: Uint8Array, at: number, length: number): number | undefined {
  const first = bytes[at] ?? 0;
  if (first === 0x80 || first === 0xff) {
    let value = 0;
    for (let index = 1; index < length; index++) value = value * 256 + (bytes[at + index] ?? 0);
    return first === 0x80 && Number.isSafeInteger(value) ? value : undefined;
  }
  const text = Buffer.from(bytes.subarray(at, at + length)).toString('latin1').replace(/[\0 ]+$/, '').trim();
  if (text === '') return 0;
  return /^[0-7]+/.test(text) ? Number.parseInt(text, 8) : undefined;
}
