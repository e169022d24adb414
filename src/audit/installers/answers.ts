/** The answers that checks give. */
import type { CheckState, SettingPlace } from '../../model/installer.ts';
import { isYes, withoutSecret, type Said } from './settings.ts';

export interface CheckAnswer {
  readonly state: CheckState;
  readonly found: string;
  readonly place?: SettingPlace;
  readonly fix?: string;
}

/** What one installer was found to be; a check that it doesn't answer has to be looked at by hand. */
export interface Inspected {
  readonly id: string;
  readonly program: string;
  readonly version: string | undefined;
  readonly answers: Readonly<Record<string, CheckAnswer | readonly CheckAnswer[]>>;
}

interface Judge {
  readonly key: string;
  readonly said: Said | undefined;
  readonly isSafe: (value: string) => boolean;
  /** What holds where nothing is set. */
  readonly unset: 'safe' | 'risky';
  readonly fix: string;
}

/** Judges a setting: by its value where it is set, by the default where it isn't. */
export function judgeSetting({ key, said, isSafe, unset, fix }: Judge): CheckAnswer {
  if (said === undefined) return unset === 'safe' ? { state: 'safe', found: `${key} is not set` } : { state: 'default-risky', found: `${key} is not set`, fix };
  const state = isSafe(said.value) ? 'safe' : 'risky';
  return { state, found: `${key} = ${shownValue(said.value)}`, place: said.place, ...(state === 'safe' ? {} : { fix }) };
}

/** Wants a setting to say yes. */
export function mustBeYes(key: string, said: Said | undefined, fix: string, unset: 'safe' | 'risky' = 'risky'): CheckAnswer {
  return judgeSetting({ key, said, isSafe: isYes, unset, fix });
}

/** Wants a setting not to say yes. */
export function mustNotBeYes(key: string, said: Said | undefined, fix: string): CheckAnswer {
  return judgeSetting({ key, said, isSafe: (value) => !isYes(value), unset: 'safe', fix });
}

/** Wants a setting not to be there at all; each place where it is said is one answer. */
export function mustBeUnset(key: string, said: readonly Said[], fix: string): readonly CheckAnswer[] {
  if (said.length === 0) return [{ state: 'safe', found: `${key} is not set` }];
  return said.map(({ value, place }) => ({ state: 'risky', found: `${key} = ${shownValue(value)}`, place, fix }));
}

/** Wants nothing of a kind to have been found. */
export function mustBeNone(what: string, found: readonly { readonly text: string; readonly place: SettingPlace }[], fix: string): readonly CheckAnswer[] {
  if (found.length === 0) return [{ state: 'safe', found: `no ${what}` }];
  return found.map(({ text, place }) => ({ state: 'risky', found: text, place, fix }));
}

/** A version that has to be at least another one. */
export function mustBeSince(version: string | undefined, floor: string, fix: string): CheckAnswer {
  if (version === undefined) return { state: 'unread', found: 'its version could not be learned' };
  return isSince(version, floor) ? { state: 'safe', found: `version ${version}` } : { state: 'risky', found: `version ${version}, older than ${floor}`, fix };
}

export function notApplicable(found: string): CheckAnswer {
  return { state: 'not-applicable', found };
}

/** Whether a version is at least another one: numbers between dots are compared, what follows them is not. */
export function isSince(version: string, floor: string): boolean {
  const [have, want] = [numbersOf(version), numbersOf(floor)];
  for (let index = 0; index < Math.max(have.length, want.length); index++) {
    const difference = (have[index] ?? 0) - (want[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The answer of the version that has the setting, else that it doesn't apply. */
export function since(version: string | undefined, floor: string, answer: CheckAnswer): CheckAnswer {
  return version !== undefined && isSince(version, floor) ? answer : notApplicable(`version ${version ?? 'unknown'} has no such setting (since ${floor})`);
}

function numbersOf(version: string): number[] {
  return (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);
}

/** Line ends become blanks, secrets in addresses go, long texts are cut. */
function shownValue(value: string): string {
  const text = withoutSecret(value).replace(/\s+/g, ' ').trim();
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
