/** Arguments of calls and constructions. */
import type { Arg } from '../flow/nodes.ts';
import type { Lowering, Node } from './lowering.ts';

/** Arguments of a call; `...x` is a spread argument. */
export function lowerArguments(lowering: Lowering, nodes: readonly Node[]): Arg[] {
  const args: Arg[] = [];
  for (const node of nodes) {
    if (node.type === 'SpreadElement') args.push({ value: lowering.expression(node.argument), spread: '*' });
    else args.push({ value: lowering.expression(node) });
  }
  return args;
}
