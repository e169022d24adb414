/** Settings of a client with the places where they stand, strongest first. */
import type { SettingPlace } from '../../model/installer.ts';

export interface Said {
  readonly value: string;
  readonly place: SettingPlace;
}

/** One file or the environment: what it says of each key. A key may be said more than once (lists). */
export type Layer = ReadonlyMap<string, readonly Said[]>;

export class Settings {
  readonly #layers: readonly Layer[];

  /** Strongest layer first. */
  constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  /** The value that counts: of the strongest layer, the last one said. */
  get(key: string): Said | undefined {
    return this.all(key).at(-1);
  }

  /** Everything the strongest layer says of a key. */
  all(key: string): readonly Said[] {
    return this.#layers.find((layer) => layer.has(key))?.get(key) ?? [];
  }

  /** Every key that any layer says, with the value that counts. */
  entries(): readonly (readonly [string, Said])[] {
    const keys = new Set(this.#layers.flatMap((layer) => [...layer.keys()]));
    return [...keys].flatMap((key) => {
      const said = this.get(key);
      return said === undefined ? [] : [[key, said] as const];
    });
  }
}

/** A layer out of parsed rows. */
export function layerOf(rows: Iterable<readonly [key: string, said: Said]>): Layer {
  const layer = new Map<string, Said[]>();
  for (const [key, said] of rows) layer.set(key, [...(layer.get(key) ?? []), said]);
  return layer;
}

/** The variables whose names the pattern's first group turns into keys; empty values don't count. */
export function environmentLayer(env: Readonly<Record<string, string | undefined>>, pattern: RegExp, keyOf: (name: string) => string): Layer {
  const rows: [string, Said][] = [];
  for (const [variable, value] of Object.entries(env)) {
    const name = pattern.exec(variable)?.[1];
    if (name !== undefined && value) rows.push([keyOf(name), { value, place: { variable } }]);
  }
  return layerOf(rows);
}

/** Whether a value means yes to clients that take words for it. */
export function isYes(value: string): boolean {
  return /^(?:1|true|yes|on|y|t|enable|with)$/i.test(value.trim());
}

/** Whether an address is protected on its way: encrypted, a file, or on this machine. */
export function isProtectedAddress(address: string): boolean {
  return !/^(?:http|ftp|git|svn|rsync):\/\/(?!(?:[^@/]*@)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$))/i.test(address.trim());
}

/** An address without what stands before its `@`: secrets are never told. */
export function withoutSecret(address: string): string {
  return address.replace(/(:\/\/)[^/@\s]+@/g, '$1***@');
}
