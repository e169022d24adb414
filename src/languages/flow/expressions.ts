/** Evaluates expressions: folds what is exact, carries origins where it isn't. */
import { HOLE } from '../../model/source.ts';
import type { Expr } from './nodes.ts';
import type { Evaluator } from './profile.ts';
import {
  AccessorVal, DictVal, FunctionVal, Known, ListVal, Mix, NONE, NOT_EXACT, Partial, RegexVal, UNKNOWN, Unknown, mix, originsOf, partialText, rawOf, textOrHole,
  withOrigins, type Val,
} from './values.ts';
import { foldComprehension } from './comprehension.ts';
import { evaluateCall } from './calls.ts';
import { LONGEST_TEXT, binary, unknownOf } from './operators.ts';
import { evaluateAssign, evaluateUpdate, makeClass } from './assignment.ts';

/** The value of an expression. Never throws for what the source says, only when the budget is spent or the evaluated code throws. */
export function evaluateExpr(ev: Evaluator, expr: Expr): Val {
  switch (expr.kind) {
    case 'const': return expr.value;
    case 'name': return ev.lookup(expr.name);
    case 'member': return evaluateMember(ev, expr);
    case 'index': return evaluateIndex(ev, expr);
    case 'slice': return evaluateSlice(ev, expr);
    case 'call': return evaluateCall(ev, expr);
    case 'chain': return evaluateChain(ev, expr);
    case 'unary': return evaluateUnary(ev, expr);
    case 'logic': return evaluateLogic(ev, expr);
    case 'choice': return evaluateChoice(ev, expr);
    case 'list': return evaluateList(ev, expr);
    case 'dict': return evaluateDict(ev, expr);
    case 'template': return evaluateTemplate(ev, expr);
    case 'function': return ev.newFunction(expr.fn, ev.frame.scope);
    case 'class': return makeClass(ev, expr.cls);
    case 'assign': return evaluateAssign(ev, expr);
    case 'update': return evaluateUpdate(ev, expr);
    case 'await': return ev.evaluate(expr.value);
    case 'yield': return evaluateYield(ev, expr);
    case 'sequence': return evaluateSequence(ev, expr);
    case 'comprehension': return foldComprehension(ev, expr);
    case 'dynamicImport': return ev.external('import', [ev.evaluate(expr.source)], new Map(), undefined, expr);
    case 'regex': return new RegexVal(expr.source, expr.flags);
    case 'opaque': return UNKNOWN;
  }
}

type Of<Kind extends Expr['kind']> = Extract<Expr, { kind: Kind }>;

function evaluateMember(ev: Evaluator, expr: Of<'member'>): Val {
  return ev.member(ev.evaluate(expr.object), expr.property, expr);
}

function evaluateIndex(ev: Evaluator, expr: Of<'index'>): Val {
  const object = ev.evaluate(expr.object);
  return ev.index(object, ev.evaluate(expr.index), expr);
}

function evaluateSlice(ev: Evaluator, expr: Of<'slice'>): Val {
  const object = ev.evaluate(expr.object);
  const bounds = [expr.from, expr.until, expr.step].map((bound) => (bound ? ev.evaluate(bound) : null));
  const result = ev.profile.builtin({ name: 'slice', args: bounds, named: new Map(), receiver: object, node: expr }, ev);
  return result ?? new Unknown(originsOf(object));
}

function evaluateChain(ev: Evaluator, expr: Of<'chain'>): Val {
  const { operands, ops } = expr;
  const [first] = operands;
  if (first === undefined) return UNKNOWN;
  let left = ev.evaluate(first);
  const isConcatenation = operands.length > 9 && ops.every((op) => op === '+' || op === '&');
  if (isConcatenation && typeof left === 'string') return concatenate(ev, expr, left, []);
  for (let i = 1; i < operands.length; i++) {
    const operand = operands[i];
    if (operand === undefined) break;
    left = binary(ev, ops[i - 1] ?? '+', left, ev.evaluate(operand));
  }
  if (operands.length > 1) noteText(ev, left, expr);
  return left;
}

/** A long run of `+` over texts in one join, not a quadratic number of copies. */
function concatenate(ev: Evaluator, expr: Of<'chain'>, first: string, texts: string[]): Val {
  texts.push(first);
  let origins = NONE;
  let exact = true;
  for (const operand of expr.operands.slice(1)) {
    const value = ev.evaluate(operand);
    const joined = textJoined(ev, expr.ops[0] ?? '+', value);
    if (joined === undefined) exact = false;
    texts.push(joined ?? partialText(value) ?? HOLE);
    origins = ev.originsFrom(new Unknown(origins), value);
  }
  const text = texts.join('');
  const result = exact ? withOrigins(text, origins) : new Partial(text, origins);
  noteText(ev, result, expr);
  return result;
}

/** What a value becomes when it is joined to a text (JSFuck joins lists of one digit); undefined where that isn't exactly known. */
function textJoined(ev: Evaluator, op: string, value: Val): string | undefined {
  if (typeof value === 'string') return value;
  const raw = rawOf(value);
  const joined = ev.profile.binary(op, '', raw === NOT_EXACT ? value : raw, ev);
  return typeof joined === 'string' ? joined : undefined;
}

