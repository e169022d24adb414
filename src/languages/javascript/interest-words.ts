/** Words in JavaScript that tell what a text could do, before anything of it is parsed. */

/**
 * run: runs code or programs. net: speaks to the outside. secret: knows of the user or the machine. deed: harms, or names a place of loot, by itself.
 * file: deletes, or is a shell's word. decode: turns text into other text. hidden: conceals.
 */
export type Kind = 'run' | 'net' | 'secret' | 'deed' | 'file' | 'decode' | 'hidden';

export interface Word {
  readonly kind: Kind;
  readonly word: string;
  /** What the text around must match, from a few characters before the word on. */
  readonly around?: RegExp;
}

/** Characters before and after a word that `around` sees. */
export const AROUND = 16;

const QUOTED = /["'`](?:node:)?(?:vm|https?|http2|net|tls|dns|dgram|got|request|ws|os)["'`/]/;

export const INTERESTING: readonly Word[] = [
  ...plain('run', 'child_process execSync execFile spawnSync worker_threads process.binding process.dlopen ._load( mainModule runInThisContext runInNewContext runInContext compileFunction'),
  ...plain('run', 'importScripts WebAssembly shelljs execa cross-spawn ._compile( document.write createElement("script createElement(\'script Deno.Command setTimeout(" setTimeout(\' setInterval(" setInterval(\''),
  { kind: 'run', word: 'spawn(', around: /(?<![\w$])spawn\(/ },
  { kind: 'run', word: 'eval', around: /(?<![\w$.-])eval(?![\w$:-])|["'`]eval["'`]|\.eval\(/ },
  { kind: 'run', word: 'Function', around: /(?<![\w$"'`])(?<!instanceof )Function\((?!["'`]return this["'`]|\)|["'`]["'`]\))|[=(,:]\s?Function\s*[;,)\]]/ },
  { kind: 'run', word: '.constructor(', around: /(?<!\bthis)(?<!new [\w$.]{0,12})\.constructor\((?!["'`]return this|this\b|\))/ },
  { kind: 'run', word: '}).constructor' }, { kind: 'run', word: '.constructor.constructor' },
  { kind: 'run', word: 'constructor"]' }, { kind: 'run', word: "constructor']" }, { kind: 'run', word: 'constructor`]' },
  ...['require', 'import'].map((name): Word => ({ kind: 'run', word: `${name}(`, around: new RegExp(`(?<![\\w$.])${name}\\(\\s*(?!["'\`)\\s]|/\\*)`) })),
  ...['process[', 'global[', 'globalThis[', 'window[', 'self[', 'require['].map((word): Word => ({ kind: 'run', word, around: new RegExp(`(?<![\\w$])${word.replace('[', '\\[')}`) })),
  { kind: 'run', word: 'vm"', around: QUOTED }, { kind: 'run', word: "vm'", around: QUOTED }, { kind: 'run', word: 'Worker(', around: /(?<![\w$])Worker\(/ },
  ...plain('net', 'axios node-fetch undici superagent needle nodemailer socket.io follow-redirects XMLHttpRequest WebSocket sendBeacon EventSource RTCPeerConnection'),
  ...['http', 'https', 'http2', 'net', 'tls', 'dns', 'dgram', 'got', 'request', 'ws'].flatMap((name): Word[] => [{ kind: 'net', word: `${name}"`, around: QUOTED }, { kind: 'net', word: `${name}'`, around: QUOTED }]),
  { kind: 'net', word: 'dns/promises' }, { kind: 'net', word: 'new Image', around: /new Image\b/ }, { kind: 'net', word: 'fetch', around: /(?<![\w$-])fetch(?:\(|\s*[;,)=])/ },
  { kind: 'secret', word: 'process.env', around: /process\.env(?!\.(?:NODE_ENV|NODE_DEBUG|DEBUG|CI|FORCE_COLOR|NO_COLOR|TERM|JEST_\w+|BABEL_\w+)\b)/ },
  { kind: 'secret', word: '.ssh', around: /\.ssh\b/ }, { kind: 'secret', word: 'os"', around: QUOTED }, { kind: 'secret', word: "os'", around: QUOTED },
  ...plain('secret', 'lipboard solana id_rsa .aws/ .npmrc _authToken .netrc leveldb allet nemonic rivateKey rivate_key ecretKey hostname() userInfo() networkInterfaces homedir() document.cookie ocalStorage GITHUB_TOKEN NPM_TOKEN keydown keypress keyup document.forms AppData .git-credentials .docker/config .kube/ .bash_history'),
  { kind: 'secret', word: 'Login Data' }, { kind: 'secret', word: 'Local State' }, { kind: 'secret', word: 'Application Support' },
  ...plain('deed', 'ethereum ebhook discord api.telegram slack.com pastebin ngrok .onion xmrig stratum+ crontab LaunchAgents schtasks CurrentVersion /dev/tcp ActiveXObject WScript. 169.254.169 ipify ipinfo ip-api interact.sh oast. burpcollab pipedream requestbin transfer.sh bc1q'),
  ...["'0x", '"0x'].map((word): Word => ({ kind: 'secret', word, around: /["']0x[0-9a-fA-F]{12}/ })),
  { kind: 'deed', word: '[13][' }, { kind: 'deed', word: '{40}', around: /0x\[[\w-]+\]\{40\}/ }, { kind: 'deed', word: 'rm -rf' }, { kind: 'deed', word: 'npm publish' }, { kind: 'deed', word: '://', around: /:\/\/(?!127\.|0\.0|10\.|192\.168)\d{1,3}\.\d{1,3}\.\d/ },
  ...plain('file', 'rmSync rmdirSync unlinkSync rimraf powershell PowerShell cmd.exe /bin/sh /bin/bash api.github.com raw.githubusercontent'), { kind: 'file', word: 'curl ' }, { kind: 'file', word: 'wget ' },
  ...plain('decode', 'base64 fromCharCode atob( unescape( "hex" \'hex\''),
  { kind: 'hidden', word: '_0x', around: /_0x[0-9a-f]{3}/ }, { kind: 'hidden', word: '_$_', around: /_\$_[0-9a-f]{4}/ }, { kind: 'hidden', word: ' '.repeat(150) },
  { kind: 'hidden', word: '\\x', around: /(?:\\x(?:[46][1-9a-fA-F]|[57][0-9aA])){2}/ }, { kind: 'hidden', word: '\\u00', around: /(?:\\u00(?:[46][1-9a-fA-F]|[57][0-9aA])){2}/ }, { kind: 'hidden', word: '\\u{', around: /\\u\{0*[4-7][0-9a-f]\}/i },
  ...['IlI', 'lIl', 'Il1', 'l1I', '1Il', 'lI1', 'IIl', 'llI'].map((word): Word => ({ kind: 'hidden', word, around: /(?<![\w$])[Il1|]{8,}(?![\w$])/ })),
  ...['O0O', '0O0', 'OQO', 'o0O', 'O0o', 'OoO', 'oOo'].map((word): Word => ({ kind: 'hidden', word, around: /(?<![\w$])[O0oQ]{8,}(?![\w$])/ })),
  { kind: 'hidden', word: '______', around: /_{6,}(?:\w*[A-Za-z0-9]|\s*[=(.;[])/ },
  { kind: 'hidden', word: '+!![]', around: /[[\]()!+]{16}/ }, { kind: 'hidden', word: '+!+[]', around: /[[\]()!+]{16}/ }, { kind: 'hidden', word: '![]+', around: /[[\]()!+]{16}/ }, { kind: 'hidden', word: '~[]', around: /\$=~\[\]/ },
  { kind: 'hidden', word: '[!![]]' }, { kind: 'hidden', word: 'while(!![])' }, { kind: 'hidden', word: 'while (!![])' }, { kind: 'hidden', word: 'function(p,a,c,k' }, { kind: 'hidden', word: 'jsjiami' }, { kind: 'hidden', word: 'var __p_' },
];

function plain(kind: Kind, words: string): Word[] {
  return words.split(' ').map((word) => ({ kind, word }));
}
