/** A file as an answer, whole or in part (RFC 9110, section 14): uv asks for the first bytes, poetry for the last. */
import type { Asked, Answer } from '../host/server.ts';
import type { Bytes } from './vault.ts';

/** Answers GET and HEAD, `If-None-Match` and a single range; several ranges get the whole. */
export function fileAnswer(bytes: Bytes, asked: Asked): Answer {
  const headers = { 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes', etag: `"${bytes.sha256}"`, 'cache-control': 'no-cache' };
  if (asked.headers['if-none-match']?.includes(`"${bytes.sha256}"`) === true) return { status: 304, headers };
  const range = asked.headers['range'];
  const part = range === undefined ? undefined : rangeOf(range, bytes.size);
  if (part === 'unsatisfiable') return { status: 416, headers: { ...headers, 'content-range': `bytes */${bytes.size}` } };
  if (part === undefined) return { status: 200, headers, body: { path: bytes.path, start: 0, length: bytes.size } };
  const shown = { ...headers, 'content-range': `bytes ${part.start}-${part.start + part.length - 1}/${bytes.size}` };
  return { status: 206, headers: shown, body: { path: bytes.path, ...part } };
}

/** One byte range; undefined where it is none that we serve, so that the whole is. */
export function rangeOf(header: string, size: number): { start: number; length: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, length };
  }
  const start = Number(match[1]);
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start >= size) return 'unsatisfiable';
  return start > end ? undefined : { start, length: end - start + 1 };
}
