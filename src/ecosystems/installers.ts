/** Every installer whose security model is known, in the order in which they are shown. */
import type { Installer } from '../model/installer.ts';
import { AUTOCONF_INSTALLERS } from './autoconf/installer.ts';
import { CARGO_INSTALLERS } from './cargo/installer.ts';
import { CONDA_INSTALLERS } from './conda/installer.ts';
import { CPAN_INSTALLERS } from './cpan/installer.ts';
import { DEBIAN_INSTALLERS } from './debian/installer.ts';
import { DOCKER_INSTALLERS } from './docker/installer.ts';
import { GEM_INSTALLERS } from './gem/installer.ts';
import { GO_INSTALLERS } from './go/installer.ts';
import { HOMEBREW_INSTALLERS } from './homebrew/installer.ts';
import { MAVEN_INSTALLERS } from './maven/installer.ts';
import { NPM_INSTALLERS } from './npm/installer.ts';
import { NUGET_INSTALLERS } from './nuget/installer.ts';
import { OSV_INSTALLERS } from './osv/installer.ts';
import { withOwnChecks } from './own-checks.ts';
import { PYPI_INSTALLERS } from './pypi/installer.ts';
import { STORES_INSTALLERS } from './stores/installer.ts';
import { VSCODE_INSTALLERS } from './vscode/installer.ts';

export const INSTALLERS: readonly Installer[] = [
  ...PYPI_INSTALLERS, ...CONDA_INSTALLERS, ...NPM_INSTALLERS, ...DEBIAN_INSTALLERS, ...CPAN_INSTALLERS, ...AUTOCONF_INSTALLERS, ...STORES_INSTALLERS,
  ...GEM_INSTALLERS, ...CARGO_INSTALLERS, ...GO_INSTALLERS, ...MAVEN_INSTALLERS, ...NUGET_INSTALLERS, ...VSCODE_INSTALLERS, ...HOMEBREW_INSTALLERS,
  ...DOCKER_INSTALLERS, ...OSV_INSTALLERS,
].map(withOwnChecks);

/** The installer of an id, undefined where there is none. */
export function installerOf(id: string): Installer | undefined {
  return INSTALLERS.find((installer) => installer.id === id);
}
