/** Which files of a release a machine would take. */
import type { RegistryFile } from '../model/registry.ts';

/** Node's words: `linux`, `x64`. */
export interface Machine {
  readonly platform: string;
  readonly cpu: string;
}

/** The sdists, the wheels for every machine and, where there are none, the one that fits this machine best; anything that is neither, too. */
export function chooseFiles(files: readonly RegistryFile[], machine: Machine): readonly RegistryFile[] {
  const wheels = files.filter((file) => file.form === 'wheel');
  const universal = wheels.filter((file) => file.filename.endsWith('-none-any.whl'));
  const best = wheels.map((file) => ({ file, fit: fitOf(file.filename, machine) })).sort((a, b) => b.fit - a.fit || b.file.filename.localeCompare(a.file.filename, 'en', { numeric: true }))[0]?.file;
  const taken = new Set(universal.length > 0 ? universal : best === undefined ? [] : [best]);
  return files.filter((file) => taken.has(file) || file.form === 'sdist' || file.form === 'tarball' || files.length <= 2);
}

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'manylinux', darwin: 'macosx', win32: 'win' };
const CPUS: Readonly<Record<string, readonly string[]>> = { x64: ['x86_64', 'amd64', 'universal2'], arm64: ['aarch64', 'arm64', 'universal2'] };

/** Free-threaded builds are passed over: few interpreters take them. */
function fitOf(filename: string, { platform, cpu }: Machine): number {
  const system = filename.includes(SYSTEMS[platform] ?? platform) ? 4 : 0;
  return system + ((CPUS[cpu] ?? [cpu]).some((name) => filename.includes(name)) ? 2 : 0) + (/cp\d+t-/.test(filename) ? 0 : 1);
}

/** The one file that a client would install: the wheel, or the sdist where no wheel fits; npm's tarball. */
export function installedFile(files: readonly RegistryFile[], machine: Machine): RegistryFile | undefined {
  const chosen = chooseFiles(files, machine);
  return chosen.find((file) => file.form === 'wheel') ?? chosen.find((file) => file.form === 'sdist') ?? chosen[0];
}
