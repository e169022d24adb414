/** What browsers, Electron and popular clients from npm do. */
import { api, each, type Entries } from './api-shape.ts';

const REQUEST = { address: ['@address', 0], headers: ['headers'], data: ['body', 'data', 'json', 'form'] } as const;
const ASK = api('net.fetch', REQUEST, 'network', { calls: true });
const SEND = api('net.send', { address: ['@address', 0], data: [1, 'data', 'body', 'json', 'form'], headers: ['headers'] }, 'network', { calls: true });
/** A bot's handler gets what anybody in the chat wrote. */
const CHAT = api([], {}, 'network', { calls: true, detail: 'a chat message' });
const SENT = { data: [0], address: ['this'] } as const;

const CLIENTS: Entries = [
  ...each('', 'fetch node-fetch cross-fetch isomorphic-fetch undici.fetch undici.request make-fetch-happen minipass-fetch ky got request request-promise request-promise-native needle superagent phin bent centra urllib.request http.request.fetch Bun.fetch electron.net.request electron.net.fetch node-fetch-native', ASK),
  ...['axios', 'got', 'request', 'request-promise', 'needle', 'superagent', 'ky', 'phin', 'axios.create()', 'got.extend()', 'http.axios'].flatMap((client) => [
    ...each(`${client}.`, 'get head stream', ASK),
    ...each(`${client}.`, 'post put patch', SEND),
    [`${client}.request`, ASK] as const,
  ]),
  ...each('', 'axios axios.default axios.create()', ASK),
  ...each('superagent.', 'post().send put().send get().query post().attach post().field', api('net.send', SENT, 'network')),
  ...each('request.', 'post().form', api('net.send', SENT)),
  ...each('', 'form-data().append FormData().append', api([], { data: [1] })),
  ...each('', 'ws WebSocket EventSource websocket.client websocket.w3cwebsocket ReconnectingWebSocket', api('net.connect', { address: [0] }, 'network')),
  ...each('', 'ws().send WebSocket().send websocket.w3cwebsocket().send', api('net.send', SENT)),
  ...each('socket.io-client', ' .io .connect', api('net.connect', { address: [0] }, 'network')).map(([name, shape]): readonly [string, typeof shape] => [name.replace(' ', ''), shape]),
  ...each('socket.io-client', '().emit .io().emit .connect().emit', api('net.send', { data: [1], address: ['this'] })),
  ...each('', 'nodemailer.createTransport().sendMail', api('net.mail', { data: [0] })),
  ...each('', 'ssh2.Client().connect', api('net.connect', { address: ['host'] }, 'network')),
  ...each('', 'basic-ftp.Client().uploadFrom ftp().put ssh2-sftp-client().put', api('net.send', { data: [0], address: [1] })),
  ...each('', 'basic-ftp.Client().access ftp().connect', api('net.connect', { address: ['host'] })),
  ...each('discord.js.', 'WebhookClient().send', api('net.webhook', { data: [0], address: ['this'] })),
  ...each('', 'discord-webhook-node.Webhook().send discord-webhook-node.Webhook().sendFile dhooks().send', api('net.webhook', { data: [0], address: ['this'] })),
  ...each('', 'node-telegram-bot-api().sendMessage node-telegram-bot-api().sendDocument telegraf().telegram.sendMessage telegraf.Telegraf().telegram.sendMessage', api('net.webhook', { data: [1], target: [0] })),
  ...each('', 'discord.js.Client().on discord.js.Client().once discord.js-selfbot-v13.Client().on eris().on eris.Client().on eris.CommandClient().registerCommand oceanic.js.Client().on', CHAT),
  ...each('', 'node-telegram-bot-api().on node-telegram-bot-api().onText telegraf().on telegraf().hears telegraf().command telegraf.Telegraf().on telegraf.Telegraf().hears telegraf.Telegraf().command grammy.Bot().on grammy.Bot().hears grammy.Bot().command', CHAT),
  ...each('', 'tmi.js.Client().on irc.Client().addListener irc-framework.Client().on matrix-js-sdk.createClient().on', CHAT),
  ...each('', 'download wget-improved.download nodejs-file-downloader', api(['net.fetch', 'file.write'], { address: [0], path: [1] }, 'network')),
];

