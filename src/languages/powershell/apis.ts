/** What PowerShell's commands and the .NET types that scripts use do to the world; names are in small letters, `System.` is left off. */
import type { Api } from '../flow/profile.ts';
import { APIS as AUTOMATION } from '../vbscript/apis.ts';

const FETCH: Api = { does: ['net.fetch'], roles: { address: ['uri', 0], headers: ['headers'], mode: ['method'] }, yields: 'network' };
const DOWNLOAD: Api = { does: ['net.fetch'], roles: { address: [0] }, yields: 'network' };
const UPLOAD: Api = { does: ['net.send'], roles: { address: [0], data: [-1] }, yields: 'network' };
const READ: Api = { does: ['file.read'], roles: { path: ['path', 'literalpath', 0] }, yields: 'file' };
const READ_NET: Api = { does: ['file.read'], roles: { path: [0] }, yields: 'file' };
const WRITE_NET: Api = { does: ['file.write'], roles: { path: [0], data: [1] } };
const EVALUATE: Api = { does: ['code.evaluate'], roles: { code: ['command', 'scriptblock', 0, 'input'] } };
const START: Api = { does: ['process.run'], roles: { command: ['filepath', 0] } };
const REGISTRY: Api = { does: ['registry.write'], roles: { path: ['path', 0], data: ['value', 2], name: ['name', 1] } };
const IDENTITY: Api = { does: ['host.identity'], yields: 'identity' };
const WMI: Api = { does: ['host.identity'], roles: { name: ['class', 'classname', 'query', 0] }, yields: 'identity' };
const TASK: Api = { does: ['process.run'], roles: { command: ['action', 'execute', 'xml', 0], name: ['taskname'] } };
const MEMORY: Api = { does: ['code.memory'] };
const DEFENDER: Api = { does: ['process.run'], roles: { command: ['exclusionpath', 'exclusionprocess', 'exclusionextension', 'disablerealtimemonitoring', 0] } };
const SLEEP: Api = { does: ['sleep'] };
const OUTPUT: Api = { does: ['output'] };

