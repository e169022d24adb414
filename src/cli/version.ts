/** Which assay this is. */
import { readFileSync } from 'node:fs';

/** The version in package.json, which stands above both `src` and `dist/src`. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest ? String(manifest.version) : 'unknown';
}
