/** What the addresses in npm's lock files lead to. */
import type { LockedSource } from '../../locked.ts';

/** The kind of source; a tarball under the package's own name is a registry's, any other address is just an address. */
export function sourceOfAddress(address: string, name: string): LockedSource {
  if (/^(?:git[+:@]|ssh:|github:|gitlab:|bitbucket:|gist:)/.test(address) || /\.git(?:#.*)?$/.test(address)) return 'git';
  if (/^(?:file:|link:|portal:|workspace:|\.{0,2}\/)/.test(address)) return 'path';
  if (!/^https?:/.test(address)) return /^[\w.-]+\/[\w.-]+(?:#|$)/.test(address) ? 'git' : 'registry';
  const base = name.split('/').at(-1) ?? name;
  const path = URL.canParse(address) ? safelyDecoded(new URL(address).pathname) : '';
  return path.includes(`/${name}/-/`) || (path.includes(`/${name}/`) && path.endsWith('.tgz')) || new RegExp(`/${escaped(base)}-\\d[^/]*\\.tgz$`).test(path) && path.includes('/-/') ? 'registry' : 'url';
}

function safelyDecoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