const COMMANDS: Readonly<Record<string, Api>> = {
  'invoke-expression': EVALUATE, 'invoke-webrequest': FETCH, 'invoke-restmethod': FETCH, 'start-bitstransfer': { does: ['net.fetch', 'file.write'], roles: { address: ['source', 0], path: ['destination', 1] }, yields: 'network' },
  'web request with a body': { does: ['net.send'], roles: { address: [0], data: [1] } }, 'save to file': { does: ['file.write'], roles: { path: [0], data: [1] } },
  'start-process': START, 'invoke-item': START, 'hidden window': { does: ['process.hide'] }, 'invoke-wmimethod': { does: ['process.shell'], roles: { command: ['argumentlist', 0] } }, 'invoke-cimmethod': { does: ['process.run'], roles: { command: ['arguments', 'argumentlist', 0] } },
  'invoke-command': { does: ['process.run'], roles: { command: ['scriptblock', 0] }, calls: true }, 'start-job': { does: ['thread'], calls: true }, 'start-threadjob': { does: ['thread'], calls: true },
  'get-content': READ, 'import-csv': READ, 'get-item': { does: ['file.exists'], roles: { path: ['path', 0] } }, 'select-string': READ, 'import-clixml': READ,
  'set-content': { does: ['file.write'], roles: { path: ['path', 'literalpath', 0], data: ['value', 1, 'input'] } }, 'out-file': { does: ['file.write'], roles: { path: ['filepath', 'path', 0], data: ['inputobject', 'input'] } }, 'tee-object': { does: ['file.write'], roles: { path: ['filepath', 0], data: ['input'] } },
  'add-content': { does: ['file.append'], roles: { path: ['path', 0], data: ['value', 1, 'input'] } }, 'export-csv': { does: ['file.write'], roles: { path: ['path', 0], data: ['input'] } },
  'new-item': { does: ['file.write'], roles: { path: ['path', 0], data: ['value'] } }, 'copy-item': { does: ['file.copy'], roles: { path: ['path', 0], target: ['destination', 1] } }, 'move-item': { does: ['file.copy'], roles: { path: ['path', 0], target: ['destination', 1] } },
  'remove-item': { does: ['file.delete'], roles: { path: ['path', 'literalpath', 0, 'input'] } }, 'remove-item -recurse': { does: ['file.delete-tree'], roles: { path: ['path', 'literalpath', 0, 'input'] } },
  'get-childitem': { does: ['file.list'], roles: { path: ['path', 'literalpath', 0] }, yields: 'file' }, 'test-path': { does: ['file.exists'], roles: { path: ['path', 'literalpath', 0] } },
  'expand-archive': { does: ['file.unpack'], roles: { path: ['path', 'literalpath', 0], target: ['destinationpath', 1] } }, 'compress-archive': { does: ['file.pack'], roles: { path: ['path', 0, 'input'], target: ['destinationpath', 1] } },
  'new-itemproperty': REGISTRY, 'set-itemproperty': REGISTRY, 'get-itemproperty': { does: ['registry.read'], roles: { path: ['path', 0] }, yields: 'file' }, 'get-itempropertyvalue': { does: ['registry.read'], roles: { path: ['path', 0] }, yields: 'file' },
  'register-scheduledtask': TASK, 'new-scheduledtaskaction': TASK, 'register-scheduledjob': TASK, 'new-service': { does: ['process.run'], roles: { command: ['binarypathname', 1], name: ['name', 0] } },
  'set-clipboard': { does: ['clipboard.write'], roles: { data: ['value', 0, 'input'] } }, 'get-clipboard': { does: ['clipboard.read'], yields: 'clipboard' },
  'add-mppreference': DEFENDER, 'set-mppreference': DEFENDER, 'remove-mppreference': DEFENDER, 'stop-service': { does: ['process.kill'], roles: { target: ['name', 0] } }, 'set-executionpolicy': { does: ['process.run'], roles: { command: ['executionpolicy', 0] } }, 'set-netfirewallprofile': { does: ['process.run'] }, 'clear-eventlog': { does: ['file.delete'], roles: { path: [0] } }, 'clear-history': { does: ['file.delete'] },
  'get-wmiobject': WMI, 'get-ciminstance': WMI, 'get-computerinfo': IDENTITY, 'get-localuser': IDENTITY, 'get-netipaddress': IDENTITY, 'get-netadapter': IDENTITY, 'get-host': { does: ['host.platform'] }, 'get-culture': { does: ['host.locale'], yields: 'identity' }, 'get-winsystemlocale': { does: ['host.locale'], yields: 'identity' }, 'get-timezone': { does: ['host.locale'], yields: 'identity' },
  'get-process': { does: ['process.list'], roles: { name: ['name', 0] }, yields: 'processes' }, 'stop-process': { does: ['process.kill'], roles: { target: ['name', 'id', 0] } },
  'start-sleep': SLEEP, 'write-host': OUTPUT, 'write-output': OUTPUT, 'send-mailmessage': { does: ['net.mail'], roles: { address: ['to'], data: ['body', 'attachments'] } },
  'resolve-dnsname': { does: ['net.resolve'], roles: { address: ['name', 0] }, yields: 'network' }, 'test-netconnection': { does: ['net.connect'], roles: { address: ['computername', 0] } }, 'test-connection': { does: ['net.resolve'], roles: { address: ['computername', 0] } },
  'install-module': { does: ['package.install'], roles: { name: ['name', 0] } }, 'install-package': { does: ['package.install'], roles: { name: ['name', 0] } }, 'publish-module': { does: ['package.publish'], roles: { name: ['name', 0] } },
  'import-module': { does: ['code.import'], roles: { name: ['name', 0] } }, 'add-type': { does: ['code.compile'], roles: { code: ['typedefinition', 'memberdefinition', 0] } }, 'new-localuser': { does: ['process.run'], roles: { command: ['name', 0] } }, 'add-localgroupmember': { does: ['process.run'], roles: { command: [0] } },
  'convertto-securestring': { does: [] }, 'convertfrom-securestring': { does: ['secret.unprotect'] }, 'get-credential': { does: ['secret.unprotect'], yields: 'secrets' }, 'get-history': { does: ['file.read'], yields: 'secrets' }, 'get-date': { does: ['host.time'] },
  '$env[]': { does: ['env.read'], roles: { name: [0] }, yields: 'environment' }, 'get-childitem env:': { does: ['env.all'], yields: 'environment' },
  'start program': { does: ['process.run'], roles: { command: ['*'] } },
  'attrib hidden': { does: ['file.hide'], roles: { path: [0] } }, 'set attributes': { does: ['file.hide'], roles: { path: ['this'] } },
};

