/** What a text reader takes and gives: readers are pure, and a reader's failure is a gap in its unit, never silence. */
import type { Budget } from '../kit/budget.ts';
import type { Language, Layers, SourceUnit, Span } from './source.ts';
import type { Stage } from './stage.ts';

/** A text to read. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
  readonly language: Language;
  readonly stage: Stage;
  readonly layers: Layers;
  readonly parent?: SourceUnit;
  readonly at?: Span;
}

/** How a reader hands on a text it found inside its own: a command line, a decoded script, a file written out. */
export interface Reading {
  readonly budget: Budget;
  /** Reads an inner text in its own language (guessed where undefined) as a new unit; its calls and marks count with the parent's stage. */
  inner(text: string, how: string, from: { unit: SourceUnit; span: Span; stage: Stage }, language?: Language): void;
  /** A layer that the reader evaluated itself, in the scope of its own text (`Execute`, `Invoke-Expression`): already read, to be kept. */
  added?(unit: SourceUnit): void;
}

/** An empty unit for a text, to be filled by its reader. */
export function unitOf(source: SourceText): SourceUnit {
  return { ...source, calls: [], strings: [], marks: [], imports: [], gaps: [] };
}
