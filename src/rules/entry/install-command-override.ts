/** setup() replaces a command, so that code of the package runs when it is installed. */
import { rule } from '../../model/rule.ts';

export default rule({
  id: 'install-command-override',
  family: 'entry',
  since: '0.1.0',
  title: 'The install command is replaced',
  severity: 'low',
  confidence: 'high',
  attack: ['T1195.002', 'T1546'],
  reads: ['python'],
  needs: ['setup.call'],
  messages: { override: 'Replaces the {command} command, so that its own code runs during the installation' },
  deeds: { override: 'replaces the {command} command' },

  check(unit, report) {
    for (const mark of unit.marks) {
      const command = mark.kind === 'export' ? /^cmdclass (.+)$/.exec(mark.detail ?? '')?.[1] : undefined;
      if (command === undefined || !INSTALLS.has(command)) continue;
      report('override', { at: { unit, span: mark.span, stage: 'install' }, data: { command } });
    }
  },
});

/** Commands that every installation runs; `test` or `docs` must be asked for. */
const INSTALLS = new Set(['install', 'develop', 'egg_info', 'build_py', 'build', 'install_lib', 'bdist_wheel', 'editable_wheel', 'install_scripts', 'sdist', 'easy_install']);
