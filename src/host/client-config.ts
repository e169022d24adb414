/**
 * Where packages come from on this machine, as its own clients have it: addresses, credentials, proxies and authorities. Nothing here knows a
 * registry's name; where no setting says one, the installed client is asked for its built-in default.
 */
import type { Ecosystem } from '../model/package.ts';
import { UserError } from '../model/user-error.ts';
import { readNpmConfig } from './client-config-npm.ts';
import { readPipConfig } from './client-config-pip.ts';
import type { ClientConfig, ConfigContext } from './client-settings.ts';

/** Reads the settings of an ecosystem's clients. Throws UserError for an ecosystem without registry access. */
export function readClientConfig(ecosystem: Ecosystem, context: ConfigContext): ClientConfig {
  if (ecosystem === 'npm') return readNpmConfig(context);
  if (ecosystem === 'pypi') return readPipConfig(context);
  throw new UserError(`packages of ${ecosystem} can't be fetched by name`, { why: 'only pypi and npm have registry access', todo: 'give the archive file instead' });
}
