/** Checks beside the researched ones, with the documents they follow. */
import type { Installer, InstallerCheck } from '../model/installer.ts';

const OWN: Readonly<Record<string, readonly InstallerCheck[]>> = {
  autoconf: [
    {
      id: 'autoconf-m4-over-http', where: '.gitmodules, .git/config, bootstrap.conf', key: 'addresses of submodules, remotes and gnulib', safe: 'https or ssh', risky: 'http:// or git://',
      why: 'macros and build helpers fetched without encryption can be changed on the way, and become code in configure', severity: 'high', evidence: 'git documentation: gitmodules, git-fetch',
    },
    {
      id: 'autoconf-git-tls', where: 'gitconfig of the machine, the user and the project; env GIT_SSL_NO_VERIFY', key: 'http.sslVerify', safe: 'true', risky: 'false', default: 'true',
      why: 'sources and macros are fetched from whoever answers', severity: 'high', evidence: 'git documentation: git-config',
    },
    {
      id: 'autoconf-git-rewrites', where: 'gitconfig of the machine, the user and the project', key: 'url.<base>.insteadOf', safe: 'no base with http:// or git://', risky: 'a base with http:// or git://', default: 'unset',
      why: 'silently turns addresses that were reviewed into unprotected ones', severity: 'medium', evidence: 'git documentation: git-config',
    },
  ],
};

/** The installer with our own checks behind the researched ones. */
export function withOwnChecks(installer: Installer): Installer {
  const own = OWN[installer.id];
  return own === undefined ? installer : { ...installer, checks: [...installer.checks, ...own] };
}
