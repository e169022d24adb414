/** The clipboard is read, matched against wallet addresses, and written back: the attack this product starts from. */
import { rule } from '../../model/rule.ts';
import { callsThat } from '../_known/calls.ts';
import { coinOfAddress, coinSoughtBy } from '../_known/wallets.ts';

export default rule({
  id: 'clipboard-address-swap',
  family: 'swap',
  since: '0.1.0',
  title: 'Replaces wallet addresses in the clipboard',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1115', 'T1565.002'],
  needs: ['clipboard.write'],
  messages: { swap: 'Replaces a copied {coin} address with another one' },
  deeds: { swap: 'replaces a copied {coin} address with another one' },

  check(unit, report) {
    const [write] = callsThat(unit, 'clipboard.write');
    const [read] = callsThat(unit, 'clipboard.read');
    if (!write || !read) return;
    for (const { value, span } of unit.strings) {
      const coin = coinSoughtBy(value) ?? coinOfAddress(value);
      if (coin === undefined) continue;
      report('swap', { at: write, because: [{ unit, span: read.span, label: 'read here' }, { unit, span, label: `${coin} address` }], data: { coin }, stage: write.stage === 'run' ? unit.stage : write.stage });
      return;
    }
  },
});
