/**
 * JavaScript written in the alphabets of well-known encoders. Each takes source and gives source that runs it:
 * jjencode and aaencode (Yosuke Hasegawa), JSFuck (Martin Kleppe), the p,a,c,k,e,d packer (Dean Edwards).
 */
export type Encoder = (code: string) => string;

export const ENCODERS: Readonly<Record<string, Encoder>> = {
  jjencode: (code) => jjencode(code, '$'), 'jjencode under another name': (code) => jjencode(code, 'ω'), aaencode, JSFuck: jsfuck, 'p,a,c,k,e,d': packer,
};

/** Names that jjencode gives its sixteen digits: a `_` for each 0 and a `$` for each 1. */
function digitName(value: number): string {
  return value.toString(2).padStart(value < 8 ? 3 : 4, '0').replaceAll('0', '_').replaceAll('1', '$');
}

function octal(char: string): string[] {
  return [...char.charCodeAt(0).toString(8)];
}

function jjencode(code: string, own: string): string {
  const digit = (value: number): string => `${own}.${digitName(value)}`;
  const kept: Readonly<Record<string, string>> = { l: `(![]+"")[${own}._$_]`, o: `${own}._$`, t: `${own}.__`, u: `${own}._` };
  const parts = [...code].map((char) => {
    if (char in kept) return kept[char];
    if (/[0-9a-f]/.test(char)) return digit(parseInt(char, 16));
    if (char === '"' || char === '\\') return JSON.stringify(`\\${char}`);
    if (/[!-~]/.test(char) && !/[a-z0-9]/i.test(char)) return JSON.stringify(char);
    return ['"\\\\"', ...octal(char).map((one) => digit(Number(one)))].join('+');
  });
  return JJ_HEAD.replaceAll('@', own) + `${own}.$(${own}.$(${own}.$$+"\\""+${parts.join('+')}+"\\"")())();`;
}

/** Its table of digits and letters, and the words it makes of them; `@` stands for the variable. */
const JJ_HEAD = '@=~[];@={___:++@,$$$$:(![]+"")[@],__$:++@,$_$_:(![]+"")[@],_$_:++@,$_$$:({}+"")[@],$$_$:(@[@]+"")[@],_$$:++@,$$$_:(!""+"")[@],$__:++@,$_$:++@,$$__:({}+"")[@],$$_:++@,$$$:++@,$___:++@,$__$:++@};'
  + '@.$_=(@.$_=@+"")[@.$_$]+(@._$=@.$_[@.__$])+(@.$$=(@.$+"")[@.__$])+((!@)+"")[@._$$]+(@.__=@.$_[@.$$_])+(@.$=(!""+"")[@.__$])+(@._=(!""+"")[@._$_])+@.$_[@.$_$]+@.__+@._$+@.$;'
  + '@.$$=@.$+(!""+"")[@._$$]+@.__+@._+@.$+@.$$;@.$=(@.___)[@.$_][@.$_];';

function aaencode(code: string): string {
  const digits = ['(c^_^o)', '(ﾟΘﾟ)', '((o^_^o) - (ﾟΘﾟ))', '(o^_^o)', '(ﾟｰﾟ)', '((ﾟｰﾟ) + (ﾟΘﾟ))', '((o^_^o) +(o^_^o))', '((ﾟｰﾟ) + (o^_^o))'];
  const body = [...code].map((char) => `(ﾟДﾟ)[ﾟεﾟ]+${octal(char).map((one) => digits[Number(one)]).join('+ ')}+ `).join('');
  return "ﾟωﾟﾉ= /｀ｍ´）ﾉ ~┻━┻   //*´∇｀*/ ['_']; o=(ﾟｰﾟ)  =_=3; c=(ﾟΘﾟ) =(ﾟｰﾟ)-(ﾟｰﾟ); (ﾟДﾟ) =(ﾟΘﾟ)= (o^_^o)/ (o^_^o);"
    + "(ﾟДﾟ)={ﾟΘﾟ: '_' ,ﾟωﾟﾉ : ((ﾟωﾟﾉ==3) +'_') [ﾟΘﾟ] ,ﾟｰﾟﾉ :(ﾟωﾟﾉ+ '_')[o^_^o -(ﾟΘﾟ)] ,ﾟДﾟﾉ:((ﾟｰﾟ==3) +'_')[ﾟｰﾟ] }; "
    + "(ﾟДﾟ) [ﾟΘﾟ] =((ﾟωﾟﾉ==3) +'_') [c^_^o];(ﾟДﾟ) ['c'] = ((ﾟДﾟ)+'_') [ (ﾟｰﾟ)+(ﾟｰﾟ)-(ﾟΘﾟ) ];(ﾟДﾟ) ['o'] = ((ﾟДﾟ)+'_') [ﾟΘﾟ];"
    + "(ﾟoﾟ)=(ﾟДﾟ) ['c']+(ﾟДﾟ) ['o']+(ﾟωﾟﾉ +'_')[ﾟΘﾟ]+ ((ﾟωﾟﾉ==3) +'_') [ﾟｰﾟ] + ((ﾟДﾟ) +'_') [(ﾟｰﾟ)+(ﾟｰﾟ)]+ ((ﾟｰﾟ==3) +'_') [ﾟΘﾟ]+((ﾟｰﾟ==3) +'_') [(ﾟｰﾟ) - (ﾟΘﾟ)]+(ﾟДﾟ) ['c']+((ﾟДﾟ)+'_') [(ﾟｰﾟ)+(ﾟｰﾟ)]+ (ﾟДﾟ) ['o']+((ﾟｰﾟ==3) +'_') [ﾟΘﾟ];"
    + "(ﾟДﾟ) ['_'] =(o^_^o) [ﾟoﾟ] [ﾟoﾟ];(ﾟεﾟ)=((ﾟｰﾟ==3) +'_') [ﾟΘﾟ]+ (ﾟДﾟ) .ﾟДﾟﾉ+((ﾟДﾟ)+'_') [(ﾟｰﾟ) + (ﾟｰﾟ)]+((ﾟｰﾟ==3) +'_') [o^_^o -ﾟΘﾟ]+((ﾟｰﾟ==3) +'_') [ﾟΘﾟ]+ (ﾟωﾟﾉ +'_') [ﾟΘﾟ]; "
    + "(ﾟｰﾟ)+=(ﾟΘﾟ); (ﾟДﾟ)[ﾟεﾟ]='\\\\'; (ﾟДﾟ).ﾟΘﾟﾉ=(ﾟДﾟ+ ﾟｰﾟ)[o^_^o -(ﾟΘﾟ)];(oﾟｰﾟo)=(ﾟωﾟﾉ +'_')[c^_^o];(ﾟДﾟ) [ﾟoﾟ]='\\\"';"
    + `(ﾟДﾟ) ['_'] ( (ﾟДﾟ) ['_'] (ﾟεﾟ+(ﾟДﾟ)[ﾟoﾟ]+ ${body}(ﾟДﾟ)[ﾟoﾟ]) (ﾟΘﾟ)) ('_');`;
}

