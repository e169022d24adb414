/** Where an activation starts, and what layers a text came through. */
import type { SourceUnit } from '../../model/source.ts';
import type { Stage } from '../../model/stage.ts';
import type { Frame } from './profile.ts';
import type { FunctionNode, Pattern } from './nodes.ts';
import { UNKNOWN, Unknown, type Origins, type Scope, type Val } from './values.ts';

/** How many texts a text stands in. */
export function nestingOf(unit: SourceUnit): number {
  let count = 0;
  for (let outer = unit.parent; outer !== undefined && count < 1000; outer = outer.parent) count++;
  return count;
}

/** Texts within texts, however many decoders each took. */
const MOST_NESTED = 100;
/** Characters of code in layers, each weighed by how deep it lies: code that writes ever longer code ends here. */
const MOST_LAYERED = 24_000_000;
/** What a layer costs beside its characters. */
const LAYER_COST = 1000;

/** What code in layers may still cost. */
export class Layers {
  #cost = 0;

  /** Whether a text may be read as a layer of a unit; where not, the unit has a gap. */
  takes(text: string, unit: SourceUnit): boolean {
    const nesting = nestingOf(unit);
    this.#cost += (text.length + LAYER_COST) * (nesting + 1);
    if (nesting < MOST_NESTED && this.#cost <= MOST_LAYERED) return true;
    unit.gaps.push(nesting < MOST_NESTED ? 'evaluation stopped: more code in layers than is read' : `more than ${MOST_NESTED} layers`);
    return false;
  }
}

/** The layers a code text came through: its decoders, or how it was run where there is none. */
export function layersOf(origins: Origins, how: string): string[] {
  const decoders = origins.filter((origin) => origin.source === 'decoded').map((origin) => origin.detail ?? 'decoded');
  return decoders.length > 0 ? decoders : [how];
}

/** The activation of a module's top level. */
export function moduleFrame(scope: Scope): Frame {
  return { scope, fn: undefined, name: '', self: undefined, returns: [], result: undefined, yields: undefined, uncertain: 0, label: undefined, exits: 0, isDoubtful: false };
}

const SECRET_PARAMETER = /^(?:private_?key|priv_?key|mnemonics?|seed_?phrase|mnemonic_?phrase|wallet_?(?:key|seed)|recovery_?phrase|secret_?phrase)$/i;
/** Only what handles wallets means a key of one by these. */
const PERHAPS_SECRET = /^(?:secret|secret_?key|seed)$/i;
const WALLET = /\b(?:Keypair|mnemonic|bip39|secp256k1|ed25519|bs58|web3|ethers|xrpl|eth_account)\b/;

const LONGEST_BODY = 8_000;

/** What a wallet's account is made from is its private key, whatever it is called. */
function isMadeKey(name: string, body: string): boolean {
  return KEY_MAKER.test(body) && new RegExp(`(?:${KEY_MAKERS})\\(\\s*(?:bytes\\.fromhex\\(|base58\\.b58decode\\()?${name}\\b`).test(body);
}

const KEY_MAKERS = '[aA]ccount\\.from_key|Account\\.from_mnemonic|Keypair\\.from_\\w+|privateKeyToAccount|Wallet\\.fromMnemonic';
const KEY_MAKER = new RegExp(KEY_MAKERS);

/** What a caller may hand over: unknown, but a parameter called `private_key` will hold one. */
export function givenTo(target: Pattern, unit: SourceUnit, fn: FunctionNode): Val {
  if (target.kind !== 'name') return UNKNOWN;
  const isKey = SECRET_PARAMETER.test(target.name) || (PERHAPS_SECRET.test(target.name) && WALLET.test(unit.text)) || isMadeKey(target.name, unit.text.slice(fn.at, Math.min(fn.to, fn.at + LONGEST_BODY)));
  if (!isKey) return UNKNOWN;
  return new Unknown([{ source: 'secrets', span: { start: target.at, end: target.to }, unit, detail: `parameter ${target.name}` }]);
}

/** At which stage what nobody called runs. */
export function finishingStage(unit: SourceUnit): Stage {
  return unit.stage === 'unreachable' ? 'unreachable' : 'run';
}
