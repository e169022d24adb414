/** Questions that many rules ask of calls and values. */
import type { Effect } from '../../model/effect.ts';
import type { Call, Origin, Role, Source, SourceUnit, Value } from '../../model/source.ts';

/** Whether a call has one of these effects. */
export function does(call: Call, ...effects: readonly Effect[]): boolean {
  return call.does.some((effect) => effects.includes(effect));
}

/** The calls of a unit that have one of these effects. */
export function callsThat(unit: SourceUnit, ...effects: readonly Effect[]): Call[] {
  return unit.calls.filter((call) => does(call, ...effects));
}

/** The folded text of an argument by what it is for, '' where nothing is known. */
export function textOf(call: Call, role: Role): string {
  return call.roles[role]?.text ?? '';
}

/** Every text in a value: its own and its elements', a few levels deep. */
export function textsIn(value: Value | undefined, depth = 3): string[] {
  if (value === undefined) return [];
  const own = value.text === undefined ? [] : [value.text];
  if (depth === 0) return own;
  return [...own, ...(value.items ?? []).flatMap((item) => textsIn(item, depth - 1))];
}

/** Every text that a call was given. */
export function textsOf(call: Call): string[] {
  return [...call.args, ...Object.values(call.named), ...Object.values(call.roles), ...(call.receiver ? [call.receiver] : [])].flatMap((value) => textsIn(value));
}

/** The first origin of one of these sources. */
export function originOf(value: Value | undefined, ...sources: readonly Source[]): Origin | undefined {
  return value?.origins.find((origin) => sources.includes(origin.source));
}

/** The first origin of one of these sources in anything the call was given, its receiver excepted. */
export function originInArguments(call: Call, ...sources: readonly Source[]): Origin | undefined {
  for (const value of [...Object.values(call.roles), ...call.args, ...Object.values(call.named)]) {
    const found = originOf(value, ...sources);
    if (found) return found;
  }
  return undefined;
}

/** An origin as a place to show beside the finding. */
export function placeOf(origin: Origin, unit: SourceUnit, label: string): { unit: SourceUnit; span: Origin['span']; label: string } {
  return { unit: origin.unit ?? unit, span: origin.span, label };
}

/** Loaded without anybody calling it: installing, starting or importing is enough. */
export function isLive(call: { readonly stage: Call['stage'] }): boolean {
  return call.stage === 'install' || call.stage === 'build' || call.stage === 'startup' || call.stage === 'import';
}

/** Nobody asked for it: building, installing, starting the interpreter. */
export function isUnasked(call: { readonly stage: Call['stage'] }): boolean {
  return call.stage === 'install' || call.stage === 'build' || call.stage === 'startup';
}

/** A pipe or a socket in a file, which only programs of the same machine can speak to. */
export function isOfThisMachine(address: string): boolean {
  return /^(?:\\\\[?.]\\pipe\\|unix:)|^(?!(?!unix|ws|ipc)\w+:\/\/)[^?#]*\.(?:sock|socket|pipe|ipc)$/i.test(address);
}

/** The machine itself, by one of its names; a domain that merely begins with one, or a user name in front of another host, is somebody else's. */
export function isLoopback(address: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){1,3}|\[?::1\]?)(?=[:/?# ]|$)(?![^/?#]*@)/i.test(address.replace(/^\w+:\/\//, ''));
}

/** A program that lies where everybody may put one: whatever it is called, it is not the system's tool of that name. */
export function isPutThere(command: string): boolean {
  return /^\s*['"]?(?:%(?:TEMP|TMP|APPDATA|LOCALAPPDATA|PROGRAMDATA|PUBLIC|USERPROFILE|HOME)%|~|\/(?:var\/)?tmp\/|\/dev\/shm\/|[A-Za-z]:[\\/]+(?:Users|ProgramData|Windows[\\/]+Temp)[\\/]|\.{1,2}[\\/])/i.test(command);
}
