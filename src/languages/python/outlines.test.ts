import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FunctionNode, Module, Stmt } from '../flow/nodes.ts';
import { outlinePython, parsePython } from './parser.ts';

const BODIES = `
import os

class Box(object):
    """A box."""
    def __init__(self, size=len('abc'), *rest, **more):
        self.size = size
        self.parts['x'] = f"{size!r} of {os.getcwd()}"

    async def fill(self):
        def inner(x): return x + 1
        for part in (
  1,
2):
            yield inner(part)
        if self.size: import json as j
        else: j = None
        text = '''one
two'''
        return {'a': [j for j in text], "b": lambda q: q}

    @property
    def empty(self): return not self.parts

def last(a, b):
    # a comment
\tglobal COUNT
\tCOUNT = getattr(os, 'name') ; from sys import path
\tif isinstance(a, (int, os.PathLike)): return globals()[b]
\treturn a \\
      + b
x = 1
`;

test('a body that was outlined reads as it would have at once', () => {
  const eager = parsePython(BODIES);
  const later = outlinePython(BODIES);
  assert.deepEqual(eager.problems, later.problems);
  assert.deepEqual(plain(later.body), plain(eager.body));
});

test('an outline holds the names, texts and imports of its body', () => {
  const outline = functionsOf(outlinePython(BODIES)).find(({ name }) => name === 'last')?.outline;
  assert.deepEqual(outline?.names, ['', 'COUNT', '', 'os', 'name', '', '__builtins__', '', 'b', '', 'a']);
  assert.deepEqual(functionsOf(outlinePython('def f():\n    for a in b: c = a\n'))[0]?.outline?.bound, ['a', 'c']);
  assert.deepEqual(outline?.imports.map((stmt) => stmt.kind === 'import' && stmt.module), ['sys']);
  assert.equal(outline?.isOdd, true);
  const init = functionsOf(outlinePython(BODIES)).find(({ name }) => name === '__init__')?.outline;
  assert.equal(init?.stores, true);
  assert.ok(init?.texts.some(({ kind }) => kind === 'template'));
});

test('a body that can not be outlined is read at once, and what is wrong with it is told', () => {
  for (const line of ['x = (1', 'x = "open', `x = ${'('.repeat(300)}1${')'.repeat(300)}`, `x = ${'-'.repeat(300)}1`]) {
    const text = `def f():\n    ${line}\nprint(1)\n`;
    assert.deepEqual(plain(outlinePython(text).body), plain(parsePython(text).body), line.slice(0, 12));
    assert.deepEqual(outlinePython(text).problems, parsePython(text).problems, line.slice(0, 12));
  }
});

test('a body whose lines go further left than its first is read as it always was', () => {
  const text = 'def f():\n        a()\n     b()\n        c()\nd()\n';
  assert.deepEqual(plain(outlinePython(text).body), plain(parsePython(text).body));
  assert.ok(functionsOf(outlinePython(text)).every(({ outline }) => outline === undefined));
});

test('functions in functions do not make reading quadratic', () => {
  const nested = Array.from({ length: 90 }, (_, i) => `${' '.repeat(i)}def f${i}():\n${' '.repeat(i + 1)}x = (\n`).join('');
  const start = performance.now();
  outlinePython(nested.repeat(40));
  assert.ok(performance.now() - start < 5000);
});

function functionsOf(module: Module): FunctionNode[] {
  const all: FunctionNode[] = [];
  const walk = (body: readonly Stmt[]): void => {
    for (const stmt of body) {
      if (stmt.kind === 'function') all.push(stmt.fn);
      if (stmt.kind === 'class') walk(stmt.cls.body);
    }
  };
  walk(module.body);
  return all;
}

/** The tree without the marks of how it was read. */
function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== 'object' || node === null) return node;
  const fields = 'outline' in node && 'body' in node ? { ...node, body: node.body } : { ...node };
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !['outline', 'isGenerator', 'isAsync', 'value'].includes(key) || (key === 'value' && 'kind' in node)).map(([key, value]) => [key, typeof value === 'bigint' ? String(value) : plain(value)]));
}
