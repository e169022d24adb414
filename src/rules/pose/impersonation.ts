/** The package presents itself as another: the original's readme, author or modules under a different name. */
import { rule, type Finding } from '../../model/rule.ts';
import { nameplateOf } from '../_known/nameplate.ts';

/** So few modules stand at the same places by chance. */
const LEAST_MODULES = 3;
const MOST_OF_THE_TREE = 0.8;

export default rule({
  id: 'impersonation',
  family: 'pose',
  since: '0.1.0',
  title: "Another package's readme, author or modules under a different name",
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1036.005', 'T1195.001'],
  messages: {
    readme: 'Its readme is that of {original}',
    author: 'It names the author of {original}: {author}',
    modules: '{shared} of the {modules} modules of {original} stand at the same places under another root',
  },
  deeds: { readme: 'presents the package with the readme of {original}', author: 'gives the author of {original} as its own', modules: 'brings the modules of {original} under another name' },

  checkPackage(pkg, report) {
    const { likeness } = pkg.context ?? {};
    const at = nameplateOf(pkg);
    if (likeness === undefined || at === undefined || isSameName(likeness.original, pkg.ref.name)) return;
    const { original, author = '', shared, modules } = likeness;
    const finding: Finding = { at, data: { original, author, shared: String(shared), modules: String(modules) } };
    if (likeness.isReadmeSame) report('readme', finding);
    if (author !== '') report('author', { ...finding, severity: 'low' });
    if (modules >= LEAST_MODULES && shared >= modules * MOST_OF_THE_TREE) report('modules', finding);
  },
});

/** A later release of the original is no imitation of it. */
function isSameName(a: string, b: string): boolean {
  return a.toLowerCase().replace(/[-_.]+/g, '-') === b.toLowerCase().replace(/[-_.]+/g, '-');
}
