/** How the installers of programming languages meet what is expected. Each row rests on facts of the models; a test compares their marks. */
import type { Judgement } from '../model/installer.ts';
import { judged, type Rows } from './judging.ts';

const PIP: Rows = {
  'publisher-proven': ['not-met', 'a free account with an e-mail address and two factors: nobody proves who they are', 'publisher.0', 'publisher.1'],
  'reviewed-first': ['not-met', 'no review; a new release can be installed at once', 'review.0'],
  'no-install-code': ['configurable', 'source distributions run code, even on download; only-binary = :all: refuses them', 'installCode.0', 'offSwitches.0'],
  'signatures-checked': ['not-met', 'attestations exist, but pip verifies none', 'signing.2'],
  'names-distinct': ['not-met', 'some confusable spellings are refused, other look-alikes are only flagged afterwards, and a deleted name is free again', 'naming.0', 'naming.2', 'naming.3'],
  'reviewed-is-shipped': ['not-met', 'an attestation may say where a file was built; pip ignores it', 'signing.1', 'signing.2'],
  'version-fixed': ['configurable', "a file can't be replaced, but files can join a young release; require-hashes notices", 'immutability.0', 'immutability.3', 'integrity.1'],
  'removed-from-machines': ['not-met', 'quarantine or removal hides it from the index; what is installed stays', 'takedown.4'],
};

const NPM: Rows = {
  'publisher-proven': ['not-met', 'anyone with a free account; nobody proves who they are', 'publisher.0'],
  'reviewed-first': ['not-met', 'no review; automatic scans come after publication', 'review.0'],
  'no-install-code': ['configurable', 'before npm 12 install scripts of every dependency run; ignore-scripts = true stops them', 'installCode.1', 'installCode.2', 'offSwitches.0'],
  'signatures-checked': ['configurable', 'installing verifies nothing; npm audit signatures does, as a step of its own', 'signing.2'],
  'names-distinct': ['not-met', 'some look-alikes are blocked, dependency confusion is not; only scopes protect', 'naming.0'],
  'reviewed-is-shipped': ['not-met', 'provenance ties a version to its source where the publisher made one; nothing demands it', 'signing.1', 'signing.2'],
  'version-fixed': ['met', 'what was published is immutable, and lock files pin its hash', 'immutability.0', 'integrity.0'],
  'removed-from-machines': ['not-met', 'the registry removes it and publishes an advisory; what is installed stays', 'takedown.1'],
};

const CPAN: Rows = {
  'publisher-proven': ['not-met', 'an account is approved on request, "largely a formality"', 'publisher.0'],
  'reviewed-first': ['not-met', 'none; testers run tests afterwards', 'review.0'],
  'no-install-code': ['not-met', "Makefile.PL, Build.PL, tests and make install run the author's code; no switch stops it", 'installCode.0', 'offSwitches.0'],
  'signatures-checked': ['configurable', 'check_sigs is 0 by default, and needs Module::Signature', 'signing.1'],
  'names-distinct': ['unconfirmed', 'packages are indexed for who has permission; no check for look-alikes was found', 'naming.0', 'naming.2'],
  'reviewed-is-shipped': ['not-met', 'what the author uploads ships; no tie to a repository was found', 'publisher.2'],
  'version-fixed': ['met', 'a file name can never be uploaded again', 'immutability.0'],
  'removed-from-machines': ['not-met', 'the archive may delete a file; mirrors and machines keep it', 'takedown.1'],
};

