/** Text that came out of a decoder is evaluated as code: nobody who reads the source sees what runs. */
import type { Confidence, Severity } from '../../model/evidence.ts';
import { rule } from '../../model/rule.ts';
import type { Call, Origin, SourceUnit } from '../../model/source.ts';
import { callsThat, originOf, placeOf } from '../_known/calls.ts';
import { scrambledText } from '../_known/scrambled.ts';

export default rule({
  id: 'decoded-code-evaluated',
  family: 'run',
  since: '0.1.0',
  title: 'Evaluates decoded text as code',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1027', 'T1140'],
  needs: ['code.evaluate'],
  messages: { evaluate: 'Evaluates text that it decoded with {decoder}' },
  deeds: { evaluate: 'decodes code with {decoder} and evaluates it' },

  check(unit, report) {
    for (const call of callsThat(unit, 'code.evaluate')) {
      const origins = (call.roles.code?.origins ?? []).filter((origin) => origin.source === 'decoded');
      const [first] = origins;
      if (!first || originOf(call.roles.code, 'network')) continue;
      const decoder = [...new Set(origins.map((origin) => origin.detail ?? 'a decoder'))].join(' and ');
      report('evaluate', { at: call, because: [placeOf(first, unit, 'decoded here')], data: { decoder }, ...weightOf(call, origins, unit) });
    }
  },
});

/** Compiled files that somebody names are what runners and profilers evaluate when they are used; anything else that is decoded then may be a cache. */
function weightOf(call: Call, origins: readonly Origin[], unit: SourceUnit): { readonly severity?: Severity; readonly confidence?: Confidence } {
  if (call.stage === 'run' && call.roles.code?.exact !== true && !scrambledText(unit) && origins.every(({ detail }) => detail === 'marshal')) return { severity: 'high', confidence: 'low' };
  // Nothing is known of what is decoded, not even that it lies in the package: whoever hands it over answers for it.
  if ((call.stage === 'import' || call.stage === 'run') && call.roles.code?.text === undefined && call.roles.code?.origins.every(isNamedByCaller) === true && !scrambledText(unit)) return { severity: 'high', ...(call.within === '' ? {} : { confidence: 'medium' as const }) };
  if (call.stage !== 'run' || call.roles.code?.exact === true || scrambledText(unit)) return {};
  return { severity: 'high' };
}

/** Decoded, or read out of a file of which nothing is known. */
function isNamedByCaller({ source, detail }: Origin): boolean {
  return source === 'decoded' || (source === 'file' && (detail ?? '') === '');
}
