/** The one palette: colours named by what they mean. */
import { coloured } from '../kit/markup.ts';
import type { Printable } from '../kit/untrusted.ts';
import type { Severity } from '../model/evidence.ts';
import type { Verdict } from '../model/report.ts';

export type Paint = (text: Printable) => Printable;

export interface Palette {
  readonly verdict: Readonly<Record<Verdict, Paint>>;
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly heading: Paint;
  readonly place: Paint;
  readonly mark: Paint;
  readonly layer: Paint;
  readonly quiet: Paint;
}

/** Colours, or nothing at all. */
export function paletteOf(hasColour: boolean): Palette {
  const paint = (...codes: readonly number[]): Paint => (text) => (hasColour ? coloured(text, codes) : text);
  return {
    verdict: { malicious: paint(1, 97, 41), suspicious: paint(1, 30, 43), unknown: paint(1, 97, 45), clean: paint(1, 32) },
    severity: { critical: paint(1, 31), high: paint(31), medium: paint(33), low: paint(36), note: paint(2) },
    heading: paint(1),
    place: paint(36),
    mark: paint(31),
    layer: paint(35),
    quiet: paint(2),
  };
}
