/** Data about the machine or its user leaves it: identity, files, secrets, the screen. */
import { rule } from '../../model/rule.ts';
import type { Call, Origin } from '../../model/source.ts';
import { callsThat, isLive, isOfThisMachine, isUnasked, placeOf, textOf } from '../_known/calls.ts';
import { CLOUD_METADATA, kindOfAddress } from '../_known/services.ts';
import { PERSONAL, SECRET_VARIABLE, kindOfSecretPath } from '../_known/places.ts';

export default rule({
  id: 'machine-data-sent',
  family: 'exfil',
  since: '0.1.0',
  title: 'Sends data of the machine out',
  severity: 'high',
  confidence: 'high',
  attack: ['T1041', 'T1567'],
  needs: ['net.send', 'net.fetch', 'net.resolve', 'net.mail', 'net.webhook', 'net.connect', 'process.run', 'process.shell'],
  messages: { sent: 'Sends {what} to {address}' },
  deeds: { sent: 'sends {what} to {address}' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.send', 'net.fetch', 'net.resolve', 'net.mail', 'net.webhook', 'net.connect')) {
      const origin = carried(call);
      if (!origin) continue;
      const address = textOf(call, 'address');
      if (isOfThisMachine(address) || isCalledSo(call, origin)) continue;
      report('sent', { at: call, because: [placeOf(origin, unit, 'taken here')], data: { what: WORDS[origin.source] ?? origin.source, address: address === '' ? 'an address made at run time' : address }, ...weightOf(call, origin, address) });
    }
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      const origin = call.roles.command?.origins.find(({ source }) => SPELLED.has(source));
      const tool = origin === undefined ? undefined : SENDER.exec(textOf(call, 'command'));
      if (origin && tool) report('sent', { at: call, because: [placeOf(origin, unit, 'taken here')], data: { what: WORDS[origin.source] ?? origin.source, address: tool[1] ?? '' }, severity: isLive(call) ? 'critical' : ASKS_NAMES.test(textOf(call, 'command')) ? 'high' : 'low' });
    }
  },
});

const WORDS: Readonly<Partial<Record<Origin['source'], string>>> = {
  identity: 'host and user', environment: 'environment variables', secrets: 'secrets', browser: 'browser data', wallet: 'a wallet', file: 'files', network: 'a cloud machine\'s own credentials', clipboard: 'the clipboard', screen: 'a picture of the screen', keys: 'key presses', camera: 'a recording', processes: 'the output of a program',
};
/** What a command line can spell out to a program that talks to the network. */
const SPELLED: ReadonlySet<Origin['source']> = new Set<Origin['source']>(['identity', 'secrets', 'browser', 'wallet', 'clipboard', 'keys']);
const SENDER = /\b(?:curl|wget|nslookup|dig|ping|nc|ncat|iwr|irm|Invoke-WebRequest|Invoke-RestMethod|bitsadmin)\b[^|;&\n]*?\s["']?((?:https?:\/\/)?[^\s"'|;&]*\.[a-z]{2,}\b[^\s"'|;&]*)/i;
const SENSITIVE: readonly Origin['source'][] = ['secrets', 'browser', 'wallet', 'screen', 'keys', 'clipboard', 'camera', 'identity', 'processes', 'environment', 'file'];

