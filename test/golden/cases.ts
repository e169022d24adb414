/** Whole-program cases: what is forged, and how assay is called. The expected output stands in `test/golden/<command>/<case>/expected.txt`. */
import { forgeColourama } from '../forge/colourama.ts';
import { forgeSdist, forgeWheel } from '../forge/forge.ts';

export interface GoldenCase {
  /** `<command>/<case>`: the folder of its expected output. */
  readonly name: string;
  /** Files by path, written to an empty folder in which assay runs. */
  readonly files: Readonly<Record<string, Uint8Array | string>>;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

const COLOURAMA = { 'colourama-0.1.6.tar.gz': forgeColourama() };
const PLAIN = { 'plain-1.0-py3-none-any.whl': forgeWheel('plain', '1.0', { 'plain/__init__.py': 'def double(x):\n    return 2 * x\n' }) };
const DAMAGED = { 'cut-1.0.tar.gz': forgeSdist('cut', '1.0', { 'setup.py': `# ${'padding '.repeat(40)}\nprint(1)\n` }).subarray(0, 90) };

export const CASES: readonly GoldenCase[] = [
  { name: 'scan/colourama', files: COLOURAMA, args: ['colourama-0.1.6.tar.gz'] },
  { name: 'scan/colourama-narrow', files: COLOURAMA, args: ['colourama-0.1.6.tar.gz'], env: { COLUMNS: '50' } },
  { name: 'scan/colourama-markdown', files: COLOURAMA, args: ['-f', 'markdown', 'colourama-0.1.6.tar.gz'] },
  { name: 'scan/clean', files: PLAIN, args: ['plain-1.0-py3-none-any.whl'] },
  { name: 'scan/damaged', files: DAMAGED, args: ['cut-1.0.tar.gz'] },
  { name: 'scan/several', files: { ...COLOURAMA, ...PLAIN, ...DAMAGED }, args: ['--quiet', 'plain-1.0-py3-none-any.whl', 'cut-1.0.tar.gz', 'colourama-0.1.6.tar.gz'] },
  { name: 'scan/list', files: PLAIN, args: ['@-'], input: '# mine\nplain-1.0-py3-none-any.whl\nmissing-1.0.tar.gz\n' },
  { name: 'scan/lone-source', files: { 'tool.py': "import os\nos.system('ls')\n" }, args: ['tool.py'] },
  { name: 'scan/directory', files: { 'thing/setup.py': "from setuptools import setup\nsetup(name='thing', version='1')\n", 'thing/thing.py': 'X = 1\n' }, args: ['-v', 'thing'] },
];
