/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const MAVEN_INSTALLERS: readonly Installer[] = [
  {
    id: 'maven', name: 'Maven (and Gradle) with Maven Central', kind: 'language-package-manager', registry: 'maven central',
    publisher: [
      { fact: 'Central Portal account; the groupId namespace must be verified by DNS TXT record or by a repository on the code host (io.github.user style).', evidence: 'Central documentation; publishing guides' },
      { fact: 'No OIDC trusted publishing (user token plus GPG key) according to a 2026 vendor guide.', unconfirmed: true },
      { fact: 'MFA is optional for portal accounts.', unconfirmed: true },
    ],
    naming: [
      { fact: "Verified reverse-DNS namespaces: the strongest name protection of the language registries; expired-domain takeovers get manual checks ('MavenGate' discussion).", evidence: 'Sonatype statement quoted in issues' },
      { fact: 'Look-alike namespaces are possible if the attacker owns the look-alike domain or account (e.g. org.fasterxml... versus com.fasterxml...).', evidence: 'DevGuard documentation; OSV MAL-2025-2552' },
    ],
    review: [
      { fact: 'Automated validation of metadata, javadoc/sources jars, checksums and signatures; no malware review described.', evidence: 'Central documentation' },
    ],
    installCode: [
      { fact: 'Downloading a jar runs nothing. Build plugins, Maven extensions (.mvn/extensions.xml), annotation processors and the mvnw/gradlew wrapper run arbitrary code during the build.', unconfirmed: true },
    ],
    signing: [
      { fact: 'Central requires a GPG signature for every file and validates Sigstore bundles if supplied; Maven does NOT verify signatures by default. Keys only need to be on a public key server, so identity is weak.', evidence: 'Central documentation; Socket news' },
    ],
    integrity: [
      { fact: 'md5 and sha1 files are mandatory, sha256/sha512 optional.', evidence: 'Central documentation' },
      { fact: 'Checksum mismatch: Maven 3 default is warn (-C / --strict-checksums fails the build); Maven 4 changes the default to fail (MNG-5728).', evidence: 'Apache Maven commit; mvn --help local' },
      { fact: 'Resolver Trusted Checksums (aether.trustedChecksumsSource.*, aether.artifactResolver.postProcessor.trustedChecksums.*) give lock-like pinning; off by default.', evidence: 'Maven Resolver documentation' },
      { fact: 'Gradle: gradle/verification-metadata.xml and dependency locking, off by default.', unconfirmed: true },
    ],
    transport: [
      { fact: 'Since 3.8.1 external http repositories are blocked by the built-in mirror maven-default-http-blocker.', evidence: 'local settings.xml; CVE-2021-26291' },
      { fact: 'POMs of dependencies may name further repositories that Maven follows.', evidence: 'CVE-2021-26291 text' },
    ],
    immutability: [
      { fact: "'Once released/published, you will not be able to remove/update/modify your components.'", evidence: 'Central documentation' },
    ],
    privilege: [
      { fact: 'Invoking user.' },
    ],
    takedown: [
      { fact: 'Mail Central support with coordinates, versions, jar hash, class name and behaviour; Sonatype removes malware exceptionally and OSV/Sonatype publish advisories.', unconfirmed: true },
    ],
    offSwitches: [
      { how: 'none; restrict plugins/repositories (enforcer, internal proxy), sandbox builds', default: 'plugins run', effect: '-' },
    ],
    incidents: [
      { date: '2025-03', name: 'io.github.leetcrunch:scribejava-core', what: 'OAuth credential stealer typosquat (MAL-2025-2552)' },
      { date: '2017-2018', name: 'JCenter impersonations', what: 'malicious artifacts lived over a year in JCenter (now closed)' },
      { date: '2025-12', name: 'org.fasterxml.jackson.core look-alike', what: 'downloader jar', unconfirmed: true },
    ],
    checks: [
      { id: 'maven-http-blocker', where: '/etc/maven/settings.xml, $MAVEN_HOME/conf/settings.xml, ~/.m2/settings.xml', key: 'mirror maven-default-http-blocker (external:http:*, blocked)', safe: 'present', risky: 'removed or overridden', why: 'plain-http repositories', since: '3.8.1', default: 'present', severity: 'high', evidence: 'local' },
      { id: 'maven-mirror', where: '~/.m2/settings.xml', key: '<mirrorOf>*</mirrorOf> or external:* to the internal https repository', safe: 'present', risky: 'absent', why: 'otherwise repositories declared in any POM are contacted', severity: 'high' },
      { id: 'maven-checksum-policy', where: 'settings.xml, POM', key: 'checksumPolicy / -C', safe: 'fail', risky: 'warn, ignore, -c', why: 'corrupt or tampered files only warn', since: 'fail default in 4.0', default: 'warn in 3.x', severity: 'medium' },
      { id: 'maven-trusted-checksums', where: '.mvn/maven.config', key: 'aether.artifactResolver.postProcessor.trustedChecksums', safe: 'enabled with committed checksum file', risky: 'absent', why: 'no content pinning', default: 'off', severity: 'medium' },
      { id: 'maven-pom-repositories', where: 'pom.xml of project and parents', key: '<repositories>, <pluginRepositories>', safe: 'none', risky: 'unknown hosts', why: 'dependency confusion and takeover', severity: 'high' },
      { id: 'maven-extensions', where: '.mvn/extensions.xml, .mvn/jvm.config, .mvn/wrapper/maven-wrapper.properties', key: 'extensions, -javaagent, distributionUrl + distributionSha256Sum', safe: 'reviewed, checksum present', risky: 'unknown', why: 'code at every mvn start', severity: 'medium', unconfirmed: true },
      { id: 'gradle-verification', where: 'gradle/verification-metadata.xml', key: 'verify-metadata / verify-signatures', safe: 'true', risky: 'absent', why: 'no checksum pinning', severity: 'medium', unconfirmed: true },
      { id: 'maven-dynamic-versions', where: 'pom.xml / build.gradle', key: 'LATEST, RELEASE, ranges, +, SNAPSHOT', safe: 'none in releases', risky: 'present', why: 'moving target', severity: 'medium' },
    ],
    gaps: [
      'Expected: mandatory signatures protect me. Given: nobody checks them by default.',
      'Expected: checksum errors stop the build. Given: Maven 3 only warns.',
    ],
    sources: [
      'Central documentation: requirements, publish portal guide',
      'Maven Resolver documentation: Expected Checksums',
      'Apache Maven commit for MNG-5728',
      'CVE-2021-26291 record',
      'local Maven 3.8.7 settings.xml and --help',
      'OSV MAL-2025-2552',
    ],
  },
];
