/** What the signatures and attestations of a release prove, as facts: npm's registry signatures (docs: ECDSA registry signatures) and both registries' attestations. */
import { isTable, listIn, tableIn, textIn } from '../kit/table.ts';
import { RegistryFailure } from '../model/registry.ts';
import type { CheckingKey, IsSigned, MetadataFact, RegistryDoor, RegistryFile, Release } from '../model/registry.ts';
import { purlOf } from '../model/package.ts';
import { checkAttestation, parseNpmAttestations, parsePypiProvenance } from './attestations.ts';
import type { AttestedFile } from './attestations.ts';

/**
 * The facts about the files that were chosen of a release. What the registry doesn't sign is no fact; what it can't be asked about is one without
 * weight. `files` are the ones whose bytes were compared with their hashes.
 */
export async function signatureFacts(release: Release, files: readonly RegistryFile[], door: RegistryDoor, isSigned: IsSigned): Promise<MetadataFact[]> {
  const attested = files.filter((file) => file.provenance !== undefined);
  const dist = tableIn(release.manifest, 'dist');
  const signatures = release.ref.ecosystem === 'npm' ? listIn(dist, 'signatures').filter(isTable) : [];
  if (attested.length === 0 && signatures.length === 0) return [];
  const keys = release.ref.ecosystem === 'npm' ? await publishedKeys(release.index, door) : new Map<string, PublishedKey>();
  const facts: MetadataFact[] = [];
  if (keys instanceof RegistryFailure) facts.push(unread(`the registry's keys could not be fetched: ${keys.message}`));
  else facts.push(...signatures.flatMap((signature) => signatureFact(release, textIn(dist, 'integrity'), signature, keys, isSigned)));
  for (const file of attested) facts.push(...await attestationFacts(release, file, door, isSigned, keys instanceof RegistryFailure ? new Map<string, PublishedKey>() : keys));
  return facts;
}

interface PublishedKey extends CheckingKey {
  /** Milliseconds; absent where it does not end. */
  readonly expires?: number;
}

/** A registry without keys signs nothing itself: a mirror may still hand on the signatures of the one it copies, which then can't be checked. */
async function publishedKeys(index: string, door: RegistryDoor): Promise<ReadonlyMap<string, PublishedKey> | RegistryFailure> {
  const answer = await asked(door, 'npm', new URL('-/npm/v1/keys', index).href);
  if (answer instanceof RegistryFailure) return answer;
  const listed = isTable(answer) ? listIn(answer, 'keys').filter(isTable) : [];
  return new Map(listed.flatMap((entry) => {
    const [id, base64] = [textIn(entry, 'keyid'), textIn(entry, 'key')];
    const expires = Date.parse(textIn(entry, 'expires') ?? '');
    return id === undefined || base64 === undefined ? [] : [[id, { kind: 'spki' as const, base64, ...(Number.isFinite(expires) ? { expires } : {}) }] as const];
  }));
}

/** npm signs `name@version:integrity`. */
function signatureFact(release: Release, integrity: string | undefined, signature: Readonly<Record<string, unknown>>, keys: ReadonlyMap<string, PublishedKey>, isSigned: IsSigned): MetadataFact[] {
  const { name, version = '' } = release.ref;
  const id = textIn(signature, 'keyid') ?? '';
  const key = keys.get(id);
  if (key === undefined) return [unread(`${version} is signed with the key ${id}, which the registry does not publish`)];
  const published = Date.parse(release.files[0]?.uploaded ?? '');
  if (key.expires !== undefined && published > key.expires) return [{ kind: 'signature-invalid', weight: 8, detail: `${version} is signed with the key ${id}, which had expired when it was published` }];
  const message = new TextEncoder().encode(`${name}@${version}:${integrity ?? ''}`);
  if (isSigned(key, message, textIn(signature, 'sig') ?? '')) return [{ kind: 'attested', weight: 0, detail: `the registry's signature of ${version} is valid` }];
  return [{ kind: 'signature-invalid', weight: 12, detail: `the registry's signature of ${version} does not fit its name, version and hash` }];
}

async function attestationFacts(release: Release, file: RegistryFile, door: RegistryDoor, isSigned: IsSigned, keys: ReadonlyMap<string, PublishedKey>): Promise<MetadataFact[]> {
  const isNpm = release.ref.ecosystem === 'npm';
  const answer = await asked(door, release.ref.ecosystem, file.provenance ?? '');
  if (answer instanceof RegistryFailure) return [unread(`the attestation of ${file.filename} could not be fetched: ${answer.message}`)];
  const attestations = isNpm ? parseNpmAttestations(answer) : parsePypiProvenance(answer);
  if (attestations === undefined) return [unread(`the attestation of ${file.filename} could not be read`)];
  if (attestations.length === 0) return [invalid(file, 'the answer holds none')];
  const about: AttestedFile = { subject: isNpm ? purlOf(release.ref) : file.filename, hashes: file.hashes };
  const checked = attestations.map((each) => checkAttestation(each, about, isSigned, keys));
  const wrong = checked.filter((each) => each.wrong !== undefined && each.isOpen !== true);
  if (wrong.length > 0) return wrong.map((each) => invalid(file, each.wrong ?? ''));
  const open = checked.filter((each) => each.isOpen === true);
  if (open.length === checked.length) return [unread(`the attestation of ${file.filename} can't be checked: ${open[0]?.wrong ?? ''}`)];
  const sources = [...new Set(checked.flatMap((each) => each.source ?? []))];
  return [{ kind: 'attested', weight: 0, detail: `the attestation of ${file.filename} is about these bytes${sources.length === 0 ? '' : `, made from ${sources.join(', ')}`}` }];
}

async function asked(door: RegistryDoor, ecosystem: RegistryFile['ecosystem'], url: string): Promise<unknown> {
  try {
    return JSON.parse((await door.document(ecosystem, url, 'application/json, application/vnd.pypi.integrity.v1+json')).text);
  } catch (error) {
    if (error instanceof RegistryFailure) return error;
    if (error instanceof SyntaxError) return new RegistryFailure('nonsense', `the answer is no JSON: ${error.message}`, url);
    throw error;
  }
}

function invalid(file: RegistryFile, why: string): MetadataFact {
  return { kind: 'attestation-invalid', weight: 12, detail: `the attestation of ${file.filename} is invalid: ${why}` };
}

function unread(detail: string): MetadataFact {
  return { kind: 'attestation-unread', weight: 0, detail };
}
