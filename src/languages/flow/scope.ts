/** Variables. A scope belongs to a module, function, class body or block; lookups go outwards. */
import type { Val } from './values.ts';

export class Scope {
  readonly parent: Scope | undefined;
  /** The nearest scope that owns `var` and plain Python assignment. */
  readonly owner: Scope;
  readonly kind: 'module' | 'function' | 'class' | 'block';
  readonly variables = new Map<string, Val>();
  /** Python `global`/`nonlocal` names, and where they live. */
  redirected: Map<string, Scope> | undefined;

  /** Outside modules whose every name was imported. */
  readonly stars: string[] = [];

  constructor(kind: 'module' | 'function' | 'class' | 'block', parent?: Scope) {
    this.kind = kind;
    this.parent = parent;
    this.owner = kind === 'block' && parent ? parent.owner : this;
  }

  /** The scope that holds a name, seen from here; a class body's names are not seen from its methods. */
  find(name: string): Scope | undefined {
    let scope: Scope | undefined = this;
    let first = true;
    while (scope) {
      if ((first || scope.kind !== 'class') && scope.variables.has(name)) return scope;
      if (scope.kind !== 'block') first = false;
      scope = scope.parent;
    }
    return undefined;
  }

  get module(): Scope {
    let scope: Scope = this;
    while (scope.parent) scope = scope.parent;
    return scope;
  }
}
