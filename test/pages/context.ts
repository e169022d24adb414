/** What a sample says of its package beside the bytes: `@registry` holds facts, `@original/…` the files of an original, `@vcs/…` those of its repository. */
import { createHash } from 'node:crypto';
import { readNameLists } from '../../src/host/name-lists.ts';
import { openArtifact } from '../../src/formats/open.ts';
import { Budget } from '../../src/kit/budget.ts';
import type { ScanContext } from '../../src/model/context.ts';
import type { MetadataFact, MetadataKind } from '../../src/model/registry.ts';
import { openNames, type Names } from '../../src/names/lookalike.ts';
import { forgeTarGz } from '../forge/forge.ts';
import type { Block } from './page.ts';

let names: Names | undefined;

/** The block without those files, and the context they make; every sample's name is looked up in the shipped lists, as in a scan. */
export function separated(block: Block): { readonly block: Block; readonly context: ScanContext } {
  const all = Object.entries(block.files);
  const own = Object.fromEntries(all.filter(([path]) => !path.startsWith('@')));
  const original = all.filter(([path]) => path.startsWith('@original/')).map(([path, text]) => [`original-1.0/${path.slice('@original/'.length)}`, text] as const);
  const committed = all.filter(([path]) => path.startsWith('@vcs/')).map(([path, text]) => [path.slice('@vcs/'.length), gitName(text)] as const);
  const registry = block.files['@registry'];
  return {
    block: { ...block, files: own },
    context: {
      lookalikeOf(ecosystem, name, summary) {
        names ??= openNames(readNameLists({}));
        return names.lookalikeOf(ecosystem, name, summary === undefined ? {} : { summary });
      },
      ...(registry === undefined ? {} : { facts: registry.trim().split('\n').map(factOf) }),
      ...(original.length === 0 ? {} : { original: openArtifact('original-1.0.tar.gz', forgeTarGz(Object.fromEntries(original)), new Budget()) }),
      ...(committed.length === 0 ? {} : { vcs: { revision: 'v1.0', files: new Map(committed) } }),
    },
  };
}

function gitName(text: string): string {
  return createHash('sha1').update(`blob ${Buffer.byteLength(text)}\0${text}`).digest('hex');
}

/** `kind weight detail`. */
function factOf(line: string): MetadataFact {
  const [, kind, weight, detail] = /^([a-z0-9-]+) (\d+) (.*)$/.exec(line) ?? [];
  if (kind === undefined || detail === undefined) throw new Error(`no fact: ${line}`);
  return { kind: kind as MetadataKind, weight: Number(weight), detail };
}
