/** Text from the network is evaluated as code: whoever controls the address controls the machine. */
import { rule } from '../../model/rule.ts';
import type { Confidence } from '../../model/evidence.ts';
import type { Call, Origin } from '../../model/source.ts';
import { callsThat, isLive, originOf, placeOf } from '../_known/calls.ts';

export default rule({
  id: 'remote-code-evaluated',
  family: 'reach',
  since: '0.1.0',
  title: 'Evaluates code from the network',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1105', 'T1059'],
  needs: ['code.evaluate', 'code.deserialize'],
  messages: { evaluate: 'Evaluates what it fetched from {address}', unpickle: 'Unpickles or unmarshals what it fetched from {address}' },
  deeds: { evaluate: 'fetches code from {address} and evaluates it', unpickle: 'fetches an object from {address} and loads it as code' },

  check(unit, report) {
    for (const call of callsThat(unit, 'code.evaluate')) {
      const origin = originOf(call.roles.code, 'network');
      if (origin) report('evaluate', { at: call, because: [placeOf(origin, unit, 'fetched here')], data: { address: origin.detail ?? 'an address made at run time' }, ...sureness(call, origin) });
    }
    for (const call of callsThat(unit, 'code.deserialize')) {
      const origin = originOf(call.roles.code, 'network');
      if (origin && call.stage !== 'run') report('unpickle', { at: call, because: [placeOf(origin, unit, 'fetched here')], data: { address: origin.detail ?? 'an address made at run time' }, severity: isLive(call) && LOADERS.test(call.name) && /^\w+:\/\/\w/.test(origin.detail ?? '') ? 'critical' : 'high' });
    }
  },
});

/** What runs code while it loads, whatever it is given; models and tables are loaded by others that do so too, and are data. */
const LOADERS = /^(?:marshal|pickle|cPickle|_pickle|dill|cloudpickle)\b/;

/** Without an address, what is called when the package is used may answer to its own other half: kernels and debuggers evaluate what those send. */
function sureness(call: Call, { detail = '' }: Origin): { readonly confidence?: Confidence } {
  if (call.stage !== 'run') return {};
  if (/^\uF8FF*$/.test(detail)) return { confidence: 'medium' };
  // An address that names no host is a file beside the code, such as the compiled half of a library.
  return /^\.{0,2}\/(?!\/)/.test(detail) ? { confidence: 'low' } : {};
}
