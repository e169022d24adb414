/** What nobody calls and names nothing with effects is not evaluated; whatever leads to an effect in a roundabout way still is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examineClosely } from '../../src/engine/examine.ts';
import type { SourceUnit } from '../../src/model/source.ts';
import { Budget } from '../../src/kit/budget.ts';
import { forgeSdist } from '../forge/forge.ts';

function unitsOf(files: Record<string, string>): readonly SourceUnit[] {
  return examineClosely({ target: 'x', name: 'x-1.0.tar.gz', bytes: forgeSdist('x', '1.0', files) }, { budget: new Budget() }).view.units;
}

/** Commands that a package with one module is seen to run. */
function commandsOf(text: string, others: Record<string, string> = {}): (string | undefined)[] {
  return unitsOf({ 'x/__init__.py': text, ...others }).flatMap(({ calls }) => calls.filter(({ name }) => name === 'os.system').map(({ roles }) => roles.command?.text));
}

const RUN = 'import os\ndef run(line):\n    os.system(line)\n';

test('a function is evaluated that leads to an effect', () => {
  assert.deepEqual(commandsOf('import os\ndef never():\n    os.system("echo 1")\n'), ['echo 1']);
  assert.ok(commandsOf(`${RUN}def never():\n    run("echo 2")\n`).includes('echo 2'));
  assert.ok(commandsOf(`${RUN}go = run\ndef never():\n    go("echo 3")\n`).includes('echo 3'));
  assert.ok(commandsOf(`${RUN}def middle(x):\n    run(x)\ndef never():\n    middle("echo 4")\n`).includes('echo 4'));
  assert.ok(commandsOf('def never():\n    from x.way import run\n    run("echo 5")\n', { 'x/way.py': RUN }).includes('echo 5'));
  assert.ok(commandsOf('import x.way as way\ndef never():\n    way.run("echo 6")\n', { 'x/way.py': RUN }).includes('echo 6'));
});

test('a name that is put together, or looked up, leads there too', () => {
  assert.ok(commandsOf('import os\ndef never():\n    getattr(os, "sys" + "tem")("echo 1")\n').includes('echo 1'));
  assert.ok(commandsOf('import os\ndef never():\n    getattr(os, "system")("echo 2")\n').includes('echo 2'));
  assert.ok(commandsOf('import os\ndef never():\n    getattr(os, "sys" "tem")("echo 7")\n').includes('echo 7'));
  assert.ok(commandsOf('import os\ndef never():\n    globals()["o" + "s"].system("echo 3")\n').includes('echo 3'));
  assert.ok(commandsOf('from os import *\ndef never():\n    system("echo 4")\n').includes('echo 4'));
  assert.ok(commandsOf('import os\ndef never():\n    os . system("echo 5")\n').includes('echo 5'));
  assert.ok(commandsOf('import os\ndef never():\n    x = f"{os.system(\'echo 6\')}"\n').includes('echo 6'));
});

test('what one method stores, another uses', () => {
  const cls = 'import os\nclass Box:\n    def set(self):\n        self.line = "echo 1"\n    def use(self):\n        os.system(self.line)\n';
  assert.ok(commandsOf(cls).includes('echo 1'));
  assert.ok(commandsOf('import os\nLINE = ""\ndef use():\n    os.system(LINE)\ndef put():\n    global LINE\n    LINE = "echo 2"\n').includes('echo 2'));
});

test('the texts of what is passed over are noted', () => {
  const [unit] = unitsOf({ 'x/__init__.py': 'import subprocess\ndef never(kind="first text"):\n    """not this one"""\n    a = ["second text", "a" "nd third"]\n    return f"{a} fourth text"\n' }).filter(({ path }) => path.endsWith('__init__.py'));
  const texts = unit?.strings.map(({ value }) => value) ?? [];
  for (const text of ['first text', 'second text', 'and third', ' fourth text']) assert.ok(texts.includes(text), text);
  assert.ok(!texts.includes('not this one'));
});
