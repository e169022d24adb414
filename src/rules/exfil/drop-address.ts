/** An address stands in the code whose owner sees every request: a chat webhook, a request catcher, a tunnel. */
import { rule } from '../../model/rule.ts';
import { BARE_ADDRESS, REQUEST_BIN, TUNNEL, WEBHOOK } from '../_known/services.ts';
import type { SourceUnit } from '../../model/source.ts';
import { isLive, textOf } from '../_known/calls.ts';

export default rule({
  id: 'drop-address',
  family: 'exfil',
  since: '0.1.0',
  title: 'Names a place where data can be dropped',
  severity: 'medium',
  confidence: 'high',
  attack: ['T1567.004', 'T1102'],
  messages: { webhook: 'Names a chat webhook: {address}', bin: 'Names a request catcher: {address}', bare: 'Names a bare address: {address}' },
  deeds: { webhook: 'names a chat webhook ({address})', bin: 'names a request catcher ({address})', bare: 'names a bare address ({address})' },

  check(unit, report) {
    const usesNetwork = unit.calls.some((call) => call.does.some((effect) => effect.startsWith('net.') || effect.startsWith('process.'))) || unit.language === 'shell';
    for (const { value, span, stage = unit.stage } of unit.strings) {
      if (value.length > 2000) continue;
      const at = { unit, span, stage };
      const address = value.slice(0, 200);
      const live = isLive(at);
      if (WEBHOOK.test(value) && /\d{6,}|bot\d|services\/T/.test(value)) report('webhook', { at, data: { address }, severity: live ? 'high' : 'medium' });
      else if (/^(?:https?:\/\/)?\S+$|https?:\/\//.test(value) && (REQUEST_BIN.test(value) || TUNNEL.test(value))) report('bin', { at, data: { address }, severity: isUsed(unit, value) ? 'critical' : live && usesNetwork ? 'high' : 'low' });
      else if (live && usesNetwork && BARE_ADDRESS.test(value) && !/^(?:8\.8\.|1\.1\.1\.1|8\.8\.4\.4|9\.9\.9\.9|255\.|224\.|239\.|192\.0\.2\.|203\.0\.113\.|198\.51\.100\.)/.test(value.replace(/^\w+:\/\//, '')) && /^\w+:\/\//.test(value)) report('bare', { at, data: { address }, severity: 'low' });
    }
  },
});

/** Whether something is really sent there, not merely named in a text. */
function isUsed(unit: SourceUnit, address: string): boolean {
  return unit.calls.some((call) => (call.does.includes('net.send') || call.does.includes('net.fetch') || call.does.includes('net.connect')) && address.length > 8 && textOf(call, 'address').startsWith(address.slice(0, 60)));
}
