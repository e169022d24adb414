/** Code is put together at run time out of pieces, numbers or reversed text, and evaluated. */
import { rule } from '../../model/rule.ts';
import type { Call, SourceUnit } from '../../model/source.ts';
import { callsThat, isLive, originOf } from '../_known/calls.ts';

export default rule({
  id: 'computed-code-evaluated',
  family: 'run',
  since: '0.1.0',
  title: 'Evaluates code that it puts together at run time',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1027.010', 'T1059'],
  needs: ['code.evaluate'],
  messages: {
    computed: 'Evaluates code that does not stand in the source but is computed',
    literal: 'Evaluates a long literal as code',
    escaped: 'Evaluates code whose letters are written as escapes',
  },
  deeds: { computed: 'computes code and evaluates it', literal: 'evaluates a long text as code', escaped: 'evaluates code written in escapes' },

  check(unit, report) {
    for (const call of callsThat(unit, 'code.evaluate')) {
      const { code } = call.roles;
      if (isEscaped(call)) {
        report('escaped', { at: call, severity: 'high', confidence: 'high' });
        continue;
      }
      if (code?.text === undefined || code.exact !== true || originOf(code, 'decoded', 'network', 'package')) continue;
      if (code.text.length < 60 || !/[(=]/.test(code.text)) continue;
      if (!isLive(call) && (!reachesOut(code.text) || isWrittenOut(call, code.text))) continue;
      // What stands there to be read hides nothing, and is read as code of its own.
      if (isWrittenOut(call, code.text)) report('literal', { at: call, severity: reachesOut(code.text) ? 'medium' : 'note' });
      else report('computed', { at: call, ...(reachesOut(code.text) ? { severity: 'critical', confidence: 'high' } : {}) });
    }
  },
});

/** Letters need no escape: `eval('\x6d\x61\x69\x6e')` is written so that nobody reads it. */
function isEscaped({ unit, span }: Call): boolean {
  return /["'](?:\\x[4-7][0-9a-f]|\\u00[4-7][0-9a-f]|\\1[0-7]{2}){4}/i.test(unit.text.slice(span.start, Math.min(span.end, span.start + 400)));
}

/** The text stands as it is, or nearly so, in the source, or in what the source evaluates. */
function isWrittenOut(call: Call, text: string): boolean {
  const words = text.match(/[A-Za-z_]{4,}/g)?.slice(0, 12) ?? [];
  for (let unit: SourceUnit | undefined = call.unit; unit !== undefined; unit = unit.parent) {
    const source = unit.text;
    if (words.filter((word) => source.includes(word)).length >= words.length * 0.8) return true;
  }
  return false;
}

function reachesOut(text: string): boolean {
  return /\b(?:urlopen|requests|socket|subprocess|os\.system|popen|child_process|http|exec|eval|compile|powershell|b64decode)\b/.test(text);
}
