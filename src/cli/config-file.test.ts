import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findConfigFile } from './config-file.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'assay-config-'));
after(() => rmSync(ROOT, { recursive: true }));

test('the nearest assay.toml upwards wins, then the user’s own', () => {
  const inner = join(ROOT, 'project', 'src', 'deep');
  mkdirSync(inner, { recursive: true });
  mkdirSync(join(ROOT, 'home', 'assay'), { recursive: true });
  const env = { XDG_CONFIG_HOME: join(ROOT, 'home') };
  assert.equal(findConfigFile(inner, env), undefined);
  writeFileSync(join(ROOT, 'home', 'assay', 'assay.toml'), '# user');
  assert.equal(findConfigFile(inner, env)?.text, '# user');
  writeFileSync(join(ROOT, 'project', 'assay.toml'), '# project');
  assert.equal(findConfigFile(inner, env)?.text, '# project');
  mkdirSync(join(inner, 'assay.toml'));
  assert.equal(findConfigFile(inner, env)?.path, join(ROOT, 'project', 'assay.toml'));
});
