/** `npm start`: builds what is missing and shows a scan of a forged attack. `npm start -- scan x` runs assay with these words. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, root } from './build.mjs';

await build();
const words = process.argv.slice(2);
const script = words.length === 0 ? join(root, 'dist/tools/demo.js') : join(root, 'bin/assay');
const cwd = process.env.INIT_CWD ?? process.cwd();
const { status, signal } = spawnSync(process.execPath, [script, ...words], { cwd, stdio: 'inherit' });
process.exitCode = signal === null ? (status ?? 1) : 130;
