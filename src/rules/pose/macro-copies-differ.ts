/** Two copies of a standard macro claim the same serial number and are different texts: one of them is not what it says. */
import { rule, type Fact } from '../../model/rule.ts';

export default rule({
  id: 'macro-copies-differ',
  family: 'pose',
  since: '0.1.0',
  title: 'Copies of a macro with the same serial number differ',
  severity: 'low',
  confidence: 'low',
  attack: ['T1036.005', 'T1195.002'],
  messages: {
    differ: '{path} says it is {name} serial {serial}, as {other} does, and is another text',
    renamed: '{path} says it is {name} serial {serial}, which is another file’s name',
  },

  checkPackage(pkg, report) {
    const seen = new Map<string, { readonly fact: Fact; readonly code: string }>();
    for (const fact of pkg.facts) {
      const claim = fact.kind === 'build-file' && fact.unit.path.endsWith('.m4') ? CLAIM.exec(fact.unit.text.slice(0, 400)) : null;
      if (!claim) continue;
      const [, name = '', serial = ''] = claim;
      const span = { start: claim.index, end: claim.index + claim[0].length };
      const at = { unit: fact.unit, span, stage: fact.stage };
      const code = codeOf(fact.unit.text);
      const first = seen.get(`${name} ${serial}`);
      if (first === undefined) seen.set(`${name} ${serial}`, { fact, code });
      else if (first.code !== code) report('differ', { at, data: { path: fact.unit.path, name, serial, other: first.fact.unit.path }, because: [{ unit: first.fact.unit, span: { start: 0, end: 0 }, label: 'the other copy' }], severity: 'medium' });
      if (!fact.unit.path.endsWith(`/${name}`) && fact.unit.path !== name) report('renamed', { at, data: { path: fact.unit.path, name, serial } });
    }
  },
});

/** gnulib's and gettext's first line: `# host-cpu.m4 serial 12`. */
const CLAIM = /^(?:#|dnl)[ \t]*([\w.+-]+\.m4)[ \t]+serial[ \t]+(\d[\w.]*)/m;

/** What m4 makes of it: comments, the years of a copyright and blanks don't count. */
function codeOf(text: string): string {
  return text.replace(/(?:^|(?<=\s))(?:#|dnl\b)[^\n]*/g, '').replace(/\s+/g, ' ').trim();
}
