/** apt's settings in its own order (apt.conf(5)): APT_CONFIG, the parts in order of name, the main file; the later says the last word. */
import { parseAptConf } from '../../ecosystems/debian/apt-conf.ts';
import { parseDeb822Sources, parseSourceList, type AptSource } from '../../ecosystems/debian/apt-sources.ts';
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import type { Said } from './settings.ts';

export class AptConfig {
  readonly #said = new Map<string, Said[]>();

  add(file: string, text: string): void {
    for (const { key, value, line, isClear } of parseAptConf(text)) {
      if (isClear === true) {
        for (const known of [...this.#said.keys()]) if (known === key || known.startsWith(`${key}::`)) this.#said.delete(known);
      } else if (key.endsWith('::')) this.#said.set(key, [...(this.#said.get(key) ?? []), { value, place: { file, line } }]);
      else this.#said.set(key, [{ value, place: { file, line } }]);
    }
  }

  /** The value of a setting; names without regard to case. */
  get(key: string): Said | undefined {
    return this.#said.get(key.toLowerCase())?.at(-1);
  }

  /** All members of a list, named ones too. */
  list(key: string): readonly Said[] {
    const prefix = `${key.toLowerCase()}::`;
    return [...this.#said].filter(([name]) => name.startsWith(prefix)).flatMap(([, said]) => said);
  }

  /** A path below `Dir`, composed as apt composes it. */
  path(machine: InspectedMachine, ...[group, name, otherwise]: readonly [string, string, string]): string {
    const root = this.get('dir')?.value || '/';
    const folder = this.get(`dir::${group}`)?.value || `${group}/apt`;
    const value = this.get(`dir::${group}::${name}`)?.value || otherwise;
    if (value.startsWith('/')) return value;
    return folder.startsWith('/') ? machine.join(folder, value) : machine.join(root, folder, value);
  }
}

/** Reads apt's configuration. */
export function readAptConfig(machine: InspectedMachine): AptConfig {
  const config = new AptConfig();
  const add = (file: string): void => {
    const text = machine.read(file);
    if (text !== undefined) config.add(file, text);
  };
  if (machine.env['APT_CONFIG']) add(machine.env['APT_CONFIG']);
  const parts = config.path(machine, 'etc', 'parts', 'apt.conf.d');
  for (const name of partNames(machine, parts, 'conf')) add(machine.join(parts, name));
  add(config.path(machine, 'etc', 'main', 'apt.conf'));
  return config;
}

export interface PlacedSource extends AptSource {
  readonly file: string;
}

/** Every enabled source. */
export function readAptSources(machine: InspectedMachine, config: AptConfig): readonly PlacedSource[] {
  const main = config.path(machine, 'etc', 'sourcelist', 'sources.list');
  const parts = config.path(machine, 'etc', 'sourceparts', 'sources.list.d');
  const files = [main, ...machine.list(parts).filter((name) => /^[\w.-]+\.(?:list|sources)$/.test(name)).map((name) => machine.join(parts, name))];
  return files.flatMap((file) => {
    const text = machine.read(file) ?? '';
    return (file.endsWith('.sources') ? parseDeb822Sources(text) : parseSourceList(text)).map((source) => ({ ...source, file }));
  });
}

/** Names that apt reads in a folder of parts: no extension or its own, no odd characters. */
export function partNames(machine: InspectedMachine, folder: string, extension: string): readonly string[] {
  return machine.list(folder).filter((name) => /^[\w.-]+$/.test(name) && (!name.includes('.') || name.endsWith(`.${extension}`)));
}
