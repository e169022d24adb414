/** The code of another installed package or program is changed where it lies: what it did is then done by somebody trusted. */
import { rule } from '../../model/rule.ts';
import type { Call, SourceUnit } from '../../model/source.ts';
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
  needs: ['file.write', 'file.append', 'code.patch'],
  messages: { replaced: 'Puts a function of its own in the place of {name}, which tells {address}', package: 'Writes code into {path}, a file of another package', loaded: 'Writes what it fetched to {path}, where Python loads code from', program: 'Writes into {path}, code of an installed program' },
  deeds: { replaced: 'takes the place of {name} and tells {address}', package: 'writes code into another package ({path})', loaded: 'puts what it fetched where Python loads code from ({path})', program: 'writes into the code of an installed program ({path})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'code.patch')) {
      const name = textOf(call, 'name');
      const teller = tellerIn(unit, call.roles.code?.name?.replace(/^function /, '') ?? '');
      if (teller && name !== '') report('replaced', { at: call, because: [teller], data: { name, address: textOf(teller, 'address') }, severity: KEEPS.test(name) ? 'critical' : 'high' });
    }
    for (const call of callsThat(unit, 'file.write', 'file.append')) {
      const path = textOf(call, 'path');
      const isFetched = originOf(call.roles.data, 'network') !== undefined;
      if (isLive(call) && /\.lnk$/i.test(path) && unit.strings.some(({ value }) => /--load-extension=/.test(value))) report('program', { at: call, data: { path } });
      const program = [path, ...(call.roles.path?.origins ?? []).map(({ source, detail = '' }) => (source === 'file' ? detail : ''))].find((text) => PROGRAM.test(text));
      if (program !== undefined) report('program', { at: call, data: { path: program }, severity: isLive(call) ? 'critical' : isFetched ? 'high' : 'medium' });
      else if (isFetched && LOADED.test(path)) report('loaded', { at: call, data: { path }, severity: isLive(call) ? 'critical' : 'high' });
      else if (isLive(call) && OTHER.test(path) && !OWN_STATE.test(path)) report('package', { at: call, data: { path }, ...(isRewritten(call, path) ? {} : { severity: 'medium' as const }) });
    }
  },
});

/** Functions that are given what nobody else may know. */
const KEEPS = /pass|key|secret|seed|mnemonic|account|wallet|sign|login|auth|connect|input|token|credential/i;

/** What a function sends to an address that stands in the code, made of what it was given. */
function tellerIn(unit: SourceUnit, name: string): Call | undefined {
  if (name === '') return undefined;
  return callsThat(unit, 'net.send', 'net.fetch', 'net.webhook').find(({ within, roles }) => (within === name || within.endsWith(`.${name}`))
    && /^https?:\/\/[\w-]+(?:\.[\w-]+)+/.test(roles.address?.text ?? '') && (roles.data !== undefined || roles.address?.exact !== true));
}

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