/** What a request carries: in its body, its headers, or spelled into its address. */
function carried(call: Call): Origin | undefined {
  const whole = call.roles.data?.origins.find(isWhole) ?? call.roles.address?.origins.find(isWhole);
  if (whole) return whole;
  const key = [call.roles.data, call.roles.address].flatMap((value) => value?.origins ?? []).find(isCloudKey);
  if (key && FOREIGN.test(textOf(call, 'address'))) return key;
  const asked = [call.roles.data, call.roles.address].flatMap((value) => value?.origins ?? []).find(({ source, detail = '' }) => source === 'network' && CLOUD_METADATA.test(detail) && !CLOUD_METADATA.test(textOf(call, 'address')));
  if (asked && FOREIGN.test(textOf(call, 'address'))) return asked;
  const [token, second] = isLive(call) ? foreignTokens(call) : [];
  if (token && (second || isUnasked(call))) return token;
  const owners = [...(call.roles.data?.origins ?? []), ...(call.roles.address?.origins ?? [])].find((origin) => isOwnersOnly(call, origin));
  if (owners) return owners;
  const isEncoded = call.roles.address?.origins.some(({ source }) => source === 'decoded') === true;
  for (const source of SENSITIVE) {
    for (const value of [call.roles.data, call.roles.address, call.roles.headers]) {
      if (value === call.roles.address && call.does.includes('net.connect')) continue;
      const found = value?.origins.filter((origin) => origin.source === source && !isOrdinary(origin, value === call.roles.data, isEncoded)) ?? [];
      const [first] = found;
      if (first) return found.find(({ detail = '' }) => PERSONAL.test(detail) || kindOfSecretPath(detail) !== undefined) ?? first;
    }
  }
  return undefined;
}

/** A cloud's keys sign requests; they are never sent, least of all to somebody else's fixed address. */
function isCloudKey(origin: Origin): boolean {
  return origin.source === 'environment' && /^%?AWS_(?:SECRET_ACCESS_KEY|SESSION_TOKEN)%?$/.test(origin.detail ?? '');
}

const FOREIGN = /^https?:\/\/(?![^/]*amazonaws)[\w-]+(?:\.[\w-]+)+/;

