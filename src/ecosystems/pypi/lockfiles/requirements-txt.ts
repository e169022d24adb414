/** Requirements files (pip.pypa.io: requirements file format): continued lines, comments, options, hashes, includes. */
import { LockFault } from '../../locked.ts';
import type { LockContent, Locked, LockedSource } from '../../locked.ts';
import { canonicalPyName, parseFilename } from '../registry.ts';
import { parseRequirement } from './requirement.ts';

type Draft = { -readonly [Key in 'locked' | 'indexes' | 'includes' | 'warnings']: NonNullable<LockContent[Key]>[number][] };

/** Reads a requirements or constraints file. It counts as a lock where everything in it is pinned. */
export function parseRequirementsTxt(text: string, path: string): LockContent {
  const draft: Draft = { locked: [], indexes: [], includes: [], warnings: [] };
  for (const { line, content } of logicalLines(text)) {
    if (content.startsWith('-')) readOption(content, line, path, draft);
    else readRequirement(content, line, path, draft);
  }
  const isLock = draft.locked.length > 0 && draft.locked.every((each) => each.version !== undefined || each.source !== 'registry');
  return { isLock, ...draft };
}

/** Joins continued lines and cuts comments off; a comment starts a line or follows white space. */
export function logicalLines(text: string): { line: number; content: string }[] {
  const lines: { line: number; content: string }[] = [];
  let open: { line: number; content: string } | undefined;
  for (const [index, raw] of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/).entries()) {
    const isComment = /^\s*#/.test(raw);
    const continues = /(?<!\\)\\$/.test(raw) && !isComment;
    const part = isComment ? '' : continues ? raw.slice(0, -1) : raw;
    open = open === undefined ? { line: index + 1, content: part } : { line: open.line, content: `${open.content} ${part.trim()}` };
    if (continues) continue;
    const content = open.content.replace(/(^|\s)#.*$/, '').trim();
    if (content !== '') lines.push({ line: open.line, content });
    open = undefined;
  }
  if (open !== undefined && open.content.trim() !== '') lines.push({ line: open.line, content: open.content.trim() });
  return lines;
}

function readOption(content: string, line: number, path: string, draft: Draft): void {
  for (const part of content.split(/\s+(?=-)/)) {
    const found = /^(--?[a-z][\w-]*?)(?:(?:\s*=\s*|\s+)(.*)|(?<=^-[a-z])(\S.*))?$/i.exec(part.trim());
    const option = found?.[1] ?? part;
    const value = (found?.[2] ?? found?.[3] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2');
    if (value === '' && /^(?:-r|--requirement|-c|--constraint|-i|--index-url|--extra-index-url|-e|--editable)$/.test(option)) throw new LockFault(path, line, `${option} names nothing`);
    switch (option) {
      case '-r': case '--requirement': draft.includes.push({ path: value, line, isConstraint: false }); break;
      case '-c': case '--constraint': draft.includes.push({ path: value, line, isConstraint: true }); break;
      case '-i': case '--index-url': case '--pypi-url': draft.indexes.push({ url: value, line, isExtra: false }); break;
      case '--extra-index-url': draft.indexes.push({ url: value, line, isExtra: true }); break;
      case '-e': case '--editable': draft.locked.push(addressed(value, line, path)); break;
      case '--trusted-host': draft.warnings.push({ line, message: `--trusted-host switches the check of ${value}'s certificate off` }); break;
      case '--no-index': case '-f': case '--find-links': case '--require-hashes': case '--pre': case '--prefer-binary': case '--no-binary': case '--only-binary': case '--use-feature': case '--config-settings': case '--global-option': case '--build-option': case '--install-option': break;
      default: throw new LockFault(path, line, `the option ${option} is unknown`);
    }
  }
}

function readRequirement(content: string, line: number, path: string, draft: Draft): void {
  const [head = ''] = content.split(/\s+--?[a-z]/i, 1);
  for (const [, hash = ''] of content.matchAll(/--hash(?:=|\s)\s*(\S*)/g)) if (!/^(?:sha(?:1|224|256|384|512)|md5):[0-9a-fA-F]+$/.test(hash)) throw new LockFault(path, line, `"${hash}" is no hash`);
  const hashes = [...content.matchAll(/--hash[=\s]\s*(sha\d+|md5):([0-9a-fA-F]+)/g)].map(([, algorithm = '', hash = '']) => `${algorithm}:${hash.toLowerCase()}`);
  const isAddress = /^(?:[a-z][a-z0-9+.-]*:\/\/|\.{0,2}[/\\]|file:|~\/|[A-Za-z]:\\)/i.test(head) || /^[^\s;@<>=]+\.(?:whl|tar\.gz|zip|tgz)$/i.test(head);
  if (isAddress) {
    const found = addressed(head, line, path);
    draft.locked.push({ ...found, hashes: [...found.hashes, ...hashes] });
    return;
  }
  const requirement = parseRequirement(head);
  if (requirement === undefined) throw new LockFault(path, line, `"${head.slice(0, 80)}" is no requirement`);
  const { name, pin, url } = requirement;
  draft.locked.push({
    ecosystem: 'pypi', name: canonicalPyName(name), hashes, path, line, source: url === undefined ? 'registry' : sourceOfPyAddress(url),
    ...(pin === undefined ? {} : { version: pin }), ...(url === undefined ? {} : { url }),
  });
}

/** A requirement that is only an address or a path: the name is in its fragment or file name, if anywhere. */
function addressed(text: string, line: number, path: string): Locked {
  const url = text.split(/\s+;/, 1)[0] ?? text;
  const egg = /#(?:.*&)?egg=([\w.-]+)/.exec(url)?.[1] ?? /^([\w.-]+)\s*(?:\[[^\]]*\])?\s*@\s*/.exec(url)?.[1];
  const file = url.replace(/[?#].*$/, '').split(/[/\\]/).at(-1) ?? '';
  const guess = egg ?? /^([A-Za-z0-9][\w.]*?)-\d/.exec(file)?.[1] ?? (file.replace(/\.git(?:@.*)?$/, '') || url);
  const version = parseFilename(file, canonicalPyName(guess))?.version;
  const hash = /#(?:.*&)?(sha256|sha512|md5)=([0-9a-f]+)/.exec(url);
  return { ecosystem: 'pypi', name: canonicalPyName(guess), hashes: hash === null ? [] : [`${hash[1]}:${hash[2]}`], source: sourceOfPyAddress(url), url, path, line, ...(version === undefined ? {} : { version }) };
}

/** What an address in a Python requirement leads to. */
export function sourceOfPyAddress(address: string): LockedSource {
  if (/^(?:git|hg|svn|bzr)\+|^git:|^ssh:|^git@/.test(address)) return 'git';
  return /^https?:/i.test(address) ? 'url' : 'path';
}
