/** What people type into the forms of a page is gathered when they send it, together with the page's cookies: a card skimmer. */
import { rule } from '../../model/rule.ts';

export default rule({
  id: 'form-fields-copied',
  family: 'theft',
  since: '0.1.0',
  title: 'Copies what is typed into a page\'s forms',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1056.003', 'T1539'],
  reads: ['javascript'],
  messages: { copied: 'Gathers every field of a form together with the page\'s cookies' },
  deeds: { copied: 'gathers what is typed into forms, and the page\'s cookies' },

  check(unit, report) {
    if (!COOKIE.test(unit.text) || !SUBMITTED.test(unit.text)) return;
    for (const gathered of unit.text.matchAll(GATHERED)) {
      const from = gathered.index + gathered[0].length;
      const together = TOGETHER.exec(unit.text.slice(from, from + REACH));
      if (!together) continue;
      report('copied', {
        at: { unit, span: { start: gathered.index, end: from }, stage: unit.stage },
        because: [{ unit, span: { start: from + together.index, end: from + together.index + together[0].length }, label: 'joined with the cookies here' }],
      });
      return;
    }
  },
});

const COOKIE = /\bdocument\.cookie\b/;
/** Somebody waits for forms to be sent. */
const SUBMITTED = /\bdocument\.forms\b|["'`]submit["'`]|\.submit\s*\(\s*(?:function|\(|\w+\s*=>)|\bonsubmit\b/;
/** The values of all fields, put one after another into a text, or taken as a whole. */
const GATHERED = /\b[\w$]{1,40}\s*(?:\+=|=\s*[\w$]{1,40}\s*\+)[^;{}]{0,200}\.elements\[[\w$]{1,40}\]\.value\b|\bnew FormData\(\s*(?:this|[\w$.]{1,40}\.(?:target|currentTarget))\s*\)|\$\((?:this|[\w$.]{1,40}\.target)\)\.serialize(?:Array)?\(\)/g;
/** Characters of code in which what was gathered is put together with the cookies. */
const REACH = 600;
/** All cookies as they are, encoded along with something: who looks for one of them takes the text apart instead. */
const TOGETHER = /(?:\bbtoa|\bencodeURIComponent|\bescape|\bJSON\.stringify)\([^;]{0,240}\bdocument\.cookie\b(?!\s*[.[])/;
