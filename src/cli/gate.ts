/** `assay gate`: a gate that stays, and what it wrote down. */
import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { createSecureContext } from 'node:tls';
import { environmentLines } from '../gate/environment.ts';
import { parseSettings } from '../gate/settings.ts';
import { normalizeName } from '../gate/simple-page.ts';
import type { Certificate } from '../host/server.ts';
import { environment, writeError, writeOut } from '../host/terminal.ts';
import { printable } from '../kit/untrusted.ts';
import { UserError } from '../model/user-error.ts';
import type { Store } from '../store/store.ts';
import { positive, textOf } from './arguments.ts';
import type { Command, OptionValues } from './command.ts';
import { openParts, openStore, rulesRevision } from './gate-parts.ts';
import { findSettings } from './settings-file.ts';

const DEFAULT_PORT = 7717;
const LAST_ENTRIES = 50;

export const gate: Command = {
  help: `Stands between package clients and their registry, and lets in only what passed.

Usage: assay gate [options]                          listen until interrupted
       assay gate env [options]                      print what to set for each client
       assay gate log [--verify | --recall]          the audit trail; whether it is intact; who got what is bad today
       assay gate quarantine <eco:name[@version]>    stop a package, with --reason
       assay gate lift <eco:name[@version]>          end that

      --host ADDRESS       where to listen, default 127.0.0.1
      --port N             default ${DEFAULT_PORT}
      --name HOST          a name by which clients reach it, besides its address
      --tls-cert FILE --tls-key FILE    PEM; needed to listen elsewhere than on this machine, as is a token
      --advisories PATH    known malware as OSV records: a directory, a file or a zip
      --reason TEXT        why something is put into quarantine
      --run ID             only the entries of one run

What clients must show is taken from the variable ASSAY_GATE_TOKEN. Policy, registries and the store stand in assay.toml.
Exit code of log: 1 where the trail is not intact, or where there is something to recall.
`,
  options: {
    host: { type: 'string' }, port: { type: 'string' }, name: { type: 'string' }, 'tls-cert': { type: 'string' }, 'tls-key': { type: 'string' },
    verify: { type: 'boolean' }, recall: { type: 'boolean' }, reason: { type: 'string' }, advisories: { type: 'string' }, run: { type: 'string' },
  },
  async run(values, [action, target]) {
    switch (action) {
      case undefined: return listen(values);
      case 'env': return showEnvironment(values);
      case 'log': return withStore((store) => showLog(store, values));
      case 'quarantine': return withStore((store) => quarantine(store, packageOf(target), textOf(values, 'reason')));
      case 'lift': return withStore((store) => lift(store, packageOf(target)));
    }
    throw new UserError(`gate can't ${action}`, { todo: 'it knows env, log, quarantine and lift; without a word it listens' });
  },
};

