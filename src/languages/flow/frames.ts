/** Where an activation starts, and what layers a text came through. */
import type { SourceUnit } from '../../model/source.ts';
import type { Frame, Profile } from './profile.ts';
import type { Origins, Scope } from './values.ts';

/** The layers a code text came through: its decoders, or how it was run where there is none. */
export function layersOf(origins: Origins, how: string): string[] {
  const decoders = origins.filter((origin) => origin.source === 'decoded').map((origin) => origin.detail ?? 'decoded');
  return decoders.length > 0 ? decoders : [how];
}

/** The activation of a module's top level. */
export function moduleFrame(scope: Scope): Frame {
  return { scope, fn: undefined, name: '', self: undefined, returns: [], result: undefined, yields: undefined, uncertain: 0, label: undefined, exits: 0, isDoubtful: false };
}

const MODULE_FUEL = 600_000;

/** Passes of exact loops that a module may spend; one that hides its strings gets more, as decoding them takes long. */
export function moduleFuel(profile: Profile, unit: SourceUnit): number {
  if (profile.fuel === undefined) return MODULE_FUEL;
  return unit.marks.some(({ kind }) => kind === 'obfuscated-names') ? profile.fuel.obfuscated : profile.fuel.module;
}
