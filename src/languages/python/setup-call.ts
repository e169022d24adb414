/** `setup(cmdclass={'install': X})`: the commands it overrides run at install or build time (setuptools: Extending distutils). */
import type { Stage } from '../../model/stage.ts';
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { ClassVal, DictVal, ListVal, Mix, partialText, type Val } from '../flow/values.ts';

/** Evaluates overridden commands at their stage, and notes each as a mark `cmdclass`. */
export function calledSetup(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const commands = call.named.get('cmdclass');
  for (const option of commands instanceof Mix ? commands.options : [commands]) {
    if (option instanceof DictVal) for (const [name, command] of option.entries) override(name, command, call, ev);
  }
  noteLists(call, ev);
  return null;
}

const INSTALLING: ReadonlySet<Stage> = new Set<Stage>(['install', 'build']);

function override(name: string, command: Val, call: BuiltinCall, ev: Evaluator): void {
  // A library that wraps setup() for others' build scripts installs nothing itself.
  if (!INSTALLING.has(ev.stage) && !INSTALLING.has(ev.unit.stage)) return ev.runAt(ev.stage, command);
  const cls = command instanceof Mix ? command.options.find((option) => option instanceof ClassVal) : command;
  const at = cls instanceof ClassVal ? { start: cls.node.at, end: cls.node.at + 6 + cls.node.name.length } : ev.spanOf(call.node);
  ev.unit.marks.push({ kind: 'export', span: at, detail: `cmdclass ${name}` });
  ev.runAt('install', command);
}

/** Dependencies given by address are stated as marks, for the rule that looks at them. */
function noteLists(call: BuiltinCall, ev: Evaluator): void {
  for (const key of ['install_requires', 'setup_requires', 'dependency_links']) {
    const list = call.named.get(key);
    if (!(list instanceof ListVal)) continue;
    for (const item of list.items) {
      const text = partialText(item);
      if (text !== undefined) ev.unit.marks.push({ kind: 'export', span: ev.spanOf(call.node), detail: `${key} ${text}` });
    }
  }
}
