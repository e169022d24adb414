/** What Node's own modules do (nodejs.org/api), and Bun's and Deno's where they have the same purpose. */
import { api, each, type Entries } from './api-shape.ts';

const PATH = { path: [0] } as const;
const TWO_PATHS = { path: [0], target: [1] } as const;
const WRITE = { path: [0], data: [1] } as const;
/** `@address` is put together from an options object: protocol, host, port and path. */
const REQUEST = { address: ['@address'], headers: ['headers'], data: ['body', 'data'] } as const;
const SENT = { data: [0], address: ['this'] } as const;

const FILES: Entries = ['fs.', 'fs/promises.', 'fs-extra.', 'graceful-fs.', 'fs-extra().', 'original-fs.'].flatMap((fs) => [
  ...each(fs, 'readFile readFileSync createReadStream openAsBlob readJson readJsonSync readJSON readJSONSync', api('file.read', PATH, 'file')),
  ...each(fs, 'writeFile writeFileSync outputFile outputFileSync writeJson writeJsonSync outputJson outputJsonSync', api('file.write', WRITE)),
  ...each(fs, 'createWriteStream', api('file.write', PATH)),
  ...each(fs, 'createWriteStream().write createWriteStream().end', api('file.write', { path: ['this'], data: [0] })),
  ...each(fs, 'appendFile appendFileSync', api('file.append', WRITE)),
  ...each(fs, 'copyFile copyFileSync cp cpSync copy copySync move moveSync rename renameSync link linkSync symlink symlinkSync', api('file.copy', TWO_PATHS)),
  ...each(fs, 'unlink unlinkSync', api('file.delete', PATH)),
  ...each(fs, 'rm rmSync rmdir rmdirSync remove removeSync emptyDir emptyDirSync', api('file.delete-tree', PATH)),
  ...each(fs, 'readdir readdirSync opendir opendirSync', api('file.list', PATH, 'file')),
  ...each(fs, 'existsSync exists access accessSync stat statSync lstat lstatSync pathExists pathExistsSync', api('file.exists', PATH)),
  ...each(fs, 'chmod chmodSync fchmod fchmodSync', api('file.chmod', PATH)),
  ...each(fs, 'watch watchFile', api([], PATH, undefined, { calls: true })),
]);

/** What a program prints is what calling it gives. */
const SHELL = api('process.shell', { command: [0] }, 'processes', { calls: true });
/** A program and its arguments: the command line is both. */
const RUN = api('process.run', { command: ['@command'] }, 'processes', { calls: true });

const PROCESSES: Entries = [
  ...each('child_process.', 'exec execSync', SHELL),
  ...each('child_process.', 'spawn spawnSync execFile execFileSync', RUN),
  ...each('child_process.', 'spawn().stdin.write spawn().stdin.end exec().stdin.write exec().stdin.end execFile().stdin.write', api('process.redirect', { data: [0], command: ['this'] })),
  ['child_process.fork', api('process.run', { command: ['@fork'] })],
  ...each('execa.', 'execa execaSync sync node', RUN),
  ...each('execa.', 'command commandSync execaCommand execaCommandSync', SHELL),
  ['execa', RUN],
  ['cross-spawn', RUN], ['cross-spawn.sync', RUN], ['cross-spawn.spawn', RUN],
  ['shelljs.exec', SHELL],
  ['zx.$', api('process.shell', { command: ['*'] })],
  ['sudo-prompt.exec', SHELL],
  ['node-pty.spawn', RUN],
  ['node-cmd.run', SHELL], ['node-cmd.get', SHELL], ['node-cmd.runSync', SHELL],
  ['Bun.spawn', api('process.run', { command: [0, 'cmd'] })], ['Bun.spawnSync', api('process.run', { command: [0, 'cmd'] })],
  ['Bun.$', api('process.shell', { command: ['*'] })],
  ['Deno.Command', RUN], ['Deno.run', api('process.run', { command: ['cmd'] })],
  ['process.kill', api('process.kill', { target: [0] })],
  ['process.exit', api('exit')], ['process.abort', api('exit')],
  ['process.dlopen', api('code.native', { path: [1] })],
  ['process.on', api([], {}, undefined, { calls: true })],
  ['ps-list', api('process.list', {}, 'processes')],
];

/** What a server is sent, by anybody who finds its port. */
const CONNECTED = 'a line from whoever connects';

