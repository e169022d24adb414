/**
 * Source tarballs built in Autoconf's style: `./configure && make` runs configure, which sources its fragments, and the scripts of build-aux;
 * configure.ac and the m4 files become configure again when it is remade (Autoconf manual). All of it is the build stage.
 */
import type { Artifact, Entry } from '../../model/artifact.ts';
import { purlOf, type PackageRef } from '../../model/package.ts';
import type { Stage } from '../../model/stage.ts';
import { isAside, wrapper, type Ordinary, type Plan, type Planner, type RawFact, type Root } from '../plan.ts';

/** The planner for tarballs with a configure script or what makes one. */
export const AUTOCONF_PLANNER: Planner = { ecosystem: 'autoconf', recognises, plan };

function recognises(artifact: Artifact): number {
  const root = wrapper(artifact.entries);
  const has = (...names: readonly string[]): boolean => artifact.entries.some(({ path }) => names.includes(path.slice(root.length)) && path.startsWith(root));
  if (has('configure.ac', 'configure.in')) return 0.7;
  return has('configure') && has('Makefile.in', 'aclocal.m4', 'config.h.in', 'configure.gnu') ? 0.7 : 0;
}

/** Files whose text becomes, or is, part of what `./configure && make` runs. */
const BUILD_FILE = /^(?:.*\/)?(?:configure(?:\.ac|\.in|\.gnu)?|[^/]+\.m4|Makefile(?:\.in|\.am)?|GNUmakefile|[^/]+\.mk|autogen\.sh|bootstrap(?:\.sh|\.conf)?|config\.(?:guess|sub|rpath)|(?:install|missing|compile|depcomp|ltmain|mkinstalldirs|test-driver|ylwrap)(?:-sh|\.sh)?)$|^(?:build-aux|config|auxdir|scripts)\/[^/]+$/;

/** Of these, what configure and make start themselves. */
const STARTED = /^(?:.*\/)?(?:configure(?:\.gnu)?|config\.(?:guess|sub|rpath|status)|(?:install|missing|compile|depcomp|ltmain|mkinstalldirs|test-driver|ylwrap)(?:-sh|\.sh)?)$/;

function plan(artifact: Artifact, text: (entry: Entry) => string): Plan {
  const root = wrapper(artifact.entries);
  const [, fileName = artifact.name, fileVersion] = /^(.+?)[-_]v?(\d[\w.+~]*?)(?:\.orig)?\.(?:tar\.\w+|tgz|zip)$/.exec(artifact.name) ?? [];
  const input = artifact.entries.find(({ path }) => path === `${root}configure.ac` || path === `${root}configure.in`);
  const stated = input === undefined ? undefined : /AC_INIT\(\s*\[?([\w+.-]+)\]?\s*,\s*\[?([\w.+~-]+)\]?/.exec(text(input));
  const name = stated?.[1] ?? fileName;
  const version = fileVersion ?? stated?.[2];
  const ref: PackageRef = { ecosystem: 'autoconf', name, ...(version === undefined ? {} : { version }), purl: purlOf({ ecosystem: 'autoconf', name, ...(version === undefined ? {} : { version }) }) };
  const facts: RawFact[] = [];
  const roots: Root[] = [];
  for (const { path } of artifact.entries) {
    const inner = path.slice(root.length);
    if (!BUILD_FILE.test(inner) || path.includes('!/')) continue;
    facts.push({ kind: 'build-file', detail: inner, path, start: 0, end: 0, stage: 'build' });
    if (inner === 'configure') roots.push({ path, stage: 'build', language: 'shell' });
  }
  return { ref, manifest: {}, roots, facts, ordinary: ORDINARY, stageOfOther: (path) => stageOfOther(path.slice(root.length)) };
}

/** configure is there to start compilers and tools. */
const ORDINARY: readonly Ordinary[] = [{ rule: 'command-at-install', stages: ['build'], upTo: 'medium', as: 'note' }];

function stageOfOther(inner: string): Stage {
  // autogen.sh and most helpers are the maintainer's own tools: what configure starts of them is followed from there.
  if (STARTED.test(inner)) return 'build';
  return isAside(inner) ? 'unreachable' : 'run';
}
