/** Which build of this program runs: verdicts that were kept count only for the one that gave them. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

const PROGRAM = join(import.meta.dirname, '..');
const DATA = join(import.meta.dirname, '..', '..', '..', 'data');

/** Changes with every file of the program and its data. Costs a look at each file's size and time, some milliseconds. */
export function programRevision(): string {
  const hash = createHash('sha256');
  for (const folder of [PROGRAM, DATA].filter((path) => existsSync(path))) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.test\.js$|\.map$/.test(name)) continue;
      const { size, mtimeMs } = statSync(join(folder, name));
      hash.update(`${name} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** Changes with the contents of these rooms' files, the same on every machine: for stores that machines share. */
export function contentRevision(rooms: readonly string[]): string {
  const known = bundledRevisions();
  const hash = createHash('sha256');
  for (const room of rooms) hash.update(`${room} ${known[room] ?? revisionOfRoom(room)}\n`);
  return hash.digest('hex').slice(0, 16);
}

/** Of every room: written down beside the bundle, because reading three hundred files takes longer than starting. */
export function revisionsOfRooms(): Readonly<Record<string, string>> {
  const rooms = readdirSync(PROGRAM, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== BUNDLE);
  return Object.fromEntries(rooms.map(({ name }) => [name, revisionOfRoom(name)]));
}

function revisionOfRoom(room: string): string {
  const hash = createHash('sha256');
  const folder = join(PROGRAM, room);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.js') && !name.endsWith('.test.js')) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}

/** Only where the bundle itself runs: it may be older than what stands beside it. */
function bundledRevisions(): Readonly<Record<string, string>> {
  const path = join(import.meta.dirname, 'rooms.json');
  if (basename(import.meta.dirname) !== BUNDLE || !existsSync(path)) return {};
  const revisions: Readonly<Record<string, string>> = JSON.parse(readFileSync(path, 'utf8'));
  return revisions;
}

const BUNDLE = 'bundle';