const TYPES: Readonly<Record<string, Api>> = {
  'net.webclient.downloadstring': DOWNLOAD, 'net.webclient.downloaddata': DOWNLOAD, 'net.webclient.openread': DOWNLOAD, 'net.webclient.downloadstringasync': DOWNLOAD, 'net.webclient.downloadstringtaskasync': DOWNLOAD,
  'net.webclient.downloadfile': { does: ['net.fetch', 'file.write'], roles: { address: [0], path: [1] }, yields: 'network' }, 'net.webclient.downloadfileasync': { does: ['net.fetch', 'file.write'], roles: { address: [0], path: [1] }, yields: 'network' },
  'net.webclient.uploadstring': UPLOAD, 'net.webclient.uploaddata': UPLOAD, 'net.webclient.uploadfile': UPLOAD, 'net.webclient.uploadvalues': UPLOAD,
  'net.webrequest.create': DOWNLOAD, 'net.httpwebrequest.create': DOWNLOAD, 'net.http.httpclient.getstringasync': DOWNLOAD, 'net.http.httpclient.getasync': DOWNLOAD, 'net.http.httpclient.getbytearrayasync': DOWNLOAD, 'net.http.httpclient.postasync': UPLOAD,
  'net.dns.gethostname': IDENTITY, 'net.dns.gethostaddresses': { does: ['net.resolve'], roles: { address: [0] } }, 'net.dns.gethostbyname': { does: ['net.resolve'], roles: { address: [0] } }, 'net.dns.gethostentry': { does: ['net.resolve'], roles: { address: [0] } },
  'net.sockets.tcpclient': { does: ['net.connect'], roles: { address: [0, 1] }, yields: 'network' }, 'net.sockets.tcpclient.connect': { does: ['net.connect'], roles: { address: [0, 1] }, yields: 'network' }, 'net.sockets.udpclient.connect': { does: ['net.connect'], roles: { address: [0, 1] } }, 'net.sockets.tcplistener': { does: ['net.listen'], roles: { address: [0, 1] } },
  'socket.write': { does: ['net.send'], roles: { address: ['this'], data: [0] } },
  'net.mail.smtpclient.send': { does: ['net.mail'], roles: { address: ['this'] } }, 'diagnostics.process.start': START, 'process object.start': START,
  'io.file.readalltext': READ_NET, 'io.file.readallbytes': READ_NET, 'io.file.readalllines': READ_NET, 'io.file.writealltext': WRITE_NET, 'io.file.writeallbytes': WRITE_NET, 'io.file.writealllines': WRITE_NET, 'io.file.appendalltext': { does: ['file.append'], roles: { path: [0], data: [1] } }, 'io.file.delete': { does: ['file.delete'], roles: { path: [0] } }, 'io.file.exists': { does: ['file.exists'], roles: { path: [0] } }, 'io.file.copy': { does: ['file.copy'], roles: { path: [0], target: [1] } }, 'io.directory.delete': { does: ['file.delete-tree'], roles: { path: [0] } }, 'io.directory.getfiles': { does: ['file.list'], roles: { path: [0] } }, 'io.compression.zipfile.extracttodirectory': { does: ['file.unpack'], roles: { path: [0], target: [1] } },
  'convert.frombase64string': { does: ['decode'], roles: { data: [0] } }, decompress: { does: ['decompress'], roles: { data: [0] } },
  'reflection.assembly.load': { does: ['code.evaluate', 'code.native'], roles: { code: [0] } }, 'reflection.assembly.loadfile': { does: ['code.native'], roles: { path: [0] } }, 'reflection.assembly.loadfrom': { does: ['code.native'], roles: { path: [0] } }, 'appdomain.currentdomain.load': { does: ['code.evaluate', 'code.native'], roles: { code: [0] } },
  'scriptblock.create': { does: ['code.compile'], roles: { code: [0] } }, '$executioncontext.invokecommand.invokescript': EVALUATE, '$executioncontext.invokecommand.newscriptblock': { does: ['code.compile'], roles: { code: [0] } }, 'management.automation.powershell.create.addscript': EVALUATE,
  'windows.forms.clipboard.gettext': { does: ['clipboard.read'], yields: 'clipboard' }, 'windows.forms.clipboard.settext': { does: ['clipboard.write'], roles: { data: [0] } }, 'windows.clipboard.gettext': { does: ['clipboard.read'], yields: 'clipboard' }, 'windows.clipboard.settext': { does: ['clipboard.write'], roles: { data: [0] } },
  'windows.forms.sendkeys.sendwait': { does: ['keys.send'], roles: { data: [0] } }, 'drawing.graphics.fromimage.copyfromscreen': { does: ['screen.capture'], yields: 'screen' }, 'graphics.copyfromscreen': { does: ['screen.capture'], yields: 'screen' },
  'security.cryptography.protecteddata.unprotect': { does: ['secret.unprotect'], roles: { data: [0] }, yields: 'secrets' }, 'environment.getenvironmentvariable': { does: ['env.read'], roles: { name: [0] }, yields: 'environment' }, 'environment.getenvironmentvariables': { does: ['env.all'], yields: 'environment' }, 'environment.setenvironmentvariable': { does: ['registry.write'], roles: { name: [0], data: [1] } },
  'runtime.interopservices.marshal.getdelegateforfunctionpointer': MEMORY, 'runtime.interopservices.marshal.copy': MEMORY, 'runtime.interopservices.marshal.writebyte': MEMORY, 'virtualalloc': MEMORY, 'virtualprotect': MEMORY, 'createthread': MEMORY, 'thread.sleep': SLEEP, 'threading.thread.sleep': SLEEP,
  'ref.assembly.gettype': { does: ['code.patch'], roles: { name: [0] } }, 'keys.async': { does: ['keys.listen'], yields: 'keys' }, 'microsoft.win32.registry.setvalue': { does: ['registry.write'], roles: { path: [0], data: [2] } },
  'decrypt': { does: ['decrypt'], roles: { data: [0] } }, 'security.principal.windowsidentity.getcurrent': IDENTITY,
};

/** Methods that tell what they do whatever they are called on. */
const BY_METHOD = ['downloadstring', 'downloaddata', 'downloadfile', 'openread', 'uploadstring', 'uploaddata', 'uploadfile'].map((method): [string, Api] => [`*.${method}`, TYPES[`net.webclient.${method}`] ?? DOWNLOAD]);

export const APIS: ReadonlyMap<string, Api> = new Map([...AUTOMATION, ...Object.entries(COMMANDS), ...Object.entries(TYPES), ...BY_METHOD]);

export const ATTRIBUTES: ReadonlyMap<string, Api> = new Map(
  Object.entries<Api>({
    'environment.username': IDENTITY, 'environment.machinename': IDENTITY, 'environment.userdomainname': IDENTITY, 'environment.osversion': { does: ['host.platform'], yields: 'identity' }, $env: { does: [], yields: 'environment' }, '$env[]': { does: ['env.read'], roles: { name: [0] }, yields: 'environment' },
    '$args': { does: [], yields: 'arguments' }, 'wscript.network.username': IDENTITY, 'wscript.network.computername': IDENTITY,
  }),
);
