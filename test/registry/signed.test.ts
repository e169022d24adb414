/** Signatures and attestations as the registries give them, made with keys of our own, and each way in which one can be wrong. */
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { signatureFacts } from '../../src/ecosystems/signed.ts';
import { isSigned } from '../../src/host/signatures.ts';
import { RegistryFailure } from '../../src/model/registry.ts';
import type { RegistryDoor, RegistryFile, Release } from '../../src/model/registry.ts';
import { forgeCertificate } from '../forge/certificate.ts';

const INDEX = 'https://r.example/';
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const BYTES = Buffer.from('a tarball');
const SHA512 = createHash('sha512').update(BYTES).digest();
const INTEGRITY = `sha512-${SHA512.toString('base64')}`;
const KEYS = { keys: [{ expires: null, keyid: 'SHA256:k', keytype: 'ecdsa-sha2-nistp256', scheme: 'ecdsa-sha2-nistp256', key: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') }] };
const KEYS_URL = `${INDEX}-/npm/v1/keys`;
const ATTESTATION_URL = `${INDEX}-/npm/v1/attestations/@s%2fa@1.0.0`;

function door(pages: Readonly<Record<string, unknown>>): RegistryDoor {
  return {
    indexes: () => Promise.resolve([INDEX]), builtIn: () => Promise.resolve(undefined), now: () => 0,
    document: (_, url) => (pages[url] === undefined ? Promise.reject(new RegistryFailure('absent', `r.example has no ${url}`, url)) : Promise.resolve({ url, type: 'application/json', text: typeof pages[url] === 'string' ? pages[url] : JSON.stringify(pages[url]) })),
  };
}

function signed(message: string, by: KeyObject = privateKey): string {
  return sign('sha256', Buffer.from(message), by).toString('base64');
}

/** `kind detail` of the facts about @s/a 1.0.0. */
async function npm(dist: object, pages: Readonly<Record<string, unknown>> = { [KEYS_URL]: KEYS }, provenance?: string): Promise<string[]> {
  const file: RegistryFile = { ecosystem: 'npm', name: '@s/a', version: '1.0.0', filename: 's-a-1.0.0.tgz', url: `${INDEX}a.tgz`, form: 'tarball', hashes: { sha512: SHA512.toString('hex') }, uploaded: '2026-05-05T00:00:00Z', ...(provenance === undefined ? {} : { provenance }) };
  const release: Release = { ref: { ecosystem: 'npm', name: '@s/a', version: '1.0.0' }, index: INDEX, files: [file], versions: ['1.0.0'], facts: [], manifest: { dist: { integrity: INTEGRITY, ...dist } } };
  return (await signatureFacts(release, [file], door(pages), isSigned)).map(({ kind, detail, weight }) => `${kind} ${weight} ${detail}`);
}

const GOOD = [{ keyid: 'SHA256:k', sig: signed(`@s/a@1.0.0:${INTEGRITY}`) }];

test('a signature over name, version and hash holds', async () => {
  assert.deepEqual(await npm({ signatures: GOOD }), ['attested 0 the registry\'s signature of 1.0.0 is valid']);
  assert.deepEqual(await npm({}), []);
});

for (const [what, dist, pages, expected] of [
  ['of another hash', { signatures: [{ keyid: 'SHA256:k', sig: signed('@s/a@1.0.0:sha512-AAAA') }] }, { [KEYS_URL]: KEYS }, /^signature-invalid 12 .*does not fit/],
  ['of another version', { signatures: [{ keyid: 'SHA256:k', sig: signed(`@s/a@1.0.1:${INTEGRITY}`) }] }, { [KEYS_URL]: KEYS }, /^signature-invalid 12 /],
  ['by another key', { signatures: [{ keyid: 'SHA256:k', sig: signed(`@s/a@1.0.0:${INTEGRITY}`, stranger.privateKey) }] }, { [KEYS_URL]: KEYS }, /^signature-invalid 12 /],
  ['that is no signature', { signatures: [{ keyid: 'SHA256:k', sig: '???' }] }, { [KEYS_URL]: KEYS }, /^signature-invalid 12 /],
  ['by a key that had ended', { signatures: GOOD }, { [KEYS_URL]: { keys: [{ ...KEYS.keys[0], expires: '2026-01-01T00:00:00Z' }] } }, /^signature-invalid 8 .*had expired/],
  ['by a key that is not published', { signatures: [{ ...GOOD[0], keyid: 'SHA256:z' }] }, { [KEYS_URL]: KEYS }, /^attestation-unread 0 .*SHA256:z, which the registry does not publish/],
  ['whose keys cannot be had', { signatures: GOOD }, {}, /^attestation-unread 0 the registry's keys could not be fetched: r.example has no/],
  ['whose keys are no keys', { signatures: GOOD }, { [KEYS_URL]: { keys: [{ ...KEYS.keys[0], key: 'AAAA' }] } }, /^signature-invalid 12 /],
] as const) {
  test(`a signature ${what} is told`, async () => {
    const [fact, ...more] = await npm(dist, pages);
    assert.deepEqual(more, []);
    assert.match(fact ?? '', expected);
  });
}

const TYPE = 'application/vnd.in-toto+json';

function statement(subject: string, digest: Readonly<Record<string, string>>): string {
  return JSON.stringify({ _type: 'https://in-toto.io/Statement/v1', subject: [{ name: subject, digest }], predicate: { buildDefinition: { externalParameters: { workflow: { repository: 'https://git.example/s/a' } } } } });
}

function envelope(payload: string, by: KeyObject = privateKey): { payload: string; sig: string } {
  return { payload: Buffer.from(payload).toString('base64'), sig: signed(`DSSEv1 ${TYPE.length} ${TYPE} ${Buffer.byteLength(payload)} ${payload}`, by) };
}

function npmAttestation({ payload, sig }: { payload: string; sig: string }, verificationMaterial: object): object {
  return { attestations: [{ predicateType: 'https://slsa.dev/provenance/v1', bundle: { dsseEnvelope: { payloadType: TYPE, payload, signatures: [{ sig, keyid: '' }] }, verificationMaterial } }] };
}

const CERTIFIED = { certificate: { rawBytes: forgeCertificate(publicKey, privateKey).toString('base64') } };
const HELD = envelope(statement('pkg:npm/%40s/a@1.0.0', { sha512: SHA512.toString('hex') }));

test('an attestation about these bytes holds, with its certificate, its chain, or the registry\'s own key', async () => {
  for (const material of [CERTIFIED, { x509CertificateChain: { certificates: [CERTIFIED.certificate] } }, { publicKey: { hint: 'SHA256:k' } }]) {
    const facts = await npm({}, { [KEYS_URL]: KEYS, [ATTESTATION_URL]: npmAttestation(HELD, material) }, ATTESTATION_URL);
    assert.deepEqual(facts, ['attested 0 the attestation of s-a-1.0.0.tgz is about these bytes, made from https://git.example/s/a']);
  }
});

for (const [what, answer, expected] of [
  ['about other bytes', npmAttestation(envelope(statement('pkg:npm/%40s/a@1.0.0', { sha512: 'ab' })), CERTIFIED), /^attestation-invalid 12 .*about other bytes: sha512 ab/],
  ['about another package', npmAttestation(envelope(statement('pkg:npm/b@1.0.0', { sha512: SHA512.toString('hex') })), CERTIFIED), /^attestation-invalid 12 .*about pkg:npm\/b@1.0.0, not about/],
  ['that was changed after it was signed', npmAttestation({ ...HELD, payload: Buffer.from(statement('pkg:npm/%40s/a@1.0.0', { sha512: SHA512.toString('hex'), sha256: '00' })).toString('base64') }, CERTIFIED), /^attestation-invalid 12 .*does not fit its statement/],
  ['by another than its certificate', npmAttestation(envelope(statement('pkg:npm/%40s/a@1.0.0', { sha512: SHA512.toString('hex') }), stranger.privateKey), CERTIFIED), /^attestation-invalid 12 .*does not fit/],
  ['without a key', npmAttestation(HELD, {}), /^attestation-invalid 12 .*without a key/],
  ['without a digest', npmAttestation(envelope(statement('pkg:npm/%40s/a@1.0.0', { md4: '00' })), CERTIFIED), /^attestation-invalid 12 .*no digest/],
  ['that is no JSON inside', npmAttestation(envelope('nonsense'), CERTIFIED), /^attestation-invalid 12 .*statement cannot be read/],
  ['by a key that nobody publishes', npmAttestation(HELD, { publicKey: { hint: 'SHA256:z' } }), /^attestation-unread 0 .*can't be checked/],
  ['that is an empty list', { attestations: [] }, /^attestation-invalid 12 .*holds none/],
  ['that is something else', { error: 'no' }, /^attestation-unread 0 .*could not be read/],
  ['that is no JSON', '<html>', /^attestation-unread 0 .*could not be fetched: the answer is no JSON/],
] as const) {
  test(`an attestation ${what} is told`, async () => {
    const [fact, ...more] = await npm({}, { [KEYS_URL]: KEYS, [ATTESTATION_URL]: answer }, ATTESTATION_URL);
    assert.deepEqual(more, []);
    assert.match(fact ?? '', expected);
  });
}

test('an attestation that is promised and cannot be had is told', async () => {
  assert.match((await npm({}, { [KEYS_URL]: KEYS }, ATTESTATION_URL))[0] ?? '', /^attestation-unread 0 the attestation of s-a-1.0.0.tgz could not be fetched/);
});

test('an index\'s provenance (PEP 740) is checked against each file', async () => {
  const sha256 = createHash('sha256').update(BYTES).digest('hex');
  const url = 'https://i.example/integrity/a/1.0/a-1.0.tar.gz/provenance';
  const provenance = (about: string): object => {
    const { payload, sig } = envelope(statement(about, { sha256 }));
    return { version: 1, attestation_bundles: [{ publisher: { kind: 'Forge' }, attestations: [{ version: 1, verification_material: { certificate: CERTIFIED.certificate.rawBytes, transparency_entries: [] }, envelope: { statement: payload, signature: sig } }] }] };
  };
  const file: RegistryFile = { ecosystem: 'pypi', name: 'a', version: '1.0', filename: 'a-1.0.tar.gz', url: 'https://i.example/a-1.0.tar.gz', form: 'sdist', hashes: { sha256 }, provenance: url };
  const release: Release = { ref: { ecosystem: 'pypi', name: 'a', version: '1.0' }, index: 'https://i.example/simple/', files: [file], versions: ['1.0'], facts: [], manifest: {} };
  const facts = async (about: string): Promise<string[]> => (await signatureFacts(release, [file], door({ [url]: provenance(about) }), isSigned)).map(({ kind }) => kind);
  assert.deepEqual(await facts('a-1.0.tar.gz'), ['attested']);
  assert.deepEqual(await facts('b-1.0.tar.gz'), ['attestation-invalid']);
});