const BROWSER: Entries = [
  ['XMLHttpRequest().open', api('net.fetch', { address: [1] }, 'network')],
  ['XMLHttpRequest().send', api('net.send', SENT)],
  ['navigator.sendBeacon', api('net.send', { address: [0], data: [1] })],
  ...each('jQuery.', 'ajax get getJSON getScript load', ASK), ['jQuery.post', SEND],
  ...each('$.', 'ajax get getJSON getScript', ASK), ['$.post', SEND],
  ...each('navigator.clipboard.', 'readText read', api('clipboard.read', {}, 'clipboard')),
  ...each('navigator.clipboard.', 'writeText write', api('clipboard.write', { data: [0] })),
  ['document.execCommand', api([], { name: [0] })], ['document.execCommand (paste)', api('clipboard.read', {}, 'clipboard')], ['document.execCommand (copy)', api('clipboard.write', {})],
  ...each('', 'clipboardy.read clipboardy.readSync electron.clipboard.readText electron.clipboard.read clipboard-sys().readText', api('clipboard.read', {}, 'clipboard')),
  ...each('', 'clipboardy.write clipboardy.writeSync electron.clipboard.writeText electron.clipboard.write copy-paste.copy node-clipboardy.writeSync', api('clipboard.write', { data: [0] })),
  ['copy-paste.paste', api('clipboard.read', {}, 'clipboard')],
  ...each('', 'localStorage.getItem sessionStorage.getItem', api([], { name: [0] }, 'browser')),
  ...each('', 'chrome.cookies.getAll browser.cookies.getAll electron.session.defaultSession.cookies.get', api('file.read', {}, 'browser')),
  ...each('', 'document.write document.writeln', api([], { code: [0] })),
  ...each('', 'navigator.mediaDevices.getUserMedia', api('camera.capture', {}, 'camera')),
  ...each('', 'navigator.mediaDevices.getDisplayMedia electron.desktopCapturer.getSources screenshot-desktop screenshot-desktop.all', api('screen.capture', {}, 'screen')),
  ...each('', 'iohook.start iohook.on uiohook-napi.uIOhook.on node-global-key-listener.GlobalKeyboardListener().addListener', api('keys.listen', {}, 'keys')),
  ...each('', 'robotjs.typeString robotjs.keyTap @nut-tree/nut-js.keyboard.type', api('keys.send', { data: [0] })),
  ...each('electron.', 'shell.openExternal shell.openPath', api('process.run', { command: [0] })),
  ...each('', 'electron.session.defaultSession.webRequest.onBeforeRequest electron.session.defaultSession.webRequest.onCompleted electron.session.defaultSession.webRequest.onHeadersReceived', api('wrap.network', {}, 'network', { calls: true })),
  ...each('', 'electron.BrowserWindow().webContents.executeJavaScript webContents.executeJavaScript *.executeJavaScript', api('code.evaluate', { code: [0] })),
  ...each('', 'fetch XMLHttpRequest XMLHttpRequest.prototype.open XMLHttpRequest.prototype.send ethereum ethereum.request ethereum.send ethereum.sendAsync solana.request solana.signTransaction solana.signAndSendTransaction http.request https.request http.get https.get', api('wrap.network')).map(([name, shape]): readonly [string, typeof shape] => [`${name} =`, shape]),
  ...each('', 'Image document.createElement', api('net.fetch', { address: [0] }, 'network')).map(([name, shape]): readonly [string, typeof shape] => [`${name}().src =`, shape]),
  ['*.payee =', api('wrap.network', { target: [0] })],
  ['Worker', api('thread', { path: [0] })],
  ['importScripts', api('code.import', { name: [0] })],
  ['ActiveXObject', api([], { name: [0] })],
];

