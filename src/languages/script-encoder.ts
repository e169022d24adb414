/**
 * Microsoft's Script Encoder (`.vbe`, `.jse`, `JScript.Encode`): `#@~^`, the length in base64, the encoded text, a checksum, `==^#~@`. Each character is
 * replaced by one of three others in a fixed order of 64 steps; the tables were published with the analyses of the format and are a bijection each.
 */

const FRAME = /#@~\^[A-Za-z0-9+/]{6}==([^]*?)(?:[A-Za-z0-9+/]{6}==\^#~@|$)/g;
const STARTS = /^[\s\ufeff]{0,200}#@~\^[A-Za-z0-9+/]{6}==/;

/** What stands for tab, space … tilde (without `<`, `>` and `@`) and delete, in each of the three alphabets, in hexadecimal. */
const ALPHABETS: readonly string[] = [
  '6450224a615e5d5b426023655f7e4f527a21462026632a7647252c2969276762415a6632734d4371397c534831726e70493f4b6a2e7f28357d242d54377b3d6c346d4e2b306f746b4c33563a7857773b442f59455c683658790975385551',
  '377e5a453a7959277663624d515352202654712b662a587f7b30316c49785f29242f39336f21752842464a5c48364b7d5d6a506923097065742c77443f6d7c43385e5b6e574c347225567368554732352e644f3b2d41617a22606b4e3d67',
  '692c65725b66754c45762a43334220634a5a387932576c2b46524f3d707b517a7e3b474177565f26786e6474677d683522553a606a716f495c5d2759257c236d2831397f365434624e305e73094b61244d6b4421375358482e502d293f2f',
];
/** Which alphabet serves each step. */
const ORDER = '1201202002021020102011200210200211020201011201021020112001120102';
const ESCAPES: Readonly<Record<string, string>> = { '@&': '\n', '@#': '\r', '@*': '>', '@!': '<', '@$': '@' };

const PLAIN = ['\t', ...Array.from({ length: 96 }, (_, index) => String.fromCharCode(32 + index)).filter((char) => !'<>@'.includes(char))];
const DECODE: readonly ReadonlyMap<string, string>[] = ALPHABETS.map((alphabet) => new Map(PLAIN.map((char, at) => [String.fromCharCode(Number.parseInt(alphabet.slice(2 * at, 2 * at + 2), 16)), char])));

/** Whether a text as a whole is encoded. */
export function isEncodedScript(text: string): boolean {
  return STARTS.test(text);
}

/** A text with every encoded part of it decoded; undefined where it has none. Linear in the text. */
export function decodeScript(text: string): string | undefined {
  if (!text.includes('#@~^')) return undefined;
  let found = false;
  const decoded = text.replace(FRAME, (_, body: string) => {
    found = true;
    return decodeBody(body);
  });
  return found ? decoded : undefined;
}

function decodeBody(body: string): string {
  const chars = body.replace(/@[&#*!$]/g, (escape) => ESCAPES[escape] ?? escape);
  const out: string[] = [];
  let step = 0;
  for (const char of chars) {
    const code = char.charCodeAt(0);
    if (code < 128) out.push(DECODE[Number(ORDER[step++ % 64])]?.get(char) ?? char);
    else out.push(char);
  }
  return out.join('');
}
