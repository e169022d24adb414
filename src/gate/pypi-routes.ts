/** PyPI's Simple API as the gate serves it. */
import type { Answer, Asked } from '../host/server.ts';
import { UpstreamFailure, type UpstreamClient } from '../host/upstream.ts';
import type { Caller, Desk, Looked } from './desk.ts';
import { fileAnswer } from './file-answer.ts';
import type { Candidate } from './listing.ts';
import { HTML_TYPE, JSON_TYPE, normalizeName, writeHtmlPage, writeJsonPage, type SimplePage } from './simple-page.ts';
import { tagOf } from './vault.ts';

export type PypiRoute =
  | { readonly kind: 'page'; readonly project: string }
  | { readonly kind: 'file'; readonly project: string; readonly file: string; readonly isMetadata: boolean };

/** Reads a path under `/pypi/`; undefined where it is none of ours. */
export function readPypiPath(path: string): PypiRoute | undefined {
  const page = /^simple\/([A-Za-z0-9._-]+)\/?$/.exec(path.split('?')[0] ?? '');
  if (page?.[1] !== undefined) return { kind: 'page', project: normalizeName(page[1]) };
  const file = /^files\/([A-Za-z0-9._-]+)\/([^/?#]+)$/.exec(path.split('?')[0] ?? '');
  if (file?.[1] === undefined || file[2] === undefined || !/^(?:%[0-9A-Fa-f]{2}|[^%])+$/.test(file[2])) return undefined;
  return { kind: 'file', project: normalizeName(file[1]), ...splitMetadata(decodeURIComponent(file[2])) };
}

/** Projects that a file of this name may belong to: a name may hold dashes, so that each split is one. */
export function projectsOf(filename: string): string[] {
  const parts = filename.split('-');
  const found = parts.slice(0, -1).map((_, index) => normalizeName(parts.slice(0, index + 1).join('-')));
  return filename.endsWith('.whl') ? found.slice(0, 1) : [...new Set(found)].slice(0, 6);
}

/** Answers a project's page as JSON or HTML, whichever was asked for. */
export async function answerPage(desk: Desk, project: string, asked: Asked, caller: Caller): Promise<Answer> {
  const looked = await desk.look('pypi', project, 'simple', caller);
  if ('status' in looked) return looked;
  const { page, candidates } = looked.listing;
  if (page === undefined) return { status: 404 };
  const refused = await refuseWhole(desk, looked, caller);
  if (refused !== undefined) return refused;
  const isAllowed = (file: string): boolean => looked.rulings.get(file)?.pass !== false;
  const files = page.files.filter((file) => isAllowed(file.filename)).map((file) => {
    return caller.base === undefined ? file : { ...file, url: `${caller.base}/pypi/files/${project}/${encodeURIComponent(file.filename)}` };
  });
  const versions = [...new Set(candidates.filter((candidate) => isAllowed(candidate.file)).map((candidate) => candidate.version))];
  return render({ name: project, files }, versions, asked);
}

/** Answers a request for a file or its metadata, by our own name for it or the upstream's whole address. */
export async function answerFile(desk: Desk, upstream: UpstreamClient, route: Extract<PypiRoute, { kind: 'file' }>, url: string | undefined, asked: Asked, caller: Caller): Promise<Answer> {
  const isWanted = (candidate: Candidate): boolean => candidate.file === route.file && (url === undefined || new URL(candidate.url).href === url);
  let looked = await desk.look('pypi', route.project, 'simple', caller);
  if ('status' in looked) return looked;
  if (!looked.listing.candidates.some(isWanted)) looked = await desk.look('pypi', route.project, 'simple', caller, true);
  if ('status' in looked) return looked;
  const candidate = looked.listing.candidates.find(isWanted);
  if (candidate === undefined) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'the index lists no such file\n' };
  if (route.isMetadata) return answerMetadata(desk, upstream, candidate, looked, caller);
  const admitted = await desk.admit(candidate, looked, caller, asked.method === 'HEAD' ? 'head' : 'artifact');
  return 'status' in admitted ? admitted : fileAnswer(admitted.bytes, asked);
}

const MAX_METADATA = 20_000_000;

/** Splits `x.whl.metadata` (PEP 658) into the file and what of it is asked for. */
export function splitMetadata(file: string): { file: string; isMetadata: boolean } {
  return file.endsWith('.metadata') ? { file: file.slice(0, -'.metadata'.length), isMetadata: true } : { file, isMetadata: false };
}

/** Metadata is text for the resolver and holds no code, so it may go before the wheel was examined, but not where the wheel is refused. */
async function answerMetadata(desk: Desk, upstream: UpstreamClient, candidate: Candidate, looked: Looked, caller: Caller): Promise<Answer> {
  const { name } = looked.facts;
  const ruling = looked.rulings.get(candidate.file);
  if (ruling?.pass === false) return desk.refuse(caller, 'pypi', name, candidate.version, candidate.file, '', ruling);
  if (candidate.metadataUrl === undefined) return { status: 404 };
  const answer = await upstream.ask({ url: candidate.metadataUrl }, MAX_METADATA);
  if (answer.status >= 500) throw new UpstreamFailure(`${new URL(candidate.metadataUrl).host} answered ${answer.status}`);
  return { status: answer.status, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' }, body: answer.bytes };
}

function render(page: SimplePage, versions: readonly string[], asked: Asked): Answer {
  const isJson = prefersJson(asked.headers['accept'] ?? '');
  const body = isJson ? writeJsonPage(page, versions) : writeHtmlPage(page);
  const etag = `"${tagOf(body)}"`;
  // Without `no-cache` uv and poetry go on using the page they have, and with it what was hidden since.
  const headers = { 'content-type': isJson ? JSON_TYPE : `${asked.headers['accept']?.includes(HTML_TYPE) === true ? HTML_TYPE : 'text/html'}; charset=utf-8`, etag, 'cache-control': 'no-cache', vary: 'accept' };
  return asked.headers['if-none-match'] === etag ? { status: 304, headers } : { status: 200, headers, body };
}

/** JSON where it is accepted and not liked less than HTML. */
function prefersJson(accept: string): boolean {
  const quality = (type: string): number => {
    const found = accept.split(',').map((part) => part.trim()).find((part) => part.startsWith(type));
    return found === undefined ? 0 : Number(/;\s*q=([\d.]+)/.exec(found)?.[1] ?? 1);
  };
  const json = Math.max(quality(JSON_TYPE), quality('application/vnd.pypi.simple.latest+json'));
  return json > 0 && json >= Math.max(quality(HTML_TYPE), quality('text/html'));
}

async function refuseWhole(desk: Desk, { listing, rulings }: Looked, caller: Caller): Promise<Answer | undefined> {
  const { candidates } = listing;
  if (candidates.length === 0 || candidates.some((candidate) => rulings.get(candidate.file)?.pass !== false)) return undefined;
  const last = candidates.at(-1);
  const ruling = last === undefined ? undefined : rulings.get(last.file);
  if (ruling === undefined) return undefined;
  return desk.refuse(caller, 'pypi', listing.name, '', '', '', { ...ruling, reason: `every file is refused; the last: ${ruling.reason}` });
}
