/** Indicators of compromise out of a report's evidence: addresses, hosts and wallets that stand in the lines that convict. */
import { HOLE } from '../model/source.ts';
import type { Report } from '../model/report.ts';

export interface Indicators {
  readonly urls: readonly string[];
  readonly domains: readonly string[];
  readonly addresses: readonly string[];
  readonly wallets: readonly string[];
}

/** Collects from messages, story and snippets. Addresses with an unknown part, of this machine and of private networks are left out. */
export function indicatorsOf(reports: readonly Report[]): Indicators {
  const texts = reports.flatMap((report) => [...report.story, ...report.findings.flatMap((finding) => [finding.message, ...finding.locations.map((place) => place.snippet)])]);
  const urls = new Set<string>();
  const domains = new Set<string>();
  const addresses = new Set<string>();
  const wallets = new Set<string>();
  for (const text of texts) {
    for (const [found] of text.matchAll(/\b(?:https?|ftp|wss?):\/\/[^\s"'`<>()\\{}|^\]]+/gi)) addUrl(found.replace(/[.,;:!?]+$/, ''), { urls, domains, addresses });
    for (const [found] of text.matchAll(/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]|\.\d)/g)) if (isPublicAddress(found)) addresses.add(found);
    for (const [found] of text.matchAll(WALLETS)) wallets.add(found);
  }
  return { urls: [...urls], domains: [...domains], addresses: [...addresses], wallets: [...wallets] };
}

/** Bitcoin's three forms and Ethereum's; the letters that base 58 and bech32 leave out keep hashes from matching. */
const WALLETS = /(?<![\w])(?:bc1[ac-hj-np-z02-9]{25,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|0x[0-9a-fA-F]{40})(?![\w])/g;

function addUrl(text: string, into: { urls: Set<string>; domains: Set<string>; addresses: Set<string> }): void {
  if (text.includes(HOLE) || text.includes('…') || !URL.canParse(text)) return;
  const { hostname } = new URL(text);
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(hostname)) {
    if (!isPublicAddress(hostname)) return;
    into.addresses.add(hostname);
  } else if (!hostname.includes('.') || hostname.startsWith('[')) {
    return;
  } else {
    into.domains.add(hostname);
  }
  into.urls.add(text);
}

/** Not this machine, private, link-local or multicast; RFC 5735. */
function isPublicAddress(address: string): boolean {
  const [a = 0, b = 0, ...rest] = address.split('.').map(Number);
  if ([a, b, ...rest].some((part) => part > 255)) return false;
  return !(a === 0 || a === 10 || a === 127 || a >= 224 || (a === 169 && b === 254) || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168));
}
