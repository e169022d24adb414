import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SUBJECTS, type Fact, type Installer } from '../model/installer.ts';
import { EXPECTATIONS, judgementOf } from './expectations.ts';
import { INSTALLERS, installerOf } from './installers.ts';

test('every installer says something of every subject that judges, and every check has an id of its own', () => {
  assert.equal(INSTALLERS.length, 31);
  const ids = INSTALLERS.flatMap((installer) => installer.checks.map((check) => check.id));
  assert.ok(ids.length >= 253);
  assert.equal(new Set(ids).size, ids.length);
});

test('every installer is judged against every expectation, on facts that exist', () => {
  for (const installer of INSTALLERS) {
    if (installer.kind === 'reporting-channel') continue;
    for (const { id } of EXPECTATIONS) {
      const judgement = judgementOf(installer.id, id);
      assert.ok(judgement, `${installer.id} is not judged for ${id}`);
      assert.ok(judgement.basis.length > 0 && judgement.reason !== '', `${installer.id} ${id}`);
      for (const place of judgement.basis) assert.ok(factAt(installer, place), `${installer.id} ${id}: there is no fact ${place}`);
    }
  }
});

test('an answer that rests on an unconfirmed fact is never stated as sure, and no other is called unconfirmed', () => {
  for (const installer of INSTALLERS) {
    for (const { id } of EXPECTATIONS) {
      const judgement = judgementOf(installer.id, id);
      if (judgement === undefined) continue;
      const isUnconfirmed = judgement.basis.some((place) => factAt(installer, place)?.unconfirmed === true);
      assert.equal(judgement.answer === 'unconfirmed', isUnconfirmed, `${installer.id} ${id}`);
    }
  }
});

test("the texts name no registry's host", () => {
  const hosts = [...JSON.stringify(INSTALLERS).matchAll(/(?<![\w.])[a-z0-9][\w-]*(?:\.[\w-]+)*\.(?:org|io|dev|com|net)\b(?!\/boltdb)/g)].map((match) => match[0]);
  assert.deepEqual(hosts.filter((host) => !/(?:^|\.)(?:microsoft|apple|ab|github)\.com$/.test(host)), []);
});

function factAt(installer: Installer, place: string): Partial<Fact> | undefined {
  const [, other, key, index] = /^(?:([\w-]+):)?(\w+)\.(\d+)$/.exec(place) ?? [];
  const from = other === undefined ? installer : installerOf(other);
  const subject = [...SUBJECTS, 'offSwitches' as const].find((each) => each === key);
  return subject === undefined ? undefined : from?.[subject][Number(index)];
}
