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
  messages: { pool: 'Names a mining pool or miner: {text}' },
  deeds: { pool: 'starts a coin miner ({text})' },

  check(unit, report) {
    if (!isLive(unit) && unit.stage !== 'run') return;
    for (const { value, span, stage = unit.stage } of unit.strings) {
      if (value.length > 4000) continue;
      const order = POOL.test(value) ? ACCOUNT.exec(value) : null;
      const match = order ?? MINER.exec(value);
      if (!match) continue;
      report('pool', { at: { unit, span, stage }, data: { text: match[0] }, severity: isLive({ stage }) ? 'critical' : order ? 'high' : 'medium' });
      return;
    }
    const spoken = callsThat(unit, 'net.send').find((call) => STRATUM.test(textOf(call, 'data')));
    if (spoken) report('pool', { at: spoken, data: { text: STRATUM.exec(textOf(spoken, 'data'))?.[0] ?? '' }, severity: isLive(spoken) ? 'critical' : 'medium' });
  },
});

const MINER = /stratum\+(?:tcp|ssl|tls):\/\/|\bxmrig\b|\bminerd\b|\bcgminer\b|\bcpuminer\b|\bnbminer\b|\bphoenixminer\b|--donate-level\b|\b(?:pool\.(?:minexmr|supportxmr|hashvault)|minexmr\.com|supportxmr\.com|nanopool\.org|moneroocean\.stream|2miners\.com|ethermine\.org|f2pool\.com|nicehash\.com)|"(?:donate-level|nicehash|randomx|opencl|cuda)"\s*:[^]*"(?:pools|url)"\s*:/i;

/** The words of the protocol that miners speak with their pool (Stratum, version 1). */
const STRATUM = /["']mining\.(?:subscribe|authorize|submit)["']/;

/** A pool's host and port with the account that it pays, as every miner is told them, whatever it is called. */
const POOL = /\s(?:-[a-z]|--[a-z-]+)[ =][\w.-]+:\d{2,5}(?=\s|$)/;
const ACCOUNT = /\s(?:-[uwa]|--(?:user|wallet|address|account))[ =](?:dero[1i]|4[0-9AB]|8[1-9A-H]|bc1|kaspa:|0x|[1-9A-HJ-NP-Za-km-z])[A-Za-z0-9]{25,}/;
