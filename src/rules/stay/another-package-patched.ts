/** The code of another installed package or program is changed where it lies: what it did is then done by somebody trusted. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, originOf, textOf } from '../_known/calls.ts';

export default rule({
  id: 'another-package-patched',
  family: 'stay',
  since: '0.1.0',
  title: 'Changes the code of another package or program',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1554', 'T1574'],
  reads: ['javascript', 'python'],
  needs: ['file.write', 'file.append'],
  messages: { package: 'Writes code into {path}, a file of another package', loaded: 'Writes what it fetched to {path}, where Python loads code from', program: 'Writes into {path}, code of an installed program' },
  deeds: { package: 'writes code into another package ({path})', loaded: 'puts what it fetched where Python loads code from ({path})', program: 'writes into the code of an installed program ({path})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'file.write', 'file.append')) {
      const path = textOf(call, 'path');
      const isFetched = originOf(call.roles.data, 'network') !== undefined;
      const program = [path, ...(call.roles.path?.origins ?? []).map(({ source, detail = '' }) => (source === 'file' ? detail : ''))].find((text) => PROGRAM.test(text));
      if (program !== undefined) report('program', { at: call, data: { path: program }, severity: isLive(call) ? 'critical' : isFetched ? 'high' : 'medium' });
      else if (isFetched && LOADED.test(path)) report('loaded', { at: call, data: { path }, severity: isLive(call) ? 'critical' : 'high' });
      else if (isLive(call) && OTHER.test(path) && !OWN_STATE.test(path)) report('package', { at: call, data: { path }, ...(isRewritten(call, path) ? {} : { severity: 'medium' as const }) });
    }
  },
});

/** Code of chat and wallet clients built on Electron. */
const PROGRAM = /\bapp\.asar\b|discord_desktop_core|discord_modules|\bDiscord\w*[\\/]+(?:app-|\*)[^\n]*\.js\b|(?:Exodus|Atomic|Ledger Live)[^\n]*resources/i;
/** Modules and start-up lines in the folders that Python imports from. */
const LOADED = /(?:(?:site|dist)-packages|\bpython[\d.]+[\\/]lib|\blib[\\/]python[\d.]+)[\\/][^\n]*\.(?:pyw?|pth)$|[\\/](?:site|user)customize\.py$/i;
const OTHER = /(?:^|[\\/])node_modules[\\/](?:@[\w.-]+[\\/])?[\w-][\w.-]*/;
/** Caches and data that tools keep between packages. */
const OWN_STATE = /node_modules[\\/]\.|\.(?:json|lock|log|txt|map|d\.ts|node)$/;

/** What is written was made out of what stood there. */
function isRewritten(call: { readonly roles: { readonly data?: { readonly origins: readonly { readonly source: string; readonly detail?: string }[] } } }, path: string): boolean {
  return call.roles.data?.origins.some(({ source, detail }) => source === 'file' && detail === path) === true;
}
