/** The clipboard is read, matched against wallet addresses, and written back: the attack this product starts from. */
import { rule } from '../../model/rule.ts';
import type { Effect } from '../../model/effect.ts';
import type { Call, SourceUnit, Span } from '../../model/source.ts';
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
  messages: { swap: 'Replaces a copied {coin} address with another one' },
  deeds: { swap: 'replaces a copied {coin} address with another one' },

  checkPackage(pkg, report) {
    const files = new Map<SourceUnit, SourceUnit[]>();
    for (const unit of pkg.units) files.set(fileOf(unit), [...(files.get(fileOf(unit)) ?? []), unit]);
    for (const units of files.values()) {
      const write = firstThat(units, 'clipboard.write');
      const read = write === undefined ? undefined : firstThat(units, 'clipboard.read');
      const sought = read === undefined ? undefined : coinIn(units);
      if (!write || !read || !sought) continue;
      const { coin, unit, span } = sought;
      report('swap', { at: write, because: [{ unit: read.unit, span: read.span, label: 'read here' }, { unit, span, label: `${coin} address` }], data: { coin }, stage: write.stage === 'run' ? fileOf(write.unit).stage : write.stage });
    }
  },
});

/** A command line is a unit of its own, below the file that runs it. */
function fileOf(unit: SourceUnit): SourceUnit {
  let file = unit;
  while (file.parent !== undefined) file = file.parent;
  return file;
}

function firstThat(units: readonly SourceUnit[], effect: Effect): Call | undefined {
  for (const unit of units) {
    const [first] = callsThat(unit, effect);
    if (first) return first;
  }
  return undefined;
}

function coinIn(units: readonly SourceUnit[]): { coin: string; unit: SourceUnit; span: Span } | undefined {
  for (const unit of units) for (const { value, span } of unit.strings) {
    const coin = coinSoughtBy(value) ?? coinOfAddress(value);
    if (coin !== undefined) return { coin, unit, span };
  }
  return undefined;
}
