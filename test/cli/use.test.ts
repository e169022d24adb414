/** The command line itself: help, mistakes and exit code 2. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMANDS } from '../../src/cli/commands.ts';
import { runAssay } from './run.ts';

const MISTAKES: readonly (readonly [args: readonly string[], message: RegExp])[] = [
  [['scna', 'x'], /Unknown command scna: did you mean assay scan\?/],
  [['quite-another-thing'], /Unknown command quite-another-thing\n/],
  [['constructor'], /Unknown command constructor\n/],
  [['--verison'], /Unknown option --verison/],
  [['scan', '--fromat', 'json', 'x'], /Unknown option --fromat: did you mean --format\?/],
  [['scan', '-x', 'y'], /Unknown option -x\n/],
  [['scan', '--format', 'jsno', 'x'], /--format can't be jsno: did you mean json\?\n {2}use one of: text, json, jsonl, sarif, html, markdown/],
  [['scan', '--fail-on', 'clean', 'x'], /--fail-on can't be clean/],
  [['scan', '--timeout', '0', 'x'], /--timeout must be a number above 0/],
  [['scan', '--jobs', '1.5', 'x'], /--jobs must be a whole number above 0/],
  [['scan', '--format'], /Option '-f, --format <value>' argument missing/],
  [['scan'], /No target given/],
  [['scan', 'requests'], /no file or directory requests\n.*pypi:requests or npm:requests/],
  [['scan', './missing.tar.gz'], /no file or directory \.\/missing\.tar\.gz\n$/],
  [['scan', 'LICENSE', '--against', './orignal.tar.gz'], /no file or directory \.\/orignal\.tar\.gz\n.*like a path/],
  [['scan', 'LICENSE', '--against', 'orignal', '--offline'], /no file or directory orignal\n.*taken for the package pypi:orignal/],
  [['rules', 'reach'], /rules takes no reach\n.*--family/],
  [['scan', '@missing.txt'], /The list missing\.txt can't be read\n {2}no such file/],
];

for (const [args, message] of MISTAKES) {
  test(`wrong use: assay ${args.join(' ')}`, () => {
    const ran = runAssay(args);
    assert.match(ran.stderr, message);
    assert.equal(ran.status, 2);
    assert.equal(ran.stdout, '');
  });
}

test('help lists every command, and every command has help that names its options', async () => {
  const overview = runAssay(['--help']);
  assert.equal(overview.status, 0);
  for (const [name, entry] of Object.entries(COMMANDS)) {
    assert.match(overview.stdout, new RegExp(`^  ${name} +${entry.summary}`, 'm'));
    const help = runAssay([name, '--help']);
    assert.equal(help.status, 0);
    assert.equal(help.stdout, runAssay(['help', name]).stdout);
    for (const option of Object.keys((await entry.load()).options)) assert.match(help.stdout, new RegExp(`--${option}\\b`), `${name} --${option}`);
    for (const line of help.stdout.split('\n')) assert.ok(line.length <= 160, line);
  }
});

test('no command at all shows help and is wrong use', () => {
  const ran = runAssay([]);
  assert.equal(ran.status, 2);
  assert.match(ran.stdout, /Usage: assay <command>/);
});

test('--version says which one this is', () => {
  assert.match(runAssay(['--version']).stdout, /^\d+\.\d+\.\d+\n$/);
});

test('a mistake is escaped before it reaches the terminal', () => {
  assert.match(runAssay(['scan', 'a\x1b[2Jb']).stderr, /a\\x1b\[2Jb/);
});
