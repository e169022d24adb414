/** What the shared evaluator is told of PowerShell. */
import { Bytes } from '../flow/nodes.ts';
import type { Profile } from '../flow/profile.ts';
import { DictVal, FunctionVal, ListVal, NOT_EXACT, Partial, Ref, Unknown, rawOf, type Val } from '../flow/values.ts';
import { APIS, ATTRIBUTES } from './apis.ts';
import { callBuiltin } from './builtins.ts';
import { memberOfValue } from './members.ts';
import { binary, unary } from './operators.ts';
import { parsePowerShell } from './parse.ts';
import { elementOf, numberOf, shownText } from './texts.ts';

/** Variables that every session has; their letters are used to spell names. */
const AUTOMATIC: ReadonlyMap<string, Val> = new Map<string, Val>([
  ['$true', true], ['$false', false], ['$null', null], ['$pshome', 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0'], ['$shellid', 'Microsoft.PowerShell'], ['$verbosepreference', 'SilentlyContinue'], ['$debugpreference', 'SilentlyContinue'],
  ['$warningpreference', 'Continue'], ['$psculture', 'en-US'], ['$home', '%USERPROFILE%'], ['$maximumdrivecount', '4096'], ['$profile', '%USERPROFILE%\\Documents\\WindowsPowerShell\\profile.ps1'], ['$ofs', ' '],
]);

export const POWERSHELL: Profile = {
  language: 'powershell',
  parse: parsePowerShell,
  assignsLocally: false, selfIsArgument: false, lifecycle: { init: 'constructor' }, callsBack: false,
  global: globalOf,
  canonical: (name) => name.replace(/^socket(?:\.getstream)?(?:\(\))?(?=\.|$)/, 'socket'),
  typeName,
  binary,
  unary,
  truthy,
  member: memberOfValue,
  index: (object, index) => elementOf(object, index),
  iterate: (value) => (value instanceof ListVal ? (value.open ? undefined : value.items) : value === null || value === undefined ? [] : rawOf(value) === NOT_EXACT ? undefined : [value]),
  builtin: callBuiltin,
  apis: APIS,
  attributes: ATTRIBUTES,
  display: (value) => shownText(value),
};

function globalOf(name: string): Val {
  if (AUTOMATIC.has(name)) return AUTOMATIC.get(name);
  if (name === '$env' || name === '$args' || name === '$executioncontext') return new Ref(name);
  return name.startsWith('$') ? undefined : new Ref(name);
}

function typeName(value: Val): string | undefined {
  if (value instanceof ListVal) return 'array';
  if (value instanceof Partial) return 'string';
  if (value instanceof DictVal || value instanceof FunctionVal || value instanceof Unknown || value instanceof Ref) return undefined;
  const raw = rawOf(value);
  if (raw instanceof Bytes) return 'array';
  return typeof raw === 'string' ? 'string' : typeof raw === 'number' ? 'number' : undefined;
}

function truthy(value: Val): boolean | undefined {
  if (value instanceof ListVal) return value.open ? undefined : value.items.length > 0;
  if (value instanceof DictVal || value instanceof FunctionVal) return true;
  const raw = rawOf(value);
  if (raw === NOT_EXACT) return undefined;
  if (raw === null || raw === undefined) return false;
  if (typeof raw === 'string') return raw !== '';
  return numberOf(raw) === undefined ? undefined : numberOf(raw) !== 0;
}
