/** Looks at the installers of a machine: which are there, and how each check of their models comes out. */
import { installerOf } from '../../ecosystems/installers.ts';
import type { InspectedMachine } from '../../host/inspected-machine.ts';
import type { CheckResult, FoundInstaller } from '../../model/installer.ts';
import type { CheckAnswer, Inspected } from './answers.ts';
import { inspectApt, inspectThirdParty } from './apt.ts';
import { inspectAutoconf } from './autoconf.ts';
import { inspectCpan, inspectCpanm } from './cpan.ts';
import { inspectNpm } from './npm.ts';
import { inspectPip, inspectPipx } from './pip.ts';
import { inspectPnpm } from './pnpm.ts';
import { inspectPoetry } from './poetry.ts';
import { inspectUv } from './uv.ts';
import { inspectBun, inspectYarn } from './yarn-and-bun.ts';

type Inspect = (machine: InspectedMachine) => Promise<Inspected | undefined>;

const INSPECTIONS: Readonly<Record<string, Inspect>> = {
  pip: inspectPip, uv: inspectUv, poetry: inspectPoetry, pipx: inspectPipx,
  npm: inspectNpm, pnpm: inspectPnpm, yarn: inspectYarn, bun: inspectBun,
  'apt-debian': inspectApt, 'apt-thirdparty': inspectThirdParty,
  cpan: inspectCpan, cpanm: inspectCpanm, autoconf: inspectAutoconf,
};

/** The ids of the installers that can be looked at. */
export const INSPECTED: readonly string[] = Object.keys(INSPECTIONS);

/** Every installer found, in the order of the models, with one result or more for each of its checks. */
export async function checkInstallers(machine: InspectedMachine, only: readonly string[]): Promise<readonly FoundInstaller[]> {
  const wanted = Object.entries(INSPECTIONS).filter(([id]) => only.length === 0 || only.includes(id));
  const found = await Promise.all(wanted.map(([, inspect]) => inspect(machine)));
  return found.flatMap((inspected) => (inspected === undefined ? [] : [withResults(inspected)]));
}

function withResults({ id, program, version, answers }: Inspected): FoundInstaller {
  const results = (installerOf(id)?.checks ?? []).flatMap((check): CheckResult[] => {
    const answer = answers[check.id];
    if (answer === undefined) return [{ installer: id, check, state: 'by-hand', found: `look at ${check.where}` }];
    return listed(answer).map((each) => ({ installer: id, check, ...each }));
  });
  return { id, program, version, results };
}

function listed(answer: CheckAnswer | readonly CheckAnswer[]): readonly CheckAnswer[] {
  return 'state' in answer ? [answer] : answer;
}
