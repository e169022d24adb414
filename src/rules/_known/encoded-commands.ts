/** PowerShell takes its script as base64 of UTF-16; code that encodes a script standing plainly in its own source hides nothing. */
import type { SourceUnit } from '../../model/source.ts';

/** Whether a command line's encoded script stands readable in the source that runs it. Its text is read in its own language anyway. */
export function isPlainlyEncoded(command: string, unit: SourceUnit): boolean {
  const encoded = /-e(?:nc|ncodedcommand|c)?\s+['"]?([A-Za-z0-9+/=]{16,})/i.exec(command)?.[1];
  if (encoded === undefined) return false;
  const script = Buffer.from(encoded, 'base64').toString('utf16le');
  let file = unit;
  while (file.parent !== undefined) file = file.parent;
  const words = script.match(/\w{4,}/g)?.slice(0, 20) ?? [];
  return words.length >= 2 && !file.text.includes(encoded.slice(0, 40)) && words.filter((word) => file.text.includes(word)).length >= words.length * 0.75;
}
