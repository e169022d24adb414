/** A dependency is fetched from an address instead of the registry: nobody who vets the registry sees it. */
import { rule } from '../../model/rule.ts';
import { kindOfAddress } from '../_known/services.ts';

export default rule({
  id: 'dependency-by-address',
  family: 'entry',
  since: '0.1.0',
  title: 'A dependency is fetched from an address',
  severity: 'low',
  confidence: 'high',
  attack: ['T1195.001'],
  messages: { address: 'Depends on what is at {address}' },
  deeds: { address: 'pulls in a dependency from {address}' },

  checkPackage(pkg, report) {
    for (const unit of pkg.units) {
      for (const mark of unit.marks) {
        const match = mark.kind === 'export' ? /^(?:install_requires|setup_requires|dependency_links) .*?((?:git\+)?https?:\/\/\S+)/.exec(mark.detail ?? '') : null;
        if (match?.[1] !== undefined) report('address', { at: { unit, span: mark.span }, data: { address: match[1] }, ...severityOf(match[1]) });
      }
    }
    for (const fact of pkg.facts) {
      if (fact.kind === 'dependency-url') report('address', { at: fact, data: { address: fact.detail }, ...severityOf(fact.detail) });
    }
  },
});

function severityOf(address: string): { severity?: 'medium' | 'high' } {
  const kind = kindOfAddress(address);
  if (kind === 'a bare address' || kind === 'a request catcher' || kind === 'a tunnel') return { severity: 'high' };
  return kind === undefined || kind === 'a raw repository file' || address.startsWith('git+') ? {} : { severity: 'medium' };
}
