/** What dpkg knows (dpkg's status file, deb822): installed packages, their versions, and configuration files that packages own. */
import { stanzas } from '../../ecosystems/debian/apt-sources.ts';
import type { InspectedMachine } from '../../host/inspected-machine.ts';

export interface Dpkg {
  readonly versions: ReadonlyMap<string, string>;
  readonly conffiles: ReadonlySet<string>;
}

/** Reads `/var/lib/dpkg/status`; empty where there is none. */
export function readDpkg(machine: InspectedMachine): Dpkg {
  const versions = new Map<string, string>();
  const conffiles = new Set<string>();
  for (const { fields } of stanzas(machine.read('/var/lib/dpkg/status') ?? '')) {
    const [name, version, status] = ['package', 'version', 'status'].map((key) => fields.get(key)?.value);
    if (name === undefined || version === undefined || status?.endsWith(' installed') !== true) continue;
    versions.set(name, version);
    for (const line of (fields.get('conffiles')?.value ?? '').split('\n')) conffiles.add(line.trim().split(' ', 1)[0] ?? '');
  }
  conffiles.delete('');
  return { versions, conffiles };
}
