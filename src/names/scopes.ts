/** npm scopes: `@types/node` is imitated by `@type/node`. */
import { scopeOf } from './canonical.ts';
import { distanceWithin } from './distance.ts';
import type { Target } from './targets.ts';
import type { Vocabulary } from './vocabulary.ts';

export class Scopes {
  /** The first target (the most downloaded) of each scope. */
  readonly #scopes = new Map<string, Target>();
  readonly #names = new Map<string, Target>();

  constructor(vocabulary: Vocabulary) {
    for (const [id, name] of vocabulary.canonicals.entries()) {
      const parts = scopeOf(name);
      if (parts === undefined) continue;
      const target = vocabulary.targetOf(id);
      if (!this.#scopes.has(parts.scope)) this.#scopes.set(parts.scope, target);
      this.#names.set(name, target);
    }
  }

  /** The target whose scope is one edit from the name's: the same package in it where there is one. Nobody but its owner publishes in a known scope. */
  imitatedBy(name: string): { target: Target; ratio: number } | undefined {
    const parts = scopeOf(name);
    if (parts === undefined || this.#scopes.has(parts.scope) || parts.scope.length < 3) return undefined;
    let best: { target: Target; ratio: number } | undefined;
    for (const [scope, first] of this.#scopes) {
      if (scope.length < 4 || distanceWithin(parts.scope, scope, 1) !== 1) continue;
      const same = this.#names.get(`@${scope}/${parts.bare}`);
      const ratio = (same === undefined ? 1 : 20) * (scope.length >= 6 ? 2 : 1);
      if (best === undefined || ratio > best.ratio || (ratio === best.ratio && first.rank < best.target.rank)) best = { target: same ?? first, ratio };
    }
    return best;
  }
}
