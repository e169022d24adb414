/** The package links to the repository of a project whose name it resembles, and so shows that project's stars as its own. */
import { rule } from '../../model/rule.ts';
import { nameplateOf } from '../_known/nameplate.ts';

export default rule({
  id: 'borrowed-repository',
  family: 'pose',
  since: '0.1.0',
  title: "Another project's repository shown as its own",
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1036.005', 'T1195.001'],
  messages: { borrowed: 'Borrowed repository: {detail}' },
  deeds: { borrowed: "shows another project's repository as its own: {detail}" },

  checkPackage(pkg, report) {
    const at = nameplateOf(pkg);
    const fact = pkg.context?.facts?.find(({ kind }) => kind === 'repository-mismatch');
    if (fact !== undefined && at !== undefined) report('borrowed', { at, data: { detail: fact.detail } });
  },
});
