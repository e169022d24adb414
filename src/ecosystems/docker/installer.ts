/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const DOCKER_INSTALLERS: readonly Installer[] = [
  {
    id: 'docker-hub', name: 'Docker (docker pull) with Docker Hub', kind: 'container-registry', registry: 'docker hub',
    publisher: [
      { fact: 'Anyone with an account. Curated classes: Docker Official Images (public pull-request review), Verified Publisher, Docker-Sponsored Open Source, Docker Hardened Images.', evidence: 'Docker documentation excerpts' },
      { fact: '2FA optional for users; organisations can enforce.', unconfirmed: true },
    ],
    naming: [
      { fact: "user-or-org/name; 'library' names reserved for official images." },
      { fact: 'No typosquat protection described; Sysdig found many malicious look-alikes.', unconfirmed: true },
    ],
    review: [
      { fact: 'None for community images. In 2022 Sysdig found 1,652 malicious images among 250,000 unverified ones.', evidence: 'CNCF catalog' },
    ],
    installCode: [
      { fact: "Pulling executes nothing; ENTRYPOINT/CMD run at 'docker run', RUN lines and ONBUILD triggers at 'docker build'.", unconfirmed: true },
    ],
    signing: [
      { fact: 'Docker Content Trust is being retired: the Notary v1 service shuts down on 2026-12-08; Official Images were the first to stop. The client default is not to verify (--disable-content-trust default true).', evidence: 'Docker documentation; local docker 28.2.2' },
      { fact: 'Official Images are not signed with cosign or Notation (2026 community finding); attestations/SBOM exist for some.', evidence: 'docker-node discussion 2651', unconfirmed: true },
    ],
    integrity: [
      { fact: "Content-addressed: pulling by digest (@sha256:...) is verified; pulling by tag trusts the registry's current pointer." },
      { fact: 'Image manifests hash all layers.' },
    ],
    transport: [
      { fact: 'HTTPS with certificate verification; daemon insecure-registries allows http or unverified TLS.', unconfirmed: true },
    ],
    immutability: [
      { fact: "Tags are mutable by default; 'immutable tags' is a per-repository beta option.", evidence: 'Docker documentation' },
    ],
    privilege: [
      { fact: 'The daemon runs as root; membership of the docker group equals root unless rootless or userns-remap is used.', unconfirmed: true },
    ],
    takedown: [
      { fact: 'A 2022 issue by users states that Hub has no built-in abuse report and Docker staff forwarded reports to support.', evidence: 'docker/hub-feedback 2208' },
      { fact: 'Present path: support/security mail or form; fields: repository, tag, digest, behaviour, evidence.', unconfirmed: true },
    ],
    offSwitches: [
      { how: 'none needed for pull; admission policy for run', default: '-', effect: '-' },
    ],
    incidents: [
      { date: '2018', name: 'docker123321 images', what: 'crypto-miners pulled millions of times', unconfirmed: true },
      { date: '2022', name: 'Sysdig survey', what: '1,652 malicious among 250,000 unverified images; miners the largest class' },
      { date: '2024-04', name: 'imageless repositories', what: 'millions of repositories used for phishing pages', unconfirmed: true },
      { date: '2026-03', name: 'Trivy supply-chain compromise', what: 'tainted releases of a scanner used in pipelines' },
    ],
    checks: [
      { id: 'docker-digest-pinning', where: 'Dockerfiles, compose, manifests', key: 'FROM image@sha256', safe: 'digest', risky: 'tag or :latest', why: 'mutable tag', severity: 'high' },
      { id: 'docker-content-trust', where: 'environment', key: 'DOCKER_CONTENT_TRUST', safe: 'do not rely on it after 2026-12-08; use signature policy (cosign/notation)', risky: 'assumed protection', why: 'service retired', severity: 'medium' },
      { id: 'docker-insecure-registries', where: '/etc/docker/daemon.json; dockerd flags', key: 'insecure-registries', safe: '[]', risky: 'any', why: 'unverified transport', default: '[]', severity: 'high', unconfirmed: true },
      { id: 'docker-registry-mirrors', where: '/etc/docker/daemon.json', key: 'registry-mirrors', safe: 'approved https', risky: 'unknown/http', why: 'serves image content for tags', severity: 'high', unconfirmed: true },
      { id: 'docker-group', where: '/etc/group', key: 'docker group members', safe: 'administrators only', risky: 'ordinary users', why: 'root equivalent', severity: 'high', unconfirmed: true },
      { id: 'docker-userns', where: '/etc/docker/daemon.json', key: 'userns-remap / rootless', safe: 'enabled where possible', risky: 'absent', why: 'container root is host root', severity: 'medium', unconfirmed: true },
      { id: 'docker-socket', where: 'ls -l docker.sock; containers mounting it', key: 'socket exposure', safe: 'root:docker 0660, not mounted, no TCP 2375', risky: 'mounted or on TCP without TLS', why: 'host takeover', severity: 'high', unconfirmed: true },
      { id: 'docker-config-auth', where: '~/.docker/config.json', key: 'auths vs credsStore', safe: 'credential helper', risky: 'base64 auths', why: 'token theft', severity: 'medium', unconfirmed: true },
      { id: 'containers-policy', where: '/etc/containers/policy.json (podman, buildah)', key: 'default', safe: 'reject or signedBy/sigstoreSigned per registry', risky: 'insecureAcceptAnything', why: 'no signature enforcement', severity: 'medium', unconfirmed: true },
    ],
    gaps: [
      'Expected: a tag names one image. Given: mutable tags by default.',
      'Expected: official images are signed. Given: the signing service is being switched off without a default replacement.',
    ],
    sources: [
      'Docker documentation: Content trust in Docker; Immutable tags on Docker Hub',
      'docker-node discussion 2651',
      'docker/hub-feedback issue 2208',
      'CNCF catalog: Docker Hub malicious containers',
      'docker 28.2.2 help (local)',
    ],
  },
];
