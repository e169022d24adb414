/** Collections cost fuel: what builds many large ones is code made to exhaust its reader. */
import type { Evaluator } from './profile.ts';

const SMALL = 1000;
/** Elements that cost as much as one pass of a loop. */
const PER_PASS = 8;

/** Whether a collection of so many elements may still be built; the large ones are paid for. */
export function affords(ev: Evaluator, elements: number): boolean {
  if (elements <= SMALL) return true;
  if (ev.fuel <= 0) return false;
  ev.fuel -= Math.ceil(elements / PER_PASS);
  return true;
}