/** Written with `[ ] ( ) ! +` alone: letters out of words that such expressions give, all other characters as octal escapes of a text that a function returns. */
function jsfuck(code: string): string {
  const number = (value: number): string => (value === 0 ? '+[]' : value === 1 ? '+!+[]' : Array.from({ length: value }, () => '!+[]').join('+'));
  const index = (value: number): string => (value < 10 ? number(value) : [...String(value)].map((one, i) => (i === 0 ? `${number(Number(one))}` : `[${number(Number(one))}]`)).join('+'));
  const at = (word: string, place: number): string => `(${word})[${index(place)}]`;
  const letters: Record<string, string> = {
    a: at('![]+[]', 1), d: at('[][[]]+[]', 2), e: at('!![]+[]', 3), f: at('![]+[]', 0), i: at('[![]]+[][[]]', 10), l: at('![]+[]', 2),
    n: at('[][[]]+[]', 1), r: at('!![]+[]', 1), s: at('![]+[]', 3), t: at('!![]+[]', 0), u: at('!![]+[]', 2),
  };
  const word = (text: string): string => [...text].map((char) => (/\d/.test(char) ? `[${number(Number(char))}]` : letters[char] ?? '')).join('+');
  const flat = `[][${word('flat')}]`;
  letters['c'] = at(`${flat}+[]`, 3);
  letters['o'] = at(`!![]+${flat}`, 10);
  const maker = `${flat}[${word('constructor')}]`;
  letters[' '] = at(`${flat}+[]`, 8);
  letters['/'] = at(`(![]+[+[]])[${word('italics')}]()`, 10);
  letters['"'] = at(`([]+[])[${word('fontcolor')}]()`, 12);
  // A slash that is made a pattern is shown escaped.
  const pattern = `${maker}(${word('return/a/')})()[${word('constructor')}]`;
  letters['\\'] = at(`[]+${pattern}(${letters['/']})`, 1);
  const escaped = [...code].map((char) => (/[a-u]/.test(char) ? letters[char] : undefined) ?? [letters['\\'], ...octal(char).map((one) => `[${number(Number(one))}]`)].join('+'));
  return `${maker}(${maker}(${word('return')}+${letters['"']}+${escaped.join('+')}+${letters['"']})())()`;
}

/** Words replaced by numbers of base 62, and the function that puts them back. */
function packer(code: string): string {
  const words = [...new Set(code.match(/\b\w+\b/g) ?? [])];
  const short = (value: number): string => (value < 62 ? '' : short(Math.floor(value / 62))) + (value % 62 > 35 ? String.fromCharCode(value % 62 + 29) : (value % 62).toString(36));
  const text = code.replace(/\b\w+\b/g, (one) => short(words.indexOf(one)));
  return "eval(function(p,a,c,k,e,d){e=function(c){return(c<a?'':e(parseInt(c/a)))+((c=c%a)>35?String.fromCharCode(c+29):c.toString(36))};if(!''.replace(/^/,String)){while(c--){d[e(c)]=k[c]||e(c)}k=[function(e){return d[e]}];e=function(){return'\\\\w+'};c=1};"
    + `while(c--){if(k[c]){p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c])}}return p}('${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}',62,${words.length},'${words.join('|')}'.split('|'),0,{}))`;
}
