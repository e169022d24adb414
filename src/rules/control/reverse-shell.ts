/** A shell is connected to a socket: somebody else types. */
import { rule } from '../../model/rule.ts';
import type { Call, Origin, SourceUnit } from '../../model/source.ts';
import { callsThat, originOf, placeOf, textsOf } from '../_known/calls.ts';

export default rule({
  id: 'reverse-shell',
  family: 'control',
  since: '0.1.0',
  title: 'Hands a shell to somebody else',
  severity: 'critical',
  confidence: 'high',
  attack: ['T1059', 'T1219'],
  messages: { shell: 'Connects a shell to {address}', command: 'Runs commands that it receives from the network', line: 'Opens a reverse shell: {command}' },
  deeds: { shell: 'connects a shell to {address}', command: 'runs commands that it receives from the network', line: 'opens a reverse shell' },

  check(unit, report) {
    const connections = callsThat(unit, 'net.connect');
    const [connect] = connections;
    // A bundle holds a client, a shell and a pipe that know nothing of each other.
    const duplicated = unit.calls.find((call) => (call.does.includes('process.redirect') || call.name === 'pty.spawn') && connections.some((each) => Math.abs(each.span.start - call.span.start) < NEAR));
    const shell = unit.calls.find((call) => (call.does.includes('process.run') || call.does.includes('process.shell')) && /(?:^|[\s/\\])(?:ba|z|da|k)?sh(?:\s|$)|cmd(?:\.exe)?(?:\s|$)|powershell/i.test(call.roles.command?.text ?? ''));
    if (connect && shell && (duplicated || shell.named['stdin']?.origins.some(({ source }) => source === 'network') === true)) {
      report('shell', { at: shell, because: [{ unit, span: connect.span, label: 'connected here' }], data: { address: connect.roles.address?.text ?? 'an address made at run time' } });
    }
    const fed = callsThat(unit, 'process.shell', 'process.run').find((call) => originOf(call.roles.command, 'network')?.detail?.startsWith('/dev/') === true);
    if (connect && fed) report('shell', { at: fed, data: { address: connect.roles.address?.text ?? 'an address made at run time' } });
    for (const call of callsThat(unit, 'process.shell', 'process.run')) {
      const origin = originOf(call.roles.command, 'network');
      if (origin && (isSpokenTo(origin, unit) || isAnswered(call, unit))) report('command', { at: call, because: [placeOf(origin, unit, 'received here')] });
      const line = textsOf(call).find((text) => LINE.test(text.replace(PROBE, ' ')));
      if (line !== undefined) report('line', { at: call, data: { command: line } });
    }
  },
});

/** UTF-16 units between a connection and what is put onto it: a hundred lines or so. */
const NEAR = 8_000;

/** Received as a message: from a socket or a chat, not fetched as a file. */
function isSpokenTo(origin: Origin, unit: SourceUnit): boolean {
  return origin.detail === 'a chat message' || origin.detail === 'a message of the server' || /recv|accept|socket/.test((origin.unit ?? unit).text.slice(origin.span.start, origin.span.end));
}

/** The whole command came from the network, and what a program printed goes back. */
function isAnswered(call: Call, unit: SourceUnit): boolean {
  if (call.roles.command?.text !== undefined || call.roles.command?.items !== undefined && call.roles.command.items.length > 1) return false;
  return callsThat(unit, 'net.send', 'net.webhook').some((send) => originOf(send.roles.data, 'processes') !== undefined);
}

const LINE = /\/dev\/(?:tcp|udp)\/[^\s/]+\/\d+|\b(?:nc|ncat|netcat)\b[^\n|]*\s-\w*[ec]\w*\s|\bmkfifo\b[^\n]*\b(?:nc|ncat|telnet)\b|\bsocat\b[^\n]*\bexec:|\bssh\b[^\n]*\s-\w*R\s*['"]?(?:[\w.*-]*:)?\d+:(?:localhost|127\.0\.0\.1):(?:22|3389|5900)\b|\b(?:perl|ruby|php|python[\d.]*)\b[^\n]*\s-\w*[er]\w*\s[^\n]*(?:Socket|fsockopen)[^\n]*\bexec\b[^\n]*\bsh\b/i;

/** Looks whether a port is open: a word is written there, and no shell has the connection. */
const PROBE = /(?<![\w-])(?:echo|printf|true|:)(?:[ \t]+[^\n;|&<>$`]{0,80})?[ \t]*\d?[<>]{1,2}[ \t]*\/dev\/(?:tcp|udp)\/[\w.-]{1,120}\/\d{1,5}(?![^\n;|]*(?:<|>&))/g;
