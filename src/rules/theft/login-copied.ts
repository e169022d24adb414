/** What a user signs in with is put into a message for a chat's hook, or what a function is given into somebody's account of a paste service. */
import { rule } from '../../model/rule.ts';
import type { Call } from '../../model/source.ts';
import { callsThat, textOf } from '../_known/calls.ts';
import { WEBHOOK } from '../_known/services.ts';

export default rule({
  id: 'login-copied',
  family: 'theft',
  since: '0.1.0',
  title: 'Tells a stranger what users sign in with',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1528', 'T1567.004'],
  reads: ['javascript'],
  needs: ['net.fetch', 'net.send', 'net.webhook'],
  messages: { chat: 'Puts {what} into a message for the chat behind {address}', paste: 'Leaves what it is given in an account of a paste service whose key stands in the code' },
  deeds: { chat: 'tells a chat what users sign in with ({address})', paste: 'leaves what it is given in somebody\'s paste account' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.fetch', 'net.send', 'net.webhook')) {
      const source = unit.text.slice(call.span.start, Math.min(call.span.end, call.span.start + LONGEST));
      if (isPaste(call, source)) {
        report('paste', { at: call });
        continue;
      }
      const address = addressOf(call);
      const what = address === undefined ? undefined : (SECRET.exec(source) ?? (call.does.includes('net.fetch') ? undefined : KEPT.exec(unit.text.slice(Math.max(call.span.start - BEFORE, 0), call.span.start))))?.[1];
      if (address !== undefined && what !== undefined) report('chat', { at: call, data: { address: address.slice(0, 200), what } });
    }
  },
});

/** UTF-16 units of a call that are looked through, and before one that sends a text put together earlier. */
const LONGEST = 4_000;
const BEFORE = 1_500;

/** The fixed address of somebody's hook, not one that the caller configures. */
function addressOf(call: Call): string | undefined {
  const known = [textOf(call, 'address'), ...(call.roles.address?.origins ?? []).map(({ detail = '' }) => detail)];
  return known.find((text) => WEBHOOK.test(text) && /\/\d{15,}\/[\w-]{30,}|\/bot\d{6,}:[\w-]{20,}|services\/T\w+\/B\w+\/\w{10,}/.test(text));
}

const NAMES = 'token|passw(?:or)?d|secret_?key|private_?key|mnemonic|seed_?phrase';
/** A name of that kind whose value goes into a text or stands as a value. */
const SECRET = new RegExp(`(?:\\$\\{\\s*|\\+\\s*|[:,([]\\s*)((?:[\\w$]{1,40}\\.){0,4}(?:${NAMES}))\\s*(?:\\}|\\+|[,)\\]])`, 'i');
/** What a page keeps for who is signed in. */
const KEPT = /\b(localStorage\.(?:token|email_cache|user_id_cache|access_?token))\b/i;

/** The author's own account: a service's clients ask their users for this key. */
function isPaste(call: Call, source: string): boolean {
  return /\/api\/api_post\.php\b/.test(textOf(call, 'address') || source) && /\bapi_user_key["']?\s*:\s*["'][0-9a-z]{20,}["']/i.test(source) && /\bapi_paste_code\b/.test(source);
}
