/**
 * Runs byte code over a stack of source pieces instead of values, from the first instruction to the last, and writes the statements this spells.
 * Conditions and loops are told where their jumps make them plain; the rest is written one after another, which shows more calls, not fewer.
 */
import { isCode, type CodeObject } from './marshal.ts';
import { instructionsOf, type Instruction } from './pyc-instructions.ts';
import { identifier, spelled, UNKNOWN, type Item, type Writer } from './pyc-stack.ts';

const MOST_STACK = 500;
const MOST_FUNCTIONS_DEEP = 30;
const MOST_BLOCKS_DEEP = 60;

export type Handler = (machine: Machine, arg: number, instruction: Instruction) => void;
/** What each instruction does, by name. */
export type Handlers = Readonly<Record<string, Handler>>;

interface Block {
  kind: 'if' | 'else' | 'for';
  end: number;
  /** Stack height at its start. */
  height: number;
  /** Where its header stands among the lines. */
  line: number;
  test: string;
  /** What the first branch left on the stack: then it is a conditional expression, and has no lines of its own. */
  left?: Item;
}

/** The operand of `and` or `or` that waits for the other at `end`. */
interface Waiting {
  end: number;
  op: 'and' | 'or';
  left: Item;
}

export class Machine {
  readonly stack: Item[] = [];
  readonly code: CodeObject;
  readonly version: number;
  readonly out: Writer;
  /** Names of keyword arguments, told before a call (3.11 and 3.12). */
  keywords: readonly string[] = [];
  /** After SEND, the next yield belongs to `await`. */
  isAwaiting = false;
  /** A generator expression is written as a function that gives a list: what it yields is then known. */
  readonly isGenerator: boolean;
  private readonly constants = new Map<number, Item>();
  private readonly blocks: Block[] = [];
  private readonly waiting: Waiting[] = [];
  private readonly depth: number;
  private readonly handlers: Handlers;
  private instructions: Instruction[] = [];
  private index = 0;

  constructor(code: CodeObject, version: number, out: Writer, handlers: Handlers, depth = 0) {
    this.handlers = handlers;
    this.code = code;
    this.version = version;
    this.out = out;
    this.depth = depth;
    this.isGenerator = code.name === '<genexpr>';
  }

  /** Writes the code's statements. */
  run(): void {
    this.out.charge(this.code.code.length);
    this.instructions = instructionsOf(this.code, this.version);
    if (this.isGenerator) this.out.line('_made = []');
    for (this.index = 0; this.index < this.instructions.length && !this.out.isFull; this.index++) {
      const instruction = this.instructions[this.index];
      if (!instruction) break;
      this.arrive(instruction.at);
      this.handlers[instruction.name]?.(this, instruction.arg, instruction);
    }
    this.arrive(Number.POSITIVE_INFINITY);
    if (this.isGenerator) this.out.line('return _made');
  }

  push(item: Item): void {
    if (this.stack.length >= MOST_STACK) this.stack.splice(0, MOST_STACK / 2);
    this.stack.push(item);
  }

  pushText(text: string, depth = 0): void {
    this.push(this.out.bounded(text, depth));
  }

  /** Takes the top; a function there is written out first. */
  pop(): Item {
    const item = this.stack.pop() ?? UNKNOWN;
    return item.fn ? this.written(item) : item;
  }

  /** Takes the top as it is. */
  popRaw(): Item {
    return this.stack.pop() ?? UNKNOWN;
  }

  popMany(count: number): Item[] {
    const items: Item[] = [];
    for (let left = Math.min(count, MOST_STACK); left > 0; left--) items.push(this.pop());
    return items.reverse();
  }

  /** The two on top, the lower first. */
  popPair(): [Item, Item] {
    const second = this.pop();
    return [this.pop(), second];
  }

  /** Like popMany, with functions left unwritten. */
  popArguments(count: number): Item[] {
    const items: Item[] = [];
    for (let left = Math.min(count, MOST_STACK); left > 0; left--) items.push(this.popRaw());
    return items.reverse();
  }

  constant(index: number): Item {
    const value = this.code.consts[index];
    if (value !== undefined && isCode(value)) return { ...UNKNOWN, fn: { code: value, defaults: [] } };
    const item = this.constants.get(index) ?? { ...spelled(value), isConst: true };
    this.constants.set(index, item);
    return item;
  }

  name(index: number): string {
    return identifier(this.code.names[index] ?? '_unknown');
  }

  local(index: number): string {
    return identifier(this.code.locals[index] ?? '_unknown');
  }

  cell(index: number): string {
    return identifier(this.code.cells[index] ?? '_unknown');
  }

  /** Whether the instruction that many places on has that name. */
  isNext(name: string, places = 1): boolean {
    return this.instructions[this.index + places]?.name === name;
  }

  private skip(count: number): void {
    this.index += count;
  }

  /** Whether the empty collection made here is one that a comprehension fills. */
  get isGathering(): boolean {
    return /^<(list|set|dict)comp>$/.test(this.code.name) || [1, 2, 3].some((places) => this.isNext('FOR_ITER', places));
  }

  get isLast(): boolean {
    return this.index === this.instructions.length - 1;
  }

  /** Ends the flow: on a condition nobody knows, where more follows in the same block, so that a reader goes on there. */
  leave(statement: string): void {
    if (statement === 'return' && (this.isLast || this.isGenerator)) return;
    if (this.isLast || this.blocks.length > 0) this.out.line(statement);
    else this.out.line(`if _unknown: ${statement}`);
  }

