/** The browser's way to a wallet or to the network is replaced, and the code knows wallet addresses: payments go elsewhere. */
import { rule } from '../../model/rule.ts';
import { callsThat } from '../_known/calls.ts';
import { coinOfAddress, coinSoughtBy } from '../_known/wallets.ts';

export default rule({
  id: 'network-wrapped',
  family: 'swap',
  since: '0.1.0',
  title: 'Wraps the network or a wallet to swap addresses',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1565.002', 'T1185'],
  reads: ['javascript'],
  messages: { wrapped: 'Replaces {what} and knows {coin} addresses', redirected: 'Replaces {what} and sets who is paid to an address of its own' },
  deeds: { wrapped: 'replaces {what} to swap {coin} addresses', redirected: 'replaces {what} and redirects payments' },

  check(unit, report) {
    if (unit.stage === 'unreachable') return;
    const replaced = callsThat(unit, 'wrap.network').find(({ name }) => / =$/.test(name) && name !== '*.payee =');
    const payee = callsThat(unit, 'wrap.network').find(({ name }) => name === '*.payee =');
    if (replaced && payee) report('redirected', { at: replaced, because: [payee], data: { what: replaced.name.replace(' =', '') } });
    if (unit.strings.length === 0) return;
    const wrapped = WRAPPED.exec(unit.text);
    if (!wrapped) return;
    const addresses = new Set<string>();
    let sought: { coin: string; span: { start: number; end: number } } | undefined;
    for (const { value, span } of unit.strings) {
      const coin = coinSoughtBy(value);
      if (coin !== undefined) sought ??= { coin, span };
      if (coinOfAddress(value) !== undefined) addresses.add(value);
    }
    // One address is a contract's; a table of them, or one beside a pattern that seeks others, is what a swap needs.
    if (addresses.size < (sought ? 1 : FEWEST) || (!sought && !isPlain(unit.text))) return;
    const what = wrapped[0].replace(/\s*=.*$/s, '').trim();
    report('wrapped', { at: { unit, span: { start: wrapped.index, end: wrapped.index + what.length } }, because: sought ? [{ unit, span: sought.span, label: 'seeks addresses' }] : [], data: { what, coin: sought?.coin ?? 'wallet' } });
  },
});

const FEWEST = 8;
const WRAPPED = /\b(?:(?:window|globalThis|self|global)\.fetch|XMLHttpRequest\.prototype\.(?:open|send)|(?:window\.)?ethereum\.(?:request|send|sendAsync)|(?:window\.)?solana\.(?:signTransaction|signAndSendTransaction|request))\s*=\s*(?:async\b|function\b|\(|[\w$]+\s*=>|new\s+Proxy)/;

/** Code that lists addresses and measures how near they are to another. */
function isPlain(text: string): boolean {
  return /levenshtein|Math\.min\(/i.test(text) && /\.(?:response|responseText|body|clone)\b|params/.test(text);
}
