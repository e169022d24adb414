/** npm's registry as the gate serves it: package documents, tarballs, and what passes through unread. */
import type { Answer, Asked } from '../host/server.ts';
import type { UpstreamClient } from '../host/upstream.ts';
import type { Caller, Desk, Looked } from './desk.ts';
import { fileAnswer } from './file-answer.ts';
import type { Candidate } from './listing.ts';
import type { Form } from './listings.ts';
import { editPackument } from './packument.ts';
import { tagOf } from './vault.ts';

/** What a path under an npm registry asks for. */
export type NpmRoute =
  | { readonly kind: 'packument'; readonly name: string }
  | { readonly kind: 'manifest'; readonly name: string; readonly version: string }
  | { readonly kind: 'tarball'; readonly name: string; readonly file: string }
  | { readonly kind: 'service'; readonly path: string };

/** Reads a path (without the registry's own prefix, and still percent-encoded); undefined where it is none of these. */
export function readNpmPath(path: string): NpmRoute | undefined {
  if (path.startsWith('-/')) return { kind: 'service', path };
  const decoded = decodePath(path);
  const match = decoded === undefined ? null : /^((?:@[^/@]+\/)?[^/@][^/]*)(?:\/(.+))?$/.exec(decoded);
  if (match?.[1] === undefined || !isName(match[1])) return undefined;
  const [, name, rest] = match;
  if (rest === undefined) return { kind: 'packument', name };
  const file = /^-\/(?:@[^/]+\/)?([^/]+\.tgz)$/.exec(rest)?.[1];
  if (file !== undefined) return { kind: 'tarball', name, file };
  return rest.includes('/') ? undefined : { kind: 'manifest', name, version: rest };
}

/** Answers a request for a package document, in the form it was asked for. */
export async function answerPackument(desk: Desk, name: string, asked: Asked, caller: Caller): Promise<Answer> {
  const form: Form = asked.headers['accept']?.includes('application/vnd.npm.install-v1+json') === true ? 'abbreviated' : 'full';
  const looked = await desk.look('npm', name, form, caller);
  if ('status' in looked) return looked;
  const refused = await refuseWhole(desk, looked, caller);
  if (refused !== undefined) return refused;
  const { body, etag } = render(looked, caller.base);
  const headers = { 'content-type': looked.listing.contentType, etag, 'cache-control': 'no-cache', vary: 'accept' };
  return asked.headers['if-none-match'] === etag ? { status: 304, headers } : { status: 200, headers, body };
}

/** One version's manifest, by version or tag. */
export async function answerManifest(desk: Desk, name: string, version: string, caller: Caller): Promise<Answer> {
  const looked = await desk.look('npm', name, 'full', caller);
  if ('status' in looked) return looked;
  const doc: unknown = JSON.parse(render(looked, caller.base).body);
  const tags = field(doc, 'dist-tags');
  const chosen = field(field(doc, 'versions'), String(field(tags, version) ?? version));
  if (chosen !== undefined) return { status: 200, headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' }, body: JSON.stringify(chosen) };
  const hidden = looked.listing.candidates.find((candidate) => candidate.version === version);
  const ruling = hidden === undefined ? undefined : looked.rulings.get(hidden.file);
  if (hidden !== undefined && ruling?.pass === false) return desk.refuse(caller, 'npm', name, version, hidden.file, '', ruling);
  return { status: 404, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ error: `version not found: ${version}` }) };
}

/** Answers a request for a tarball, named as we name it or by the upstream's whole address. */
export async function answerTarball(desk: Desk, name: string, wanted: { file: string; url?: string }, asked: Asked, caller: Caller): Promise<Answer> {
  const isWanted = (candidate: Candidate): boolean => (wanted.url === undefined ? candidate.file === wanted.file : sameAddress(candidate.url, wanted.url));
  const known = await desk.lookAtKnown('npm', name, wanted.file, caller);
  if (known !== undefined && isWanted(known.candidate)) return answerKnown(desk, known.candidate, known.looked, asked, caller);
  let looked = await desk.look('npm', name, 'abbreviated', caller);
  if ('status' in looked) return looked;
  if (!looked.listing.candidates.some(isWanted)) looked = await desk.look('npm', name, 'abbreviated', caller, true);
  if ('status' in looked) return looked;
  const candidate = looked.listing.candidates.find(isWanted);
  if (candidate === undefined) return { status: 404, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ error: 'the registry lists no such file' }) };
  return answerKnown(desk, candidate, looked, asked, caller);
}

