/** Programs whose effect doesn't depend on much: a table from name to what they do, what their operand is, and what they print. */
import type { Effect } from '../../model/effect.ts';
import type { Role, Source } from '../../model/source.ts';
import { note, operand, operands, outputOf, type Program } from './invocation.ts';
import { sourceOfPath } from './places.ts';
import { exact, list, textOf, type Tracked } from './values.ts';

interface Plain {
  readonly does: readonly Effect[];
  /** What the first operand is for. */
  readonly role?: Role;
  readonly prints?: Source;
}

const identity: Plain = { does: ['host.identity'], prints: 'identity' };
const platform: Plain = { does: ['host.platform'], prints: 'identity' };
const clipboardOut: Plain = { does: ['clipboard.read'], prints: 'clipboard' };
const clipboardIn: Plain = { does: ['clipboard.write'] };
const unpacks: Plain = { does: ['file.unpack'], role: 'path' };
const screen: Plain = { does: ['screen.capture'], role: 'path', prints: 'screen' };
const processes: Plain = { does: ['process.list'], prints: 'processes' };
const kills: Plain = { does: ['process.kill'], role: 'target' };
const harmless: Plain = { does: [] };
const database: Plain = { does: ['database.open', 'process.run'], role: 'path', prints: 'file' };

const PLAIN: Readonly<Record<string, Plain>> = {
  whoami: identity, id: identity, hostname: identity, ifconfig: identity, ipconfig: identity, logname: identity, users: identity, who: identity, w: identity,
  systeminfo: identity, hostnamectl: identity, getmac: identity, dmidecode: identity, system_profiler: identity, hostid: identity, quser: identity, groups: identity,
  uname: platform, arch: platform, sw_vers: platform, lsb_release: platform, nproc: platform, lscpu: platform, ver: platform, getconf: platform,
  locale: { does: ['host.locale'], prints: 'identity' }, date: { does: ['host.time'] }, uptime: { does: ['host.time'] },
  ps: processes, tasklist: processes, pgrep: processes, top: processes, lsof: processes, 'get-process': processes,
  kill: kills, pkill: kills, killall: kills, taskkill: kills,
  pbpaste: clipboardOut, 'wl-paste': clipboardOut, pbcopy: clipboardIn, 'wl-copy': clipboardIn, clip: clipboardIn,
  screencapture: screen, scrot: screen, import: harmless, 'gnome-screenshot': screen, grim: screen, maim: screen,
  xinput: { does: ['keys.listen'], prints: 'keys' }, xdotool: { does: ['keys.send'] }, showkey: { does: ['keys.listen'], prints: 'keys' },
  arecord: { does: ['microphone.capture'], prints: 'camera' }, fswebcam: { does: ['camera.capture'], prints: 'camera' },
  unzip: unpacks, unrar: unpacks, expand: unpacks, cpio: unpacks,
  sleep: { does: ['sleep'] }, timeout: { does: ['sleep'] },
  shred: { does: ['file.delete'], role: 'path' }, unlink: { does: ['file.delete'], role: 'path' }, srm: { does: ['file.delete'], role: 'path' },
  del: { does: ['file.delete'], role: 'path' }, erase: { does: ['file.delete'], role: 'path' },
  mkfs: { does: ['file.delete-tree'], role: 'path' }, wipefs: { does: ['file.delete-tree'], role: 'path' }, format: { does: ['file.delete-tree'], role: 'path' },
  ls: { does: ['file.list'], role: 'path' }, dir: { does: ['file.list'], role: 'path' }, tree: { does: ['file.list'], role: 'path' }, find: { does: ['file.list'], role: 'path' },
  sqlite3: database, mysql: database, psql: database, mysqldump: database, pg_dump: database, mongodump: database,
  chmod: { does: ['file.chmod'] }, chattr: { does: ['file.chmod', 'file.hide'] }, attrib: { does: ['file.hide'] }, setfattr: harmless, icacls: { does: ['file.chmod'] },
  ping: { does: ['net.resolve'], role: 'address' }, dig: { does: ['net.resolve'], role: 'address' }, nslookup: { does: ['net.resolve'], role: 'address' },
  host: { does: ['net.resolve'], role: 'address' }, drill: { does: ['net.resolve'], role: 'address' }, getent: harmless, 'resolve-dnsname': { does: ['net.resolve'], role: 'address' },
  mail: { does: ['net.mail'], role: 'address' }, sendmail: { does: ['net.mail'], role: 'address' }, mailx: { does: ['net.mail'], role: 'address' }, mutt: { does: ['net.mail'] },
  exit: { does: ['exit'] }, return: harmless, logout: { does: ['exit'] }, shutdown: { does: ['process.run', 'exit'] }, reboot: { does: ['process.run', 'exit'] },
  security: { does: ['secret.unprotect'], prints: 'secrets' }, 'secret-tool': { does: ['secret.unprotect'], prints: 'secrets' }, keyring: { does: ['secret.unprotect'], prints: 'secrets' },
  cmdkey: { does: ['secret.unprotect'], prints: 'secrets' }, vaultcmd: { does: ['secret.unprotect'], prints: 'secrets' }, 'ssh-add': { does: ['secret.unprotect'], prints: 'secrets' },
  trap: { does: ['exit-hook'], role: 'command' }, ulimit: harmless, umask: harmless, set: harmless, shopt: harmless, cd: harmless, pushd: harmless, popd: harmless,
  mkdir: harmless, md: harmless, rmdir: harmless, touch: harmless, true: harmless, false: harmless, ':': harmless, rem: harmless, pwd: harmless, shift: harmless, wait: harmless,
  test: harmless, '[': harmless, '[[': harmless, '((': harmless, let: harmless, break: harmless, continue: harmless, type: harmless, which: harmless, where: harmless, hash: harmless,
  alias: harmless, unalias: harmless, unset: harmless, basename: harmless, dirname: harmless, seq: harmless, expr: harmless, bc: harmless, getopts: harmless, title: harmless,
  color: harmless, setlocal: harmless, endlocal: harmless, pause: harmless, cls: harmless, clear: { does: ['output.silence'] }, goto: harmless, local: harmless, realpath: harmless, readlink: harmless,
  tput: harmless, stty: harmless, mktemp: harmless, cmp: harmless, diff: harmless, sync: harmless, md5sum: harmless, sha256sum: harmless, shasum: harmless, file: harmless, stat: harmless, du: harmless, df: harmless,
};

