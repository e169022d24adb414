/** Where to go next stands in a place that anybody can read and only the attacker changes: a blockchain, a paste, a profile. */
import { rule } from '../../model/rule.ts';
import type { Call, Origin } from '../../model/source.ts';
import { callsThat, isLive, placeOf, textsOf } from '../_known/calls.ts';
import { PASTE } from '../_known/services.ts';

export default rule({
  id: 'dead-drop',
  family: 'control',
  since: '0.2.0',
  title: 'Takes its next address from a dead drop',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1102.001'],
  needs: ['net.fetch', 'net.connect', 'net.send', 'code.evaluate', 'process.run', 'process.shell'],
  messages: { chain: 'Takes what it contacts or runs from a blockchain', paste: 'Takes the address it contacts from {place}' },
  deeds: { chain: 'takes its next address from a blockchain', paste: 'takes its next address from {place}' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.fetch', 'net.connect', 'net.send', 'code.evaluate', 'process.run', 'process.shell')) {
      const isContact = call.does.some((effect) => effect.startsWith('net.'));
      const value = isContact ? call.roles.address : (call.roles.code ?? call.roles.command);
      for (const origin of value?.origins ?? []) {
        if (origin.source !== 'network') continue;
        const asked = callAt(origin, call);
        if (isChain(origin, asked)) {
          report('chain', { at: call, because: [placeOf(origin, unit, 'read here')], severity: isLive(call) ? 'critical' : isContact ? 'low' : 'high' });
          break;
        }
        if (isContact && PASTE.test(origin.detail ?? '')) {
          report('paste', { at: call, because: [placeOf(origin, unit, 'read here')], data: { place: origin.detail ?? '' }, severity: isLive(call) ? 'high' : 'medium' });
          break;
        }
      }
    }
  },
});

/** The call that a value came from. */
function callAt({ span, unit }: Origin, call: Call): Call | undefined {
  return (unit ?? call.unit).calls.find((other) => other.span.start === span.start && other.span.end === span.end && other.does.some((effect) => effect.startsWith('net.')));
}

/** A node of a chain is asked for what a contract or a transaction holds: by its interface's own words, or by a client. */
function isChain({ detail = '' }: Origin, asked: Call | undefined): boolean {
  return EXPLORER.test(detail) || (asked !== undefined && (CLIENT.test(asked.name) || textsOf(asked).some((text) => text.length < 5000 && METHOD.test(text))));
}

const METHOD = /["']?\b(?:eth_(?:call|getTransactionByHash|getStorageAt|getLogs)|getSignaturesForAddress|getTransaction|getAccountInfo|getProgramAccounts|triggerconstantcontract|suix?_\w+)\b/;
const CLIENT = /^(?:ethers\.|web3\b|web3\(|@solana\/web3\.js|viem\.|tronweb|@mysten\/sui|aptos)/i;
/** Explorers and public nodes: services, by what they are for. */
const EXPLORER = /\b(?:etherscan\.io|bscscan\.com|polygonscan\.com|snowtrace\.io|trongrid\.io|tronscan(?:api)?\.(?:org|com)|blockstream\.info|blockchain\.info|blockcypher\.com|mempool\.space|aptoslabs\.com|mainnet\.sui\.io|api\.mainnet-beta\.solana\.com|infura\.io|alchemy\.com|ankr\.com|publicnode\.com|drpc\.org|cloudflare-eth\.com|bsc-dataseed\w*\.)/i;
