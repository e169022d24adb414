/** Names of PowerShell's commands and parameters: aliases, short forms, and which parameters take no value. */

const ALIASES: Readonly<Record<string, string>> = {
  iex: 'invoke-expression', iwr: 'invoke-webrequest', wget: 'invoke-webrequest', curl: 'invoke-webrequest', irm: 'invoke-restmethod', saps: 'start-process', start: 'start-process',
  icm: 'invoke-command', ii: 'invoke-item', gc: 'get-content', cat: 'get-content', type: 'get-content', sc: 'set-content', ac: 'add-content', gci: 'get-childitem', ls: 'get-childitem', dir: 'get-childitem',
  ni: 'new-item', ri: 'remove-item', rm: 'remove-item', del: 'remove-item', erase: 'remove-item', rd: 'remove-item', rmdir: 'remove-item', cp: 'copy-item', copy: 'copy-item', cpi: 'copy-item', mv: 'move-item', move: 'move-item', mi: 'move-item', ren: 'rename-item', rni: 'rename-item',
  gps: 'get-process', ps: 'get-process', kill: 'stop-process', spps: 'stop-process', sleep: 'start-sleep', echo: 'write-output', write: 'write-output', '%': 'foreach-object', foreach: 'foreach-object', '?': 'where-object', where: 'where-object', select: 'select-object',
  gwmi: 'get-wmiobject', gcim: 'get-ciminstance', iwmi: 'invoke-wmimethod', icim: 'invoke-cimmethod', gp: 'get-itemproperty', sp: 'set-itemproperty', gi: 'get-item', si: 'set-item', sal: 'set-alias', nal: 'new-alias', gv: 'get-variable', gcm: 'get-command', sv: 'set-variable', set: 'set-variable', ipmo: 'import-module',
  gcb: 'get-clipboard', scb: 'set-clipboard', sajb: 'start-job', gsv: 'get-service', sasv: 'start-service', spsv: 'stop-service', oh: 'out-host', cls: 'clear-host', clear: 'clear-host', cd: 'set-location', sl: 'set-location', chdir: 'set-location', pushd: 'push-location', measure: 'measure-object', sort: 'sort-object', tee: 'tee-object', sls: 'select-string', pwd: 'get-location', h: 'get-history', history: 'get-history', group: 'group-object',
};

/** The full name of a command: its alias undone, its module taken off. */
export function commandName(name: string): string {
  const plain = name.toLowerCase().replace(/^[\w.]+\\(?=\w+-\w)/, '').replace(/^\s+|\s+$/g, '');
  return Object.hasOwn(ALIASES, plain) ? (ALIASES[plain] ?? plain) : plain;
}

/** Whether a name is a cmdlet's (Verb-Noun) rather than a program's. */
export function isCmdlet(name: string): boolean {
  return /^[a-z]{2,20}-[a-z]\w{1,60}$/.test(name) && !/\.(?:exe|ps1|bat|cmd)$/.test(name) && VERBS.has(name.slice(0, name.indexOf('-')));
}

const VERBS: ReadonlySet<string> = new Set(
  'add clear close compare complete compress confirm connect convert convertfrom convertto copy debug disable disconnect dismount enable enter exit expand export find foreach format get grant group hide import initialize install invoke join limit lock measure merge mount move new open optimize out ping pop protect publish push read receive redo register remove rename repair request reset resize resolve restart restore resume revoke save search select send set show skip sort split start step stop submit suspend switch sync tee test trace unblock undo uninstall unlock unprotect unpublish unregister update use wait watch where write'.split(' '),
);

const VALUED = [
  'uri', 'outfile', 'method', 'body', 'headers', 'useragent', 'infile', 'contenttype', 'filepath', 'argumentlist', 'windowstyle', 'workingdirectory', 'verb', 'path', 'literalpath', 'destination', 'destinationpath', 'value', 'name', 'propertytype', 'itemtype', 'type', 'encoding',
  'scriptblock', 'command', 'computername', 'session', 'credential', 'filter', 'include', 'exclude', 'class', 'classname', 'query', 'namespace', 'property', 'expandproperty', 'first', 'last', 'comobject', 'typename', 'memberdefinition', 'typedefinition', 'assemblyname', 'seconds', 'milliseconds',
  'exclusionpath', 'exclusionprocess', 'exclusionextension', 'disablerealtimemonitoring', 'executionpolicy', 'scope', 'action', 'trigger', 'principal', 'settings', 'taskname', 'user', 'runlevel', 'execute', 'argument', 'at', 'source', 'inputobject', 'string', 'asplaintext', 'erroraction', 'timeoutsec', 'sessionvariable', 'websession', 'smtpserver', 'to', 'from', 'subject', 'attachments', 'port', 'delimiter', 'pattern', 'replace', 'identity', 'id', 'variable', 'option', 'text', 'begin', 'process', 'end', 'compressionlevel', 'interval', 'server', 'totalcount', 'readcount', 'members', 'binarypathname', 'startuptype', 'displayname', 'description', 'proxy', 'index', 'parent', 'childpath', 'listimported', 'message', 'foregroundcolor', 'outvariable', 'errorvariable', 'language',
] as const;
const SWITCHES = ['force', 'recurse', 'usebasicparsing', 'passthru', 'nonewline', 'wait', 'nonewwindow', 'asjob', 'hidden', 'all', 'raw', 'append', 'once', 'daily', 'atlogon', 'atstartup', 'asstring', 'leaf', 'parent', 'list', 'quiet', 'file', 'directory', 'usedefaultcredentials', 'skipcertificatecheck', 'disablekeepalive', 'bytes', 'isfile', 'nologo', 'compress', 'confirm', 'whatif', 'verbose'];
const ALIASED: Readonly<Record<string, string>> = { ea: 'erroraction', args: 'argumentlist', pspath: 'path', psprovider: 'path', url: 'uri', sb: 'scriptblock', cn: 'computername' };

/** The full name of a parameter: `-w` is `-WindowStyle`, `-Arg` is `-ArgumentList`. */
export function parameterName(given: string): string {
  if (Object.hasOwn(ALIASED, given)) return ALIASED[given] ?? given;
  if ((VALUED as readonly string[]).includes(given) || SWITCHES.includes(given)) return given;
  return VALUED.find((name) => name.startsWith(given)) ?? given;
}

/** Whether a parameter takes no value. */
export function isSwitch(name: string): boolean {
  return SWITCHES.includes(name);
}
