/** What `assay run` tells after the client ended. Names and reasons come from packages, so every line is escaped. */
import { printable } from '../kit/untrusted.ts';
import type { Aftermath, Stopped } from './aftermath.ts';

const MOST_LINES = 40;

/** Lines for standard error, each with its line break. */
export function runText(aftermath: Aftermath): string {
  const { served, refused, substituted, cached, unvetted, bad, failed } = aftermath;
  const lines = [
    ...section('refused', refused.map(stopLine)),
    ...section('known bad and installed without passing the gate', bad.map(stopLine)),
    ...section('substituted', substituted.map((each) => `${each.what} -> ${each.instead}${blockOf(each)}: ${each.reason}`)),
    ...section('installed without passing the gate (cache, address or repository)', unvetted),
    ...section('could not be fetched', failed.map(stopLine)),
  ];
  const counts = `assay: ${served.length} came in, ${substituted.length} substituted, ${refused.length + bad.length} refused, ${cached.length} from a cache and vetted before, ${unvetted.length} not vetted`;
  return `${[...lines, counts].map(printable).join('\n')}\n`;
}

function section(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length > MOST_LINES ? [`  … and ${items.length - MOST_LINES} more`] : [];
  return [`assay: ${title}:`, ...items.slice(0, MOST_LINES).map((item) => `  ${item}`), ...more];
}

function stopLine(stop: Stopped): string {
  return `${stop.what}${blockOf(stop)}: ${stop.reason}`;
}

function blockOf(stop: Stopped): string {
  return stop.blockId === '' ? '' : ` [${stop.blockId}]`;
}
