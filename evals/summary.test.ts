import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '../src/model/report.ts';
import { baselineOf, compare } from './baseline.ts';
import type { Outcome, Truth } from './outcome.ts';
import { summaryOf } from './summary.ts';

function outcome(truth: Truth, name: string, verdict: Verdict, family = name): Outcome {
  const hits = verdict === 'clean' ? [] : [{ rule: 'a-rule', family: 'hide', points: 20 }, { rule: 'a-whisper', family: 'look', points: 0.2 }];
  return { sample: { truth, path: `/${name}`, name, family }, verdict, score: 50, hits, reasons: [], unread: [], codeBytes: 10, milliseconds: 5 };
}

test('a family counts by the share of its samples, so that a campaign of hundreds is one', () => {
  const { malware } = summaryOf([
    outcome('malware', 'a1', 'malicious', 'a'), outcome('malware', 'a2', 'clean', 'a'), outcome('malware', 'b', 'suspicious', 'b'),
  ]);
  assert.deepEqual(malware, { samples: 3, families: 2, unknown: 0, suspicious: 0.75, malicious: 0.25 });
});

test('unknown is neither caught nor a false alarm', () => {
  const summary = summaryOf([outcome('malware', 'a', 'unknown'), outcome('benign', 'b', 'unknown'), outcome('benign', 'c', 'clean')]);
  assert.equal(summary.malware.suspicious, 0);
  assert.equal(summary.benign.suspicious, 0);
  assert.deepEqual([summary.malware.unknown, summary.benign.unknown], [1, 1]);
  assert.deepEqual(summary.missed.map(({ sample }) => sample.name), ['a']);
});

test('false alarms are counted by rule, and evidence that scores nothing is not', () => {
  const { rules } = summaryOf([outcome('benign', 'a', 'malicious'), outcome('benign', 'b', 'suspicious'), outcome('malware', 'c', 'malicious')]);
  assert.deepEqual(rules.map(({ rule, malware, benign, alarms, convictions }) => [rule, malware, benign, alarms, convictions]), [['a-rule', 1, 2, 2, 1], ['a-whisper', 0, 0, 0, 0]]);
});

test('a run is worse where it catches less or alarms more, and names the samples', () => {
  const good = baselineOf(summaryOf([outcome('malware', 'm', 'malicious'), outcome('benign', 'b', 'clean')]), 1);
  const missed = baselineOf(summaryOf([outcome('malware', 'm', 'clean'), outcome('benign', 'b', 'clean')]), 1);
  const alarmed = baselineOf(summaryOf([outcome('malware', 'm', 'malicious'), outcome('benign', 'b', 'suspicious')]), 1);
  assert.equal(compare(good, good).isWorse, false);
  assert.ok(compare(missed, good).isWorse && compare(missed, good).lines.includes('newly missed: m'));
  assert.ok(compare(alarmed, good).isWorse && compare(alarmed, good).lines.includes('newly alarmed: b'));
  assert.equal(compare(good, missed).isWorse, false);
});

test('runs over different corpora are not compared', () => {
  const all = baselineOf(summaryOf([outcome('malware', 'm', 'malicious')]), 1);
  const some = baselineOf(summaryOf([outcome('malware', 'm', 'clean')]), 10);
  const { lines, isWorse } = compare(some, all);
  assert.equal(isWorse, false);
  assert.match(lines[0] ?? '', /not compared/);
});
