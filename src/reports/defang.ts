/** Addresses out of packages are broken up wherever a person could click on them by mistake: `hxxp://a[.]example/x`. */
import { HOLE } from '../model/source.ts';

const ADDRESS = /\b([a-z][a-z0-9+.-]{1,15}):\/\/([^\s/'"`<>?#\\)\]}]+)|\bwww\.[a-z0-9.-]+|\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|(?<=[\w.+-])@(?=[a-z0-9-]+\.[a-z])/gi;
const SCHEMES: Readonly<Record<string, string>> = { http: 'hxxp', https: 'hxxps', ftp: 'fxp' };

/** A text with its addresses broken up and unknown parts shown as `…`. */
export function defanged(text: string): string {
  return defangedAround(text, [0, 0]).text;
}

/** The same for a text with a marked range, which is moved along. */
export function defangedAround(text: string, mark: readonly [number, number]): { text: string; mark: [number, number] } {
  let result = '';
  let position = 0;
  const moved: [number, number] = [mark[0], mark[1]];
  for (const match of text.matchAll(ADDRESS)) {
    const replacement = broken(match[0], match[1], match[2]);
    const grown = replacement.length - match[0].length;
    const end = match.index + match[0].length;
    if (mark[0] >= end) moved[0] += grown;
    if (mark[1] >= end) moved[1] += grown;
    result += text.slice(position, match.index) + replacement;
    position = end;
  }
  return { text: (result + text.slice(position)).replaceAll(HOLE, '…'), mark: moved };
}

function broken(address: string, scheme: string | undefined, host: string | undefined): string {
  if (address === '@') return '[@]';
  if (scheme === undefined || host === undefined) {
    return /^\d/.test(address) ? address.replace(/\.(?=\d+$)/, '[.]') : address.replaceAll('.', '[.]');
  }
  return `${SCHEMES[scheme.toLowerCase()] ?? scheme}://${host.replaceAll('.', '[.]').replaceAll('@', '[@]')}`;
}
