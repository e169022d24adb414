/** Writes ar archives in memory, .deb files among them. */
import { bytesOf, type Files } from './tar.ts';

/** An ar archive of files by name, each up to 16 bytes long as its header holds it. */
export function arOf(files: Files): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from('!<arch>\n')];
  for (const [name, content] of Object.entries(files)) {
    const bytes = bytesOf(content);
    const header = `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${String(bytes.length).padEnd(10)}\`\n`;
    parts.push(Buffer.from(header), bytes, Buffer.from('\n'.repeat(bytes.length % 2)));
  }
  return Buffer.concat(parts);
}
