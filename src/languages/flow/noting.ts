/** Notes the texts of code that is not evaluated: its literals, and what is plainly put together from them. */
import type { Expr, FunctionNode } from './nodes.ts';
import type { Evaluator } from './profile.ts';
import { walkExpr, walkFunction, walkParameters, type Visitor } from './tree.ts';

/** A visitor that notes texts in the evaluator's current unit. */
export function noting(ev: Evaluator): Visitor {
  return {
    expr: (expr) => {
      if (expr.kind === 'const') {
        ev.evaluate(expr);
        return false;
      }
      if (!isPutTogether(expr)) return true;
      ev.evaluate(expr);
      return false;
    },
  };
}

/** Notes the texts of a function. */
export function noteTexts(ev: Evaluator, fn: FunctionNode): void {
  const visitor = noting(ev);
  if (fn.outline === undefined) return walkFunction(fn, visitor);
  walkParameters(fn, visitor);
  for (const text of fn.outline.texts) walkExpr(text, visitor);
}

function isPutTogether(expr: Expr): boolean {
  const parts = expr.kind === 'chain' ? expr.operands : expr.kind === 'template' ? expr.parts : [];
  return parts.some((part) => part.kind === 'const' && typeof part.value === 'string') && parts.every(isSimple);
}

/** Nothing that has to be called. */
function isSimple(expr: Expr): boolean {
  return expr.kind === 'const' || expr.kind === 'name' || (expr.kind === 'member' && isSimple(expr.object));
}