const HTTP: Entries = [
  ...['http.', 'https.', 'http2.', 'follow-redirects.http.', 'follow-redirects.https.'].flatMap((module) => [
    ...each(module, 'get request', api('net.fetch', REQUEST, 'network', { calls: true })),
    ...each(module, 'request().write request().end get().write get().end', api('net.send', SENT)),
    ...each(module, 'createServer', api('net.listen', {}, undefined, { calls: true })),
  ]),
  ['http2.connect', api('net.connect', { address: [0] }, 'network')],
  ...each('net.', 'connect createConnection', api('net.connect', { address: ['@socket'] }, 'network', { calls: true })),
  ...each('net.', 'Socket().connect', api('net.connect', { address: ['@socket'] }, 'network', { calls: true })),
  ...each('net.', 'connect().write createConnection().write Socket().write Socket().end connect().end', api('net.send', SENT)),
  ...each('net.', 'createServer Server', api('net.listen', {}, 'network', { calls: true, detail: CONNECTED })), ['net.createServer().on', api([], {}, 'network', { calls: true, detail: CONNECTED })], ['net.createServer().listen', api('net.listen', { address: [0] }, undefined, { calls: true })],
  ['tls.connect', api('net.connect', { address: ['@socket'] }, 'network', { calls: true })],
  ['tls.connect().write', api('net.send', SENT)],
  ...each('dgram.', 'createSocket().send', api('net.send', { data: [0], address: [-2, -1] })),
  ...['dns.', 'dns/promises.', 'dns.promises.', 'dns.Resolver().', 'dns.promises.Resolver().', 'native-dns.'].flatMap((module) =>
    each(module, 'lookup resolve resolve4 resolve6 resolveTxt resolveMx resolveCname resolveAny reverse', api('net.resolve', { address: [0] }, 'network', { calls: true }))),
  ['Bun.connect', api('net.connect', { address: ['hostname'] }, 'network')], ['Bun.serve', api('net.listen', {}, undefined, { calls: true })],
  ['Deno.connect', api('net.connect', { address: ['hostname'] }, 'network')], ['Deno.serve', api('net.listen', {}, undefined, { calls: true })],
];

const HOST: Entries = [
  ...each('os.', 'hostname userInfo networkInterfaces', api('host.identity', {}, 'identity')),
  ...each('os.', 'platform type release arch version machine cpus totalmem freemem uptime', api('host.platform')),
  ['os.homedir', api([], {}, undefined, { text: '~', passes: false })],
  ['os.tmpdir', api([], {}, undefined, { text: '%TEMP%', passes: false })],
  ['process.cwd', api([], {}, undefined, { text: '.', passes: false })],
  ...each('process.', 'getuid geteuid getgid', api('host.identity')),
  ...each('', 'Intl.DateTimeFormat Intl.DateTimeFormat().resolvedOptions', api('host.locale')),
  ['Date().getTimezoneOffset', api('host.locale')],
  ['Date.now', api('host.time')], ['Date', api('host.time', { name: ['*'] })],
  ...each('Date().', 'getTime getHours getDate getMonth getFullYear valueOf toISOString', api('host.time', { name: ['this'] })),
  ...each('', 'systeminformation.system systeminformation.osInfo systeminformation.users systeminformation.networkInterfaces node-machine-id.machineIdSync node-machine-id.machineId', api('host.identity', {}, 'identity')),
  ['Deno.env.get', api('env.read', { name: [0] }, 'environment')], ['Deno.env.toObject', api('env.all', {}, 'environment')],
  ['Deno.hostname', api('host.identity', {}, 'identity')],
  ['timers.delay', api('sleep', { data: [1] })],
];

