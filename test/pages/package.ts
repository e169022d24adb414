/** Forges the package that a sample of a page stands for, in memory. */
import { forgeNpm, forgeTarGz, forgeWheel } from '../forge/forge.ts';
import type { Block } from './page.ts';

export interface Forged {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const SETUP = "from setuptools import setup\n\nsetup(name='forged', version='1.0')\n";
const METADATA = 'Metadata-Version: 2.1\nName: forged\nVersion: 1.0\nSummary: Forged for a test\n';

/** How a hook starts a script of each language. */
const STARTS: Readonly<Record<string, (path: string) => string>> = {
  javascript: (path) => `node ${path}`, shell: (path) => `sh ${path}`, powershell: (path) => `powershell -File ${path}`,
  batch: (path) => `cmd /c ${path}`, vbscript: (path) => `cscript ${path}`,
};

/** An sdist, an npm package for blocks of other languages, or a wheel where the block's place is `wheel`. */
export function forgeBlock(block: Block): Forged {
  if (block.place === 'wheel') return { name: 'forged-1.0-py3-none-any.whl', bytes: forgeWheel('forged', '1.0', block.files) };
  const isNpm = Object.keys(block.files).some((path) => path === 'package.json') || block.language in STARTS;
  return isNpm && !('setup.py' in block.files) && !('PKG-INFO' in block.files) ? npm(block) : sdist(block);
}

function sdist({ files }: Block): Forged {
  const all: Record<string, string> = { 'forged-1.0/PKG-INFO': METADATA, 'forged-1.0/setup.py': SETUP };
  for (const [path, text] of Object.entries(files)) all[/^(?:\.\.|\/)/.test(path) ? path : `forged-1.0/${path}`] = text;
  return { name: 'forged-1.0.tar.gz', bytes: forgeTarGz(all) };
}

/** A script alone is run by a postinstall hook; `index.js` is what an import loads. */
function npm({ files, language, place }: Block): Forged {
  const { 'package.json': given, ...rest } = files;
  const [first = 'index.js'] = Object.keys(rest);
  const hook = /^[a-z]+$/.test(place) ? place : 'postinstall';
  const start = STARTS[language];
  const usual = first === 'index.js' || start === undefined ? { main: first } : { scripts: { [hook]: start(first) } };
  const manifest: Readonly<Record<string, unknown>> = given === undefined ? { name: 'forged', version: '1.0.0', ...usual } : {};
  return { name: 'forged-1.0.0.tgz', bytes: given === undefined ? forgeNpm(manifest, rest) : forgeTarGz(under('package/', files)) };
}

function under(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}${path}`, text]));
}
