/** The installation starts a program that no build needs. */
import { rule } from '../../model/rule.ts';
import type { Language } from '../../model/source.ts';
import { callsThat, isPutThere, isUnasked, textOf } from '../_known/calls.ts';
import { runsOwnScript } from '../_known/own-scripts.ts';

export default rule({
  id: 'command-at-install',
  family: 'run',
  since: '0.1.0',
  title: 'The installation starts a program',
  severity: 'medium',
  confidence: 'medium',
  attack: ['T1059', 'T1195.002'],
  needs: ['process.run', 'process.shell'],
  messages: { command: 'Starts a program while it is being installed: {command}' },
  deeds: { command: 'starts {command}' },

  checkPackage(pkg, report) {
    for (const call of pkg.units.flatMap((unit) => callsThat(unit, 'process.run', 'process.shell'))) {
      const { unit } = call;
      const command = textOf(call, 'command').trim();
      if (!isUnasked(call) || unit.layers.includes('command') || command === '' || isBuilding(command) || ASKS.test(command) || runsOwnScript(command, pkg)) continue;
      // What merely stands behind `if (…) return` is not chosen by it.
      const guards = call.guards.filter((guard) => !guard.startsWith('after '));
      if (guards.some((guard) => /argv/.test(guard))) continue;
      const isOwn = /(?:^|[\s;&|])\.{1,2}\//.test(command);
      const isKnown = call.roles.command?.exact === true && !isOwn && (DESKTOP.test(command) || ((call.does.includes('process.shell') || call.named['shell']?.text === 'true') && guards.length === 0 && !SCRIPTS.has(unit.language)));
      report('command', { at: call, data: { command }, ...(isKnown ? { severity: 'high' as const, confidence: 'high' as const } : {}) });
    }
  },
});

/** Languages in which starting a program, or reading another script, is what every line does: the text it starts is judged by itself. */
const SCRIPTS: ReadonlySet<Language> = new Set(['shell', 'batch', 'powershell']);

/** What builds and version files call: compilers, generators, version control, Python itself on a build step. */
const BUILDS = /^(?:['"]?[\w./\\%~\uF8FF-]*[\\/])?(?:git|hg|svn|cc|gcc|g\+\+|c\+\+|clang\S*|cmake|make|gmake|nmake|ninja|meson|cython\d?|swig|pkg-config|\S*-config|msbuild|cl|ld|ar|nm|nvcc|rustc|cargo|go|javac|java|mvn|gradle|npm|yarn|pnpm|node|protoc|flex|bison|autoconf|automake|autoreconf|libtoolize|configure|sw_vers|xcrun|xcode-select|otool|install_name_tool|ldconfig|dpkg-architecture|brew|lsb_release|uname|which|where|pyuic\d|pyrcc\d|msgfmt|pybabel|pandoc|sphinx-build|tar|patch|f2py|gfortran|twine|llvm-config|sysctl|nproc|lscpu|vswhere|qmake|dpkg-query|getconf|file|strip|sh configure|\.\/configure|bash \S*(?:build|configure)\S*|sh \S*(?:build|configure)\S*)(?:\.exe|\.cmd)?['"]?(?:\s|$)|^(?:\S*[\\/])?(?:python|py|pypy|\uF8FF)[\w.]*\s+(?:-\w+\s+)*?(?:\S*setup\.py\b|-m\s+(?:pip|build|cython|venv|grpc_tools|compileall|pytest|sphinx))|^(?:\S*[\\/])?setup\.py\b/i;
/** A program that the build was told of: a variable of its own, or a place that only the machine knows. */
const TOLD = /^(?:\uF8FF|%\w+%)/;

/** Every command of the line is one of a build; what a folder holds that everybody may write to is none, whatever it is called. */
function isBuilding(line: string): boolean {
  const commands = line.split(/\s*(?:&&|\|\||;|\n)\s*/).filter((command) => command !== '' && !/^(?:cd|pushd|popd|export|set|mkdir|true|echo)\b[^>]*$/.test(command));
  return commands.length > 0 && commands.every((command) => TOLD.test(command) || (BUILDS.test(command) && !isPutThere(command.replace(/^\.\/configure\b/, 'configure'))));
}

/** Shell built-ins that set a variable or look whether a program is there, and a program asked for its version, as one that was just fetched: one command, nothing behind it. */
const ASKS = /^(?:(?:hash|command\s+-v|type|export|test)\s[^;&|`\n]*|(?:[\w.~%:\uF8FF-]*[\\/])*[\w.+-]+\s+(?:--?version|--help|-[vV]))(?:\s*[12&]?>\s*(?:\/dev\/null|&[12]))*\s*$(?<!\$\(.*)/i;

/** Desktop programs and shell built-ins that show that code can be run: nothing is built by them. */
const DESKTOP = /^(?:start\s+)?(?:calc|notepad|mspaint|gnome-calculator|xcalc|open -a|msg \*|whoami|id|ifconfig|ipconfig|systeminfo|net user|touch \/tmp|ping|nslookup|curl|wget)(?:\.exe)?\b/i;
