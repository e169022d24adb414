/** A short way to write down what a function of an API does. */
import type { Effect } from '../../model/effect.ts';
import type { Role, Source } from '../../model/source.ts';
import type { Api, Position } from '../flow/profile.ts';

export type Roles = Readonly<Partial<Record<Role, readonly Position[]>>>;
export type Entries = readonly (readonly [name: string, api: Api])[];

/** One function: its effects, its arguments' roles, what its result holds. */
export function api(does: Effect | readonly Effect[], roles: Roles = {}, yields?: Source, more: Partial<Api> = {}): Api {
  return { does: typeof does === 'string' ? [does] : does, roles, ...(yields === undefined ? {} : { yields }), ...more };
}

/** The same for several names under one prefix, written `a b c`. */
export function each(prefix: string, names: string, shape: Api): Entries {
  return names.split(' ').map((name): readonly [string, Api] => [prefix + name, shape]);
}
