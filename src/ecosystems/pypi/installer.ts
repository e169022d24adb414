/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const PYPI_INSTALLERS: readonly Installer[] = [
  {
    id: 'pip', name: 'pip with the Python Package Index (PyPI)', kind: 'language-package-manager', registry: 'pypi',
    publisher: [
      { fact: 'Anyone with a free account and a verified e-mail address can create a project; no real-world identity proofing.', evidence: 'PyPI docs/blog' },
      { fact: 'Two-factor authentication (TOTP or WebAuthn) has been required for every user since 2024-01-01 before any management action or upload.', evidence: 'PyPI blog: 2FA enforced' },
      { fact: 'TOTP logins from a new device additionally need e-mail confirmation (2025-11); more than 52% of active users had phishing-resistant 2FA by end 2025.', evidence: 'PyPI blog' },
      { fact: 'Trusted Publishing (OIDC, optional): GitHub Actions, GitLab CI/CD, Google Cloud, ActiveState; minted upload token lives 15 minutes. Long-lived API tokens are still accepted. Over 20% of 2025 file uploads used Trusted Publishing.', evidence: 'PyPI docs and blog; source' },
      { fact: 'E-mail addresses whose domain enters the expiry/redemption phase are un-verified automatically (daily checks since mid-2025), against domain-resurrection takeover.', evidence: 'PyPI blog' },
      { fact: 'Organisation accounts exist, but no package namespace or prefix reservation exists in the server source read (snapshot 2026-08): names are flat and first come first served.', evidence: 'source' },
    ],
    naming: [
      { fact: "Names are compared after PEP 503-style normalisation, and a stricter 'ultranormalize' (drops . _ -, maps l/L/i/I to 1 and o/O to 0) rejects confusable new names with 'too similar to an existing project'.", evidence: 'source' },
      { fact: 'Python standard-library module names and an administrator-kept prohibited list (filled when malware is removed) cannot be registered.', evidence: 'source' },
      { fact: "Typosquat detection ('TypoSnyper') runs AFTER the project exists and only files an observation for administrators: it flags, it does not block.", evidence: 'source' },
      { fact: 'When an owner deletes a project the name is released for any other user (revival hijack); file names can never be reused, so an old pinned file name cannot be re-uploaded.', evidence: 'source/templates' },
      { fact: 'PEP 541: names are never reassigned against the wishes of a reachable owner; abandoned names can be transferred after a long procedure.', evidence: 'PyPI docs' },
      { fact: 'Project creation is rate-limited per user and per IP.', evidence: 'source' },
    ],
    review: [
      { fact: 'No human or malware review before publication; a new release is installable at once.', evidence: 'PyPI docs' },
      { fact: 'Automated upload validation only: rejects ZIP-confusion archives and decompression bombs; wheels whose contents disagree with RECORD were announced to be rejected from 2026-02-01.', evidence: 'PyPI blog 2025-08-07' },
      { fact: 'After publication, external researchers scan; reports from trusted reporters carry weight and can trigger automatic quarantine.', evidence: 'PyPI blog 2026-04-02' },
    ],
    installCode: [
      { fact: "Source distributions execute setup.py / the PEP 517 build backend. This happens on install AND on 'pip download', 'pip wheel' and 'pip install --dry-run' (the script ran in all three in a local test).", evidence: 'local-test pip 23.2.1' },
      { fact: 'Build dependencies are fetched from the same indexes into an isolated environment and executed too; since 25.3/26.2 ordinary constraint files do not apply to them, only --build-constraint.', evidence: 'pip NEWS' },
      { fact: 'Wheels run no code while being installed.', evidence: 'pip secure-installs doc (only sdists named as code-running)' },
      { fact: "A wheel may ship a .pth file; lines starting with 'import' run at every interpreter start, so 'wheels only' does not mean 'no code runs later'.", unconfirmed: true },
    ],
    signing: [
      { fact: 'PGP signatures were removed in May 2023.', evidence: 'PyPI blog' },
      { fact: 'PEP 740 attestations (Sigstore keyless, bound to the Trusted Publisher identity) may accompany a file; PyPI verifies them at upload and serves them through its Integrity API. Two predicates accepted: SLSA Provenance and PyPI Publish. 17% of 2025 uploads carried one.', evidence: 'PyPI docs/blog' },
      { fact: 'pip verifies no attestation at install: no such option exists in pip 26.2.1. Verification needs the separate pypi-attestations tool. PyPI states an attestation says where a file came from, not whether to trust it.', evidence: 'source; PyPI docs' },
    ],
    integrity: [
      { fact: 'By default pip checks only the hash the index itself supplies, which pip documents as no guard against tampering.', evidence: 'pip secure-installs doc' },
      { fact: 'Hash-checking mode (--require-hashes, or any --hash in a requirements file) makes hashes and == pins mandatory for everything; md5/sha1/sha224 not accepted.', evidence: 'pip doc' },
      { fact: "'pip lock' / pylock.toml (PEP 751): writing is experimental; reading '-r pylock.toml' experimental since 26.1. 'pip freeze' is not a lock file.", evidence: 'pip NEWS; PyPI blog' },
      { fact: 'pip 26.2 added --no-require-hashes, which switches the all-or-nothing rule off.', evidence: 'pip NEWS' },
    ],
    transport: [
      { fact: "HTTPS with certificate verification; 'trusted-host' switches verification off (or allows plain http) for a host.", evidence: 'pip source' },
    ],
    immutability: [
      { fact: 'A file name can be uploaded once, ever; contents of a published file cannot be replaced.', evidence: 'source' },
      { fact: 'Yank (PEP 592): ignored by resolvers but still installed when pinned with == or ===.', evidence: 'PyPI docs' },
      { fact: 'Owners may delete releases/projects irrevocably.', evidence: 'PyPI blog/source' },
      { fact: 'Since July 2026 a release older than 14 days accepts no new files (stops poisoning of old stable releases); users are told not to rely on it yet.', evidence: 'PyPI blog 2026-07-22' },
    ],
    privilege: [
      { fact: 'Runs as the invoking user; often root in containers/CI.', evidence: 'general; pip has --root-user-action' },
      { fact: 'PEP 668: distributions mark system Python EXTERNALLY-MANAGED; --break-system-packages overrides.', unconfirmed: true },
    ],
    takedown: [
      { fact: "Report: log in, open the project page, 'Report project as malware' (visible only when logged in).", evidence: 'PyPI security page/blog' },
      { fact: "Fields: inspector_link (must be a link into Inspector, PyPI's file browser, pointing at the file/lines; max 2000 chars) and summary (10-2000 chars, no HTML tags).", evidence: 'source: SubmitMalwareObservationForm' },
      { fact: 'The policy asks for: project URL, why it is a security issue, Inspector link to the problematic lines. Valid kinds named: typo-squatting, dependency confusion, exfiltration, obfuscation, command/control.', evidence: 'source: security page' },
      { fact: 'A beta report API exists for onboarded reporters. the security mail address is for PyPI itself, not for packages.', evidence: 'PyPI blog 2024-03-06' },
      { fact: 'Effects: quarantine (hidden from the simple index, owner cannot modify, reversible) or removal plus name prohibition. 2025: over 2000 reports, 66% handled within 4 h, 92% within 24 h.', evidence: 'PyPI blog' },
    ],
    offSwitches: [
      { how: '--only-binary :all:  (pip.conf [install] only-binary = :all: / PIP_ONLY_BINARY=:all:)', default: 'not set: sdists allowed', effect: 'sdist refused, setup.py did not run (local test)' },
      { how: '--no-index + approved --find-links / internal index', default: 'not set', effect: 'no public index is consulted' },
    ],
    incidents: [
      { date: '2022-05', name: 'ctx', what: 'account taken over through an expired e-mail domain; env vars exfiltrated' },
      { date: '2022-12', name: 'torchtriton (PyTorch nightly)', what: 'dependency confusion through an extra index' },
      { date: '2024-12', name: 'ultralytics', what: "the first malicious releases came out of the project's own GitHub Actions release workflow and carried valid provenance (PyPI attack analysis): attestation is not approval" },
      { date: '2025-07', name: 'num2words', what: 'maintainers phished by a look-alike site; two malicious releases' },
      { date: '2026-03', name: 'litellm and telnyx', what: 'API tokens stolen through the compromised Trivy action; over 119k downloads of bad litellm; exposure 2 h 32 m and 3 h 42 m' },
      { date: '2026-10-21', name: 'litellm 1.107.0', what: 'malicious wheels, credential stealer at next interpreter start (one vendor source only)', unconfirmed: true },
    ],
    checks: [
      { id: 'pip-require-hashes', where: 'pip config debug; pip.conf [global]/[install]; env PIP_REQUIRE_HASHES', key: 'require-hashes', safe: 'true', risky: 'unset/false', why: 'only locally pinned hashes detect a replaced or newly added file', since: '8.0', default: 'false', severity: 'high' },
      { id: 'pip-no-require-hashes', where: 'pip.conf; env PIP_NO_REQUIRE_HASHES', key: 'no-require-hashes', safe: 'unset', risky: 'true', why: 'turns the all-or-nothing hash rule off', since: '26.2', default: 'unset', severity: 'medium' },
      { id: 'pip-only-binary', where: 'pip.conf; env PIP_ONLY_BINARY', key: 'only-binary', safe: ':all:', risky: 'unset, or no-binary = :all:', why: 'sdists run arbitrary code during install, download, wheel and dry-run', default: 'unset', severity: 'high' },
      { id: 'pip-index-url', where: 'pip.conf; env PIP_INDEX_URL', key: 'index-url', safe: 'one approved https index (internal proxy)', risky: 'http://, credentials in URL, unknown host', why: 'this host decides what code is installed', default: 'public PyPI over https', severity: 'high' },
      { id: 'pip-extra-index-url', where: 'pip.conf; env PIP_EXTRA_INDEX_URL; requirements files', key: 'extra-index-url', safe: 'unset', risky: 'any value', why: 'no priority between indexes: highest version wins, so a public squatter beats the private package (dependency confusion; pip documents it as unsafe)', default: 'unset', severity: 'high' },
      { id: 'pip-no-index', where: 'pip.conf; env PIP_NO_INDEX', key: 'no-index', safe: 'true on air-gapped/CI hosts with approved find-links', risky: 'find-links set to http, world-writable or user-writable folder', why: 'find-links is searched with equal priority to the index', default: 'false', severity: 'medium' },
      { id: 'pip-find-links', where: 'pip.conf; env PIP_FIND_LINKS', key: 'find-links', safe: 'unset or root-owned local path', risky: 'http URL or writable directory', why: 'adds an unauthenticated source of equal priority', default: 'unset', severity: 'medium' },
      { id: 'pip-trusted-host', where: 'pip.conf; env PIP_TRUSTED_HOST; requirements files', key: 'trusted-host', safe: 'unset', risky: 'any value', why: 'disables TLS verification for that host', default: '[]', severity: 'high' },
      { id: 'pip-uploaded-prior-to', where: 'pip.conf [install]; env PIP_UPLOADED_PRIOR_TO', key: 'uploaded-prior-to', safe: 'P3D or more', risky: 'unset', why: 'cooldown: most malicious releases are caught within a day or two', since: '26.0 (dates), 26.1 (durations such as P3D)', default: 'unset', severity: 'medium' },
      { id: 'pip-cert', where: 'pip.conf; env PIP_CERT/REQUESTS_CA_BUNDLE', key: 'cert', safe: 'unset or root-owned corporate CA bundle', risky: 'user-writable or unknown CA bundle', why: 'a planted CA allows interception', default: 'unset', severity: 'medium' },
      { id: 'pip-break-system-packages', where: 'pip.conf; env PIP_BREAK_SYSTEM_PACKAGES', key: 'break-system-packages', safe: 'false/unset', risky: 'true', why: 'lets pip overwrite distribution-managed Python files', default: 'false', severity: 'medium' },
      { id: 'pip-require-virtualenv', where: 'pip.conf; env PIP_REQUIRE_VIRTUALENV', key: 'require-virtualenv', safe: 'true', risky: 'unset', why: 'keeps package code out of system/user site-packages', default: 'false', severity: 'low' },
      { id: 'pip-pre', where: 'pip.conf; env PIP_PRE', key: 'pre / all-releases', safe: 'unset (or only-final = :all:)', risky: 'true', why: 'pre-releases widen what can be selected', default: 'unset', severity: 'low' },
      { id: 'pip-requirements-options', where: 'requirements*.txt in repositories', key: 'lines starting --extra-index-url, --index-url, --trusted-host, --find-links', safe: 'none', risky: 'present', why: 'options inside a requirements file are honoured and can re-open what pip.conf closed', severity: 'high' },
      { id: 'pip-build-constraint', where: 'CI command lines; env PIP_CONSTRAINT vs PIP_BUILD_CONSTRAINT', key: 'build-constraint', safe: 'set where sdists are built', risky: 'only PIP_CONSTRAINT set', why: 'since 26.2 constraint files no longer pin build dependencies', since: '25.3 / 26.2', severity: 'medium' },
      { id: 'pip-version-floor', where: 'pip --version', key: 'version', safe: '26.2 or later', risky: 'older', why: '26.2 fixed CVE-2026-13346 and tar symlink extraction; cooldown options need 26.0/26.1', severity: 'medium' },
      { id: 'pip-config-env', where: 'process and CI environment', key: 'PIP_* and PIP_CONFIG_FILE', safe: 'unset or managed', risky: 'set by user or job', why: 'environment overrides every pip.conf', severity: 'medium' },
      { id: 'python-pth-audit', where: 'site-packages/*.pth, sitecustomize.py, usercustomize.py', key: 'lines beginning with import', safe: 'only known files (e.g. distutils-precedence.pth)', risky: 'unknown file executing code', why: 'persistence and run-at-start code that wheels can install silently', severity: 'high', unconfirmed: true },
    ],
    gaps: [
      'Expected: the publisher is vetted. Given: verified e-mail plus 2FA.',
      'Expected: content is scanned before release. Given: publish first, report and quarantine afterwards (hours).',
      'Expected: installer verifies provenance. Given: attestations exist but pip ignores them.',
      'Expected: installing is copying files. Given: sdists execute code, even on download and dry-run.',
    ],
    sources: [
      'PyPI Blog (2023-2026 posts in the warehouse repository)',
      'PyPI Docs: Trusted Publishers, Attestations, Name Retention, Yanking',
      'warehouse source: packaging/services.py, packaging/forms.py, observations/models.py, typosnyper.py, pages/security.html',
      'pip documentation: Secure installs; pip install; NEWS 25.3-26.2.1',
      'local tests on Debian 12 with pip 23.2.1',
      'CNCF catalog of supply chain compromises',
    ],
  },
  {
    id: 'uv', name: 'uv (Astral) with PyPI', kind: 'language-package-manager', registry: 'pypi',
    publisher: [
      { fact: 'Same registry as pip.' },
    ],
    naming: [
      { fact: 'Same registry as pip.' },
    ],
    review: [
      { fact: 'Same registry as pip.' },
    ],
    installCode: [
      { fact: 'Builds sdists with PEP 517 isolation, so build backends run; editable/local requirements still build even with no-build.', evidence: 'uv source docs' },
    ],
    signing: [
      { fact: "No verification of PEP 740 attestations at install was found in uv's documentation.", unconfirmed: true },
    ],
    integrity: [
      { fact: "uv.lock records hashes; 'uv sync --locked/--frozen' refuses drift." },
      { fact: 'require-hashes default false; verify-hashes default true (checks hashes that are present); UV_NO_VERIFY_HASHES switches it off.', evidence: 'uv source' },
      { fact: "Optional preview: audit.malware-check = true (UV_MALWARE_CHECK=1) stops 'uv sync' when a locked package matches an OSV MAL advisory.", evidence: 'uv docs' },
    ],
    transport: [
      { fact: 'HTTPS; allow-insecure-host disables verification per host.', evidence: 'uv docs' },
    ],
    immutability: [
      { fact: 'Same registry as pip.' },
    ],
    privilege: [
      { fact: 'Invoking user; installs into virtual environments by default.' },
    ],
    takedown: [
      { fact: 'Same registry as pip.' },
    ],
    offSwitches: [
      { how: "no-build = true (--no-build, UV_NO_BUILD; 'only-binary :all:' is the pip-interface alias)", default: 'false', effect: 'no sdist is built' },
    ],
    incidents: [
      { date: '2025-08', name: 'CVE-2025-54368', what: 'ZIP parser differential: uv extracted wheels differently from other installers' },
    ],
    checks: [
      { id: 'uv-index-strategy', where: 'uv.toml, pyproject.toml [tool.uv], env UV_INDEX_STRATEGY', key: 'index-strategy', safe: 'first-index', risky: 'unsafe-best-match, unsafe-first-match', why: 'the default protects private names against dependency confusion; the others re-open it', since: '0.1.39', default: 'first-index', severity: 'high' },
      { id: 'uv-no-build', where: 'uv.toml; env UV_NO_BUILD', key: 'no-build', safe: 'true', risky: 'false', why: 'sdist build code runs', default: 'false', severity: 'high' },
      { id: 'uv-exclude-newer', where: '~/.config/uv/uv.toml, pyproject.toml; env UV_EXCLUDE_NEWER', key: 'exclude-newer', safe: '"3 days" or longer (duration)', risky: 'unset, false', why: 'cooldown', default: 'unset', severity: 'medium' },
      { id: 'uv-allow-insecure-host', where: 'uv.toml; env UV_INSECURE_HOST', key: 'allow-insecure-host', safe: 'unset/[]', risky: 'any host', why: 'TLS verification off', default: '[]', severity: 'high' },
      { id: 'uv-require-hashes', where: 'uv.toml [pip]; env UV_REQUIRE_HASHES', key: 'require-hashes', safe: 'true for the pip interface', risky: 'false', why: 'as pip', default: 'false', severity: 'medium' },
      { id: 'uv-verify-hashes', where: 'uv.toml [pip]; env UV_NO_VERIFY_HASHES', key: 'verify-hashes', safe: 'true', risky: 'false / UV_NO_VERIFY_HASHES=1', why: 'silently skips hashes that are present', default: 'true', severity: 'high' },
      { id: 'uv-zip-validation', where: 'env UV_INSECURE_NO_ZIP_VALIDATION', key: 'UV_INSECURE_NO_ZIP_VALIDATION', safe: 'unset', risky: '1', why: 'turns off the ZIP-confusion defence', default: 'unset', severity: 'medium' },
      { id: 'uv-malware-check', where: 'uv.toml; env UV_MALWARE_CHECK', key: 'audit.malware-check', safe: 'true', risky: 'false', why: 'stops installs of packages with a published MAL advisory (preview feature)', default: 'false', severity: 'low' },
      { id: 'uv-index-pinning', where: 'pyproject.toml [[tool.uv.index]]', key: 'explicit = true with [tool.uv.sources]', safe: 'private packages pinned to the private index', risky: 'several non-explicit indexes', why: 'a name is then only ever taken from its index', severity: 'medium' },
    ],
    gaps: [
      'As pip; better default than pip for several indexes (first-index).',
    ],
    sources: [
      'uv documentation: Indexes, Resolution, Syncing, pip compatibility',
      'uv source: uv-settings/settings.rs, uv-static/env_vars.rs (2026-08)',
    ],
  },
  {
    id: 'poetry', name: 'Poetry with PyPI', kind: 'language-package-manager', registry: 'pypi',
    publisher: [
      { fact: 'Same registry as pip.' },
    ],
    naming: [
      { fact: 'Same registry as pip.' },
    ],
    review: [
      { fact: 'Same registry as pip.' },
    ],
    installCode: [
      { fact: 'Builds sdists when no wheel fits, so build backends run.' },
      { fact: 'Poetry plugins (self-installed or requires-plugins in a project) run inside Poetry.', unconfirmed: true },
    ],
    signing: [
      { fact: 'No attestation verification found in its documentation.', unconfirmed: true },
    ],
    integrity: [
      { fact: "poetry.lock holds file hashes; 'poetry check --lock' / 'poetry sync' use it." },
    ],
    transport: [
      { fact: 'HTTPS; per-source CA through certificates.<name>.cert.', evidence: 'Poetry docs' },
    ],
    immutability: [
      { fact: 'Same registry as pip.' },
    ],
    privilege: [
      { fact: 'Invoking user; virtual environment.' },
    ],
    takedown: [
      { fact: 'Same registry as pip.' },
    ],
    offSwitches: [
      { how: 'poetry config installer.only-binary :all:', default: 'unset', effect: 'sdists refused' },
    ],
    incidents: [],
    checks: [
      { id: 'poetry-only-binary', where: 'poetry config --list; config.toml; env POETRY_INSTALLER_ONLY_BINARY', key: 'installer.only-binary', safe: ':all:', risky: 'unset', why: 'build code of sdists', default: 'unset', severity: 'high' },
      { id: 'poetry-min-release-age', where: 'config.toml; env POETRY_SOLVER_MIN_RELEASE_AGE', key: 'solver.min-release-age', safe: '3 or more (days)', risky: '0', why: 'cooldown; sources without upload times are not filtered', since: '2.4.0', default: '0', severity: 'medium' },
      { id: 'poetry-source-priority', where: 'pyproject.toml [[tool.poetry.source]]', key: 'priority', safe: 'explicit for private sources, or one primary source with PyPI not implicit', risky: 'supplemental public source for private names', why: 'supplemental/primary search lets a public package satisfy a private name (documented warning)', severity: 'high' },
      { id: 'poetry-cert-off', where: 'config.toml', key: 'certificates.<name>.cert', safe: 'CA path or unset', risky: 'false', why: 'disables TLS verification for that source', severity: 'high', unconfirmed: true },
      { id: 'poetry-lock-present', where: 'repository', key: 'poetry.lock with files[].hash', safe: 'present and used', risky: 'absent', why: 'otherwise latest versions are resolved on every run', severity: 'medium' },
    ],
    gaps: [
      'As pip.',
    ],
    sources: [
      'Poetry documentation: Configuration, Repositories; CHANGELOG 2.4.x',
    ],
  },
  {
    id: 'pipx', name: "pipx (and 'uvx'/'uv tool run')", kind: 'tool-runner', registry: 'pypi',
    publisher: [
      { fact: 'Same registry as pip.' },
    ],
    naming: [
      { fact: "Same registry as pip; 'pipx run NAME' / 'uvx NAME' fetch and execute in one step, so a mistyped name runs at once." },
    ],
    review: [
      { fact: 'Same registry as pip.' },
    ],
    installCode: [
      { fact: "Uses pip in a private virtual environment, so every pip setting (pip.conf, PIP_*) applies; code of the tool runs with the user's rights." },
    ],
    signing: [
      { fact: 'As pip.' },
    ],
    integrity: [
      { fact: 'No lock file or hash pinning of its own in pipx 1.x.', unconfirmed: true },
    ],
    transport: [
      { fact: 'As pip.' },
    ],
    immutability: [
      { fact: 'Same registry as pip.' },
    ],
    privilege: [
      { fact: "User; 'pipx --global' (1.5+) writes system-wide as root.", unconfirmed: true },
    ],
    takedown: [
      { fact: 'Same registry as pip.' },
    ],
    offSwitches: [],
    incidents: [],
    checks: [
      { id: 'pipx-run-in-ci', where: 'CI files, Makefiles, shell history', key: 'pipx run / uvx without ==version', safe: 'pinned exact version', risky: 'unpinned', why: 'executes the newest upload of a name immediately', severity: 'medium' },
      { id: 'pipx-inherits-pip', where: 'pip config debug', key: 'all pip-* checks', safe: 'as pip', risky: 'as pip', why: 'pipx has no stricter defaults of its own', severity: 'medium' },
    ],
    gaps: [
      'Expected: run a vetted tool. Given: fetch and execute whatever the name now points to.',
    ],
    sources: [
      'pipx 1.1.0 as packaged by Debian (local)',
      'pip documentation',
    ],
  },
];
