/** Lays out a new rule and its page: `node tools/new-rule.mjs <family> <rule-id>`. Then `npm run generate`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mjs';

const [family, id] = process.argv.slice(2);
const families = /FAMILIES = \[([^\]]+)\]/.exec(readFileSync(join(root, 'src/model/evidence.ts'), 'utf8'))?.[1]?.match(/\w+/g) ?? [];
if (!families.includes(family) || !/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id ?? '')) {
  process.stderr.write(`Usage: node tools/new-rule.mjs <family> <rule-id>\n  family: ${families.join(', ')}\n  rule-id: kebab-case, names the pattern: clipboard-address-swap\n`);
  process.exit(2);
}
const folder = join(root, 'src/rules', family);
const file = join(folder, `${id}.ts`);
if (existsSync(file)) {
  process.stderr.write(`${file} is there already\n`);
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
writeFileSync(file, `/** One sentence: what the code does that this rule sees. */
import { rule } from '../../model/rule.ts';

export default rule({
  id: '${id}',
  family: '${family}',
  since: '${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}',
  title: 'Does something',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1059'],
  reads: ['python'],
  messages: { found: 'Does something with {what}' },

  check(unit, report) {
    for (const call of unit.calls) {
      if (call.name === 'something') report('found', { at: call, data: { what: call.name } });
    }
  },
});
`);
writeFileSync(file.replace(/\.ts$/, '.md'), `# ${id}

Why it matters, in two or three sentences.

## Found

\`\`\`python
something()  # finds: found
\`\`\`

## Left alone

\`\`\`python
something_else()
\`\`\`

## Honest uses that look like this

Who does this for good reasons, and how a person can tell.
`);
process.stdout.write(`${file}\n${file.replace(/\.ts$/, '.md')}\nnow: npm run generate\n`);
