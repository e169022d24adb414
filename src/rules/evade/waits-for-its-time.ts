/** The code waits: for a date that is written into it, so that whoever looks before sees nothing. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive } from '../_known/calls.ts';

export default rule({
  id: 'waits-for-its-time',
  family: 'evade',
  since: '0.2.0',
  title: 'Acts only from a certain day on',
  severity: 'medium',
  confidence: 'high',
  attack: ['T1497.003', 'T1480'],
  needs: ['process.run', 'process.shell', 'net.send', 'net.fetch', 'net.connect', 'file.delete-tree', 'file.delete', 'code.evaluate'],
  messages: { date: 'Does this only when {guard}' },
  deeds: { date: 'acts only when {guard}' },

  check(unit, report) {
    for (const call of callsThat(unit, 'process.run', 'process.shell', 'net.send', 'net.fetch', 'net.connect', 'file.delete-tree', 'file.delete', 'code.evaluate')) {
      if (!isLive(call)) continue;
      const guard = call.guards.find((text) => CLOCK.test(text) && DAY.test(text));
      if (guard !== undefined) report('date', { at: call, data: { guard: guard.replace(/\s*\[(?:host|name|of)\b.*$/, '') } });
    }
  },
});

/** The clock is asked, in the condition or before it. */
const CLOCK = /\[host\.time\]|\[name (?:Date|Date\.now|[\w.]*\b(?:now|today|utcnow|time))\(\)\]/;
/** A day that stands in the code: a date in a text, the parts of one, or milliseconds or seconds since 1970. */
const DAY = /\b20[2-9]\d[-/.]\d{1,2}\b|\(\s*20[2-9]\d\s*,\s*\d|\b1[6-9]\d{8}(?:\d{3})?\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* \d{1,2},? 20[2-9]\d|(?:FullYear|\.year)\b[^\n]*20[2-9]\d/;
