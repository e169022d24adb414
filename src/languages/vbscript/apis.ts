/** What the automation objects of Windows do to the world, by small-letter name. */
import type { Api } from '../flow/profile.ts';

const RUN_LINE: Api = { does: ['process.shell'], roles: { command: [0] } };
const WRITES_STREAM: Api = { does: ['file.write'], roles: { path: ['this'], data: [0] } };
const GET: Api = { does: ['net.fetch'], roles: { address: [1], mode: [0] }, yields: 'network' };

const TABLE: Readonly<Record<string, Api>> = {
  execute: { does: ['code.evaluate'], roles: { code: [0] } }, executeglobal: { does: ['code.evaluate'], roles: { code: [0] } }, eval: { does: ['code.evaluate'], roles: { code: [0] } },
  'execscript': { does: ['code.evaluate'], roles: { code: [0] } }, 'scriptcontrol.addcode': { does: ['code.evaluate'], roles: { code: [0] } }, 'msscriptcontrol.scriptcontrol.addcode': { does: ['code.evaluate'], roles: { code: [0] } },
  'msscriptcontrol.scriptcontrol.executestatement': { does: ['code.evaluate'], roles: { code: [0] } }, 'msscriptcontrol.scriptcontrol.eval': { does: ['code.evaluate'], roles: { code: [0] } },
  'wscript.shell.run': RUN_LINE, 'wscript.shell.exec': { ...RUN_LINE, yields: 'processes' }, shell: RUN_LINE, 'shell.application.shellexecute': { does: ['process.run'], roles: { command: [0, 1] } },
  'shell.application.open': { does: ['process.run'], roles: { command: [0] } }, 'win32_process.create': RUN_LINE, 'schedule.service.connect': { does: ['process.run'] },
  'shell.application.windows.item.document.application.shellexecute': RUN_LINE,
  'hidden window': { does: ['process.hide'] },
  'getobject script': { does: ['net.fetch', 'code.evaluate'], roles: { address: [0], code: [1] }, yields: 'network' },
  'wscript.shell.regwrite': { does: ['registry.write'], roles: { path: [0], data: [1] } }, 'wscript.shell.regread': { does: ['registry.read'], roles: { path: [0] }, yields: 'file' },
  'wscript.shell.regdelete': { does: ['registry.write'], roles: { path: [0] } }, 'wscript.shell.sendkeys': { does: ['keys.send'], roles: { data: [0] } },
  'wscript.shell.createshortcut': { does: ['file.write'], roles: { path: [0] } },
  'wscript.shell.expandenvironmentstrings': { does: ['env.read'], roles: { name: [0] } },
  'wscript.sleep': { does: ['sleep'] }, 'wscript.quit': { does: ['exit'] }, 'wscript.echo': { does: ['output'] }, msgbox: { does: ['output'] }, 'wscript.shell.popup': { does: ['output'] },
  'xmlhttp.open': GET, 'xmlhttp.send': { does: [], roles: { data: [0] } }, 'xmlhttp.send body': { does: ['net.send'], roles: { data: [0], address: [1] } }, 'xmlhttp.setrequestheader': { does: [], roles: { headers: [0, 1] } },
  'adodb.stream.savetofile': { does: ['file.write'], roles: { path: [0], data: ['this'] } }, 'adodb.stream.loadfromfile': { does: ['file.read'], roles: { path: [0] } },
  'scripting.filesystemobject.createtextfile': { does: ['file.write'], roles: { path: [0] } }, 'scripting.filesystemobject.opentextfile': { does: ['file.read'], roles: { path: [0], mode: [1] }, yields: 'file' },
  'scripting.filesystemobject.copyfile': { does: ['file.copy'], roles: { path: [0], target: [1] } }, 'scripting.filesystemobject.movefile': { does: ['file.copy'], roles: { path: [0], target: [1] } },
  'scripting.filesystemobject.copyfolder': { does: ['file.copy'], roles: { path: [0], target: [1] } },
  'scripting.filesystemobject.deletefile': { does: ['file.delete'], roles: { path: [0] } }, 'scripting.filesystemobject.deletefolder': { does: ['file.delete-tree'], roles: { path: [0] } },
  'scripting.filesystemobject.fileexists': { does: ['file.exists'], roles: { path: [0] } }, 'scripting.filesystemobject.folderexists': { does: ['file.exists'], roles: { path: [0] } },
  'scripting.filesystemobject.getfolder': { does: ['file.list'], roles: { path: [0] } }, 'scripting.filesystemobject.createfolder': { does: [] }, 'scripting.filesystemobject.getfile': { does: ['file.read'], roles: { path: [0] }, yields: 'file' },
  'textstream.write': WRITES_STREAM, 'textstream.writeline': WRITES_STREAM, 'textstream.readall': { does: ['file.read'], roles: { path: ['this'] }, yields: 'file' }, 'textstream.readline': { does: ['file.read'], roles: { path: ['this'] }, yields: 'file' },
  'clipboarddata.getdata': { does: ['clipboard.read'], yields: 'clipboard' }, 'clipboarddata.setdata': { does: ['clipboard.write'], roles: { data: [1], mode: [0] } }, 'clipboarddata.cleardata': { does: ['clipboard.write'] },
  'forms.form.gettext': { does: ['clipboard.read'], yields: 'clipboard' }, 'forms.form.settext': { does: ['clipboard.write'], roles: { data: [0] } },
  'wmi.execquery': { does: ['host.identity'], roles: { name: [0] }, yields: 'identity' }, 'wmi.instancesof': { does: ['host.identity'], roles: { name: [0] }, yields: 'identity' },
  'cdo.message.send': { does: ['net.mail'], roles: { address: ['this'] } }, 'outlook.application.createitem': { does: ['net.mail'] },
  'shell.application.namespace.copyhere': { does: ['file.unpack'], roles: { path: [0] } }, 'now': { does: ['host.time'] }, 'date': { does: ['host.time'] }, 'getlocale': { does: ['host.locale'], yields: 'identity' },
  'open for writing': { does: ['file.write'], roles: { path: [0] } }, 'open for appending': { does: ['file.append'], roles: { path: [0] } },
  'virtualalloc': { does: ['code.memory'] }, 'virtualallocex': { does: ['code.memory'] }, 'rtlmovememory': { does: ['code.memory'] }, 'createthread': { does: ['code.memory'] }, 'urldownloadtofilea': { does: ['net.fetch', 'file.write'], roles: { address: [1], path: [2] } }, 'urldownloadtofile': { does: ['net.fetch', 'file.write'], roles: { address: [1], path: [2] } },
};

const IDENTITY: Api = { does: ['host.identity'], yields: 'identity' };

const READ: Readonly<Record<string, Api>> = {
  'wscript.network.username': IDENTITY, 'wscript.network.computername': IDENTITY, 'wscript.network.userdomain': IDENTITY,
  'wscript.scriptfullname': { does: [], yields: 'package', text: 'WScript.ScriptFullName' }, 'wscript.arguments': { does: [], yields: 'arguments' }, 'document.location': { does: [] },
};

export const APIS: ReadonlyMap<string, Api> = new Map(Object.entries(TABLE));
export const ATTRIBUTES: ReadonlyMap<string, Api> = new Map(Object.entries(READ));
