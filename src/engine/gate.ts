/**
 * Which files need not be parsed: those that only run when somebody calls them (or never) and hold no word that a rule could go by. What is
 * loaded at install or start is always read, what is loaded at import too, except where it is part of a large JavaScript package.
 */
import { WordSearch } from '../kit/word-search.ts';
import type { Stage } from '../model/stage.ts';
import { interestOf, type Interest } from '../languages/javascript/interest.ts';
import type { Files } from './files.ts';

const WORDS: readonly string[] = [
  'exec(', 'exec ', 'eval(', 'compile(', 'execfile', 'subprocess', 'os.system', 'system(', 'popen', 'Popen', 'spawn', 'startfile', 'pty', 'socket', 'urlopen', 'urllib', 'requests', 'httpx', 'aiohttp',
  'http.client', 'httplib', 'urlretrieve', 'wget', 'curl', 'ftplib', 'smtplib', 'telnetlib', 'paramiko', 'websocket', 'ctypes', 'windll', 'cffi', 'b64', 'base64', 'b85', 'b32', 'unhexlify', 'fromhex', 'rot13', 'zlib',
  'lzma', 'marshal', 'pickle', 'fernet', 'Fernet', 'decrypt', 'encrypt', 'winreg', 'rmtree', 'shred', 'unlink', 'clipboard', 'pyperclip', 'keyboard', 'pynput', 'Hook', 'ImageGrab', 'screenshot', 'mss', 'cv2', 'webhook',
  'Webhook', 'telegram', 'telebot', 'discord', 'slack', '__import__', 'import_module', 'importlib', 'getattr(builtins', '__builtins__', 'globals()', 'locals()', 'powershell', 'cmd.exe', '/bin/sh', '/bin/bash', '/dev/tcp',
  '.ssh', 'id_rsa', '.aws', '.npmrc', '.pypirc', '.netrc', 'Login Data', 'leveldb', 'Local State', 'cookies', 'wallet', 'mnemonic', 'private_key', 'xmrig', 'stratum', 'twine', 'crontab', 'systemctl', 'LaunchAgents',
  'schtasks', 'Startup', 'CurrentVersion', 'environ', 'getenv', 'gethostname', 'getuser', 'getlogin', 'getnode', 'psutil', 'keyring', 'CryptUnprotect', 'sqlite3', 'pastebin', 'ngrok', 'onion', 'pip.main', '"pip"', "'pip'",
  'pip install', 'imaplib', 'xmlrpc', 'pexpect', 'memfd', 'tls_client', 'pysftp', 'asyncssh', 'open_connection', 'mechanize', 'rookiepy', 'pycookiecheat', 'authorized_keys', 'sudoers', 'PhysicalDrive', 'GetAsyncKeyState', 'evdev', '/dev/input', 'sounddevice', 'netsh', 'tdata', '.kube', '.git-credentials', '_history', '/etc/passwd', '/etc/shadow', 'eychain', 'dns.', 'socketserver', 'http.server', 'gettrace', 'VirtualAlloc', 'vmware', 'VBox', 'pyarmor', 'pytransform', '_0x', '\\x', 'chr(', 'TVqQ', 'TVpQ', 'f0VMR', '4d5a', '169.254', '[13][', '{40}', 'bc1', ' '.repeat(150),
];
const GATE = new WordSearch(WORDS);

/** What even tests and examples are read for: hidden code and ways out, not the plain use of a library. */
const STRONG = new WordSearch(['exec(', 'b64decode', 'marshal.loads', '/dev/tcp', 'webhooks/', 'api.telegram', 'powershell', 'Login Data', 'leveldb', 'TVqQ', 'pytransform', '_0x', 'xmrig', ' '.repeat(150)]);

/** Whether a Python text holds anything that a rule could go by; `isAside` for tests, docs and examples that nothing reaches. */
export function isWorthReading(text: string, isAside: boolean): boolean {
  return (isAside ? STRONG : GATE).finds(text);
}

/** Bytes of JavaScript up to which a package is read whole. */
const SMALL_PACKAGE = 100_000;
/** Bytes without interest that are read because code of interest loads them, or because they load it. */
const COMPANIONS = 100_000;
const LARGEST_COMPANION = 50_000;

const SCRIPT = /(?<!\.d)\.[mc]?[jt]sx?$/i;
const SPECIFIER = /(?:\brequire\s*\(|\bfrom\b|\bimport\b\s*\(?)\s*["'`](\.{1,2}\/[^"'`\n]*|\.\.?)["'`]/g;

/** What of a large package's JavaScript is read: parts that hold words of interest, and what lies beside them, within bounds. */
export class ScriptGate {
  readonly #isLarge: boolean;
  #companions = COMPANIONS;

  constructor(files: Files, stageOf: (path: string) => Stage) {
    let total = 0;
    for (const path of files.paths) if (SCRIPT.test(path) && stageOf(path) !== 'unreachable') total += files.sizeOf(path);
    this.#isLarge = total > SMALL_PACKAGE;
  }

  /** The parts to read; undefined: all of it. */
  interestOf(text: string, stage: Stage): Interest | undefined {
    if (!this.#isLarge || (stage !== 'import' && stage !== 'run')) return undefined;
    return interestOf(text, stage === 'import');
  }

  /** Whether a text without interest is read for its neighbours' sake. */
  takesCompanion(text: string): boolean {
    if (text.length > LARGEST_COMPANION || text.length > this.#companions) return false;
    this.#companions -= text.length;
    return true;
  }
}

/** The package's own files that a text loads by name, seen without parsing it. */
export function specifiersIn(text: string): string[] {
  return [...new Set([...text.matchAll(SPECIFIER)].map((match) => match[1] ?? ''))];
}
