/** A compiled module stands where Python imports it and its source is missing: nobody can read what it does. */
import type { Entry } from '../../model/artifact.ts';
import { rule } from '../../model/rule.ts';
import { isStronger } from '../../model/stage.ts';

export default rule({
  id: 'compiled-without-source',
  family: 'hide',
  since: '0.1.0',
  title: 'A compiled module without its source',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1027.004', 'T1036'],
  messages: { compiled: '{path} is compiled Python without its source ({count} such files)' },
  deeds: { compiled: 'is compiled Python without its source' },

  checkPackage(pkg, report) {
    if (pkg.artifact.entries.length < 2) return;
    let strongest: Entry | undefined;
    let count = 0;
    for (const entry of pkg.artifact.entries) {
      // What stands in __pycache__ is only loaded beside its source.
      const stem = /^(.*(?:^|\/)(?!__pycache__\/)[^/]+)\.py[co]$/i.exec(entry.path)?.[1];
      if (stem === undefined || entry.path.includes('__pycache__/') || entry.path.includes('!/') || pkg.stageOf(entry.path) === 'unreachable') continue;
      if (SOURCES.some((ending) => pkg.entry(`${stem}${ending}`) !== undefined)) continue;
      count++;
      if (strongest === undefined || isStronger(pkg.stageOf(entry.path), pkg.stageOf(strongest.path))) strongest = entry;
    }
    if (strongest === undefined) return;
    report('compiled', { at: { unit: pkg.unitAt(strongest.path), span: { start: 0, end: 0 }, stage: pkg.stageOf(strongest.path) }, data: { path: strongest.path, count: String(count) } });
  },
});

const SOURCES = ['.py', '.pyw', '.pyx'] as const;
