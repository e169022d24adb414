/** What the checks have to know of the machine: which hosts its clients trust, and which names would be asked for in public. */
import type { Locked } from '../ecosystems/locked.ts';
import type { RegistryDoor } from '../model/registry.ts';
import type { CheckContext } from './checks.ts';
import type { Project } from './project.ts';

/** Asks the clients' settings for every scope that the project has. `internal` holds patterns, `*` for any run of characters. */
export async function surroundingsOf(project: Project, door: RegistryDoor, internal: readonly string[]): Promise<CheckContext> {
  const locked = project.files.flatMap((file) => file.content.locked);
  const indexes = new Map<string, string>();
  const builtIn = new Set<string>();
  const trusted = new Set<string>();
  for (const each of locked) {
    const key = keyOf(each);
    if (indexes.has(key)) continue;
    const all = await door.indexes(each.ecosystem, each.name);
    indexes.set(key, hostOf(all[0]) ?? '');
    for (const index of all) trusted.add(new URL(index).host);
    const own = hostOf(await door.builtIn(each.ecosystem));
    if (own !== undefined) builtIn.add(own);
  }
  for (const host of builtIn) trusted.add(host);
  const patterns = internal.map((name) => ({ name, pattern: new RegExp(`^${name.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 'i') }));
  return {
    trustedHosts: trusted,
    isPublic: (each) => builtIn.has(hostOf(each.url ?? each.index) ?? indexes.get(keyOf(each)) ?? ''),
    internalPattern: (name) => patterns.find(({ pattern }) => pattern.test(name))?.name,
  };
}

/** Packages of one scope come from one index. */
function keyOf(each: Locked): string {
  return `${each.ecosystem} ${each.name.startsWith('@') ? each.name.split('/', 1)[0] ?? '' : ''}`;
}

function hostOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
}
