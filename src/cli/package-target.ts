/** Fetches the artifacts of a package that was named instead of given. */
import { UserError } from '../model/user-error.ts';
import type { FetchedArtifact } from './targets.ts';

/** The artifacts of `pypi:name@1.0`, `npm:name` or any package URL, one after the other. Throws UserError where the name can't be fetched. */
export async function* fetchArtifacts(spec: string): AsyncGenerator<FetchedArtifact> {
  throw new UserError(`${spec} can't be fetched by this version`, { todo: 'download the archive and scan the file' });
}
