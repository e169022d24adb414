/** The texts of each unit, for rules that look for strings: literals once each, and what was folded from several. */
import type { SourceUnit } from '../../model/source.ts';
import type { Stage } from '../../model/stage.ts';
import { Bytes, type Primitive } from './nodes.ts';

const MOST_FOLDED = 4000;
/** Bytes of so many characters may be a payload. */
export const LONG_BYTES = 400;

type Place = { at: number; to: number };

export class Notes {
  readonly #noted = new Map<SourceUnit, Set<number | string>>();

  /** Texts, and of bytes those long enough to be a payload. */
  constant(unit: SourceUnit, stage: Stage, value: Primitive, node: Place): void {
    if (typeof value === 'string') this.#literal(unit, stage, value, node);
    else if (value instanceof Bytes && value.length >= LONG_BYTES) this.#literal(unit, stage, value.data, node);
  }

  #literal(unit: SourceUnit, stage: Stage, text: string, node: Place): void {
    if (text.length < 3) return;
    const noted = this.#of(unit);
    if (noted.has(node.at)) return;
    noted.add(node.at);
    unit.strings.push({ value: text, span: { start: node.at, end: node.to }, stage });
  }

  folded(unit: SourceUnit, stage: Stage, text: string, node: Place): void {
    const noted = this.#of(unit);
    if (noted.size > MOST_FOLDED || noted.has(text)) return;
    noted.add(text);
    unit.strings.push({ value: text, span: { start: node.at, end: node.to }, folded: true, stage });
  }

  #of(unit: SourceUnit): Set<number | string> {
    let noted = this.#noted.get(unit);
    if (noted === undefined) this.#noted.set(unit, (noted = new Set()));
    return noted;
  }
}
