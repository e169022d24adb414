/** `npm run generate`: first the rules' index, without which a removed or renamed rule would not compile, then everything else. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, root } from './build.mjs';

await build({ isLenient: true });
run('--sources');
await build();
run();
await build();

function run(...words) {
  const { status } = spawnSync(process.execPath, [join(root, 'dist/tools/generate.js'), ...words], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
