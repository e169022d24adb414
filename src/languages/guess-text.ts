/** Tells script languages apart by their words: each sign counts, the most convincing language wins, and prose is none. */
import type { Language } from '../model/source.ts';

type Sign = readonly [weight: number, pattern: RegExp];

/** Signs are looked for once each in the head of the text; patterns are linear. */
const SIGNS: readonly (readonly [Language, readonly Sign[]])[] = [
  ['python', [
    [4, /^[ \t]*(?:from[ \t]+[\w.]+[ \t]+import[ \t]+[\w*(]|import[ \t]+[\w.]+(?:[ \t]*,[ \t]*[\w.]+|[ \t]+as[ \t]+\w+)*[ \t]*(?:#|;|\r?$))/m],
    [4, /^[ \t]*(?:async[ \t]+)?def[ \t]+\w+[ \t]*\([^\n]{0,300}\)[ \t]*(?:->[^\n:]{1,80})?:/m],
    [3, /^[ \t]*class[ \t]+\w+[^\n{]{0,120}:[ \t]*(?:#|\r?$)/m],
    [4, /\b__(?:import__|name__|init__|file__|builtins__|doc__)\b/],
    [3, /^[ \t]*(?:if|for|while|elif|with|except|try|else|finally)\b[^\n{};]{0,300}:[ \t]*(?:#|\r?$)/m],
    [3, /\b(?:lambda(?:[ \t]+\w+(?:[ \t]*,[ \t]*\w+)*)?[ \t]*:|print[ \t]*\(|exec[ \t]*\(|b64decode|elif\b|None\b|True\b|False\b|self\.)/],
    [2, /\bexec[ \t]*\([^\n]{0,120}(?:decompress|decode|fernet|marshal|compile)/i],
    [2, /['";][ \t]*(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+\w/],
    [2, /\b(?:os\.system|subprocess\.|sys\.|requests\.|urllib|socket\.socket)\b/],
  ]],
  ['javascript', [
    [4, /\b(?:const|let|var)[ \t]+(?:[\w$]+|\{[^{}\n]{1,200}\}|\[[^\]\n]{1,200}\])[ \t]*=/],
    [4, /\brequire[ \t]*\([ \t]*['"`]|\bmodule\.exports\b|\bprocess\.(?:env|argv|platform)\b/],
    [4, /\bfunction\b[ \t]*\*?[ \t]*[\w$]*[ \t]*\([\w$,\s]{0,300}\)[ \t\r\n]*\{/],
    [4, /(?:\)|\b[\w$]+)[ \t]*=>[ \t]*[{(\w]/],
    [3, /\b(?:document|window|globalThis|console|JSON|Buffer|Math|Object)\.\w+/],
    [3, /===|!==|\bnew[ \t]+(?:Function|Promise|Buffer|XMLHttpRequest|ActiveXObject)\b|\bString\.fromCharCode\b/],
    [3, /^[ \t]*(?:import[ \t]+(?:[\w$*{][^\n;]{0,300}[ \t]from[ \t]+)?['"]|export[ \t]+(?:default|const|function|class)\b)/m],
    [2, /\}[ \t]*(?:else|catch|finally)\b|\btypeof[ \t]|;[ \t]*\r?\n[ \t]*\}|\beval[ \t]*\(/],
  ]],
  ['shell', [
    [5, /^#![^\n]{0,60}sh\b/],
    [4, /^[ \t]*(?:if[ \t]+(?:\[|!|command|test|which|grep)[^\n]{0,300}(?:;[ \t]*then|\r?$)|fi[ \t]*(?:;|\r?$)|done[ \t]*(?:[;<|&]|\r?$)|esac[ \t]*\r?$)/m],
    [4, /^[ \t]*(?:sudo[ \t]+)?(?:curl|wget)[ \t]+(?:-{1,2}\w|['"]?https?:|\$)/m],
    [4, /\|[ \t]*(?:sudo[ \t]+)?(?:ba|z|da)?sh\b(?:[ \t]*(?:-|$|[;&|)\n]))?/],
    [3, /\$\([a-z][\w/.-]*[ \t)]|\$\{[A-Za-z_]\w*(?:[:#%/^,-][^}\n]{0,80})?\}|"\$[A-Za-z_@]\w*"/],
    [3, /^[ \t]*(?:export[ \t]+[A-Za-z_]\w*=|set[ \t]+-[eux]|chmod[ \t]+[+0-7ugoa]|mkdir[ \t]+-p|rm[ \t]+-[rf]{1,2}\b|nohup[ \t]|apt(?:-get)?[ \t]+(?:-|install|update)|cd[ \t]+[/~$"]|echo[ \t]+[^\n]{0,300}(?:>>?|\|)[ \t]*[\w/~$]|(?:bash|sh|zsh)[ \t]+(?:-[a-z]|\S+\.sh\b)|cat[ \t]+<<|source[ \t]+[~/.]|systemctl[ \t]|crontab[ \t])/m],
    [2, /\/dev\/(?:null|tcp)\b|2>&1|&&[ \t]*(?:chmod|\.\/|bash|sh|rm|cd)\b|\bbase64[ \t]+(?:-d|--decode|-D)\b/],
    [2, /^[A-Za-z_]\w*=(?:["'$`(]|[\w/.:-]+[ \t]*\r?$)/m],
    [2, /^[ \t]*(?:function[ \t]+)?[\w-]+[ \t]*\(\)[ \t]*\r?\n?[ \t]*\{/m],
  ]],
  ['powershell', [
    [5, /\b(?:New-Object|Invoke-(?:Expression|WebRequest|RestMethod|Command|Item)|Start-Process|Get-(?:Content|Item|ChildItem|Process|WmiObject|CimInstance|Clipboard|Date|Random)|Set-(?:Content|ItemProperty|Clipboard|ExecutionPolicy|Variable)|Write-(?:Host|Output)|Add-(?:Type|MpPreference)|Out-(?:Null|File|String)|ForEach-Object|Where-Object|Register-ScheduledTask|ConvertTo-\w+|Start-Sleep|New-Item(?:Property)?|Remove-Item|Test-Path|Expand-Archive)\b/i],
    [4, /\[(?:System\.)?(?:Convert|Text\.Encoding|IO\.\w+|Net\.\w+|Reflection\.\w+|char|byte|string|int|Environment|Diagnostics\.\w+|Runtime\.[\w.]+|Ref|void)(?:\[\])?\](?:::|\$|\d|\()/i],
    [3, /\$(?:env:|_\.|true\b|false\b|null\b|PSVersionTable|ErrorActionPreference|PSScriptRoot|ExecutionContext)/i],
    [3, /^[ \t]*\$[A-Za-z_]\w*[ \t]*=[ \t]*(?:['"[$@(]|\d|[A-Z]\w+-[A-Z])/m],
    [3, /\b(?:IEX|iwr|irm)\b[ \t]*[($'"]|\|[ \t]*(?:iex|%|\?)[ \t({]|\.Download(?:String|File|Data)\(/i],
    [2, /[ \t]-(?:eq|ne|join|replace|split|f|bxor|like|match|and|or)[ \t]|^[ \t]*param[ \t]*\(/im],
    [2, /^[ \t]*function[ \t]+[A-Za-z]+-?\w*[ \t]*(?:\([^)\n]{0,200}\))?[ \t]*\{/m],
  ]],
  ['batch', [
    [6, /^[ \t]*@echo[ \t]+off\b/im],
    [4, /^[ \t]*(?:setlocal\b|endlocal\b|goto[ \t]+:?\w+|::[ \t]+\w|rem[ \t]|if[ \t]+(?:not[ \t]+)?(?:exist|errorlevel|"?%|defined)|for[ \t]+(?:\/\w[ \t]+)?(?:"[^"\n]{0,80}"[ \t]+)?%%?\w[ \t]+in\b)/im],
    [4, /^[ \t]*set[ \t]+(?:\/[ap][ \t]+)?"?\w+=/im],
    [4, /%[a-z_][a-z_]{2,30}\w{0,20}(?::~?[^%\n]{1,40})?%|%~[a-z]{0,4}0|^[ \t]*for\b[^\n]{0,200}%%~?[a-z]\b/im],
    [3, /^[ \t]*(?:start[ \t]+(?:""|\/)|reg[ \t]+(?:add|delete|query)[ \t]|schtasks[ \t]|taskkill[ \t]|attrib[ \t]+[+-]|copy[ \t]+\/|del[ \t]+\/|certutil[ \t]+-|bitsadmin[ \t]|timeout[ \t]+\/t|cmd(?:\.exe)?[ \t]+\/c|powershell(?:\.exe)?[ \t]+-)/im],
    [2, />[ \t]*nul\b|\^[&|<>^]|\berrorlevel\b/i],
  ]],
  ['vbscript', [
    [6, /\b(?:WScript\.(?:CreateObject|Sleep|Shell|Quit|Arguments|ScriptFullName|Echo)|On[ \t]+Error[ \t]+Resume[ \t]+Next|ExecuteGlobal)\b/i],
    [4, /\bCreateObject[ \t]*\([ \t]*["'A-Za-z]/i],
    [4, /^[ \t]*(?:Dim|ReDim|Const)[ \t]+\w+|^[ \t]*Set[ \t]+\w+[ \t]*=|^[ \t]*(?:End[ \t]+(?:If|Sub|Function|With|Select)|Loop|Wend|Next)\b[ \t\w]{0,30}\r?$/im],
    [4, /\bChrW?\(\d+\)[ \t]*&|&[ \t]*ChrW?\(|\bStrReverse[ \t]*\(/i],
    [3, /^[ \t]*(?:If\b[^\n]{1,300}\bThen\b|(?:Public[ \t]+|Private[ \t]+)?(?:Sub|Function)[ \t]+\w+|For[ \t]+(?:Each[ \t]+\w+[ \t]+In\b|\w+[ \t]*=[^\n]{1,80}\bTo\b)|Do[ \t]+(?:While|Until)\b|Select[ \t]+Case\b)/im],
    [2, /"[ \t]*&[ \t]*(?:_[ \t]*\r?\n|\w+|")|\bvbCrLf\b/i],
  ]],
  ['perl', [
    [5, /^[ \t]*use[ \t]+(?:strict|warnings|[A-Z]\w*(?:::\w+)+|v?5[\d.]*|[A-Z]\w+[ \t]+qw)\b/m],
    [4, /\bmy[ \t]+(?:[$@%]\w+|\([ \t]*[$@%])/],
    [3, /^[ \t]*(?:package[ \t]+[\w:]+[ \t]*;|sub[ \t]+\w+[ \t]*(?:\(|\{)|1;[ \t]*\r?$)/m],
    [3, /[$@%]\w+[ \t]*=~|\$_\b|\bunpack[ \t]*\(?[ \t]*['"]|\bqw[ \t]*[([/{]|@ARGV\b|%ENV\b|\$ENV\{/],
  ]],
];

/** What a text must score to be taken for code. */
const CONVINCING = 4;
/** How much of a text is looked at. */
const HEAD = 24_000;
/** What a long payload ends with is often all that tells what runs it; names there may be thousands of characters long. */
const TAIL = 16_000;

/** The script language of a text, undefined for prose and data. `length` is that of the whole text. */
export function languageOfText(text: string, length = text.length): Language | undefined {
  const head = cut(text);
  if (!/[=(){}$;|&\n ]/.test(head) || isMarkup(head) || isJson(head)) return markupLanguage(head);
  const opening = openingLanguage(head);
  let best: Language | undefined;
  let most = 0;
  for (const [language, signs] of SIGNS) {
    const score = scoreOf(head, signs) + (opening === language ? OPENING : 0);
    if (score > most) {
      most = score;
      best = language;
    }
  }
  if (most === 0) return undefined;
  // One weak word in a long prose text is nothing; a one-line command is short.
  return most >= CONVINCING && (length < 4_000 || most >= CONVINCING + 2) ? best : most >= 3 && length < 400 && !isProse(head) ? best : undefined;
}

/** The language of a command line: batch where it has the traits of a Windows line, or where its host runs on Windows only. */
export function languageOfCommand(line: string, host?: Language): Language {
  const head = line.slice(0, 4_000);
  if (WINDOWS_LINE.test(head)) return 'batch';
  return (host === 'vbscript' || host === 'powershell' || host === 'batch') && !/^\s*(?:ba|z)?sh\b/.test(head) ? 'batch' : 'shell';
}

const WINDOWS_LINE = /^\s*(?:"?[a-z]:\\|cmd(?:\.exe)?\s+\/|start\s+(?:""|\/)|reg(?:\.exe)?\s+(?:add|delete|query)|schtasks|taskkill|certutil|bitsadmin|wscript|cscript|mshta|rundll32|regsvr32|attrib\s+[+-]|powershell(?:\.exe)?\s)|%(?:appdata|temp|tmp|userprofile|localappdata|comspec|programdata|windir|public|systemroot)%|\.(?:bat|cmd|vbs)(?=["\s]|$)/i;

function scoreOf(head: string, signs: readonly Sign[]): number {
  let score = 0;
  for (const [weight, pattern] of signs) if (pattern.test(head)) score += weight;
  return score;
}

/** What the first line of code counts: a script that carries another one in its strings begins as what it is. */
const OPENING = 7;

function openingLanguage(head: string): Language | undefined {
  const first = /^\ufeff?(?:[ \t\r]*(?:#[^\n]*|\/\/[^\n]*|'''[^']{0,4000}'''|"""[^"]{0,4000}""")?\n){0,200}[ \t]*([^\n]{1,400})/.exec(head)?.[1] ?? '';
  if (/^(?:from[ \t]+[\w.]+[ \t]+import\b|import[ \t]+[\w.]+(?:[ \t]*(?:,|as\b|;|$)|[ \t\r]*$)|(?:async[ \t]+)?def[ \t]+\w+[ \t]*\(|class[ \t]+\w+[^{]{0,200}:[ \t\r]*$|try:|__\w+__[ \t]*=)/.test(first)) return 'python';
  if (/^(?:['"]use strict['"]|(?:const|let|var)[ \t]+[\w${[]|import[ \t]+(?:[\w*{$][^;]{0,300}[ \t]from[ \t]*)?['"]|export[ \t]+|\(?(?:async[ \t]+)?function\b|module\.exports)/.test(first)) return 'javascript';
  return /^@echo[ \t]+o/i.test(first) ? 'batch' : undefined;
}

/** Long lines are cut, so that patterns stay cheap and a literal doesn't crowd out the code around it. */
function cut(text: string): string {
  const head = text.slice(0, HEAD);
  const tail = text.length > HEAD ? text.slice(-TAIL) : '';
  return (head + tail).replace(/[A-Za-z0-9+/=]{400,}|\w{400,}/g, 'x');
}

function isMarkup(head: string): boolean {
  return /^\s{0,200}<(?:!doctype|html|\?xml|svg|head|body|div|script|job|package|component|hta:)/i.test(head);
}

/** A script inside markup that a Windows host runs. */
function markupLanguage(head: string): Language | undefined {
  if (!isMarkup(head)) return undefined;
  return /<hta:|<job\b|<script[^>]{0,80}(?:vbscript|jscript)/i.test(head) ? 'vbscript' : undefined;
}

function isJson(head: string): boolean {
  return /^\s{0,200}(?:\{\s{0,200}"[^"\n]{0,200}"\s{0,20}:|\[\s{0,200}(?:\{\s{0,200}"|"|\d))/.test(head) && !/\b(?:function|require|=>|eval)\b/.test(head);
}

function isProse(head: string): boolean {
  const words = head.match(/\b[a-z]{2,}\b[ ,.]/g)?.length ?? 0;
  return words * 9 > head.length && !/[;{}$|]/.test(head);
}
