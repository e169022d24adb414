/** Converted by tools/installer-data.ts: do not edit. */
import type { Installer } from '../../model/installer.ts';

export const GO_INSTALLERS: readonly Installer[] = [
  {
    id: 'go', name: 'Go modules (module mirror and checksum database)', kind: 'language-package-manager', registry: 'go module mirror',
    publisher: [
      { fact: 'There is no registry account: whoever controls the repository or vanity domain named by the module path publishes by tagging. Identity is that of the code host or domain.' },
    ],
    naming: [
      { fact: 'Module path = domain/repository, so names are as safe as domains and accounts; repository renames or expired domains can be re-registered (repo-jacking).' },
      { fact: 'No typosquat check.' },
    ],
    review: [
      { fact: 'None.' },
    ],
    installCode: [
      { fact: 'go get, go mod download and go build run no package code (no install hooks); code runs with go run, go test, go generate, or when the program starts.' },
      { fact: "go.mod 'toolchain'/'go' lines can make the go command download and execute another toolchain (GOTOOLCHAIN, default auto; 'local' on this machine).", evidence: 'go help; local' },
      { fact: 'cgo compiles C code with a filtered set of flags.', unconfirmed: true },
    ],
    signing: [
      { fact: 'The checksum database is an append-only transparency log; the go command checks new go.sum entries against it by default (GOSUMDB). No author signatures.' },
      { fact: 'golang/go issue 79070 (2026): a malicious module proxy could bypass checksum-database validation, also for toolchain downloads; upgrading the base toolchain is required. Fixed release number not confirmed.', evidence: 'Go issue tracker', unconfirmed: true },
    ],
    integrity: [
      { fact: "go.sum records hashes; 'go mod verify' re-checks the cache.", evidence: 'local go help' },
    ],
    transport: [
      { fact: 'GOPROXY default: official mirror, then direct; GOINSECURE allows http/unverified TLS for direct fetches but does not disable the checksum database; the old -insecure flag is rejected.', evidence: 'local go 1.26.8' },
    ],
    immutability: [
      { fact: "The mirror aims to keep serving cached versions even if the origin deletes or moves the tag or the whole repository; 'retract' in go.mod is advisory.", evidence: 'module mirror FAQ as quoted' },
      { fact: 'Consequence: the malicious github.com/boltdb-go/bolt v1.3.1 was cached in November 2021, the git tag was then rewritten to clean code, and the mirror served the backdoor until February 2025.', evidence: "GO-2025-3451; press and blog reports of Socket's disclosure" },
    ],
    privilege: [
      { fact: 'Invoking user.' },
    ],
    takedown: [
      { fact: 'Google can remove a module from the mirror (done for boltdb-go/bolt, February 2025) and records it in the Go vulnerability database; OSV malicious-packages lists others.', evidence: 'press statement; vuln DB' },
      { fact: "Report: Go security team mail, vulnerability-database issue, the code host's abuse form; mirror removal on request.", unconfirmed: true },
      { fact: 'Fields: module path, versions, file/line, behaviour, imitated module.', unconfirmed: true },
    ],
    offSwitches: [
      { how: 'GOTOOLCHAIN=local; CGO_ENABLED=0; GOFLAGS=-mod=readonly/vendor', default: 'auto; 1; readonly', effect: 'no toolchain switching, no C build' },
    ],
    incidents: [
      { date: '2025-02', name: 'github.com/boltdb-go/bolt', what: 'typosquat with remote access, cached by the mirror' },
      { date: '2025-03', name: '*/hypert, */layout', what: 'loader typosquats on Linux/macOS' },
      { date: '2018', name: 'go get -u', what: 'command execution through custom domains (fixed)' },
    ],
    checks: [
      { id: 'go-gosumdb', where: 'go env; os.UserConfigDir()/go/env; environment', key: 'GOSUMDB', safe: 'default or approved key', risky: 'off', why: 'no transparency check: first download is trusted blindly', default: 'official checksum database', severity: 'high' },
      { id: 'go-gonosumdb', where: 'go env', key: 'GONOSUMDB / GOPRIVATE', safe: 'only own module prefixes', risky: '*, a public code host', why: 'exempts public modules from the checksum database', default: 'empty', severity: 'high', evidence: 'local' },
      { id: 'go-gonosumcheck', where: 'environment', key: 'GONOSUMCHECK, GOFLAGS=-insecure', safe: 'unset', risky: 'set', why: 'obsolete switches; -insecure is rejected by current Go', severity: 'low', evidence: 'local' },
      { id: 'go-goproxy', where: 'go env', key: 'GOPROXY', safe: 'approved proxy, or official mirror', risky: 'direct only, http://, unknown proxy', why: 'direct exposes to VCS hosts; unknown proxy can serve what it likes for exempt modules', default: 'official mirror,direct', severity: 'medium' },
      { id: 'go-goinsecure', where: 'go env', key: 'GOINSECURE', safe: 'empty', risky: 'any pattern', why: 'plain http / no TLS verification on direct fetch', default: 'empty', severity: 'high', evidence: 'local' },
      { id: 'go-govcs', where: 'go env', key: 'GOVCS', safe: 'default or narrower', risky: '*:all', why: 'lets rarely used VCS tools run (command-execution history)', default: 'public:git|hg,private:all', severity: 'medium', evidence: 'local' },
      { id: 'go-goflags', where: 'go env', key: 'GOFLAGS', safe: '-mod=readonly or -mod=vendor, -trimpath', risky: '-mod=mod, -toolexec, -overlay, -modfile', why: '-toolexec runs a program for every compile step; -mod=mod rewrites go.mod', default: 'empty', severity: 'high' },
      { id: 'go-toolchain', where: 'go env; go.mod toolchain line', key: 'GOTOOLCHAIN', safe: 'local or fixed version in CI', risky: 'auto with unreviewed go.mod', why: 'downloads and executes another toolchain', default: 'auto', severity: 'medium', evidence: 'local: local' },
      { id: 'go-version-floor', where: 'go version', key: 'go', safe: 'release containing the fix for issue 79070', risky: 'older, with untrusted proxy', why: 'checksum-database bypass', severity: 'medium', unconfirmed: true },
      { id: 'go-replace', where: 'go.mod, go.work', key: 'replace directives, workspace mode', safe: 'reviewed; GOWORK=off in release builds', risky: 'replace to a fork or local path', why: 'silently swaps code', severity: 'medium' },
      { id: 'go-generate', where: 'CI files', key: 'go generate / go run pkg@latest', safe: 'pinned version', risky: '@latest', why: 'executes newest upload', severity: 'medium' },
    ],
    gaps: [
      'Expected: a registry vets modules. Given: any repository is a module; strong integrity, no publisher vetting.',
      'Expected: removal ends exposure. Given: the mirror caches.',
    ],
    sources: [
      'go help: module-auth, environment, vcs, goproxy, mod verify (go 1.26.8, local)',
      'Go vulnerability database GO-2025-3451; OSV MAL-2025-2544 to 2549',
      'Go issue 79070',
      'CNCF catalog: go get -u',
    ],
  },
];
