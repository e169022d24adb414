/** Which reader a file takes, by its name. */
import type { LockParser } from './locked.ts';
import { parseBunLock } from './npm/lockfiles/bun-lock.ts';
import { parsePackageJson } from './npm/lockfiles/package-json.ts';
import { parsePackageLock } from './npm/lockfiles/package-lock.ts';
import { parsePnpmLock } from './npm/lockfiles/pnpm-lock.ts';
import { parseYarnLock } from './npm/lockfiles/yarn-lock.ts';
import { parseEnvironmentYml, parsePyproject, parseSetupCfg } from './pypi/lockfiles/manifests.ts';
import { parsePipfileLock } from './pypi/lockfiles/pipfile-lock.ts';
import { parseRequirementsTxt } from './pypi/lockfiles/requirements-txt.ts';
import { parsePdmLock, parsePoetryLock, parsePylock, parseUvLock } from './pypi/lockfiles/toml-locks.ts';
import { parseSbom } from './sbom.ts';

const READERS: readonly (readonly [name: RegExp, parse: LockParser])[] = [
  [/^(?:package-lock|npm-shrinkwrap)\.json$/, parsePackageLock], [/^pnpm-lock\.yaml$/, parsePnpmLock], [/^yarn\.lock$/, parseYarnLock], [/^bun\.lock$/, parseBunLock],
  [/^package\.json$/, parsePackageJson],
  [/^uv\.lock$/, parseUvLock], [/^poetry\.lock$/, parsePoetryLock], [/^pdm\.lock$/, parsePdmLock], [/^pylock(?:\.[\w-]+)?\.toml$/, parsePylock], [/^Pipfile\.lock$/, parsePipfileLock],
  [/^(?:[\w.-]*[-_.])?(?:requirements|constraints)(?:[-_.][\w.-]*)?\.(?:txt|in)$/i, parseRequirementsTxt],
  [/^pyproject\.toml$/, parsePyproject], [/^setup\.cfg$/, parseSetupCfg], [/^environment(?:[-_.][\w-]+)?\.ya?ml$/, parseEnvironmentYml],
  [/^(?:[\w.-]*[-_.])?s?bom(?:[-_.][\w.-]*)?\.json$|\.(?:cdx|spdx)\.json$/i, parseSbom],
];

/** The reader for a file name without folders; undefined where it is no manifest or lock. */
export function lockParserFor(name: string): LockParser | undefined {
  return READERS.find(([pattern]) => pattern.test(name))?.[1];
}