const PACKAGES: Entries = [
  ...each('', 'keytar.getPassword keytar.findPassword keytar.findCredentials', api('secret.unprotect', { name: [0] }, 'secrets')),
  ...each('', '@primno/dpapi.Dpapi.unprotectData win-dpapi.unprotectData dpapi-addon.unprotectData node-dpapi.unprotectData', api('secret.unprotect', { data: [0] }, 'browser')),
  ...each('', 'sqlite3.Database better-sqlite3 sql.js.Database node:sqlite.DatabaseSync sqlite.DatabaseSync', api('database.open', { path: [0] }, 'file')),
  ...each('', 'adm-zip().extractAllTo adm-zip().extractEntryTo', api('file.unpack', { target: [0], path: ['this'] })),
  ...each('', 'adm-zip().addLocalFolder adm-zip().addLocalFile archiver().directory archiver().file archiver().glob', api('file.pack', { path: [0] }, 'file')),
  ...each('', 'adm-zip().writeZip archiver().pipe', api('file.pack', { target: [0] })),
  ...each('tar.', 'x extract', api('file.unpack', { path: ['file'], target: ['cwd', 'C'] })), ...each('tar.', 'c create', api('file.pack', { path: [1] }, 'file')),
  ...each('', 'unzipper.Extract extract-zip decompress tar-fs.extract 7zip-min.unpack', api('file.unpack', { path: [0], target: ['path', 1] })),
  ...each('rimraf', ' .sync .rimraf .rimrafSync', api('file.delete-tree', { path: [0] })).map(([name, shape]): readonly [string, typeof shape] => [name.replace(' ', ''), shape]),
  ...each('', 'del del.sync trash', api('file.delete-tree', { path: [0] })),
  ...each('shelljs.', 'rm', api('file.delete-tree', { path: [-1] })), ...each('shelljs.', 'cp mv', api('file.copy', { path: [0], target: [1] })),
  ...each('', 'glob glob.sync glob.glob fast-glob fast-glob.sync globby', api('file.list', { path: [0] }, 'file')),
  ...each('simple-git().', 'push addConfig commit', api('net.send', { address: [0] })), ...each('simple-git().', 'clone', api('net.fetch', { address: [0], path: [1] }, 'network')),
  ...['@octokit/rest.Octokit().', '@octokit/rest.Octokit().rest.', '@octokit/core.Octokit().', 'octokit.Octokit().rest.', '@actions/github.getOctokit().rest.'].flatMap((client) => [
    ...each(client, 'repos.createForAuthenticatedUser repos.createInOrg repos.createOrUpdateFileContents gists.create git.createBlob actions.createOrUpdateRepoSecret issues.create', api('net.send', { data: [0] }, 'network')),
    ...each(client, 'request', api('net.send', { address: [0], data: [1] }, 'network')),
  ]),
  ...each('', 'ethers.Contract web3().eth.Contract web3.eth.Contract ethers.providers.JsonRpcProvider ethers.JsonRpcProvider web3 @solana/web3.js.Connection', api('net.connect', { address: [0] }, 'network')),
  ...each('', 'winreg().set regedit.putValue winreg().create', api('registry.write', { path: [0], data: [2] })), ...each('', 'winreg().get winreg().values regedit.list', api('registry.read', { path: [0] })),
  ...each('', 'auto-launch().enable', api('registry.write', { path: ['this'] })),
  ...each('', 'is-ci ci-info.isCI is-docker is-wsl', api('host.platform')),
  ...each('', 'os-locale os-locale.sync', api('host.locale')),
  ...each('', 'public-ip.v4 public-ip.publicIpv4 public-ip ip.address external-ip', api(['net.fetch', 'host.identity'], {}, 'identity')),
  ...each('', 'libnpmpublish.publish', api('package.publish', {})),
];

/** Browsers, Electron and packages. */
export const WEB_APIS: Entries = [...CLIENTS, ...BROWSER, ...PACKAGES];

/** What holds data when merely read. */
export const WEB_ATTRIBUTES: Entries = [
  ['document.cookie', api('file.read', {}, 'browser', { detail: 'document.cookie' })],
  ['navigator.userAgent', api('host.platform', {}, 'identity')],
  ['navigator.language', api('host.locale')],
  ['navigator.languages', api('host.locale')],
  ['localStorage', api([], {}, 'browser')],
  ['sessionStorage', api([], {}, 'browser')],
  ['location.href', api([], {}, 'identity')],
];
