/** The short form in which judgements are written down: one row an expectation, facts named by subject and place. */
import type { Answer, Judgement } from '../model/installer.ts';

export type Row = readonly [answer: Answer, reason: string, ...basis: readonly string[]];
export type Rows = Readonly<Record<string, Row>>;

/** The judgements of one installer; `base` rows hold where it says nothing of its own (their facts are those of `of`). */
export function judged(installer: string, own: Rows, base?: { readonly of: string; readonly rows: Rows }): Judgement[] {
  const inherited = Object.entries(base?.rows ?? {}).map(([expectation, [answer, reason, ...basis]]): [string, Row] => [expectation, [answer, reason, ...basis.map((place) => (place.includes(':') ? place : `${base?.of}:${place}`))]]);
  return Object.entries({ ...Object.fromEntries(inherited), ...own }).map(([expectation, [answer, reason, ...basis]]) => ({ installer, expectation, answer, reason, basis }));
}
