/**
 * Reads a whole package: runs its roots in the order of their stages, follows imports between its files, hands inner texts to the reader of
 * their language, and last walks what nothing reached.
 */
import type { Budget } from '../kit/budget.ts';
import { BudgetSpent } from '../kit/budget.ts';
import { lengthOf } from '../model/artifact.ts';
import type { Reading, SourceText } from '../model/reader.ts';
import { unitOf } from '../model/reader.ts';
import type { Language, SourceUnit, Span } from '../model/source.ts';
import { isStronger, type Stage } from '../model/stage.ts';
import type { Plan, Root } from '../ecosystems/plan.ts';
import { nestingOf } from '../languages/flow/frames.ts';
import { Interpreter } from '../languages/flow/interpreter.ts';
import { ModuleVal, Scope } from '../languages/flow/values.ts';
import { isEncodedScript } from '../languages/script-encoder.ts';
import { EVALUATED, READERS, languageOf, languageOfInner, resolveModule, sourceOf } from './readers.ts';
import { LARGEST_SOURCE, type Files } from './files.ts';
import { ScriptGate, isWorthReading, specifiersIn } from './gate.ts';
import type { Interest } from '../languages/javascript/interest.ts';

const MOST_UNITS = 20_000;
const DEEPEST = 64;
/** Texts within texts, whatever their languages. */
const MOST_NESTED = 100;

interface Loaded {
  readonly unit: SourceUnit;
  readonly module: ModuleVal | undefined;
  /** It was not parsed: nothing in it is of interest by itself. */
  readonly isSkipped?: true;
}

export class World implements Reading {
  readonly budget: Budget;
  readonly units: SourceUnit[] = [];
  readonly #files: Files;
  readonly #plan: Plan;
  readonly #interpreters = new Map<Language, Interpreter>();
  readonly #loaded = new Map<string, Loaded>();
  readonly #gate: ScriptGate;
  readonly #inner = new Set<string>();
  #depth = 0;

  constructor(files: Files, plan: Plan, budget: Budget) {
    this.#files = files;
    this.#plan = plan;
    this.budget = budget;
    this.#gate = new ScriptGate(files, (path) => plan.stageOfOther(path));
  }

