/** Opens the registries as the machine's clients and `assay.toml` have them. */
import { RegistryAccess } from '../host/registry-access.ts';
import type { AccessOptions } from '../host/registry-access.ts';
import { parseSettings } from '../gate/settings.ts';
import type { Settings } from '../gate/settings.ts';
import { findSettings } from './settings-file.ts';

/**
 * What the `assay.toml` of the working directory says, the defaults where there is none. The audited folder's own doesn't count: a project could
 * let itself pass. Throws UserError where it is wrong.
 */
export function readSettings(): Settings {
  const { text, path } = findSettings();
  return parseSettings(text, path);
}

/** Seconds of silence after which a registry is given up, where the user grants more. */
const LONGEST_SILENCE = 20;

export interface RegistryOptions extends Pick<AccessOptions, 'offline' | 'cwd'> {
  /** The time that the user grants each target: a registry isn't waited for any longer. */
  readonly seconds?: number;
}

/** The door to the registries; a registry that `assay.toml` names replaces what the clients say. */
export function openRegistries(settings: Settings, { seconds = LONGEST_SILENCE, ...options }: RegistryOptions = {}): RegistryAccess {
  const overrides = Object.fromEntries(Object.entries(settings.registries).map(([ecosystem, indexUrl]) => [ecosystem, { indexUrl }]));
  return new RegistryAccess({ ...options, overrides, http: { idle: Math.min(LONGEST_SILENCE, seconds) * 1000 } });
}