/** A program from the table; undefined where it has no row. */
export function plainProgram(name: string): Program | undefined {
  const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
  if (!plain) return undefined;
  return (script, run) => {
    const target = name === 'chmod' || name === 'chattr' || name === 'icacls' ? operand(run, name === 'icacls' ? 0 : 1) : subject(run.name, operands(run), run.args);
    const roles: Partial<Record<Role, Tracked | undefined>> = plain.role ? { [plain.role]: target } : {};
    if (plain.does.some((effect) => effect.startsWith('file.')) && target) roles.path = target;
    if (plain.does.includes('clipboard.write')) roles.data = run.stdin ?? operand(run);
    if (plain.does.length > 0) note(script, run, plain.does, roles);
    return plain.prints === 'file' ? outputOf(run, sourceOfPath(textOf(target)), textOf(target)) : plain.prints ? outputOf(run, plain.prints, name) : outputOf(run);
  };
}

/** The operand that counts: `dig TXT name`, `find path`. */
function subject(name: string, rest: readonly Tracked[], args: readonly Tracked[]): Tracked | undefined {
  if (name === 'dig' || name === 'host' || name === 'nslookup' || name === 'drill' || name === 'ping') return rest.find((arg) => /[.\uF8FF]/.test(textOf(arg)) && !textOf(arg).startsWith('@')) ?? rest[0];
  if (name === 'shred' || name === 'del' || name === 'erase') return rest.length > 1 ? list(rest) : rest[0];
  if (name === 'trap') return rest[0] ?? exact('');
  return rest[0] ?? args[0];
}
