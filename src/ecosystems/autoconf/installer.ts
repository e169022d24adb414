/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const AUTOCONF_INSTALLERS: readonly Installer[] = [
  {
    id: 'autoconf', name: 'Autoconf-built source tarballs (./configure && make && make install)', kind: 'source-build', registry: 'none (upstream download sites)',
    publisher: [
      { fact: 'Whoever publishes the tarball; no registry, no account rules. Trust rests on a detached OpenPGP signature and on knowing the right key.' },
    ],
    naming: [
      { fact: 'None: the download URL is the identity; look-alike domains and mirrors are not policed.' },
    ],
    review: [
      { fact: 'None by any third party.' },
    ],
    installCode: [
      { fact: 'configure, config.status, make and make install are arbitrary programs; there is no switch that turns this off.' },
      { fact: "configure also sources CONFIG_SITE or $prefix/share/config.site and $prefix/etc/config.site: code of the machine's owner, or of an attacker who can write there.", evidence: 'local: generated configure' },
      { fact: 'Regenerating is code execution too: running autoconf on a configure.ac containing m4_esyscmd executed the command (local test). autoreconf runs aclocal, autopoint, libtoolize and others.', evidence: 'local-test autoconf on Debian 12' },
    ],
    signing: [
      { fact: 'Optional detached .sig/.asc per tarball; nothing verifies it automatically.' },
    ],
    integrity: [
      { fact: 'Release tarball is NOT the same as the VCS tag: it contains generated files (configure, Makefile.in, m4 macros) that nobody reviews.' },
      { fact: 'xz 5.6.0/5.6.1: malicious m4/build-to-host.m4 existed only in the distributed tarballs, not in git; it extracted a payload hidden in tests/files (which were in git) during configure. The code-host auto-generated archive lacked the trigger.', evidence: 'oss-security 2024-03-29 as quoted; nixpkgs and haikuports records' },
      { fact: 'autoreconf by default only remakes files older than their sources; --force considers generated and standard files obsolete; --install copies missing auxiliary files.', evidence: 'autoreconf --help, local' },
      { fact: "'autoreconf -fi' inside the xz tarball would have kept the planted macro (it carried a higher serial number than the genuine one); only a rebuild from a clean VCS checkout, or comparing m4 files with the genuine gnulib/gettext copies, removes it.", unconfirmed: true },
    ],
    transport: [
      { fact: 'Whatever the user typed: http, ftp, https.' },
    ],
    immutability: [
      { fact: 'None: upstream can replace a tarball; only a recorded hash notices.' },
    ],
    privilege: [
      { fact: "'sudo make install' runs Makefile code as root; the default prefix /usr/local is root-owned." },
    ],
    takedown: [
      { fact: 'No central process: tell the maintainers, distributions (linux-distros / oss-security lists), CERT and the host.' },
      { fact: 'Good report: URL, hash, signature status, diff against the VCS tag, trigger and payload file, affected versions.', unconfirmed: true },
    ],
    offSwitches: [
      { how: "build as an unprivileged user in a container/sandbox without network; 'make install DESTDIR=...' and package the result", default: 'not sandboxed', effect: 'limits the damage only' },
    ],
    incidents: [
      { date: '2024-03', name: 'xz-utils (CVE-2024-3094)', what: 'social-engineered maintainer, tarball-only trigger' },
      { date: '2018-2019', name: 'Webmin', what: 'backdoor in released packages, absent from the source repository' },
      { date: '2011', name: 'vsftpd 2.3.4 tarball', what: 'backdoored download', unconfirmed: true },
    ],
    checks: [
      { id: 'autoconf-tarball-vs-vcs', where: 'unpacked source', key: "files present in the tarball but not in 'git archive' of the tag", safe: 'only known generated files, identical after regeneration', risky: 'extra or modified m4/, build-aux/, tests/ binaries', why: 'the xz pattern', severity: 'high' },
      { id: 'autoconf-m4-provenance', where: 'm4/*.m4, aclocal.m4', key: 'serial number and content hash', safe: 'equal to the genuine autoconf/gettext/gnulib/libtool copy', risky: 'unknown hash or serial above any genuine one', why: 'macro code ends up in configure', severity: 'high' },
      { id: 'autoconf-m4-exec', where: 'configure.ac, *.m4', key: 'm4_esyscmd, m4_syscmd, eval/base64/xz/tr pipes, reads from tests/', safe: 'absent or reviewed', risky: 'present with obfuscation', why: 'executed at autoconf time or configure time', severity: 'high' },
      { id: 'autoconf-config-site', where: 'env CONFIG_SITE; $prefix/share/config.site', key: 'CONFIG_SITE', safe: 'unset; files absent or root-owned', risky: 'set by user/CI, writable', why: 'sourced by every configure run', severity: 'medium', evidence: 'local' },
      { id: 'autoconf-signature', where: 'build scripts', key: 'gpg --verify with a pinned fingerprint, sha256 pinned', safe: 'both present', risky: 'neither, or key fetched next to the tarball', why: 'self-signed trust', severity: 'high' },
      { id: 'autoconf-sudo-make-install', where: 'shell history, Dockerfiles, CI', key: 'sudo make install / make install as root', safe: 'absent', risky: 'present', why: 'whole build system runs as root and leaves unmanaged files', severity: 'high' },
      { id: 'autoconf-unmanaged-files', where: '/usr/local, /opt', key: 'files not owned by any package; setuid bits; ld.so.conf entries', safe: 'inventoried', risky: 'unknown', why: 'no update or removal path', severity: 'medium' },
      { id: 'autoconf-network-in-build', where: 'CI sandbox', key: 'network access during configure/make', safe: 'off', risky: 'on', why: 'late download of code', severity: 'medium' },
    ],
    gaps: [
      'Expected: tarball equals reviewed source. Given: it contains generated, unreviewed code.',
      "Expected: regeneration makes it safe. Given: regeneration from the tarball's own macros does not.",
    ],
    sources: [
      'autoreconf --help and generated configure (local, Debian 12)',
      'oss-security: backdoor in upstream xz/liblzma (2024-03-29), via secondary quotations',
      'NixOS nixpkgs issue 300055; haikuports xz recipe change',
      'CNCF catalog: xz, Webmin',
    ],
  },
];