async function listen(values: OptionValues): Promise<number> {
  const host = textOf(values, 'host') ?? '127.0.0.1';
  const token = tokenOf();
  const tls = certificateOf(values);
  const isLocal = /^(?:127\.|localhost$|::1$)/.test(host);
  if (!isLocal && (token === undefined || tls === undefined)) {
    throw new UserError(`the gate does not listen on ${host} like this`, { why: 'others on the network could read through it with your credentials', todo: 'set ASSAY_GATE_TOKEN, --tls-cert and --tls-key' });
  }
  const parts = await openParts(textOf(values, 'advisories'));
  const name = textOf(values, 'name');
  const gate = await parts.open({
    host, port: portOf(values), ...(token === undefined ? {} : { token }), ...(tls === undefined ? {} : { tls }), ...(name === undefined ? {} : { names: [name] }),
    log: (event, fields) => writeError(`${logLine({ at: new Date().toISOString(), event, ...fields })}\n`),
  });
  writeOut(`assay gate listens on ${gate.url}: /npm/ and /pypi/simple/\n"assay gate env" says what to set for each client; Ctrl-C ends the gate\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await gate.close(10_000);
  await parts.close();
  return 0;
}

/** One line of JSON in plain ASCII: names and reasons come from packages and must not act on a terminal. */
function logLine(fields: Readonly<Record<string, string | number>>): string {
  return JSON.stringify(fields).replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function certificateOf(values: OptionValues): Certificate | undefined {
  const cert = textOf(values, 'tls-cert');
  const key = textOf(values, 'tls-key');
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new UserError('--tls-cert and --tls-key belong together');
  const certificate = { cert: pemOf(cert), key: pemOf(key) };
  try {
    createSecureContext(certificate);
  } catch (error) {
    throw new UserError('the certificate and its key can\'t be used', { why: messageOf(error), todo: 'give PEM files that belong together, the key without a passphrase' });
  }
  return certificate;
}

function pemOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`${path} can't be read`, { why: messageOf(error) });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function portOf(values: OptionValues): number {
  const port = positive(values, 'port', 'whole') ?? DEFAULT_PORT;
  if (port > 65_535) throw new UserError(`--port must be at most 65535, not ${port}`);
  return port;
}

/** A variable that is set to nothing, by a secret that a pipeline doesn't have, must not open the gate to everybody. */
function tokenOf(): string | undefined {
  const token = environment()['ASSAY_GATE_TOKEN'];
  if (token === '') throw new UserError('ASSAY_GATE_TOKEN is empty', { why: 'anybody could show that', todo: 'give it a value, or unset it' });
  return token;
}

async function showEnvironment(values: OptionValues): Promise<number> {
  const scheme = textOf(values, 'tls-cert') === undefined ? 'http' : 'https';
  const base = `${scheme}://${textOf(values, 'name') ?? textOf(values, 'host') ?? '127.0.0.1'}:${portOf(values)}`;
  if (scheme === 'https') writeOut(TRUST);
  for (const [client, lines] of Object.entries(environmentLines(base, tokenOf()))) writeOut(`# ${client}\n${lines.join('\n')}\n`);
  return 0;
}

const TRUST = `# Where the certificate's authority is not among those that the clients trust, set for all of them besides, with its PEM file:
# export NODE_EXTRA_CA_CERTS=ca.pem npm_config_cafile=ca.pem SSL_CERT_FILE=ca.pem PIP_CERT=ca.pem REQUESTS_CA_BUNDLE=ca.pem
`;

async function withStore(work: (store: Store) => Promise<number>): Promise<number> {
  const file = findSettings();
  const store = await openStore(parseSettings(file.text, file.path));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function showLog(store: Store, values: OptionValues): Promise<number> {
  if (values['verify'] === true) {
    const verified = await store.trail.verify();
    writeOut(verified.intact ? `the trail is intact: ${verified.entries} entries, ending in ${verified.head || 'nothing'}\n` : `the trail is NOT intact at entry ${verified.seq}: ${printable(verified.why)}\n`);
    return verified.intact ? 0 : 1;
  }
  if (values['recall'] === true) {
    const recalled = await store.trail.recall(rulesRevision(), ['malicious']);
    for (const entry of recalled) writeOut(`${entry.at} ${printable(`${entry.ecosystem}:${entry.name}@${entry.version} ${entry.sha256} went to ${entry.client} (run ${entry.run}); now: ${entry.now}`)}\n`);
    writeOut(`${recalled.length} to recall\n`);
    return recalled.length > 0 ? 1 : 0;
  }
  const run = textOf(values, 'run');
  const entries = await store.trail.entries(run === undefined ? { limit: LAST_ENTRIES } : { run });
  if (entries.length === 0) writeError(`assay: ${run === undefined ? 'no gate has written anything down yet' : `no entry is of the run ${printable(run)}`}\n`);
  for (const entry of entries) {
    const what = entry.name === '' ? entry.file : `${entry.ecosystem}:${entry.name}${entry.version === '' ? '' : `@${entry.version}`}`;
    writeOut(`${entry.at} ${printable([entry.outcome, what, entry.blockId, entry.reason, entry.client].filter((part) => part !== '').join('  '))}\n`);
  }
  return 0;
}

interface Named {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
}

function packageOf(target: string | undefined): Named {
  const match = /^(npm|pypi):(@?[^@]+)(?:@(.+))?$/.exec(target ?? '');
  if (match?.[1] === undefined || match[2] === undefined) throw new UserError('no package is named', { todo: 'npm:name, npm:name@1.2.3 or pypi:name' });
  return { ecosystem: match[1], name: match[1] === 'pypi' ? normalizeName(match[2]) : match[2], version: match[3] ?? '' };
}

async function quarantine(store: Store, named: Named, reason: string | undefined): Promise<number> {
  if (reason === undefined) throw new UserError('a quarantine needs a reason', { todo: '--reason "taken over on …"' });
  await store.quarantine.add({ ...named, sha256: '', reason, author: `${userInfo().username}@${hostname()}` });
  writeOut(`${shown(named)} is in quarantine\n`);
  return 0;
}

async function lift(store: Store, named: Named): Promise<number> {
  const lifted = await store.quarantine.lift(named.ecosystem, named.name, named.version);
  if (lifted === 0) throw new UserError(`${shown(named)} is not in quarantine`, { todo: 'name it as it was put there, with or without a version' });
  writeOut(`${shown(named)} is out of quarantine\n`);
  return 0;
}

function shown({ ecosystem, name, version }: Named): string {
  return printable(`${ecosystem}:${name}${version === '' ? '' : `@${version}`}`);
}
