/** What javascript-obfuscator writes at its presets is judged as the plain text is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import obfuscator, { type ObfuscatorOptions } from 'javascript-obfuscator';
import { examine } from '../../src/engine/examine.ts';
import { Budget } from '../../src/kit/budget.ts';
import type { Report } from '../../src/model/report.ts';
import { forgeNpm } from '../forge/forge.ts';
import { HARMLESS, PAYLOADS } from './npm-payloads.ts';
import { told } from './payload.ts';

const PRESETS = ['low-obfuscation', 'medium-obfuscation', 'high-obfuscation'] as const;

/** Scans a package whose hook, or whose main file, is the text. */
function scan(code: string, when: 'install' | 'import'): Report {
  const name = 'forged-1.0.0.tgz';
  const how = when === 'install' ? { scripts: { postinstall: 'node index.js' } } : { main: 'index.js' };
  return examine({ target: name, name, bytes: forgeNpm({ name: 'forged', version: '1.0.0', ...how }, { 'index.js': code }) }, { budget: new Budget() });
}

function obfuscated(code: string, preset: (typeof PRESETS)[number]): string {
  return obfuscator.obfuscate(code, { optionsPreset: preset, seed: 2 }).getObfuscatedCode();
}

function deedsOf(report: Report): string[] {
  return report.findings.filter(({ severity }) => severity === 'critical').map(({ rule }) => rule);
}

for (const [payload, code] of Object.entries(PAYLOADS)) {
  for (const preset of PRESETS) {
    // The high preset takes seconds of reading, the same at every stage.
    for (const when of preset === 'high-obfuscation' ? (['install'] as const) : (['install', 'import'] as const)) {
      test(`${payload} at ${when}, ${preset}`, { timeout: 120_000 }, () => {
        const plain = scan(code, when);
        const report = scan(obfuscated(code, preset), when);
        assert.equal(report.verdict, plain.verdict, told(report));
        for (const deed of deedsOf(plain)) assert.ok(deedsOf(report).includes(deed), `${deed} ${told(report)}`);
      });
    }
  }
}

/** What the presets leave out: each encoding beside the others, every wrapper, all flow flattened, the guards against debuggers. */
const SETTINGS: Readonly<Record<string, ObfuscatorOptions>> = {
  'chained wrappers and RC4': {
    stringArray: true, stringArrayEncoding: ['rc4'], stringArrayThreshold: 1, stringArrayWrappersCount: 5, stringArrayWrappersChainedCalls: true, stringArrayWrappersType: 'function',
    stringArrayCallsTransform: true, stringArrayCallsTransformThreshold: 1, splitStrings: true, splitStringsChunkLength: 4, transformObjectKeys: true, numbersToExpressions: true,
  },
  'flattening and dead code': { controlFlowFlattening: true, controlFlowFlatteningThreshold: 1, deadCodeInjection: true, deadCodeInjectionThreshold: 1, stringArrayEncoding: ['base64'], stringArrayThreshold: 1, identifierNamesGenerator: 'mangled' },
  'escapes and short names': { unicodeEscapeSequence: true, identifierNamesGenerator: 'mangled-shuffled', stringArray: false, selfDefending: true, renameGlobals: true },
  'guards and three encodings': { debugProtection: true, debugProtectionInterval: 2000, disableConsoleOutput: true, selfDefending: true, stringArrayThreshold: 1, stringArrayEncoding: ['none', 'base64', 'rc4'] },
};

for (const [setting, options] of Object.entries(SETTINGS)) {
  for (const [payload, code] of Object.entries(PAYLOADS)) {
    test(`${payload} with ${setting}`, { timeout: 60_000 }, () => {
      const plain = scan(code, 'install');
      for (const seed of [3, 11]) {
        const report = scan(obfuscator.obfuscate(code, { ...options, seed }).getObfuscatedCode(), 'install');
        assert.equal(report.verdict, plain.verdict, told(report));
        for (const deed of deedsOf(plain)) assert.ok(deedsOf(report).includes(deed), `${deed} ${told(report)}`);
      }
    });
  }
}

for (const [what, code] of Object.entries(HARMLESS)) {
  for (const preset of PRESETS) {
    test(`${what}, ${preset}, is not accused of anything but hiding`, { timeout: 120_000 }, () => {
      const report = scan(obfuscated(code, preset), 'import');
      assert.equal(report.verdict, 'clean', told(report));
    });
  }
}