export const LANGUAGE_JUDGEMENTS: readonly Judgement[] = [
  ...judged('pip', PIP),
  ...judged('uv', {
    'no-install-code': ['configurable', 'source distributions are built; no-build = true refuses them, local projects still build', 'installCode.0', 'offSwitches.0'],
    'signatures-checked': ['unconfirmed', 'no verification of attestations was found', 'signing.0'],
    'version-fixed': ['configurable', 'uv.lock records hashes; uv sync --locked refuses drift', 'integrity.0'],
  }, { of: 'pip', rows: PIP }),
  ...judged('poetry', {
    'no-install-code': ['configurable', 'source distributions are built where no wheel fits; installer.only-binary :all: refuses them', 'installCode.0', 'offSwitches.0'],
    'signatures-checked': ['unconfirmed', 'no verification of attestations was found', 'signing.0'],
    'version-fixed': ['configurable', 'poetry.lock holds hashes', 'integrity.0'],
  }, { of: 'pip', rows: PIP }),
  ...judged('pipx', {
    'no-install-code': ['configurable', "installs with pip: pip's settings decide", 'installCode.0', 'pip:offSwitches.0'],
    'names-distinct': ['not-met', 'fetches and runs a name in one step: a mistyped one runs at once', 'naming.0'],
    'version-fixed': ['unconfirmed', 'no lock file or hashes of its own', 'integrity.0'],
  }, { of: 'pip', rows: PIP }),
  ...judged('conda', {
    'publisher-proven': ['not-met', 'anyone can register a channel and upload', 'publisher.0'],
    'reviewed-first': ['not-met', "conda-forge reviews a recipe once; its updates and others' channels are not reviewed", 'review.0'],
    'no-install-code': ['not-met', 'link scripts run as the installing user; no setting switches them off', 'installCode.0', 'installCode.1'],
    'signatures-checked': ['not-met', 'no signature is verified by default', 'signing.0'],
    'names-distinct': ['not-met', 'every channel may have the same name; the order of channels decides', 'naming.0'],
    'reviewed-is-shipped': ['not-met', 'after the first review, maintainers or bots merge what ships', 'review.0'],
    'version-fixed': ['unconfirmed', 'builds are moved aside rather than deleted; metadata is patched', 'immutability.0'],
    'removed-from-machines': ['unconfirmed', "reports go to the channel's owner", 'takedown.0'],
  }),
  ...judged('npm', NPM),
  ...judged('pnpm', {
    'no-install-code': ['met', 'since version 10 scripts of dependencies run only where allowed', 'installCode.0'],
    'signatures-checked': ['not-met', 'none is checked; trustPolicy compares how releases were published, and is off', 'signing.0'],
  }, { of: 'npm', rows: NPM }),
  ...judged('yarn', {
    'no-install-code': ['configurable', 'off by default only from 4.14; enableScripts: false stops them before', 'installCode.0', 'offSwitches.0'],
    'signatures-checked': ['unconfirmed', 'no verification at install', 'signing.0'],
  }, { of: 'npm', rows: NPM }),
  ...judged('bun', {
    'no-install-code': ['configurable', 'a built-in list of popular packages runs scripts; ignoreScripts = true stops them', 'installCode.0', 'offSwitches.0'],
    'signatures-checked': ['unconfirmed', 'no verification at install', 'signing.0'],
  }, { of: 'npm', rows: NPM }),
  ...judged('cpan', CPAN),
  ...judged('cpanm', { 'signatures-checked': ['not-met', 'the check was removed in 1.7045: none is verified', 'signing.0'] }, { of: 'cpan', rows: CPAN }),
  ...judged('ppm', {
    'publisher-proven': ['not-met', 'discontinued and no longer supported', 'publisher.0'],
    'reviewed-first': ['not-met', 'discontinued; builds were automatic', 'review.0'],
    'no-install-code': ['unconfirmed', 'a package description could name an install script', 'installCode.1'],
    'signatures-checked': ['unconfirmed', 'no verification is known', 'signing.0'],
    'names-distinct': ['not-met', 'anyone could run a further repository with any name', 'publisher.1', 'naming.0'],
    'reviewed-is-shipped': ['not-met', 'nobody builds or maintains it any more', 'publisher.0'],
    'version-fixed': ['unconfirmed', 'not applicable any more', 'immutability.0'],
    'removed-from-machines': ['unconfirmed', 'nobody is left to do it', 'takedown.0'],
  }),
  ...judged('rubygems', {
    'publisher-proven': ['not-met', 'anyone with an account; two factors only for owners of the largest gems', 'publisher.0'],
    'reviewed-first': ['not-met', 'none', 'review.0'],
    'no-install-code': ['not-met', 'gems with extensions run extconf.rb; no switch stops it', 'installCode.0', 'offSwitches.0'],
    'signatures-checked': ['configurable', 'only with a trust policy (-P), which few gems meet', 'signing.0'],
    'names-distinct': ['not-met', 'only case, - and _ are compared; names one letter apart are not blocked', 'naming.0', 'naming.1'],
    'reviewed-is-shipped': ['not-met', 'attestations can be pushed; nothing demands them', 'publisher.1'],
    'version-fixed': ['configurable', 'checksums in Gemfile.lock, which older lock files lack', 'integrity.0'],
    'removed-from-machines': ['not-met', 'the registry acts on mail; what is installed stays', 'takedown.0'],
  }),
  ...judged('cargo', {
    'publisher-proven': ['not-met', 'an account with a code host and an e-mail address; no proof of identity', 'publisher.0'],
    'reviewed-first': ['not-met', 'none; the policy says that the site is not monitored', 'review.0'],
    'no-install-code': ['not-met', 'build.rs and procedural macros run on build, check and test; no switch stops them', 'installCode.0', 'offSwitches.0'],
    'signatures-checked': ['not-met', 'none; only a checksum out of the index', 'signing.0'],
    'names-distinct': ['not-met', 'look-alikes are reported to the team by a background job, not refused', 'naming.1'],
    'reviewed-is-shipped': ['not-met', 'an owner may demand trusted publishing; nothing requires it', 'publisher.2'],
    'version-fixed': ['met', 'a version can never be overwritten', 'immutability.0'],
    'removed-from-machines': ['not-met', 'the crate is deleted and an advisory published; what is installed stays', 'takedown.0'],
  }),
  ...judged('go', {
    'publisher-proven': ['not-met', 'no account at all: whoever controls the repository or the domain', 'publisher.0'],
    'reviewed-first': ['not-met', 'none', 'review.0'],
    'no-install-code': ['met', 'get, download and build run no package code (GOTOOLCHAIN=local also stops other toolchains)', 'installCode.0', 'installCode.1'],
    'signatures-checked': ['not-met', 'no author signs; the checksum database shows that everybody gets the same bytes', 'signing.0'],
    'names-distinct': ['not-met', 'no check; renamed repositories and expired domains can be taken', 'naming.0', 'naming.1'],
    'reviewed-is-shipped': ['not-met', 'the mirror may serve what a tag said before it was rewritten', 'immutability.1'],
    'version-fixed': ['met', 'go.sum and the checksum database', 'signing.0', 'integrity.0'],
    'removed-from-machines': ['not-met', 'it can be taken off the mirror; caches and machines keep it', 'takedown.0'],
  }),
  ...judged('maven', {
    'publisher-proven': ['met', 'the namespace is proven by DNS or a repository; not who holds it', 'publisher.0'],
    'reviewed-first': ['not-met', 'metadata, checksums and signatures are validated; no review', 'review.0'],
    'no-install-code': ['unconfirmed', 'a download runs nothing; plug-ins and extensions run during the build', 'installCode.0'],
    'signatures-checked': ['not-met', 'every file must be signed, but Maven checks no signature by default', 'signing.0'],
    'names-distinct': ['not-met', 'verified namespaces, yet a look-alike domain gets one too', 'naming.0', 'naming.1'],
    'reviewed-is-shipped': ['not-met', 'sources are required beside the jar; nothing compares them', 'review.0'],
    'version-fixed': ['met', 'what is released cannot be changed or removed', 'immutability.0'],
    'removed-from-machines': ['unconfirmed', 'malware is removed exceptionally', 'takedown.0'],
  }),
  ...judged('nuget', {
    'publisher-proven': ['not-met', 'an account with two factors; no proof of identity', 'publisher.0'],
    'reviewed-first': ['not-met', 'virus and metadata checks before listing; no people', 'review.0'],
    'no-install-code': ['configurable', "with PackageReference nothing runs at install, though the next build imports the package's targets", 'installCode.0', 'installCode.1'],
    'signatures-checked': ['configurable', "the default accepts what it can't trust; signatureValidationMode = require", 'signing.0', 'signing.1'],
    'names-distinct': ['not-met', 'prefixes can be reserved; otherwise look-alikes were published', 'naming.0', 'naming.1'],
    'reviewed-is-shipped': ['not-met', 'trusted publishing is optional', 'publisher.1'],
    'version-fixed': ['configurable', 'a lock file with hashes is opt-in', 'integrity.0'],
    'removed-from-machines': ['not-met', 'malware is deleted from the gallery; what is installed stays', 'immutability.0', 'takedown.0'],
  }),
];
