/**
 * Packages of languages that nothing here reads yet: gems, crates, Go modules, jars. They are opened, what runs at build is named, scripts in
 * languages that are read are read, and the rest is said to be unread, so that none of them is called clean.
 */
import type { Artifact, Entry, Unread } from '../model/artifact.ts';
import { purlOf, type Ecosystem, type PackageRef } from '../model/package.ts';
import type { Stage } from '../model/stage.ts';
import { isAside, wrapper, type Plan, type Planner, type RawFact } from './plan.ts';

interface Kind {
  readonly ecosystem: Ecosystem;
  readonly language: string;
  /** Files of the language that is not read. */
  readonly code: RegExp;
  /** Files that run while the package is built or installed, relative to its root. */
  readonly build: RegExp;
  /** `name-1.2.3` in the file's name. */
  readonly named: RegExp;
  recognises(artifact: Artifact, root: string): number;
  /** The folder that wraps the package's own files. */
  rootOf(artifact: Artifact): string;
}

const KINDS: readonly Kind[] = [
  {
    // guides of RubyGems: a tar of metadata.gz, data.tar.gz and checksums; extconf.rb runs at install.
    ecosystem: 'gem', language: 'Ruby', code: /\.(?:rb|gemspec|rake)$|(?:^|\/)Rakefile$/, build: /(?:^|\/)extconf\.rb$|(?:^|\/)mkrf_conf\.rb$|(?:^|\/)rubygems_plugin\.rb$|^ext\/.*\.(?:rb|sh)$/, named: /^(.+)-(\d[\w.]*?)(?:-[\w-]+)?\.gem$/,
    recognises: ({ entries }) => (entries.some(({ path }) => path.startsWith('data.tar.gz!/')) && entries.some(({ path }) => path.startsWith('metadata.gz')) ? 1 : 0),
    rootOf: () => 'data.tar.gz!/',
  },
  {
    // The Cargo book: build scripts and procedural macros run on build and check.
    ecosystem: 'cargo', language: 'Rust', code: /\.rs$/, build: /^build\.rs$|^\.cargo\/config(?:\.toml)?$/, named: /^(.+)-(\d+\.\d+\.\d+[\w.+-]*)\.crate$/,
    recognises: ({ entries, name }, root) => (entries.some(({ path }) => path === `${root}Cargo.toml`) ? (name.endsWith('.crate') ? 1 : 0.65) : 0),
    rootOf: ({ entries }) => wrapper(entries),
  },
  {
    // Go modules reference: module zips hold `module@version/`; nothing runs at install, cgo and generate run at build.
    ecosystem: 'go', language: 'Go', code: /\.go$/, build: /(?!)/, named: /^(.+)@(v\d[\w.+-]*)\.zip$/,
    recognises: ({ entries }, root) => (/@v\d[^/]*\/$/.test(goRoot(entries)) ? 1 : entries.some(({ path }) => path === `${root}go.mod`) ? 0.65 : 0),
    rootOf: ({ entries }) => goRoot(entries) || wrapper(entries),
  },
  {
    // Jar file specification: META-INF/MANIFEST.MF; a jar runs nothing until a class is loaded.
    ecosystem: 'maven', language: 'Java byte code', code: /\.(?:class|java|kt|groovy|scala)$/, build: /^META-INF\/services\/javax\.annotation\.processing\.Processor$/, named: /^(.+)-(\d[\w.-]*?)\.(?:jar|war|aar)$/,
    recognises: ({ entries, name }) => (entries.some(({ path }) => path === 'META-INF/MANIFEST.MF') && (/\.(?:jar|war|aar)$/.test(name) || entries.some(({ path }) => path.endsWith('.class'))) ? 0.97 : 0),
    rootOf: () => '',
  },
];

export const INVENTORIED_PLANNERS: readonly Planner[] = KINDS.map((kind) => ({
  ecosystem: kind.ecosystem,
  recognises: (artifact) => kind.recognises(artifact, wrapper(artifact.entries)),
  plan: (artifact) => planOf(kind, artifact),
}));

function planOf(kind: Kind, artifact: Artifact): Plan {
  const root = kind.rootOf(artifact);
  const [, name = artifact.name, version] = kind.named.exec(artifact.name) ?? nameOfRoot(root) ?? [];
  const ref: PackageRef = { ecosystem: kind.ecosystem, name, ...(version === undefined ? {} : { version }), purl: purlOf({ ecosystem: kind.ecosystem, name, ...(version === undefined ? {} : { version }) }) };
  const inner = (path: string): string => (path.startsWith(root) ? path.slice(root.length) : path);
  const stageOfOther = (path: string): Stage => (kind.build.test(inner(path)) ? 'build' : isAside(inner(path)) ? 'unreachable' : 'run');
  const facts: RawFact[] = artifact.entries.filter(({ path }) => kind.build.test(inner(path))).map(({ path }) => ({ kind: 'build-file', detail: inner(path), path, start: 0, end: 0, stage: 'build' }));
  const roots = artifact.entries.filter(({ path }) => kind.build.test(inner(path)) && !kind.code.test(path)).map(({ path }) => ({ path, stage: 'build' as const }));
  return { ref, manifest: {}, roots, facts, stageOfOther, unread: unreadOf(kind, artifact.entries, stageOfOther) };
}

/** One row for all files of the language, naming the first and what runs at build. */
function unreadOf(kind: Kind, entries: readonly Entry[], stageOf: (path: string) => Stage): Unread[] {
  const code = entries.filter(({ path }) => kind.code.test(path) && stageOf(path) !== 'unreachable');
  const [first] = code.toSorted((a, b) => Number(stageOf(b.path) === 'build') - Number(stageOf(a.path) === 'build'));
  if (first === undefined) return [];
  const atBuild = code.filter(({ path }) => stageOf(path) === 'build').length;
  return [{ path: first.path, why: `${kind.language} is not understood yet: ${code.length} file${code.length === 1 ? '' : 's'}, ${atBuild} of them run${atBuild === 1 ? 's' : ''} while it is built or installed`, matters: true }];
}

function goRoot(entries: readonly Entry[]): string {
  const found = /^(.*?@v\d[^/]*\/)/.exec(entries[0]?.path ?? '')?.[1];
  return found !== undefined && entries.every(({ path }) => path.startsWith(found)) ? found : '';
}

/** `name@v1.2.3/` or `name-1.2.3/`. */
function nameOfRoot(root: string): RegExpExecArray | null {
  return /^(.+)[@-](v?\d[^/]*)\/$/.exec(root);
}
