/** One finding as a card; what was decoded is folded under what it came out of. */
import { page } from '../kit/markup.ts';
import { html, type Html } from '../kit/untrusted.ts';
import type { Location, ReportFinding } from '../model/report.ts';
import { defanged, defangedAround } from './defang.ts';

const NOTHING = page``;
const DEEPEST = 6;

/** The card of a finding. */
export function cardOf(finding: ReportFinding): Html {
  const attack = finding.attack.map((technique) => page` <span class="chip">${html(technique)}</span>`);
  const outer = finding.locations.filter((location) => location.layers.length === 0);
  const layers = new Map<string, Location[]>();
  for (const location of finding.locations.filter((each) => each.layers.length > 0)) {
    const key = location.layers.join(' > ');
    layers.set(key, [...(layers.get(key) ?? []), location]);
  }
  return page`<article class="card ${html(finding.severity)}">
<header><span class="severity">${html(finding.severity)}</span><code>${html(finding.rule)}</code><span>${html(finding.family)}</span><span>confidence ${html(finding.confidence)}</span><span class="attack">${attack}</span></header>
<p>${sentence(finding.message)}</p>
${outer.map(placeOf)}${[...layers].map(([path, places]) => layerOf(path, places))}</article>
`;
}

/** Package text for a page: addresses broken up, unknown parts as `…`. */
export function shown(text: string): Html {
  return html(defanged(text));
}

/** The same for a sentence of ours, in which names stand between backticks. */
export function sentence(text: string): Html {
  const parts = defanged(text).split('`');
  const isPaired = parts.length % 2 === 1;
  return page`${parts.map((part, index) => (isPaired && index % 2 === 1 ? page`<code>${html(part)}</code>` : html(part)))}`;
}

function layerOf(path: string, places: readonly Location[]): Html {
  const depth = Math.min(DEEPEST, places[0]?.layers.length ?? 1);
  const body = page`<details open><summary>decoded: ${shown(path)}</summary>${places.map(placeOf)}</details>`;
  return Array.from({ length: depth }).reduce<Html>((inner) => page`<div class="layer">${inner}</div>`, body);
}

function placeOf(place: Location): Html {
  const label = place.label === undefined ? NOTHING : page`<span class="role">${shown(place.label)}</span>`;
  return page`<figure><figcaption><span class="path">${shown(place.path)}:${place.line}:${place.column}</span>${label}</figcaption>${codeOf(place)}</figure>\n`;
}

function codeOf(place: Location): Html {
  const snippet = place.snippet.trimEnd();
  if (snippet === '') return NOTHING;
  const limit = snippet.length;
  const first = Math.min(Math.max(0, place.mark?.[0] ?? 0), limit);
  const last = Math.min(Math.max(first, place.mark?.[1] ?? 0), limit);
  const { text, mark } = defangedAround(snippet, [first, last]);
  const marked = mark[1] > mark[0] ? page`<mark>${html(text.slice(mark[0], mark[1]))}</mark>` : NOTHING;
  return page`<pre><span class="number">${place.line}</span>${html(text.slice(0, mark[0]))}${marked}${html(text.slice(mark[1]))}</pre>`;
}
