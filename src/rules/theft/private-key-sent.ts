/** A wallet's private key is handed to a function that sends what it gets to a fixed address. */
import { rule } from '../../model/rule.ts';
import { callsThat, textOf } from '../_known/calls.ts';

export default rule({
  id: 'private-key-sent',
  family: 'theft',
  since: '0.1.0',
  title: 'Sends a wallet\'s private key out',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1552.004', 'T1041'],
  reads: ['javascript', 'python'],
  needs: ['net.fetch', 'net.send'],
  messages: { key: 'Hands a private key to what sends to {address}' },
  deeds: { key: 'sends a wallet\'s private key to {address}' },

  check(unit, report) {
    if (!WALLET.test(unit.text)) return;
    for (const call of callsThat(unit, 'net.fetch', 'net.send')) {
      const address = textOf(call, 'address');
      const name = call.within.split('.').at(-1) ?? '';
      if (name.length < 3 || !/^https?:\/\/[\w-]+(?:\.[\w-]+)+/.test(address) || (call.roles.data === undefined && call.roles.headers === undefined)) continue;
      const handed = new RegExp(`\\b${name.replace(/[^\w]/g, '.')}\\(\\s*(?:this\\.|self\\.)?[_#]?${KEY}(?:\\.toString\\(\\))?\\s*[),]`, 'i').exec(unit.text);
      if (handed) report('key', { at: call, because: [{ unit, span: { start: handed.index, end: handed.index + handed[0].length }, label: 'the key is handed over here' }], data: { address } });
    }
  },
});

/** Keys of other services are called secret too: only code that handles wallets is meant. */
const WALLET = /\b(?:Keypair|mnemonic|bip39|secp256k1|ed25519|[Ww]allet|eth_account|web3|ethers)\b/;
const KEY = '(?:secret_?key|private_?key|priv_?key|mnemonic|seed_?phrase|keypair)';
