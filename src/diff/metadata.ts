/** Which fields of two manifests differ. */
import type { MetadataChange } from '../model/diff.ts';

/** Long texts and what changes with every release by design. */
const LEFT_OUT = new Set(['description', 'readme', 'readmefilename', '_id', '_nodeversion', '_npmversion', 'dist', 'githead', 'metadata-version']);

/** Fields of package.json or METADATA whose values differ, by name; nested ones (`scripts.postinstall`) one by one. */
export function metadataChanges(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): MetadataChange[] {
  const [old, young] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...young.keys()])].filter((field) => old.get(field) !== young.get(field)).sort().map((field) => {
    const [was, is] = [old.get(field), young.get(field)];
    return { field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) };
  });
}

function flat(manifest: Readonly<Record<string, unknown>>): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(manifest)) {
    if (LEFT_OUT.has(name.toLowerCase())) continue;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) fields.set(name, shown(value));
    else for (const [key, inner] of Object.entries(value)) fields.set(`${name}.${key}`, shown(inner));
  }
  return fields;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : Array.isArray(value) && value.every((each) => typeof each === 'string') ? value.join(', ') : JSON.stringify(value) ?? '';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