  /** Begins what runs on a condition, up to the target. */
  branch(test: Item, target: number, isNegated: boolean): void {
    const text = isNegated ? `not (${test.text})` : test.text;
    if (target < 0 || this.blocks.length >= MOST_BLOCKS_DEEP || this.out.indent > 80) {
      if (!test.silent) this.out.line(text);
      return;
    }
    this.begin('if', target, text, `if ${text}:`);
  }

  /** Begins a loop; gives the name of its variable. */
  loop(target: number): string {
    const iterated = this.stack.at(-1) ?? UNKNOWN;
    const name = this.out.fresh('each');
    if (target < 0 || this.blocks.length >= MOST_BLOCKS_DEEP) this.out.line(`${name} = next(${iterated.text})`);
    else this.begin('for', target, '', `for ${name} in ${iterated.text}:`);
    return name;
  }

  private begin(kind: Block['kind'], end: number, test: string, header: string): void {
    this.out.line(header);
    this.blocks.push({ kind, end, height: this.stack.length, line: this.out.lines.length, test });
    this.out.indent++;
  }

  /** `and` or `or`: the left operand waits for what is on top at the target. */
  hold(op: 'and' | 'or', target: number): void {
    const left = this.pop();
    if (target < 0) return;
    if (this.waiting.length < 100) this.waiting.push({ end: target, op, left });
    else if (!left.silent) this.out.line(left.text);
  }

  /** From 3.12 on `and` and `or` are a copy, a jump and a pop. */
  shortCircuit(): void {
    const jump = this.instructions[this.index + 1];
    this.hold(jump?.name === 'POP_JUMP_IF_FALSE' ? 'and' : 'or', jump?.target ?? -1);
    this.skip(2);
  }

  /** A jump forward at the end of the branch begins the other branch. */
  jump(target: number, next: number): void {
    const block = this.blocks.at(-1);
    if (!block || block.kind !== 'if' || block.end > next || target <= block.end) return;
    const outer = this.blocks.at(-2);
    if (outer && outer.end < target) return;
    const isExpression = this.stack.length > block.height && this.out.lines.length === block.line;
    if (!isExpression) {
      this.close(block);
      this.begin('else', target, block.test, 'else:');
      return;
    }
    const left = this.pop();
    this.out.lines.pop();
    this.out.indent--;
    this.blocks[this.blocks.length - 1] = { ...block, kind: 'else', end: target, left };
  }

  /** The offset after the present instruction. */
  get following(): number {
    return this.instructions[this.index + 1]?.at ?? Number.POSITIVE_INFINITY;
  }

  private arrive(at: number): void {
    for (;;) {
      const waiting = this.waiting.at(-1);
      const block = this.blocks.at(-1);
      if (waiting && waiting.end <= at && !(block && block.end < waiting.end)) {
        this.waiting.pop();
        const right = this.pop();
        this.pushText(`(${waiting.left.text} ${waiting.op} ${right.text})`, Math.max(waiting.left.depth, right.depth) + 1);
      } else if (block && block.end <= at) this.end(block);
      else return;
    }
  }

  private end(block: Block): void {
    this.close(block);
    if (block.kind === 'for') {
      this.stack.length = Math.min(this.stack.length, block.height);
      if (this.version < 312) this.popRaw();
    }
    if (block.kind !== 'else' || !block.left) return;
    if (this.stack.length <= block.height) return;
    const right = this.pop();
    this.pushText(`(${block.left.text} if ${block.test} else ${right.text})`, Math.max(block.left.depth, right.depth) + 1);
  }

  private close(block: Block): void {
    this.blocks.pop();
    if (block.left) return;
    if (this.out.lines.length === block.line) this.out.line('pass');
    this.out.indent--;
  }

  /** Writes a function's statements and gives its name. */
  written(item: Item): Item {
    const { fn } = item;
    if (!fn) return item;
    const name = fn.code.name.startsWith('<') ? this.out.fresh(identifier(fn.code.name.replace(/[<>]/g, ''))) : identifier(fn.code.name);
    this.out.line(`${fn.code.flags & 0x80 ? 'async ' : ''}def ${name}(${parameters(item)}):`);
    this.inside(fn.code);
    return { text: name, depth: 0 };
  }

  /** Writes a code object as the indented body of the line before. */
  inside(code: CodeObject): void {
    const before = this.out.lines.length;
    this.out.indent++;
    if (this.depth < MOST_FUNCTIONS_DEEP) new Machine(code, this.version, this.out, this.handlers, this.depth + 1).run();
    if (this.out.lines.length === before) this.out.line('pass');
    this.out.indent--;
  }
}

function parameters({ fn }: Item): string {
  if (!fn) return '';
  const { argCount, keywordOnly, flags, locals } = fn.code;
  const names = locals.slice(0, Math.max(0, argCount + keywordOnly + 2)).map(identifier);
  const unset = argCount - fn.defaults.length;
  const all = names.slice(0, argCount).map((name, index) => (index >= unset ? `${name}=${fn.defaults[index - unset]}` : name));
  let next = argCount + keywordOnly;
  if (flags & 4) all.push(`*${names[next++] ?? '_rest'}`);
  else if (keywordOnly > 0) all.push('*');
  all.push(...names.slice(argCount, argCount + keywordOnly));
  if (flags & 8) all.push(`**${names[next] ?? '_named'}`);
  return all.join(', ');
}
