/** Code that somebody else calls: hooks of builds, of classes, of threads and of imports; and code that stands in what is read as text or data. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgeWheel, type Files } from '../forge/forge.ts';
import { HARMLESS, PAYLOAD, scan, sdist, seen, told } from './payload.ts';

function indented(code: string, by = 4): string {
  return code.trimEnd().split('\n').map((line) => ' '.repeat(by) + line).join('\n');
}

/** Forms of a package's own code, each of which runs what it is given when the package is imported. */
const IMPORTED: Readonly<Record<string, (code: string) => Files>> = {
  'the run of a thread class': (code) => plain(`import threading\nclass Work(threading.Thread):\n    def run(self):\n${indented(code, 8)}\nWork().start()\n`),
  'a hook of attributes': (code) => plain(`class Field:\n    def __set_name__(self, owner, name):\n${indented(code, 8)}\nclass Model:\n    one = Field()\n`),
  'what follows the making of a data class': (code) => plain(`from dataclasses import dataclass\n@dataclass\nclass One:\n    a: int = 1\n    def __post_init__(self):\n${indented(code, 8)}\nOne()\n`),
  'the asking for an attribute that is missing': (code) => plain(`class One:\n    def __getattr__(self, name):\n${indented(code, 8)}\nOne().missing\n`),
  'the printing of an object': (code) => plain(`class One:\n    def __str__(self):\n${indented(code, 8)}\n        return ''\nprint(One())\n`),
  'a finder of modules': (code) => plain(`import sys\nclass Finder:\n    def find_spec(self, name, path, target=None):\n${indented(code, 8)}\nsys.meta_path.insert(0, Finder())\n`),
  'a default argument': (code) => plain(`def made():\n${indented(code)}\n    return 1\ndef use(x=made()):\n    return x\n`),
  'the text of a function': (code) => plain(`def told():\n    r"""\n${indented(code)}\n    """\nimport inspect\nexec(inspect.cleandoc(told.__doc__))\n`),
  'the text of the module': (code) => plain(`"""${Buffer.from(code).toString('hex')}"""\nexec(bytes.fromhex(__doc__).decode())\n`),
  'a JSON file': (code) => ({ 'demo/__init__.py': "import json, os\nwith open(os.path.join(os.path.dirname(__file__), 'theme.json')) as file:\n    theme = json.load(file)\nexec(theme['start'])\n", 'demo/theme.json': JSON.stringify({ start: code }) }),
  'a resource': (code) => ({ 'demo/__init__.py': "import base64, pkgutil\nexec(base64.b64decode(pkgutil.get_data('demo', 'theme.txt')))\n", 'demo/theme.txt': Buffer.from(code).toString('base64') }),
  'bytes of a picture': (code) => ({
    'demo/__init__.py': "from pathlib import Path\ndata = (Path(__file__).parent / 'logo.png').read_bytes()\nexec(bytes(one ^ 90 for one in data[8:]))\n",
    'demo/logo.png': Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(Buffer.from(code).map((one) => one ^ 90))]),
  }),
  'a module of its own that it starts': (code) => ({ 'demo/__init__.py': "import subprocess, sys\nsubprocess.Popen([sys.executable, '-m', 'demo'])\n", 'demo/__main__.py': code }),
};

function plain(text: string): Files {
  return { 'demo/__init__.py': text };
}

for (const [what, form] of Object.entries(IMPORTED)) {
  test(`payload in ${what}`, () => {
    const report = scan(forgeWheel('demo', '1.0', form(PAYLOAD)), 'demo-1.0-py3-none-any.whl');
    assert.deepEqual([report.verdict, seen(report).includes('download-and-run import')], ['malicious', true], told(report));
  });

  test(`harmless code in ${what}`, () => {
    const report = scan(forgeWheel('demo', '1.0', form(HARMLESS)), 'demo-1.0-py3-none-any.whl');
    assert.deepEqual(seen(report), [], told(report));
  });
}

/** What builds call in a package. */
const BUILT: Readonly<Record<string, (code: string) => Files>> = {
  'a hook of its own back end': (code) => ({ 'pyproject.toml': "[build-system]\nrequires = ['setuptools']\nbuild-backend = 'backend'\nbackend-path = ['_build']\n", '_build/backend.py': `from setuptools.build_meta import *\nfrom setuptools.build_meta import build_wheel as made\ndef build_wheel(*given, **named):\n${indented(code)}\n    return made(*given, **named)\n` }),
  'an object that is its back end': (code) => ({ 'pyproject.toml': "build-system = { requires = [], build-backend = 'backend:hooks', backend-path = ['.'] }\n", 'backend.py': `class Hooks:\n    def build_sdist(self, *given):\n${indented(code, 8)}\nhooks = Hooks()\n` }),
  'a build hook of Hatch': (code) => ({ 'pyproject.toml': "[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n[tool.hatch.build.hooks.custom]\n", 'hatch_build.py': `from hatchling.builders.hooks.plugin.interface import BuildHookInterface\nclass Hook(BuildHookInterface):\n    def initialize(self, version, build_data):\n${indented(code, 8)}\n` }),
  'a build hook of PDM': (code) => ({ 'pyproject.toml': "[build-system]\nrequires = ['pdm-backend']\nbuild-backend = 'pdm.backend'\n", 'pdm_build.py': `def pdm_build_initialize(context):\n${indented(code)}\n` }),
  'a build script of Poetry': (code) => ({ 'pyproject.toml': "[build-system]\nrequires = ['poetry-core']\nbuild-backend = 'poetry.core.masonry.api'\n[tool.poetry.build]\nscript = 'make.py'\n", 'make.py': code }),
  'a command that setup.cfg names': (code) => ({ 'setup.cfg': '[options]\ncmdclass =\n    install = demo.orders.Install\n', 'demo/orders.py': `from setuptools.command.install import install\nclass Install(install):\n    def run(self):\n${indented(code, 8)}\n` }),
};

for (const [what, form] of Object.entries(BUILT)) {
  test(`payload in ${what}`, () => {
    const report = scan(sdist('from setuptools import setup\nsetup()\n', form(PAYLOAD)));
    assert.deepEqual([report.verdict, seen(report).some((one) => /^download-and-run (?:build|install)$/.test(one))], ['malicious', true], told(report));
  });

  test(`harmless code in ${what}`, () => {
    const report = scan(sdist('from setuptools import setup\nsetup()\n', form(HARMLESS)));
    assert.deepEqual(seen(report), [], told(report));
  });
}
