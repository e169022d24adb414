/** Wallet addresses of the large chains, and patterns that seek them. */

const SEEKERS: readonly (readonly [RegExp, string])[] = [
  [/\[13\]\[?(?:a-km-z|a-zA-HJ-NP-Z|1-9A-HJ-NP-Z)|\(\?:bc1\||\bbc1\[|\^\(?bc1|\[bc1\||\(bc1\||\^1\[|\^\[13\]|\^3\[/, 'Bitcoin'],
  [/\^?0x\[?(?:a-f|A-F|0-9|\(\?:)[^\]]*\]\{40\}/, 'Ethereum'],
  [/4\[0-9AB\]\[1-9A-HJ-NP-Za-km-z\]\{93\}|\[48\]\[0-9AB\]/, 'Monero'],
  [/T\[A-Za-z1-9\]\{33\}|\bT\[a-zA-Z0-9\]\{33\}|\^T\[/, 'Tron'],
  [/\[LM3?\]\[a-km-z|\^ltc1|\bltc1\[|\^\[LM/, 'Litecoin'],
  [/\bD\{1\}\[5-9A-HJ-NP-U\]|\^D\[5-9/, 'Dogecoin'],
  [/\[1-9A-HJ-NP-Za-km-z\]\{32,44\}/, 'Solana'],
  [/r\[0-9a-zA-Z\]\{24,34\}|X\[1-9A-HJ-NP-Za-km-z\]\{33\}/, 'Ripple or Dash'],
];

/** The coin whose addresses a regular expression seeks; undefined where it seeks none. */
export function coinSoughtBy(text: string): string | undefined {
  if (text.length < 6 || text.length > 2000) return undefined;
  return SEEKERS.find(([pattern]) => pattern.test(text))?.[1];
}

const ADDRESSES: readonly (readonly [RegExp, string])[] = [
  [/(?<![A-Za-z0-9])(?:bc1[ac-hj-np-z02-9]{25,62}|[13][a-km-zA-HJ-NP-Z1-9]{25,34})(?![A-Za-z0-9])/, 'Bitcoin'],
  [/(?<![A-Za-z0-9])0x[0-9a-fA-F]{40}(?![A-Za-z0-9])/, 'Ethereum'],
  [/(?<![A-Za-z0-9])4[0-9AB][1-9A-HJ-NP-Za-km-z]{93}(?![A-Za-z0-9])/, 'Monero'],
  [/(?<![A-Za-z0-9])T[A-HJ-NP-Za-km-z1-9]{33}(?![A-Za-z0-9])/, 'Tron'],
  [/(?<![A-Za-z0-9])(?:ltc1[a-z0-9]{25,60}|[LM][a-km-zA-HJ-NP-Z1-9]{26,33})(?![A-Za-z0-9])/, 'Litecoin'],
];

/** The coin of an address that stands alone in a text; undefined where it holds none. */
export function coinOfAddress(text: string): string | undefined {
  if (text.length < 26 || text.length > 200) return undefined;
  return ADDRESSES.find(([pattern]) => pattern.test(text) && /[a-z]/.test(text) && /\d/.test(text))?.[1];
}