/** Tokens of services, by their variables' names, that go in a body to a fixed address of none of them. */
function foreignTokens(call: Call): Origin[] {
  const host = /^https?:\/\/(?:[^/?#@]*@)?([\w.-]+\.\w+)/.exec(textOf(call, 'address'))?.[1]?.toLowerCase();
  const named = new Map<string, Origin>();
  for (const origin of host === undefined ? [] : (call.roles.data?.origins ?? [])) {
    const name = origin.source === 'environment' ? (origin.detail ?? '').replaceAll('%', '') : '';
    const words = name.toLowerCase().split(/[^a-z]+/).filter((word) => word.length >= 3 && !ORDINARY_WORDS.has(word));
    if (SECRET_VARIABLE.test(name) && words.length > 0 && !words.some((word) => host?.includes(word) === true)) named.set(name, origin);
  }
  return [...named.values()];
}

const ORDINARY_WORDS: ReadonlySet<string> = new Set(['token', 'secret', 'key', 'api', 'access', 'auth', 'password', 'passwd', 'private', 'credentials', 'credential', 'user', 'app', 'client', 'service', 'env', 'the', 'id']);

/** The environment as a whole, with every secret in it. */
function isWhole(origin: Origin): boolean {
  return origin.source === 'environment' && /environ$|environ\./.test(origin.detail ?? '');
}

/** An address or key taken from a variable, and the platform in a user agent, are ordinary configuration. */
function isOrdinary(origin: Origin, isBody: boolean, isEncoded: boolean): boolean {
  if (origin.source === 'environment' && /environ$|\.env$|environ\.|environ\(\)/.test(origin.detail ?? '')) return false;
  if (origin.source === 'environment') return !isBody || !/environ$|\.env$|environ\.|%?(?:PATH|HOME|USER|USERNAME|LOGNAME|HOSTNAME|COMPUTERNAME|PWD)%?$/.test(origin.detail ?? '');
  // A file that holds secrets is spelled into no honest address; one that names the address is configuration.
  if (origin.source === 'file') return !isBody && !isEncoded && !isKeptSecret(origin.detail ?? '');
  // What a compiler or version control prints picks the address of a build; who asks for the user or the host spells it.
  if (origin.source === 'processes') return !isBody && !isEncoded && !TELLING.test(origin.detail ?? '');
  return false;
}

/** What these are asked is a name, which tells its owner what it is made of. */
const ASKS_NAMES = /^\s*(?:nslookup|dig|host|ping)\b[^|;&\n]*\$\(/;

/** Commands that print what is locked away. */
const SECRETS_TOLD = /\bsecurity\s+(?:dump-keychain|find-(?:generic|internet)-password)|\bnetsh\s+wlan\b|\bgh\s+auth\s+token|\bcmdkey\s+\/list|\bsecret-tool\s|\bprint-access-token|\bget-access-token/i;

/** Programs that tell of the machine and its user. */
const TELLING = /(?:^|[;&|\n])\s*(?:sudo\s+)?(?:whoami|hostname(?:ctl)?|id|uname|ip(?:config)?|ifconfig|systeminfo|env|printenv|set|cat|type|ls|dir|ps|tasklist|netstat|arp|w|who|pwd|wmic|dmidecode|ioreg|netsh|cmdkey|security|secret-tool|history|lsof|last|getent|find|grep|rg)(?:\.exe)?(?=\s|$|[;&|])|\bgit\s+config\s+(?:--\w+\s+)*(?:-l|--list|user\.)|\bgh\s+auth\s+(?:token|status\s+-t)|\b(?:gcloud|az|aws|npm|kubectl|vault|op|doctl)\s[^\n]*\b(?:print-access-token|get-access-token|get-session-token|export-credentials|configure\s+(?:get|list)|token|config\s+view|read)\b/i;

function weightOf(call: Call, origin: Origin, address: string): { severity?: 'low' | 'medium' | 'high' | 'critical'; confidence?: 'low' | 'medium' } {
  if (call.does.includes('net.mail') && hasOwnReader(call)) return { severity: isLive(call) ? 'critical' : 'high' };
  const kind = kindOfAddress(address);
  // What is merely told to an address that some decoder gives when it is used goes to a peer that answered; one that can be read out of the code was hidden in it.
  const isHidden = call.roles.address?.origins.some(({ source }) => source === 'decoded') === true && (isLive(call) || call.roles.data?.origins.some(({ source }) => source === 'file') === true || /\w\.\w/.test(address));
  const isCaught = (kind !== undefined && kind !== 'a raw repository file') || isHidden;
  const isSecret = ['secrets', 'browser', 'wallet', 'screen', 'keys', 'clipboard', 'camera'].includes(origin.source) || isWhole(origin) || (origin.source === 'file' && kindOfSecretPath(origin.detail ?? '') !== undefined);
  // A name that holds the machine's is asked for so that the name server of a fixed domain learns it.
  const isSpelled = call.does.includes('net.resolve') && origin.source === 'identity' && /[\uF8FF.-][\w-]+\.(?!local$|lan$|arpa$|internal$)[a-z]{2,}$/i.test(address);
  if ((origin.source === 'network' || isCloudKey(origin) || foreignTokens(call).includes(origin)) && isLive(call)) return { severity: 'critical' };
  if (isLive(call) && isSpelled) return { severity: 'critical' };
  const isTaken = isSecret || (origin.source === 'file' && PERSONAL.test(origin.detail ?? '')) || (origin.source === 'processes' && TELLING.test(origin.detail ?? ''));
  if (isLive(call) && isTaken) return { severity: 'critical' };
  if (isUnasked(call)) return { severity: isCaught || isSecret || origin.source === 'identity' || origin.source === 'environment' ? 'critical' : 'high' };
  if (isLive(call)) return { severity: isCaught || isSecret || origin.source === 'identity' ? 'critical' : 'high', ...(isCaught || isSecret || origin.source === 'identity' ? {} : { confidence: 'medium' as const }) };
  if (origin.detail?.startsWith('parameter') === true) return /^https?:\/\/\w/.test(address) ? { severity: 'critical' } : { severity: 'medium', confidence: 'low' };
  if (isOwnersOnly(call, origin) || isCloudKey(origin) || origin.source === 'network') return { severity: 'critical' };
  // Whole folders of a user, what a program prints of their secrets, and two things about them spelled into one name go nowhere in passing.
  if (FOREIGN.test(address) && ((origin.source === 'file' && PERSONAL.test(origin.detail ?? '') && origin.detail !== '/') || (origin.source === 'processes' && SECRETS_TOLD.test(origin.detail ?? '')))) return { severity: 'high' };
  if (isSpelled && /\uF8FF[^\uF8FF]*\uF8FF/.test(address)) return { severity: 'high' };
  return { severity: (isSecret && isCaught && kind !== 'a chat webhook') || (isWhole(origin) && /^https?:\/\/[\w-]+(?:\.[\w-]+)+/.test(address)) ? 'critical' : isWhole(origin) ? 'low' : isSecret || (isCaught && kind !== 'a chat webhook') ? 'high' : 'low', ...((origin.source === 'file' && !isCaught) || isAddressItself(call, origin, address) ? { confidence: 'low' as const } : {}) };
}

/** What a page kept of its own may be the very address it goes to; nothing is known that it would be added to. */
function isAddressItself(call: Call, origin: Origin, address: string): boolean {
  return origin.source === 'browser' && /^\uF8FF*$/.test(address) && call.roles.data?.origins.includes(origin) !== true;
}

/** Passwords, keys and histories, not settings in which an address may stand. */
function isKeptSecret(path: string): boolean {
  const kind = kindOfSecretPath(path)?.source;
  return kind === 'credentials' ? /id_(?:rsa|dsa|ecdsa|ed25519)\b|_history\b|\/etc\/(?:shadow|passwd)|keychain|gnupg|keyrings|\.aws\b/i.test(path) : kind !== undefined;
}

/** What a private key's, a history's or a store's file holds is nobody else's, whoever calls for it. */
function isOwnersOnly(call: Call, origin: Origin): boolean {
  if (origin.source !== 'file' || (call.roles.data ?? call.roles.address)?.origins.includes(origin) !== true) return false;
  const path = origin.detail ?? '';
  const kind = kindOfSecretPath(path)?.source;
  return kind === 'credentials' ? OWNERS.test(path) || (KEPT.test(path) && FOREIGN.test(textOf(call, 'address'))) : kind !== undefined;
}

const OWNERS = /id_(?:rsa|dsa|ecdsa|ed25519)\b|_history\b|\/etc\/shadow|keychain|gnupg/i;
/** Files of keys and passwords that a program may read to reach whom they are for, and nobody else. */
const KEPT = /\.aws[\\/]+credentials|\.ssh(?:[\\/]+\*?)?$|\.git-credentials|keyrings|\.kdbx$|\.password-store|\/etc\/passwd|\.vault-token|\.pgpass/i;

/** A mail goes to somebody whose address stands in the code: products ask whom to tell. */
function hasOwnReader(call: Call): boolean {
  return call.args.some(({ keys, items }) => /^[^@\s]+@[^@\s]+$/.test(items?.[keys?.indexOf('to') ?? -1]?.text ?? ''));
}

/** A parameter called "private key" where nobody handles coins: so a service calls its users' keys. */
function isCalledSo(call: Call, origin: Origin): boolean {
  return origin.detail?.startsWith('parameter') === true && !KEEPS_MONEY.test(call.unit.text) && call.roles.address?.origins.some(({ source }) => source === 'decoded') !== true;
}

/** What code that handles coins speaks of. */
const KEEPS_MONEY = /\b(?:web3|eth_(?:account|keys|utils)|ethers|solana|solders|base58|bs58|bip_?(?:utils|32|39|44)|mnemonics?|tron\w*|bitcoin\w*|wallets?|keypair|from_(?:private_)?key|secp256k1)\b/i;