function noteText(ev: Evaluator, value: Val, node: Expr): void {
  const text = typeof value === 'string' ? value : value instanceof Known || value instanceof Partial ? partialText(value) : undefined;
  if (text !== undefined && text.length >= 4) ev.noteFolded(text, node);
}

function evaluateUnary(ev: Evaluator, expr: Of<'unary'>): Val {
  const operand = ev.evaluate(expr.operand);
  const raw = rawOf(operand);
  const result = ev.profile.unary(expr.op, raw === NOT_EXACT ? operand : raw, ev);
  return result === undefined ? unknownOf(ev, operand) : withOrigins(result, originsOf(operand, 0));
}

function evaluateLogic(ev: Evaluator, expr: Of<'logic'>): Val {
  let result: Val = undefined;
  let certain = true;
  for (const operand of expr.operands) {
    const value = ev.evaluate(operand);
    result = certain ? value : mix(result, value);
    const known = expr.op === '??' ? isPresent(value) : ev.profile.truthy(value);
    if (known === undefined) certain = false;
    else if (certain && known === (expr.op !== '&&')) return value;
  }
  return result;
}

function isPresent(value: Val): boolean | undefined {
  const raw = rawOf(value);
  if (raw === null || raw === undefined) return false;
  // `%NAME%` stands for a variable of the environment, which may be unset.
  return value instanceof Unknown || value instanceof Mix || (value instanceof Partial && /^%[^%]*%$/.test(value.text)) ? undefined : true;
}

function evaluateChoice(ev: Evaluator, expr: Of<'choice'>): Val {
  const test = ev.profile.truthy(ev.evaluate(expr.test));
  if (test === true) return ev.evaluate(expr.then);
  if (test === false) return ev.evaluate(expr.orelse);
  return mix(ev.evaluate(expr.then), ev.evaluate(expr.orelse));
}

function evaluateList(ev: Evaluator, expr: Of<'list'>): Val {
  const items: Val[] = [];
  const list = new ListVal(items, expr.type);
  for (const item of expr.items) {
    if (item.kind === 'unary' && (item.op === '*' || item.op === '...')) {
      const value = ev.evaluate(item.operand);
      const elements = ev.elements(value);
      if (elements) for (const element of elements) items.push(element);
      else {
        list.open = true;
        items.push(new Unknown(originsOf(value)));
      }
      continue;
    }
    items.push(ev.evaluate(item));
  }
  return list;
}

function evaluateDict(ev: Evaluator, expr: Of<'dict'>): Val {
  const dict = new DictVal();
  dict.isObject = ev.profile.language !== 'python';
  for (const entry of expr.entries) {
    if (entry.key === undefined) {
      spreadInto(ev, dict, ev.evaluate(entry.value));
      continue;
    }
    const key = partialText(ev.evaluate(entry.key));
    const value = accessorOf(entry.value, ev.evaluate(entry.value), dict);
    if (key === undefined) dict.open = true;
    dict.entries.set(key ?? HOLE, value instanceof FunctionVal && !(value instanceof AccessorVal) && dict.isObject && !value.node.isArrow ? new FunctionVal(value.node, value.scope, dict, value.owner) : value);
  }
  return dict;
}

/** A getter of an object literal; a setter keeps what was there. */
function accessorOf(node: Expr, value: Val, dict: DictVal): Val {
  if (node.kind !== 'function' || !(value instanceof FunctionVal)) return value;
  const isGetter = node.fn.decorators.some((decorator) => decorator.kind === 'name' && decorator.name === 'get');
  return isGetter ? new AccessorVal(value.node, value.scope, dict, value.owner) : value;
}

function spreadInto(ev: Evaluator, dict: DictVal, value: Val): void {
  if (value instanceof DictVal) {
    for (const [key, item] of value.entries) dict.entries.set(key, item);
    if (value.open) dict.open = true;
    return;
  }
  dict.open = true;
  dict.origins = ev.originsFrom(dict, value);
}

function evaluateTemplate(ev: Evaluator, expr: Of<'template'>): Val {
  const values = expr.parts.map((part) => ev.evaluate(part));
  if (expr.tag) return ev.call(ev.evaluate(expr.tag), values, new Map(), undefined, expr);
  let text = '';
  let exact = true;
  for (const [i, value] of values.entries()) {
    const shown = ev.profile.display(value, expr.formats?.[i]);
    if (shown === undefined) exact = false;
    text += shown ?? textOrHole(value);
    if (text.length > LONGEST_TEXT) return unknownOf(ev, ...values);
  }
  const origins = ev.originsFrom(...values);
  const result = exact ? withOrigins(text, origins) : new Partial(text, origins);
  if (values.length > 1) noteText(ev, result, expr);
  return result;
}

function evaluateYield(ev: Evaluator, expr: Of<'yield'>): Val {
  const value = expr.value ? ev.evaluate(expr.value) : null;
  const list = (ev.frame.yields ??= new ListVal([]));
  const elements = expr.from ? ev.elements(value) : undefined;
  if (elements) list.items.push(...elements.slice(0, 100_000));
  else list.items.push(value);
  if (ev.frame.uncertain > 0) list.open = true;
  return UNKNOWN;
}

function evaluateSequence(ev: Evaluator, expr: Of<'sequence'>): Val {
  let last: Val = undefined;
  for (const item of expr.items) last = ev.evaluate(item);
  return last;
}
