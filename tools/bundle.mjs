/**
 * Joins the compiled program into a few files, because Node spends a quarter of a second on opening and linking three hundred. The files it was made
 * of stay beside it: `bin/assay` runs them where the bundle is older than the last compilation, or missing.
 */
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** As deep below the root as the rooms are, so that what is found beside the program is found from here too. */
const FOLDER = join('dist', 'src', 'bundle');
const DOORS = ['main', 'scan-worker', 'diff-worker'];
/** What holds native code, or is loaded by few commands. */
const OUTSIDE = /^(?:libsql|pg|undici)(?:$|\/)/;

/** Whether the bundle is at least as new as what the compiler last wrote. */
export function isBundled(root) {
  const [door, compiled] = [join(root, FOLDER, 'main.js'), join(root, 'dist', '.tsbuildinfo')];
  return existsSync(door) && existsSync(compiled) && statSync(door).mtimeMs >= statSync(compiled).mtimeMs;
}

/** Makes the bundle anew. Where the bundler doesn't run on this machine, there is none and the program starts more slowly. */
export async function bundle(root) {
  const folder = join(root, FOLDER);
  rmSync(folder, { recursive: true, force: true });
  let rolldown;
  try {
    ({ rolldown } = await import('rolldown'));
  } catch (error) {
    process.stderr.write(`The program is not bundled, and starts more slowly: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}\n`);
    return;
  }
  const input = Object.fromEntries(DOORS.map((name) => [name, join(root, 'dist', 'src', 'cli', `${name}.js`)]));
  const made = await rolldown({ input, platform: 'node', external: OUTSIDE, logLevel: 'warn' });
  // Not as ES modules: only what is required can be loaded from a code cache on Node 20.
  // What stands outside is required too, when it is first needed: code from a cache can't import (nodejs.org/api/vm.html, on dynamic import).
  const { output } = await made.write({ dir: folder, format: 'cjs', dynamicImportInCjs: false, entryFileNames: '[name]-room.js', chunkFileNames: '[name]-[hash].js' });
  await made.close();
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
  for (const name of DOORS) writeFileSync(join(folder, `${name}.js`), `require('../../../bin/code-cache.cjs').speedUp(__dirname);\nmodule.exports = require('./${name}-room.js');\n`);
  writeFileSync(join(folder, 'LICENSES.txt'), licences(root, output));
  const { revisionsOfRooms } = await import(pathToFileURL(join(root, 'dist', 'src', 'host', 'revision.js')).href);
  writeFileSync(join(folder, 'rooms.json'), JSON.stringify(revisionsOfRooms()));
}

/** The licences of the packages that are inside: they ask to go along with copies. */
function licences(root, output) {
  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
  const packages = new Set(modules.flatMap((id) => /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1] ?? []));
  return [...packages].map((name) => name.split(sep).join('/')).sort().map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice)/i.test(file)).sort();
    return `${name} ${version} (${license})\n\n${files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')}\n`;
  }).join('\n\n');
}
