/**
 * Attestations of a file's origin: npm's (Sigstore bundles, github.com/sigstore/protobuf-specs) and PyPI's (PEP 740), both in-toto statements
 * (github.com/in-toto/attestation) in DSSE envelopes. What is checked: that the envelope is signed by the key that comes with it, and that the
 * statement is about the very file. What is not: that the key's certificate is Sigstore's, and that the transparency log holds it. Pure.
 */
import { isTable, listIn, tableIn, textIn } from '../kit/table.ts';
import type { Table } from '../kit/table.ts';
import type { CheckingKey, IsSigned } from '../model/registry.ts';

export interface Attestation {
  readonly payloadType: string;
  /** The statement's bytes. */
  readonly payload: Uint8Array;
  readonly signature: string;
  /** The key that comes along, or the id of one that the registry publishes. */
  readonly key: CheckingKey | { readonly kind: 'named'; readonly id: string } | undefined;
}

/** What a statement must be about. */
export interface AttestedFile {
  /** A file name, or a package URL. */
  readonly subject: string;
  readonly hashes: Readonly<Record<string, string>>;
}

export interface Checked {
  /** Why it proves nothing; undefined where it holds. */
  readonly wrong?: string;
  /** It could not be checked, which says nothing of it. */
  readonly isOpen?: true;
  /** The repository that the statement names. */
  readonly source?: string;
}

/** npm's answer to an attestation's address. Undefined where it is none. */
export function parseNpmAttestations(answer: unknown): Attestation[] | undefined {
  const listed = isTable(answer) ? answer['attestations'] : undefined;
  if (!Array.isArray(listed)) return undefined;
  return listed.map((entry: unknown) => {
    const bundle = tableIn(isTable(entry) ? entry : {}, 'bundle');
    const envelope = tableIn(bundle, 'dsseEnvelope');
    const [first] = listIn(envelope, 'signatures');
    return attestationOf(textIn(envelope, 'payloadType') ?? '', textIn(envelope, 'payload'), isTable(first) ? textIn(first, 'sig') : undefined, bundleKey(tableIn(bundle, 'verificationMaterial')));
  });
}

/** An index's provenance object (PEP 740). Undefined where it is none. */
export function parsePypiProvenance(answer: unknown): Attestation[] | undefined {
  const bundles = isTable(answer) ? answer['attestation_bundles'] : undefined;
  if (!Array.isArray(bundles)) return undefined;
  return bundles.flatMap((bundle: unknown) => listIn(isTable(bundle) ? bundle : {}, 'attestations')).map((entry) => {
    const table = isTable(entry) ? entry : {};
    const envelope = tableIn(table, 'envelope');
    const certificate = textIn(tableIn(table, 'verification_material'), 'certificate');
    return attestationOf('application/vnd.in-toto+json', textIn(envelope, 'statement'), textIn(envelope, 'signature'), certificate === undefined ? undefined : { kind: 'certificate', base64: certificate });
  });
}

/** Whether an attestation holds for a file. `keys` are the registry's own, by id: a mirror may hand on what is signed with another's. */
export function checkAttestation(attestation: Attestation, file: AttestedFile, isSigned: IsSigned, keys?: ReadonlyMap<string, CheckingKey>): Checked {
  const { payload, payloadType, signature, key } = attestation;
  const named = key?.kind === 'named' ? keys?.get(key.id) : key;
  if (named === undefined && key?.kind === 'named') return { isOpen: true, wrong: `it is signed with the key ${key.id}, which the registry does not publish` };
  if (named === undefined) return { wrong: 'it comes without a key' };
  if (!isSigned(named, preAuthenticated(payloadType, payload), signature)) return { wrong: 'its signature does not fit its statement' };
  const statement = statementOf(payload);
  if (statement === undefined) return { wrong: 'its statement cannot be read' };
  const subjects = listIn(statement, 'subject').filter(isTable);
  const about = subjects.find((subject) => isAbout(textIn(subject, 'name') ?? '', file.subject));
  if (about === undefined) return { wrong: `it is about ${subjects.map((subject) => textIn(subject, 'name') ?? '?').join(', ') || 'nothing'}, not about ${file.subject}` };
  const digests = Object.entries(tableIn(about, 'digest')).filter(([algorithm]) => file.hashes[algorithm] !== undefined);
  if (digests.length === 0) return { wrong: 'it gives no digest that the file could be compared with' };
  const other = digests.find(([algorithm, digest]) => String(digest).toLowerCase() !== file.hashes[algorithm]);
  if (other !== undefined) return { wrong: `it is about other bytes: ${other[0]} ${String(other[1])}` };
  const source = sourceOf(statement);
  return source === undefined ? {} : { source };
}

function attestationOf(payloadType: string, payload: string | undefined, signature: string | undefined, key: Attestation['key']): Attestation {
  return { payloadType, payload: bytesOf(payload ?? ''), signature: signature ?? '', key };
}

/** A short-lived certificate, alone or with its chain, or the hint at a key that the registry publishes. */
function bundleKey(material: Table): Attestation['key'] {
  const [chained] = listIn(tableIn(material, 'x509CertificateChain'), 'certificates');
  const certificate = textIn(tableIn(material, 'certificate'), 'rawBytes') ?? (isTable(chained) ? textIn(chained, 'rawBytes') : undefined);
  if (certificate !== undefined) return { kind: 'certificate', base64: certificate };
  const hint = textIn(tableIn(material, 'publicKey'), 'hint');
  return hint === undefined ? undefined : { kind: 'named', id: hint };
}

/** DSSE's pre-authentication encoding (github.com/secure-systems-lab/dsse: protocol). */
function preAuthenticated(payloadType: string, payload: Uint8Array): Uint8Array {
  const encoder = new TextEncoder();
  const type = encoder.encode(payloadType);
  const head = encoder.encode(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const whole = new Uint8Array(head.length + payload.length);
  whole.set(head);
  whole.set(payload, head.length);
  return whole;
}

function statementOf(payload: Uint8Array): Table | undefined {
  try {
    const statement: unknown = JSON.parse(new TextDecoder().decode(payload));
    return isTable(statement) ? statement : undefined;
  } catch {
    // The caller says that it can't be read.
    return undefined;
  }
}

/** Package URLs are compared decoded, since a scope's `@` may be written either way. */
function isAbout(name: string, wanted: string): boolean {
  return name.replaceAll('%40', '@') === wanted.replaceAll('%40', '@');
}

/** SLSA's provenance (slsa.dev/spec) names the workflow's repository; its first version only the source's address. */
function sourceOf(statement: Table): string | undefined {
  const predicate = tableIn(statement, 'predicate');
  const workflow = tableIn(tableIn(tableIn(predicate, 'buildDefinition'), 'externalParameters'), 'workflow');
  return textIn(workflow, 'repository') ?? textIn(tableIn(tableIn(predicate, 'invocation'), 'configSource'), 'uri');
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    // No base64, no statement.
    return new Uint8Array();
  }
}