async function answerKnown(desk: Desk, candidate: Candidate, looked: Looked, asked: Asked, caller: Caller): Promise<Answer> {
  const admitted = await desk.admit(candidate, looked, caller, asked.method === 'HEAD' ? 'head' : 'artifact');
  return 'status' in admitted ? admitted : fileAnswer(admitted.bytes, asked);
}

/** Audit, signing keys, attestations, search: handed through; publishing and all else is not. */
export async function answerService(upstream: UpstreamClient, index: string, path: string, asked: Asked, caller: Caller): Promise<Answer> {
  const isRead = asked.method === 'GET' && /^-\/(?:ping$|npm\/v1\/keys$|npm\/v1\/attestations\/|v1\/search\?|v1\/search$)/.test(path);
  const isAudit = asked.method === 'POST' && /^-\/npm\/v1\/security\/(?:advisories\/bulk|audits(?:\/quick)?)$/.test(path);
  if (!isRead && !isAudit) return { status: 403, phrase: 'assay: not offered through the gate', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ error: 'assay: not offered through the gate' }) };
  const headers: Record<string, string> = { accept: 'application/json' };
  for (const name of ['content-type', 'content-encoding']) if (asked.headers[name] !== undefined) headers[name] = asked.headers[name];
  if (caller.authorization !== undefined) headers['authorization'] = caller.authorization;
  const body = isAudit ? { body: await asked.body(MAX_AUDIT) } : {};
  const answer = await upstream.ask({ url: index + path, method: isAudit ? 'POST' : 'GET', headers, ...body }, MAX_SERVICE);
  return { status: answer.status, headers: { 'content-type': answer.headers['content-type'] ?? 'application/json' }, body: answer.bytes };
}

const MAX_AUDIT = 20_000_000;
const MAX_SERVICE = 20_000_000;

/** What was last rendered of a listing: the same rulings give the same text. */
const rendered = new WeakMap<Looked['listing'], { key: string; body: string; etag: string }>();

function render({ listing, rulings }: Looked, base: string | undefined): { body: string; etag: string } {
  const allowed = listing.candidates.filter((candidate) => rulings.get(candidate.file)?.pass !== false).map((candidate) => candidate.version);
  const key = `${base ?? ''} ${allowed.join(' ')}`;
  const kept = rendered.get(listing);
  if (kept?.key === key) return kept;
  const body = editPackument(listing.text, new Set(allowed), base === undefined ? undefined : `${base}/npm/`);
  const fresh = { key, body, etag: `"${tagOf(body)}"` };
  rendered.set(listing, fresh);
  return fresh;
}

/** With every version hidden clients would only say "no version": so the document itself says why. */
async function refuseWhole(desk: Desk, { listing, rulings }: Looked, caller: Caller): Promise<Answer | undefined> {
  const { candidates } = listing;
  if (candidates.length === 0 || candidates.some((candidate) => rulings.get(candidate.file)?.pass !== false)) return undefined;
  const last = candidates.at(-1);
  const ruling = last === undefined ? undefined : rulings.get(last.file);
  if (ruling === undefined) return undefined;
  return desk.refuse(caller, 'npm', listing.name, '', '', '', { ...ruling, reason: `every version is refused; the newest: ${ruling.reason}` });
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path.split('?')[0] ?? '').replace(/\/+$/, '');
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Nothing that could climb out of the registry's path, or that no registry has. */
function isName(name: string): boolean {
  return name.length <= 214 && /^(?:@[\w~!'()*.-]+\/)?[\w~!'()*.-]+$/.test(name) && !name.split('/').some((part) => part === '.' || part === '..');
}

function sameAddress(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && decodeURI(new URL(a).href) === decodeURI(new URL(b).href);
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