  /** Reads everything; afterwards `units` is complete. */
  read(): void {
    for (const root of this.#plan.roots) this.#guard(root.path, () => this.#runRoot(root));
    for (const isAside of [false, true]) {
      for (const path of this.#files.paths) {
        const stage = this.#plan.stageOfOther(path);
        if (!this.#loaded.has(path) && (stage === 'unreachable') === isAside) this.#guard(path, () => this.#readFile(path, stage));
      }
      for (const interpreter of this.#interpreters.values()) interpreter.finish();
    }
  }

  /** The stage at which a file was read; undefined: it wasn't. */
  stageOf(path: string): Stage | undefined {
    return this.#loaded.get(path)?.unit.stage;
  }

  /** A file's unit, made empty where it wasn't read: a place for facts and oddities. */
  unitAt(path: string): SourceUnit {
    const loaded = this.#loaded.get(path);
    if (loaded) return loaded.unit;
    const unit = unitOf({ path, text: this.#files.text(path), language: 'data', stage: this.#plan.stageOfOther(path), layers: [] });
    this.#loaded.set(path, { unit, module: undefined });
    return unit;
  }

  #guard(path: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      if (!(error instanceof BudgetSpent) && !(error instanceof RangeError)) throw error;
      this.unitAt(path).gaps.push(error instanceof BudgetSpent ? error.message : 'nested too deeply');
    }
  }

  #runRoot(root: Root): void {
    if (root.text === undefined) {
      this.#readFile(root.path, root.stage, root.language);
      return;
    }
    const parent = this.unitAt(root.path);
    const start = root.start ?? 0;
    const from = { unit: parent, span: { start, end: start + root.text.length }, stage: root.stage };
    this.inner(root.text, root.how ?? 'command', from, root.language);
  }

  #readFile(path: string, stage: Stage, asked?: Language, isNeeded = false): ModuleVal | undefined {
    const done = this.#loaded.get(path);
    if (done && isNeeded && done.isSkipped && this.#gate.takesCompanion(done.unit.text)) return this.#readSkipped(done.unit);
    if (done) {
      if (isStronger(stage, done.unit.stage)) this.#raise(done.unit, stage);
      return done.module;
    }
    const entry = this.#files.entry(path);
    if (!entry) return undefined;
    this.budget.checkTime();
    const size = lengthOf(entry);
    const head = entry.head ?? entry.bytes;
    const guessed = languageOf(path, head, size);
    // What `require` names may be machine code, or a bundler's resource.
    const language = guessed === 'native' || (guessed === 'data' && head.subarray(0, 4_096).includes(0)) ? guessed : (asked ?? guessed);
    if (language === 'data') return undefined;
    // A native file matters where something runs or loads it; what lies beside Python modules is their product.
    if (language === 'native' && (stage === 'run' || stage === 'unreachable')) return undefined;
    const read = language === 'native' ? { text: latin1(entry.bytes), gaps: [], strings: [] } : sourceOf(path, () => entry.bytes, () => this.#files.text(path));
    const source: SourceText = { path, text: read.text, language, stage, layers: [] };
    const isWhole = read.gaps.length === 0 && size <= LARGEST_SOURCE;
    const isIdle = isWhole && (stage === 'run' || stage === 'unreachable');
    if (isIdle && ((language === 'javascript' && stage === 'unreachable') || (language === 'python' && !isWorthReading(read.text, stage === 'unreachable')))) return this.#skip(source);
    const interest = language === 'javascript' && isWhole ? this.#gate.interestOf(read.text, stage) : undefined;
    if (interest?.isEmpty === true && !(isNeeded && this.#gate.takesCompanion(read.text))) return this.#passScript(source);
    const module = this.#readSource(source, interest?.isEmpty === true ? undefined : interest, isNeeded);
    const unit = this.#loaded.get(path)?.unit;
    if (unit) {
      unit.gaps.push(...read.gaps);
      if (size > LARGEST_SOURCE) unit.gaps.push(`more than ${LARGEST_SOURCE / 1_000_000} MB: the rest is not read`);
      for (const value of read.strings) unit.strings.push({ value, span: { start: 0, end: 0 } });
    }
    return module;
  }

  /** Counts a file that holds nothing to go by as read. */
  #skip(source: SourceText): undefined {
    const unit = unitOf(source);
    this.added(unit);
    this.#loaded.set(source.path, { unit, module: undefined, isSkipped: true });
    this.#files.release(source.path);
  }

  /** A script without interest loads others all the same; one that brings scripts of interest together is read after them. */
  #passScript(source: SourceText): ModuleVal | undefined {
    this.#skip(source);
    const unit = this.#loaded.get(source.path)?.unit;
    if (unit === undefined || source.stage !== 'import') return undefined;
    let joins = false;
    for (const specifier of specifiersIn(source.text)) {
      const path = resolveModule('javascript', specifier, 0, source.path, this.#files);
      if (path === undefined || this.#depth >= DEEPEST) continue;
      this.#deeper(() => this.#readFile(path, source.stage, 'javascript'));
      if (this.#loaded.get(path)?.module !== undefined) joins = true;
    }
    return joins && this.#loaded.get(source.path)?.isSkipped && this.#gate.takesCompanion(source.text) ? this.#readSkipped(unit) : undefined;
  }

  #readSkipped({ path, text, language, stage }: SourceUnit): ModuleVal | undefined {
    const index = this.units.findIndex((unit) => unit.path === path && unit.layers.length === 0);
    if (index >= 0) this.units.splice(index, 1);
    return this.#readSource({ path, text, language, stage, layers: [] });
  }

  #deeper<Result>(action: () => Result): Result {
    this.#depth++;
    try {
      return action();
    } finally {
      this.#depth--;
    }
  }

  /** A file already read that turns out to run earlier keeps its calls; those at its former stage move up. */
  #raise(unit: SourceUnit, stage: Stage): void {
    const index = this.units.indexOf(unit);
    if (index < 0 || unit.language === 'python' || unit.language === 'javascript') return;
    const raised: SourceUnit = { ...unit, stage, calls: [] };
    for (const call of unit.calls) raised.calls.push({ ...call, stage, unit: raised });
    this.units[index] = raised;
    this.#loaded.set(unit.path, { unit: raised, module: undefined });
  }

  #readSource(given: SourceText, interest?: Interest, isImported = false): ModuleVal | undefined {
    // The Windows hosts decode a script before they look for its language.
    const source: SourceText = given.language !== 'vbscript' && isEncodedScript(given.text) ? { ...given, language: 'vbscript' } : given;
    const profile = EVALUATED.get(source.language);
    if (profile) {
      const unit = unitOf(source);
      const scope = new Scope('module');
      const module = new ModuleVal(source.path, scope);
      this.added(unit);
      if (source.layers.length === 0) this.#loaded.set(source.path, { unit, module });
      const interpreter = this.#interpreterFor(source.language, unit);
      const parsed = profile.parse(unit, interest);
      profile.prepare?.(scope, unit, isImported, parsed);
      interpreter.runModule(parsed, unit, source.stage, scope);
      return module;
    }
    const unit = READERS.get(source.language)?.(source, this);
    if (unit === undefined) return undefined;
    this.added(unit);
    if (source.layers.length === 0) this.#loaded.set(source.path, { unit, module: undefined });
    this.#followPrograms(unit);
    return undefined;
  }

  /** A command that runs a file of the package makes that file run at its stage. */
  #followPrograms(unit: SourceUnit): void {
    for (const call of [...unit.calls]) {
      if (!call.does.includes('process.run') && !call.does.includes('process.shell')) continue;
      const words = (call.roles.command?.text ?? '').split(/[\s"']+/).slice(0, 16);
      for (const [i, word] of words.entries()) {
        for (const path of filesNamed(word, i === 0, /^(?:\S*[\\/])?pythonw?[\d.]*(?:\.exe)?$/.test(words[0] ?? '') && words[i - 1] === '-m')) {
          const shipped = this.#files.shipped(path, unit.path);
          if (shipped) this.#readFile(shipped.path, call.stage);
        }
      }
    }
  }

  #interpreterFor(language: Language, unit: SourceUnit): Interpreter {
    let interpreter = this.#interpreters.get(language);
    const profile = EVALUATED.get(language);
    if (interpreter === undefined) {
      if (profile === undefined) throw new Error(`no profile for ${language}`);
      interpreter = new Interpreter(profile.profile, this.budget, {
        load: (specifier, level, from, stage) => this.#load(language, specifier, level, from, stage),
        inner: (text, how, from, inner) => this.inner(text, how, from, inner),
        shipped: (path, from) => this.#files.shipped(path, from),
        added: (added) => this.added(added),
      }, unit);
      this.#interpreters.set(language, interpreter);
    }
    return interpreter;
  }

  #load(language: Language, specifier: string, level: number, from: SourceUnit, stage: Stage): ModuleVal | undefined {
    const path = resolveModule(language, specifier, level, from.path, this.#files);
    if (path === undefined || this.#depth >= DEEPEST) return undefined;
    return this.#deeper(() => this.#readFile(path, stage, language, true));
  }

  added(unit: SourceUnit): void {
    if (this.units.length >= MOST_UNITS) throw new BudgetSpent(`more than ${MOST_UNITS} texts and layers`);
    this.units.push(unit);
  }

  inner(text: string, how: string, from: { unit: SourceUnit; span: Span; stage: Stage }, language?: Language): void {
    const layers = [...from.unit.layers, how];
    const key = `${from.stage}\0${language ?? ''}\0${text.length > 4096 ? text.slice(0, 4096) + text.length : text}`;
    if (this.#inner.has(key)) return;
    if (nestingOf(from.unit) >= MOST_NESTED) {
      from.unit.gaps.push(`more than ${MOST_NESTED} layers`);
      return;
    }
    this.#inner.add(key);
    this.budget.takeBytes(text.length);
    const known = language ?? languageOfInner(text, how);
    if (known === 'data' || known === 'text') return;
    this.#readSource({ path: from.unit.path, text, language: known, stage: from.stage, layers, parent: from.unit, at: from.span });
  }
}

/** The files of the package that a word of a command may mean: a path, a module by its name, one renamed for the interpreter without a window, an installed script by its name. */
function filesNamed(word: string, isProgram: boolean, isModule: boolean): readonly string[] {
  if (isModule) return /^\w+(?:\.\w+)*$/.test(word) ? [`${word.replaceAll('.', '/')}/__main__.py`, `${word.replaceAll('.', '/')}.py`] : [];
  if (/\.pyw$/.test(word)) return [word, word.slice(0, -1)];
  if (/[\w-]\.\w+$|\//.test(word)) return [word];
  return isProgram && /^[\w-]{3,}$/.test(word) ? [`scripts/${word}`] : [];
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
