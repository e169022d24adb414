/** Facts of the machine and its user. */
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './terminal.ts';

export function cores(): number {
  return availableParallelism();
}

/** What decides which wheels fit, in Node's words. */
export function machineCpu(): { platform: string; cpu: string } {
  return { platform: process.platform, cpu: process.arch };
}

export function workingDirectory(): string {
  return process.cwd();
}

/** Where the user's own settings stand: XDG_CONFIG_HOME (basedir-spec), APPDATA on Windows, Library on macOS. */
export function configurationFolder(env: Environment, platform: string = process.platform): string {
  if (env['XDG_CONFIG_HOME']) return join(env['XDG_CONFIG_HOME'], 'assay');
  if (platform === 'win32' && env['APPDATA']) return join(env['APPDATA'], 'assay');
  return platform === 'darwin' ? join(homedir(), 'Library', 'Application Support', 'assay') : join(homedir(), '.config', 'assay');
}

/** Where the user's data stand: XDG_DATA_HOME (basedir-spec), LOCALAPPDATA on Windows, Library on macOS. */
export function dataFolder(env: Environment, platform: string = process.platform): string {
  if (env['XDG_DATA_HOME']) return join(env['XDG_DATA_HOME'], 'assay');
  if (platform === 'win32' && env['LOCALAPPDATA']) return join(env['LOCALAPPDATA'], 'assay');
  return platform === 'darwin' ? join(homedir(), 'Library', 'Application Support', 'assay') : join(homedir(), '.local', 'share', 'assay');
}
