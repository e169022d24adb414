/** ESTree to the common tree. Only the depth of the source nests; runs of operators, members and calls are unrolled in loops. */
import type { ESTree } from 'meriyah';
import type { Expr, Module, Pattern, Stmt } from '../flow/nodes.ts';
import { lowerClass } from './lower-classes.ts';
import { lowerExpression } from './lower-expressions.ts';
import { lowerFunction } from './lower-functions.ts';
import { lowerPattern } from './lower-patterns.ts';
import { lowerBlock, lowerStatement } from './lower-statements.ts';
import { DEEPEST, freshNames, opaque, type Lowering, type Node } from './lowering.ts';

/** Lowers a parsed program; overflow of the stack is a problem of the module, never an exception. `isQuiet` tells stretches not worth walking. */
export function lowerProgram(program: ESTree.Program, isQuiet: Lowering['isQuiet'] = () => false): Module {
  const lowering = newLowering(isQuiet);
  const body: Stmt[] = [];
  attempt(lowering, program, () => body.push(...withHoisted(lowering, lowering.block(program.body))));
  for (let next = lowering.postponed.shift(); next; next = lowering.postponed.shift()) {
    const node = next;
    lowering.depth = 0;
    attempt(lowering, node, () => lowering.statement(node, body));
  }
  return { body, problems: lowering.problems, packed: lowering.packed };
}

function withHoisted(lowering: Lowering, body: Stmt[]): Stmt[] {
  const hoisted = [...lowering.names.hoisted].map((name): Stmt => ({ kind: 'declare', how: 'var', target: { kind: 'name', name, at: 0, to: 0 }, at: 0, to: 0 }));
  return [...hoisted, ...body];
}

function attempt(lowering: Lowering, node: Node, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    lowering.problems.push({ at: node.start ?? 0, why: 'nested too deeply to follow' });
  }
}

function newLowering(isQuiet: Lowering['isQuiet']): Lowering {
  const lowering: Lowering = {
    isQuiet,
    depth: 0,
    counter: 0,
    packed: 0,
    names: freshNames(),
    postponed: [],
    problems: [],
    expression: (node) => bounded(lowering, node, lowerExpression),
    pattern: (node): Pattern => bounded(lowering, node, lowerPattern),
    statement(node, into, label) {
      if (lowering.depth >= DEEPEST) {
        lowering.postponed.push(node);
        return;
      }
      lowering.depth++;
      lowerStatement(lowering, node, into, label);
      lowering.depth--;
    },
    block: (nodes) => lowerBlock(lowering, nodes),
    functionNode: (node, name) => lowerFunction(lowering, node, name),
    classNode: (node) => lowerClass(lowering, node),
  };
  return lowering;
}

function bounded(lowering: Lowering, node: Node, lower: (lowering: Lowering, node: Node) => Expr): Expr {
  if (lowering.depth >= DEEPEST) {
    lowering.postponed.push(node);
    return opaque(node);
  }
  lowering.depth++;
  const result = lower(lowering, node);
  lowering.depth--;
  return result;
}
