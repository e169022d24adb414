/** The release differs from those before it in who made it or what it runs: what a release by a stranger looks like. */
import type { MetadataKind } from '../../model/registry.ts';
import { rule } from '../../model/rule.ts';
import { nameplateOf } from '../_known/nameplate.ts';

const CHANGES: ReadonlySet<MetadataKind> = new Set<MetadataKind>(['new-install-hook', 'provenance-lost', 'maintainers-changed', 'new-publisher', 'unsigned', 'revived']);

/** Two changes of weight; any one alone is everyday business. */
const SEVERAL = 12;

export default rule({
  id: 'release-unlike-before',
  family: 'pose',
  since: '0.1.0',
  title: 'A release unlike the ones before it',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1195.002'],
  messages: { several: 'Several things changed at once: {detail}', one: 'A change against earlier releases: {detail}' },
  deeds: { several: 'belongs to a release unlike the ones before it: {detail}', one: 'belongs to a release that differs from earlier ones: {detail}' },

  checkPackage(pkg, report) {
    const at = nameplateOf(pkg);
    const facts = (pkg.context?.facts ?? []).filter(({ kind, weight }) => CHANGES.has(kind) && weight >= 4);
    const [first] = facts;
    if (first === undefined || at === undefined) return;
    const kinds = new Set(facts.map(({ kind }) => kind));
    const weight = facts.reduce((sum, fact) => sum + fact.weight, 0);
    if (kinds.size >= 2 && weight >= SEVERAL) report('several', { at, data: { detail: facts.map(({ detail }) => detail).join('; ') } });
    else report('one', { at, data: { detail: first.detail }, severity: 'low', confidence: 'low' });
  },
});
