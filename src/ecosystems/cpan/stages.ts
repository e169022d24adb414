/**
 * CPAN distributions: what runs when. Makefile.PL or Build.PL configure, and with `inc/` they run before anything is known of the distribution
 * (CPAN::Meta::Spec: even prerequisites are learned by running them). cpan and cpanm then run the tests, unless told not to.
 */
import type { Artifact, Entry } from '../../model/artifact.ts';
import { purlOf, type PackageRef } from '../../model/package.ts';
import type { Stage } from '../../model/stage.ts';
import { isTable, textIn, type Table } from '../../kit/table.ts';
import { isAside, wrapper, type Plan, type Planner, type RawFact, type Root } from '../plan.ts';
import { yamlRows } from '../setting-rows.ts';

/** The planner for distributions as authors upload them. */
export const CPAN_PLANNER: Planner = { ecosystem: 'cpan', recognises, plan };

function recognises(artifact: Artifact): number {
  const root = wrapper(artifact.entries);
  const has = (name: string): boolean => artifact.entries.some(({ path }) => path === `${root}${name}`);
  if (has('Makefile.PL') || has('Build.PL')) return 0.92;
  return has('META.json') && artifact.entries.some(({ path }) => path.endsWith('.pm')) ? 0.8 : 0;
}

function plan(artifact: Artifact, text: (entry: Entry) => string): Plan {
  const root = wrapper(artifact.entries);
  const manifest = metaOf(artifact, root, text);
  const [, fileName = artifact.name, fileVersion] = /^(.+?)-v?([\d][\w.]*?)(?:-TRIAL)?\.(?:tar\.\w+|tgz|zip)$/.exec(artifact.name) ?? [];
  const name = textIn(manifest, 'name') ?? fileName;
  const version = textIn(manifest, 'version') ?? fileVersion;
  const ref: PackageRef = { ecosystem: 'cpan', name, ...(version === undefined ? {} : { version }), purl: purlOf({ ecosystem: 'cpan', name, ...(version === undefined ? {} : { version }) }) };
  const facts: RawFact[] = [];
  const roots = artifact.entries.flatMap(({ path }) => rootsOf(path, path.slice(root.length), facts));
  roots.sort((a, b) => ORDER.indexOf(a.stage) - ORDER.indexOf(b.stage));
  return { ref, manifest, roots, facts, stageOfOther: (path) => stageOfOther(path.slice(root.length)) };
}

const ORDER: readonly Stage[] = ['install', 'build', 'startup', 'import', 'run', 'unreachable'];

function rootsOf(path: string, inner: string, facts: RawFact[]): Root[] {
  if (/^(?:Makefile|Build)\.PL$/.test(inner)) {
    facts.push({ kind: 'configure-script', detail: inner, path, start: 0, end: 0, stage: 'build' });
    return [{ path, stage: 'build', language: 'perl' }];
  }
  if (/^inc\/.*\.pm$|\.PL$/.test(inner) && !isAside(inner)) return [{ path, stage: 'build', language: 'perl' }];
  return /^lib\/.*\.pm$/.test(inner) || /^[^/]+\.pm$/.test(inner) ? [{ path, stage: 'import', language: 'perl' }] : [];
}

/** META.json, else META.yml's flat fields. */
function metaOf(artifact: Artifact, root: string, text: (entry: Entry) => string): Table {
  const json = artifact.entries.find(({ path }) => path === `${root}META.json`);
  if (json !== undefined) {
    try {
      const value: unknown = JSON.parse(text(json));
      if (isTable(value)) return value;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  const yaml = artifact.entries.find(({ path }) => path === `${root}META.yml`);
  return Object.fromEntries((yaml === undefined ? [] : (yamlRows(text(yaml)) ?? [])).map(({ key, value }) => [key, value]));
}

function stageOfOther(inner: string): Stage {
  if (/^(?:xt|author|eg|examples?|demo|docs?|benchmarks?)\//.test(inner)) return 'unreachable';
  return /^t\//.test(inner) || !isAside(inner) ? 'run' : 'unreachable';
}
