/** Which package an artifact is. */
export type Ecosystem = 'pypi' | 'npm' | 'debian' | 'cpan' | 'autoconf' | 'vscode' | 'gem' | 'cargo' | 'go' | 'maven' | 'generic';

export interface PackageRef {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version?: string;
  /** Package URL: github.com/package-url/purl-spec */
  readonly purl?: string;
  /** Lower-case hex SHA-256 of the artifact's bytes. */
  readonly sha256?: string;
}

/** The package URL of a reference; names are percent-encoded, an npm scope is the namespace. */
export function purlOf(ref: Pick<PackageRef, 'ecosystem' | 'name' | 'version'>): string {
  const type = PURL_TYPES[ref.ecosystem] ?? ref.ecosystem;
  const name = ref.name.split('/').map((part) => encodeURIComponent(part)).join('/');
  return `pkg:${type}/${name}${ref.version === undefined ? '' : `@${encodeURIComponent(ref.version)}`}`;
}

const PURL_TYPES: Partial<Record<Ecosystem, string>> = { debian: 'deb/debian', go: 'golang', vscode: 'vscode-extension', autoconf: 'generic' };
