/** A chat bot's own secret stands in the code: what it is told goes to one person, whoever runs it. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, textsOf } from '../_known/calls.ts';

export default rule({
  id: 'chat-token-in-code',
  family: 'exfil',
  since: '0.1.0',
  title: 'Reports to a chat by a secret in the code',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1567.004', 'T1102.002'],
  needs: ['net.send', 'net.fetch', 'net.webhook', 'net.connect'],
  messages: { report: 'Sends to a chat with a secret that stands in the code: {address}' },
  deeds: { report: 'sends to a chat ({address})' },

  check(unit, report) {
    for (const call of callsThat(unit, 'net.send', 'net.fetch', 'net.webhook', 'net.connect')) {
      const address = textsOf(call).find((text) => TOKEN.test(text) && !PLACEHOLDER.test(text));
      if (address === undefined) continue;
      const isBot = call.does.includes('net.webhook') && !/hooks|webhook/i.test(address);
      report('report', { at: call, data: { address }, ...(isBot && !isLive(call) ? { severity: 'medium' as const } : {}) });
    }
  },
});

/** A Telegram bot's token, a Discord, Slack or Teams hook with its secret. */
const TOKEN = /(?:\bbot|\b)\d{8,10}:[A-Za-z0-9_-]{34,36}\b|discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d{17,20}\/[\w-]{60,}|hooks\.slack\.com\/services\/T\w{8,}\/B\w{8,}\/\w{20,}/;
const PLACEHOLDER = /x{6,}|0{12,}|(?:bot|\b)1234567\d{0,3}:|webhooks\/1234567|your|example|token here/i;