const CODE: Entries = [
  ['eval (code)', api('code.evaluate', { code: [0] })],
  ['new Function', api('code.evaluate', { code: [-1] })],
  ['import.data', api('code.evaluate', { code: [0] })],
  ...each('vm.', 'runInThisContext runInNewContext runInContext Script SourceTextModule compileFunction', api('code.evaluate', { code: [0] })),
  ...each('', '*._compile module.Module()._compile module.constructor()._compile module._compile module.prototype._compile', api('code.evaluate', { code: [0], path: [1] })),
  ['require.dynamic', api('code.import', { name: [0] })],
  ['execScript', api('code.evaluate', { code: [0] })],
  ...each('', 'vm2.VM().run vm2.NodeVM().run isolated-vm.compileScript', api('code.evaluate', { code: [0] })),
  ['v8.deserialize', api('code.deserialize', { code: [0] })],
  ...each('', 'node-serialize.unserialize serialize-to-js.deserialize', api('code.deserialize', { code: [0] })),
  ...each('', 'WebAssembly.instantiate WebAssembly.compile WebAssembly.Module', api('code.native', { code: [0] })),
  ...each('', 'ffi-napi.Library koffi.load ref-ffi.Library Bun.dlopen Deno.dlopen', api('code.native', { path: [0] })),
  ['worker_threads.Worker', api('thread', { path: [0] })], ['worker_threads.Worker (eval)', api('code.evaluate', { code: [0] })],
  ['Deno.readTextFile', api('file.read', PATH, 'file')], ['Deno.readFile', api('file.read', PATH, 'file')],
  ['Deno.writeTextFile', api('file.write', WRITE)], ['Deno.writeFile', api('file.write', WRITE)],
  ['Deno.remove', api('file.delete-tree', PATH)],
  ['Bun.write', api('file.write', WRITE)], ['Bun.file', api('file.read', PATH, 'file')],
  ['debugger', api('debug.check')], ['inspector.url', api('debug.check')],
];

const DECODERS: Entries = [
  ['atob', api('decode', { data: [0] }, 'decoded', { detail: 'base64' })],
  ...each('', 'unescape decodeURIComponent', api('decode', { data: [0] })),
  ...each('zlib.', 'inflateSync gunzipSync inflateRawSync brotliDecompressSync unzipSync', api('decompress', { data: [0] }, 'decoded', { detail: 'zlib' })),
  ...each('zlib.', 'inflate gunzip inflateRaw brotliDecompress unzip', api('decompress', { data: [0] }, 'decoded', { detail: 'zlib', calls: true })),
  ...each('', 'pako.inflate pako.ungzip lz-string.decompressFromBase64 lz-string.decompress', api('decompress', { data: [0] }, 'decoded', { detail: 'zlib' })),
  ...each('crypto.', 'createDecipheriv createDecipher privateDecrypt', api('decrypt', { data: [0] }, 'decoded', { detail: 'cipher' })),
  ...each('crypto.', 'createCipheriv createCipher publicEncrypt', api('encrypt', { data: [0] })),
  ...each('crypto-js.', 'AES.decrypt DES.decrypt TripleDES.decrypt RC4.decrypt Rabbit.decrypt', api('decrypt', { data: [0] }, 'decoded', { detail: 'cipher' })),
  ...each('crypto-js.', 'AES.encrypt RC4.encrypt', api('encrypt', { data: [0] })),
  ['crypto.subtle.decrypt', api('decrypt', { data: [2] }, 'decoded', { detail: 'cipher' })],
  ['crypto.subtle.encrypt', api('encrypt', { data: [2] })],
];

const OUTPUT: Entries = [
  ...each('console.', 'log info warn error debug trace', api('output', { data: ['*'] })),
  ...each('process.', 'stdout.write stderr.write', api('output', { data: [0] })),
  ...each('', 'console.log console.error console.warn console.info console.debug console.trace process.stdout.write process.stderr.write console', api('output.silence')).map(([name, shape]): readonly [string, typeof shape] => [`${name} = nothing`, shape]),

];

/** All of Node. */
export const NODE_APIS: Entries = [...FILES, ...PROCESSES, ...HTTP, ...HOST, ...CODE, ...DECODERS, ...OUTPUT];

/** What holds data when merely read. */
export const NODE_ATTRIBUTES: Entries = [
  ['process.env', api([], {}, 'environment')],
  ['process.env.*', api('env.read', { name: [0] }, 'environment', { text: '%{0}%' })],
  ['process.env[]', api('env.read', { name: [0] }, 'environment')],
  ['Bun.env', api([], {}, 'environment')],
  ['Bun.env.*', api('env.read', { name: [0] }, 'environment', { text: '%{0}%' })],
  ['import.meta.env', api([], {})],
  ['process.platform', api('host.platform', {}, undefined, { passes: false })],
  ['process.arch', api('host.platform', {}, undefined, { passes: false })],
  ['process.argv', api([], {}, 'arguments')],
  // The runtime itself, as a command line names it.
  ['process.execPath', api([], {}, undefined, { text: 'node', passes: false })], ['process.argv0', api([], {}, undefined, { text: 'node', passes: false })],
];
