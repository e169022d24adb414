/** How like an original a package is: the same readme, the same author line, the same module tree with a renamed root. */
import { plannerFor } from '../ecosystems/planners.ts';
import { wrapper, type Plan } from '../ecosystems/plan.ts';
import { decodeSource } from '../languages/source-text.ts';
import type { Artifact, Entry } from '../model/artifact.ts';
import type { Likeness } from '../model/context.ts';

/** Compares by what both say of themselves and by the places of their code files. Names are read as the same word on both sides. */
export function likenessOf(original: Artifact, { artifact, plan }: { readonly artifact: Artifact; readonly plan: Plan }): Likeness {
  const theirs = plannerFor(original, plan.ref.ecosystem).plan(original, (entry) => decodeSource(entry.bytes, entry.path));
  const names = [plan.ref.name, theirs.ref.name];
  const [ours, others] = [modulesOf(artifact, names), modulesOf(original, names)];
  const [author] = peopleOf(plan).filter((person) => peopleOf(theirs).includes(person));
  const readme = readmeOf(artifact, plan, names);
  return {
    original: theirs.ref.name,
    isReadmeSame: readme.length >= LEAST_README && readme === readmeOf(original, theirs, names),
    ...(author === undefined ? {} : { author }),
    modules: others.size,
    shared: [...others].filter((path) => ours.has(path)).length,
  };
}

/** Shorter ones are a heading that many share. */
const LEAST_README = 120;

/** Places of code files below the archive's own folder. */
function modulesOf(artifact: Artifact, names: readonly string[]): ReadonlySet<string> {
  const top = wrapper(artifact.entries).length;
  const paths = artifact.entries.map(({ path }) => path.slice(top).replace(/^src\//, ''));
  return new Set(paths.filter((path) => /\.(?:py|pyx|[cm]?[jt]s)$/.test(path) && path !== 'setup.py').map((path) => unnamed(path, names)));
}

function readmeOf(artifact: Artifact, { manifest }: Plan, names: readonly string[]): string {
  const said = manifest['Description'] ?? manifest['readme'];
  const text = typeof said === 'string' && said.length >= LEAST_README ? said : textOf(artifact.entries.filter(({ path }) => /(?:^|\/)readme(?:\.\w+)?$/i.test(path)).sort((a, b) => a.path.length - b.path.length)[0]);
  return unnamed(text, names).replace(/\s+/g, ' ').trim().slice(0, LONGEST_README);
}

const LONGEST_README = 200_000;

function textOf(entry: Entry | undefined): string {
  return entry === undefined ? '' : decodeSource(entry.bytes, entry.path);
}

function peopleOf({ manifest }: Plan): string[] {
  const said = ['Author', 'Author-email', 'Maintainer', 'Maintainer-email', 'author', 'maintainers'].flatMap((field) => manifest[field] ?? []);
  const people = said.map((each) => (typeof each === 'string' ? each : typeof each === 'object' && each !== null && 'name' in each ? String(each.name) : ''));
  return people.map((each) => each.trim().toLowerCase()).filter((each) => each !== '' && each !== 'unknown');
}

/** Either name, however it is spelled, becomes the same word. */
function unnamed(text: string, names: readonly string[]): string {
  const words = names.map((name) => (name.split('/').at(-1) ?? name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[-_]+|\\\./g, '[-_.]?'));
  const longestFirst = words.sort((a, b) => b.length - a.length).filter((word) => word !== '').join('|');
  return longestFirst === '' ? text : text.replace(new RegExp(`(?<![A-Za-z0-9])(?:${longestFirst})(?![A-Za-z0-9])`, 'gi'), '*');
}
