/** A miner is fetched, started or spoken to. */
import { rule } from '../../model/rule.ts';
import { callsThat, isLive, textOf } from '../_known/calls.ts';

export default rule({
  id: 'coin-miner',
  family: 'mine',
  since: '0.1.0',
  title: 'Mines coins',
  severity: 'high',
  confidence: 'high',
  attack: ['T1496'],
  reads: ['python', 'javascript', 'shell', 'powershell', 'batch', 'vbscript'],
  messages: { pool: 'Names a mining pool or miner: {text}', started: 'Starts a program with a pool to join and a wallet to pay: {command}' },
  deeds: { pool: 'starts a coin miner ({text})', started: 'starts a coin miner ({command})' },

  check(unit, report) {
    if (!isLive(unit) && unit.stage !== 'run') return;
    for (const { value, span, stage = unit.stage } of unit.strings) {
      if (value.length > 4000) continue;
      const match = MINER.exec(value) ?? ORDER.exec(value);
      if (!match) continue;
      report('pool', { at: { unit, span, stage }, data: { text: match[0] }, severity: isLive({ stage }) ? 'critical' : 'medium' });
      return;
    }
    for (const call of callsThat(unit, 'process.run', 'process.shell')) {
      const command = textOf(call, 'command');
      if (command.length < 4000 && POOL_OPTION.test(command) && WALLET_OPTION.test(command)) report('started', { at: call, data: { command }, severity: isLive(call) ? 'critical' : 'high' });
    }
  },
});

/** Options that every miner has: where the pool is, and whom it pays. */
const POOL_OPTION = /\s-{1,2}(?:o|r|url|pool|server|daemon-(?:rpc-)?address)[\s=]+(?:[a-z+]+:\/\/)?[\w.-]+:\d{2,5}\b/i;
const WALLET_OPTION = /\s-{1,2}(?:u|w|user|wallet|wallet-address)[\s=]+(?=[a-z0-9]*\d)[a-z0-9]{34,110}(?=[\s.+:'"]|$)/i;

const MINER = /stratum\+(?:tcp|ssl|tls):\/\/|\bxmrig\b|\bminerd\b|\bcgminer\b|\bcpuminer\b|\bnbminer\b|\bphoenixminer\b|--donate-level\b|\b(?:pool\.(?:minexmr|supportxmr|hashvault)|minexmr\.com|supportxmr\.com|nanopool\.org|moneroocean\.stream|2miners\.com|ethermine\.org|f2pool\.com|nicehash\.com)|"(?:donate-level|nicehash|randomx|opencl|cuda)"\s*:[^]*"(?:pools|url)"\s*:/i;

/** A pool's host and port with the account that it pays, as every miner is told them, whatever it is called. */
const ORDER = /\s(?:-[a-z]|--[a-z-]+)[ =][\w.-]+:\d{2,5}\s(?:[^\n]*\s)?(?:-[uwa]|--(?:user|wallet|address|account))[ =](?:dero[1i]|4[0-9AB]|8[1-9A-H]|bc1|kaspa:|0x|[1-9A-HJ-NP-Za-km-z])[A-Za-z0-9]{25,}/;
