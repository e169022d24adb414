/** pax extended headers (POSIX.1-2001): `length key=value\n`, the last of a key wins. */
import { textOf } from './tar-header.ts';

export type PaxFields = Readonly<Record<string, string>>;

/** Reads the records; stops at the first that is malformed and tells so. */
export function parsePax(bytes: Uint8Array): { fields: PaxFields; broken: boolean } {
  const fields: Record<string, string> = Object.create(null);
  let at = 0;
  while (at < bytes.length && bytes[at] !== 0) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? Number.NaN : Number(textOf(bytes.subarray(at, space)));
    const end = at + length;
    if (!Number.isInteger(length) || end > bytes.length || end <= space) return { fields, broken: true };
    const record = bytes.subarray(space + 1, end - 1);
    const equals = record.indexOf(0x3d);
    if (equals < 1 || bytes[end - 1] !== 0x0a) return { fields, broken: true };
    fields[textOf(record.subarray(0, equals))] = textOf(record.subarray(equals + 1));
    at = end;
  }
  return { fields, broken: false };
}
