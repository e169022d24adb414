/** The table of commands: one row each, in the order that help shows them. */
import type { Entry } from './command.ts';

export const COMMANDS: Readonly<Record<string, Entry>> = {
  scan: { summary: 'say whether packages are malicious, and show the evidence', load: async () => (await import('./scan.ts')).scan },

};
