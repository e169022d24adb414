/** What the registry says of a release that is seen more often in malware than elsewhere. */
import type { Confidence, Severity } from '../../model/evidence.ts';
import type { MetadataKind } from '../../model/registry.ts';
import { rule } from '../../model/rule.ts';
import { nameplateOf } from '../_known/nameplate.ts';

export default rule({
  id: 'registry-facts',
  family: 'pose',
  since: '0.1.0',
  title: 'The registry says something that speaks against a release',
  severity: 'low',
  confidence: 'low',
  attack: ['T1195.001'],
  messages: { told: 'The registry says: {detail}' },
  deeds: { told: 'belongs to a release of which the registry says: {detail}' },

  checkPackage(pkg, report) {
    const at = nameplateOf(pkg);
    if (at === undefined) return;
    for (const { kind, detail, weight } of pkg.context?.facts ?? []) {
      const known = WEIGHED[kind];
      if (known !== undefined && weight >= known.least) report('told', { at, apart: kind, data: { detail }, severity: known.severity, confidence: known.confidence });
    }
  },
});

/** What is weighed, from which weight of the fact on. A guess (low confidence) never adds to anything else. Every young or deprecated package was honest once: that alone is a note at most. */
const WEIGHED: Readonly<Partial<Record<MetadataKind, { readonly least: number; readonly severity: Severity; readonly confidence: Confidence }>>> = {
  quarantined: { least: 0, severity: 'medium', confidence: 'high' },
  'signature-invalid': { least: 0, severity: 'medium', confidence: 'high' },
  'attestation-invalid': { least: 0, severity: 'medium', confidence: 'high' },
  'same-readme': { least: 5, severity: 'medium', confidence: 'medium' },
  'identity-differs': { least: 0, severity: 'low', confidence: 'medium' },
  'version-99': { least: 5, severity: 'low', confidence: 'medium' },
  'wheel-differs': { least: 5, severity: 'low', confidence: 'low' },
  'url-dependency': { least: 0, severity: 'low', confidence: 'low' },
  'young-project': { least: 5, severity: 'low', confidence: 'low' },
  burst: { least: 0, severity: 'low', confidence: 'low' },
  deprecated: { least: 0, severity: 'note', confidence: 'high' },
};
