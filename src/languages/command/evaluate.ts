/** Runs a script language that is lowered to the shared tree through the shared evaluator, one text at a time. */
import type { Module } from '../flow/nodes.ts';
import { Interpreter } from '../flow/interpreter.ts';
import type { Profile } from '../flow/profile.ts';
import { Scope } from '../flow/scope.ts';
import { unitOf, type Reading, type SourceText } from '../../model/reader.ts';
import type { SourceUnit } from '../../model/source.ts';
import { markText } from './marks.ts';
import { guarded } from './script.ts';

/** Evaluates a text. Layers that the evaluator reads in the same language reach the reading through `added`. */
export function evaluateScript(source: SourceText, reading: Reading, parse: (text: string) => Module, profileOf: (module: Module) => Profile): SourceUnit {
  const unit = unitOf(source);
  return guarded(unit, () => {
    reading.budget.takeSteps(1 + Math.floor(source.text.length / 16));
    markText(unit);
    const module = parse(source.text);
    const surroundings = {
      load: () => undefined,
      shipped: () => undefined,
      inner: reading.inner.bind(reading),
      added: (layer: SourceUnit) => reading.added?.(layer),
    };
    const interpreter = new Interpreter(profileOf(module), reading.budget, surroundings, unit);
    interpreter.runModule(module, unit, source.stage, new Scope('module'));
    interpreter.finish();
  });
}
