/**
 * Which files need not be parsed: those that only run when somebody calls them (or never) and hold no word that a rule could go by. What is
 * loaded at install, start or import is always read.
 */
import { WordSearch } from '../kit/word-search.ts';

const WORDS: readonly string[] = [
  'exec(', 'exec ', 'eval(', 'compile(', 'execfile', 'subprocess', 'os.system', 'system(', 'popen', 'Popen', 'spawn', 'startfile', 'pty', 'socket', 'urlopen', 'urllib', 'requests', 'httpx', 'aiohttp',
  'http.client', 'httplib', 'urlretrieve', 'wget', 'curl', 'ftplib', 'smtplib', 'telnetlib', 'paramiko', 'websocket', 'ctypes', 'windll', 'cffi', 'b64', 'base64', 'b85', 'b32', 'unhexlify', 'fromhex', 'rot13', 'zlib',
  'lzma', 'marshal', 'pickle', 'fernet', 'Fernet', 'decrypt', 'encrypt', 'winreg', 'rmtree', 'shred', 'unlink', 'clipboard', 'pyperclip', 'keyboard', 'pynput', 'Hook', 'ImageGrab', 'screenshot', 'mss', 'cv2', 'webhook',
  'Webhook', 'telegram', 'telebot', 'discord', 'slack', '__import__', 'import_module', 'importlib', 'getattr(builtins', '__builtins__', 'globals()', 'locals()', 'powershell', 'cmd.exe', '/bin/sh', '/bin/bash', '/dev/tcp',
  '.ssh', 'id_rsa', '.aws', '.npmrc', '.pypirc', '.netrc', 'Login Data', 'leveldb', 'Local State', 'cookies', 'wallet', 'mnemonic', 'private_key', 'xmrig', 'stratum', 'twine', 'crontab', 'systemctl', 'LaunchAgents',
  'schtasks', 'Startup', 'CurrentVersion', 'environ', 'getenv', 'gethostname', 'getuser', 'getlogin', 'getnode', 'psutil', 'keyring', 'CryptUnprotect', 'sqlite3', 'pastebin', 'ngrok', 'onion', 'pip.main', '"pip"', "'pip'",
  'pip install', 'dns.resolver', 'socketserver', 'http.server', 'gettrace', 'VirtualAlloc', 'vmware', 'VBox', 'pyarmor', 'pytransform', '_0x', '\\x', 'chr(', 'TVqQ', 'TVpQ', 'f0VMR', '4d5a', '169.254', '[13][', '{40}', 'bc1', ' '.repeat(150),
];
const GATE = new WordSearch(WORDS);

/** What even tests and examples are read for: hidden code and ways out, not the plain use of a library. */
const STRONG = new WordSearch(['exec(', 'b64decode', 'marshal.loads', '/dev/tcp', 'webhooks/', 'api.telegram', 'powershell', 'Login Data', 'leveldb', 'TVqQ', 'pytransform', '_0x', 'xmrig', ' '.repeat(150)]);

/** Whether a Python text holds anything that a rule could go by; `isAside` for tests, docs and examples that nothing reaches. */
export function isWorthReading(text: string, isAside: boolean): boolean {
  return (isAside ? STRONG : GATE).finds(text);
}
