/** Package managers, version control and forges: installing, publishing, pushing. */
import type { Effect } from '../../model/effect.ts';
import { invocationOf, lineOf, note, operands, outputOf, type Invocation, type Program } from './invocation.ts';
import type { Script } from './script.ts';
import { list, textOf, type Tracked } from './values.ts';

export const PUBLISHERS: Readonly<Record<string, Program>> = {
  npm: manager, pnpm: manager, yarn: manager, npx: runner, pnpx: runner, bunx: runner, uvx: runner, pipx: manager,
  pip: manager, pip3: manager, uv: manager, poetry: manager, conda: manager, twine: manager, hatch: manager, flit: manager, easy_install: installer, gem: manager, cargo: manager, go: manager,
  composer: manager, brew: manager, apt: manager, 'apt-get': manager, yum: manager, dnf: manager, apk: manager, pacman: installer, choco: manager, winget: manager, scoop: manager, cpan: installer, cpanm: installer,
  git, gh: forge, glab: forge, hub: forge, docker: containers, podman: containers, kubectl: containers, vercel: containers, aws: cloud, gcloud: cloud, az: cloud, vault: cloud,
};

const INSTALLS = new Set(['install', 'i', 'add', 'ci', 'get', 'update', 'upgrade', 'in', 'isntall', 'reinstall', 'require']);
const PUBLISHES = new Set(['publish', 'upload', 'push', 'unpublish', 'deprecate', 'yank']);

/** The first word that is no option is the verb; `uv pip install` has two. */
function manager(script: Script, run: Invocation): Tracked {
  const words = operands(run);
  const isNested = textOf(words[0]) === 'pip' || textOf(words[0]) === 'global' || textOf(words[0]) === 'python';
  const verb = textOf(words[isNested ? 1 : 0]).toLowerCase();
  const names = words.slice(isNested ? 2 : 1);
  if (verb === 'exec' || verb === 'dlx' || verb === 'x') return runner(script, { ...run, args: names });
  const does: Effect[] = INSTALLS.has(verb) || (run.name === 'yarn' && verb === '') ? ['package.install', 'process.run'] : PUBLISHES.has(verb) ? ['package.publish', 'process.run'] : ['process.run'];
  const isSecret = /^(?:token|whoami|config)$/.test(verb);
  note(script, run, does, { command: lineOf(run), mode: words[isNested ? 1 : 0], ...(names.length > 0 ? { name: names.length > 1 ? list(names) : names[0] } : {}) });
  return isSecret && verb !== 'whoami' ? outputOf(run, 'secrets', `${run.name} ${verb}`) : isSecret ? outputOf(run, 'identity') : outputOf(run);
}

function installer(script: Script, run: Invocation): Tracked {
  note(script, run, ['package.install', 'process.run'], { command: lineOf(run), name: operands(run)[0] });
  return outputOf(run);
}

/** `npx x`: fetches a package where it isn't there, and runs it. */
function runner(script: Script, run: Invocation): Tracked {
  const words = operands(run);
  note(script, run, ['process.run'], { command: lineOf(run), name: words[0] });
  const inner = run.args.findIndex((arg) => !textOf(arg).startsWith('-'));
  const name = textOf(run.args[inner]);
  if (inner >= 0 && /^(?:node|sh|bash|tsx|ts-node|bun|deno)$/.test(name)) return run.start(script, invocationOf(run.args.slice(inner), run, run.stdin));
  return outputOf(run);
}

function git(script: Script, run: Invocation): Tracked {
  const words = operands(run);
  const verb = textOf(words[0]);
  const far = words.find((word) => /:\/\/|^[\w.-]+@[\w.-]+:/.test(textOf(word)));
  if (verb === 'push') note(script, run, ['net.send', 'process.run'], { command: lineOf(run), address: far ?? words[1] });
  else if (verb === 'clone' || verb === 'pull' || verb === 'fetch' || verb === 'submodule') note(script, run, ['net.fetch', 'process.run'], { command: lineOf(run), address: far ?? words[1] });
  else note(script, run, ['process.run'], { command: lineOf(run) });
  if (verb === 'credential') return outputOf(run, 'secrets', 'git credential');
  return verb === 'config' ? outputOf(run, 'identity', 'git config') : outputOf(run);
}

function forge(script: Script, run: Invocation): Tracked {
  const line = textOf(lineOf(run));
  const isToken = /\bauth\s+(?:token|status)\b/.test(line);
  const sends = /\b(?:create|upload|release|gist|secret\s+set|-X\s*(?:POST|PUT|PATCH)|--method\s+(?:POST|PUT|PATCH))\b/.test(line);
  note(script, run, sends ? ['net.send', 'process.run'] : ['process.run'], { command: lineOf(run), data: run.stdin });
  return isToken ? outputOf(run, 'secrets', 'gh auth token') : outputOf(run, 'network');
}

function containers(script: Script, run: Invocation): Tracked {
  const line = textOf(lineOf(run));
  note(script, run, ['process.run'], { command: lineOf(run) });
  return /\b(?:secret|config\s+view)/.test(line) ? outputOf(run, 'secrets', line.slice(0, 80)) : outputOf(run);
}

/** Cloud tools: what asks for secrets or tokens prints them. */
function cloud(script: Script, run: Invocation): Tracked {
  const line = textOf(lineOf(run));
  const isSecret = /secretsmanager|get-secret|print-access-token|get-access-token|configure\s+(?:get|export)|ssm\s+get-param|kv\s+get|keyvault|secrets\s+versions/.test(line);
  const sends = /\bs3\s+(?:cp|sync|mv)\b|storage\s+(?:cp|blob)/.test(line);
  note(script, run, sends ? ['net.send', 'process.run'] : ['process.run'], { command: lineOf(run) });
  if (isSecret) return outputOf(run, 'secrets', line.slice(0, 80));
  return /get-caller-identity|account\s+show|auth\s+list/.test(line) ? outputOf(run, 'identity', line.slice(0, 80)) : outputOf(run);
}
