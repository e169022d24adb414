/** What enterprises expect of an installer, and how far each one meets it. */
import type { Expectation, Judgement } from '../model/installer.ts';
import { LANGUAGE_JUDGEMENTS } from './judged-languages.ts';
import { SYSTEM_JUDGEMENTS } from './judged-systems.ts';

export const EXPECTATIONS: readonly Expectation[] = [
  { id: 'publisher-proven', short: 'who', text: 'publisher identity is proven', meaning: 'Somebody proved who they are, or that a domain or an account is theirs, before they could publish under the name.' },
  { id: 'reviewed-first', short: 'review', text: 'someone reviews before release', meaning: 'People look at every release before anybody can install it; an automatic scan alone is not a review.' },
  { id: 'no-install-code', short: 'no code', text: 'install runs no code', meaning: "Installing copies files: nothing of the package's author runs before somebody uses it." },
  { id: 'signatures-checked', short: 'signed', text: 'signatures are checked by default', meaning: "The client refuses what is not signed by a key it trusts, without anybody configuring it." },
  { id: 'names-distinct', short: 'names', text: "names can't be confused", meaning: 'A look-alike name, or the same name from another source, cannot take the place of the package that was meant.' },
  { id: 'reviewed-is-shipped', short: 'source', text: 'what was reviewed is what ships', meaning: 'The files delivered are the ones that were looked at, or provably built from them by somebody other than the author.' },
  { id: 'version-fixed', short: 'fixed', text: 'a version never changes', meaning: 'The same name and version always give the same bytes.' },
  { id: 'removed-from-machines', short: 'recall', text: 'a bad package is removed from machines', meaning: 'Once it is known to be malicious, it also disappears from where it was installed.' },
];

const JUDGEMENTS: readonly Judgement[] = [...LANGUAGE_JUDGEMENTS, ...SYSTEM_JUDGEMENTS];

/** How far an installer meets an expectation; undefined for what installs nothing (a reporting channel). */
export function judgementOf(installer: string, expectation: string): Judgement | undefined {
  return JUDGEMENTS.find((each) => each.installer === installer && each.expectation === expectation);
}
