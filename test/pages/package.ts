/** Forges the package that a sample of a page stands for, in memory. */
import { forgeNpm, forgeTarGz, forgeWheel } from '../forge/forge.ts';
import type { Block } from './page.ts';

export interface Forged {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const SETUP = "from setuptools import setup\n\nsetup(name='forged', version='1.0')\n";
const METADATA = 'Metadata-Version: 2.1\nName: forged\nVersion: 1.0\nSummary: Forged for a test\n';

/** How a script of each language is started from `setup.py`. */
const STARTS: Readonly<Record<string, (path: string) => string>> = {
  shell: (path) => `sh ${path}`, powershell: (path) => `powershell -File ${path}`, batch: (path) => `cmd /c ${path}`, vbscript: (path) => `cscript ${path}`,
};

/** An sdist whose setup.py is, or starts, the sample; an npm package for JavaScript; a source tarball where there is a configure.ac, an unpacked Debian package where there is a DEBIAN folder; a wheel where the block's place is `wheel`. */
export function forgeBlock(block: Block): Forged {
  if (block.place === 'wheel') return { name: 'forged-1.0-py3-none-any.whl', bytes: forgeWheel('forged', '1.0', block.files) };
  if (Object.keys(block.files).some((path) => path.startsWith('DEBIAN/'))) return { name: 'forged_1.0_all.tar.gz', bytes: forgeTarGz({ 'DEBIAN/control': 'Package: forged\nVersion: 1.0\n', ...block.files }) };
  if ('configure.ac' in block.files) return { name: 'forged-1.0.tar.gz', bytes: forgeTarGz(under('forged-1.0/', block.files)) };
  return block.language === 'javascript' || 'package.json' in block.files ? npm(block) : sdist(block);
}

function sdist({ files, language }: Block): Forged {
  const [first = ''] = Object.keys(files);
  const start = STARTS[language]?.(first);
  const all: Record<string, string> = { 'forged-1.0/PKG-INFO': METADATA, 'forged-1.0/setup.py': start === undefined ? SETUP : `import os\n\nos.system(${JSON.stringify(start)})\n` };
  for (const [path, text] of Object.entries(files)) all[/^(?:\.\.|\/)/.test(path) ? path : `forged-1.0/${path}`] = text;
  return { name: 'forged-1.0.tar.gz', bytes: forgeTarGz(all) };
}

/** A script alone is run by a postinstall hook; `index.js` is what an import loads. */
function npm({ files, place }: Block): Forged {
  const name = 'forged-1.0.0.tgz';
  if ('package.json' in files) return { name, bytes: forgeTarGz(under('package/', files)) };
  const [first = 'index.js'] = Object.keys(files);
  const hook = /^[a-z]+$/.test(place) ? place : 'postinstall';
  const usual = first === 'index.js' ? { main: first } : { scripts: { [hook]: `node ${first}` } };
  return { name, bytes: forgeNpm({ name: 'forged', version: '1.0.0', ...usual }, files) };
}

function under(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}${path}`, text]));
}
