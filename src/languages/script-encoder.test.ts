/** Texts encoded here, by the published algorithm run forwards, and one that Microsoft's own encoder wrote. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examineClosely } from '../engine/examine.ts';
import { Budget } from '../kit/budget.ts';
import { forgeNpm } from '../../test/forge/forge.ts';
import { decodeScript, isEncodedScript } from './script-encoder.ts';

/** What each of the three alphabets decodes a character to, asked of the decoder one step at a time. */
function encode(plain: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '@&', '\r': '@#', '>': '@*', '<': '@!', '@': '@$' };
  let body = '';
  let step = 0;
  for (const char of plain) {
    const filler = '!'.repeat(step % 64);
    // A letter outside ASCII stands as it is and takes no step.
    if (char < '\x80') step++;
    const cipher = [9, ...Array.from({ length: 96 }, (_, index) => 32 + index)].map((code) => String.fromCharCode(code)).find((one) => !'<>@'.includes(one) && decodeScript(framed(filler + one))?.slice(-1) === char);
    body += escapes[char] ?? cipher ?? char;
  }
  return framed(body);
}

function framed(body: string): string {
  return `#@~^AAAAAA==${body}AAAAAA==^#~@`;
}

test('what the encoder of Windows wrote is decoded', () => {
  assert.equal(decodeScript('#@~^DwAAAA==\\ko$K6AAAAAA==^#~@'), 'MsgBox');
});

test('every character survives, whatever alphabet its place has', () => {
  const plain = 'If a <> "b@c" Then\r\n\tMsgBox \'(1 + 2) * 3 / {4} ~ [5] | 6% & 7; : = ? \\ ^ _ `é\r\n'.repeat(2);
  assert.equal(decodeScript(encode(plain)), plain);
});

test('a text without a frame is left alone', () => {
  assert.equal(decodeScript('MsgBox "#@~^"'), undefined);
  assert.equal(isEncodedScript('MsgBox "#@~^AAAAAA=="'), false);
});

test('an encoded script that a package starts is read for what it does', () => {
  const script = (name: string, text: string) => examineClosely(
    { target: 'x', name: 'forged-1.0.0.tgz', bytes: forgeNpm({ name: 'forged', version: '1.0.0', scripts: { postinstall: `cscript ${name}` } }, { [name]: encode(text) }) }, { budget: new Budget() },
  ).view.units.filter(({ layers }) => layers.at(-1) === 'script-encoder');
  const [basic] = script('setup.vbe', 'CreateObject("WScript.Shell").Run "calc"');
  assert.deepEqual([basic?.language, basic?.calls.some(({ roles }) => roles.command?.text === 'calc')], ['vbscript', true]);
  const [jscript] = script('setup.jse', 'eval("forged()")');
  assert.deepEqual([jscript?.language, jscript?.calls.some(({ does }) => does.includes('code.evaluate'))], ['javascript', true]);
});
