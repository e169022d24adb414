/** What a scan holds of a large wheel: not the wheel. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { zipOf } from '../forge/zip.ts';
import { ASSAY } from './run.ts';

/** Tells, when the process ends, the most kilobytes it held: `maxRSS` of all its threads. */
const TELL = `data:text/javascript,${encodeURIComponent("import { isMainThread } from 'node:worker_threads'; if (isMainThread) process.on('exit', () => process.stderr.write(`most ${process.resourceUsage().maxRSS}`));")}`;
const MOST_KB = 300_000;
const NATIVES = 20;

test('a wheel of 100 MB, native libraries and Python, is scanned in less than 300 MB', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-memory-'));
  try {
    const path = join(folder, 'large-1.0-cp311-cp311-linux_x86_64.whl');
    const wheel = forgeLargeWheel();
    assert.ok(wheel.length > 100_000_000);
    writeFileSync(path, wheel);
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', TELL, ASSAY, 'scan', '-f', 'json', path], { encoding: 'utf8', timeout: 100_000 });
    const most = Number(/most (\d+)/.exec(stderr)?.[1]);
    assert.equal(status, 0, stderr);
    assert.match(stdout, new RegExp(`"files": ?${NATIVES + 203}\\b`));
    assert.ok(most < MOST_KB, `${most} KB`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** The same library under twenty names, two of them larger than the others, beside two hundred modules. */
function forgeLargeWheel(): Uint8Array {
  const library = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(57), randomBytes(4_600_000), Buffer.alloc(3_000_000)]);
  const large = Buffer.concat([library, randomBytes(5_000_000), Buffer.alloc(30_000_000)]);
  const packed = deflateRawSync(library, { level: 1 });
  const largePacked = deflateRawSync(large, { level: 1 });
  const natives = Array.from({ length: NATIVES }, (_, index) => ({ name: `large/lib${index}.cpython-311-x86_64-linux-gnu.so`, ...(index < 2 ? { content: large, compressed: largePacked } : { content: library, compressed: packed }) }));
  const modules = Array.from({ length: 200 }, (_, index) => ({ name: `large/module${index}.py`, content: moduleText(index) }));
  return zipOf([
    ...natives, ...modules,
    { name: 'large/__init__.py', content: modules.map((_, index) => `from .module${index} import function0\n`).join('') },
    { name: 'large-1.0.dist-info/METADATA', content: 'Metadata-Version: 2.1\nName: large\nVersion: 1.0\n' },
    { name: 'large-1.0.dist-info/WHEEL', content: 'Wheel-Version: 1.0\nRoot-Is-Purelib: false\n' },
  ]);
}

function moduleText(index: number): string {
  const functions = Array.from({ length: 40 }, (_, at) => `def function${at}(path, other=None):\n    """Says ${at} of ${index}."""\n    if os.environ.get("NAME_${at}"):\n        return os.path.join(path, str([part for part in range(${at})]))\n    return other\n`);
  return `import os\n\n${functions.join('\n')}`;
}
