/** The words and marks that all views of installers share. */
import type { Answer, CheckState, Fact, SettingPlace, Subject } from '../model/installer.ts';

export const ANSWER_WORDS: Readonly<Record<Answer, string>> = { met: 'met', configurable: 'met if configured', 'not-met': 'not met', unconfirmed: 'unconfirmed' };
export const ANSWER_MARKS: Readonly<Record<Answer, string>> = { met: '●', configurable: '◐', 'not-met': '○', unconfirmed: '?' };

export const SUBJECT_WORDS: Readonly<Record<Subject, string>> = {
  publisher: 'Who can publish', naming: 'How names are protected', review: 'Who reviews', installCode: 'What runs at install', signing: 'What is signed, and what is verified',
  integrity: 'Hashes and pinning', transport: 'How it is transported', immutability: 'Whether versions change', privilege: 'With which rights it runs', takedown: 'Where to report, and what happens then',
};

export const STATE_WORDS: Readonly<Record<CheckState, string>> = {
  risky: 'risky', 'default-risky': 'default but risky', unread: 'could not be read', safe: 'safe', 'not-applicable': 'not applicable', 'by-hand': 'to be looked at by hand',
};

/** A fact's text; one that waits for confirmation says so before anything else. */
export function factWords(fact: Pick<Fact, 'fact' | 'unconfirmed'>): string {
  return fact.unconfirmed === true ? `(unconfirmed) ${fact.fact}` : fact.fact;
}

/** `file:line`, or the variable. */
export function placeWords(place: SettingPlace): string {
  if (place.variable !== undefined) return `the variable ${place.variable}`;
  return `${place.file ?? ''}${place.line === undefined ? '' : `:${place.line}`}`;
}
