import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { Bytes, type Expr, type Module, type Stmt } from '../flow/nodes.ts';
import { parsePython } from './parser.ts';

/** A node written short, for comparison: kind and the fields told of it, positions left out. */
function bare(node: unknown): unknown {
  if (node instanceof Bytes) return { bytes: node.data };
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).flatMap(([key, value]) => (key === 'at' || key === 'to' ? [] : [[key, bare(value)]])));
}

function clean(text: string): Module {
  const module = parsePython(text);
  assert.deepEqual(module.problems, [], text);
  return module;
}

function only(text: string): Stmt {
  const { body } = clean(text);
  assert.equal(body.length, 1, text);
  return body[0] ?? assert.fail();
}

function expression(text: string): Expr {
  const stmt = only(text);
  assert.equal(stmt.kind, 'expr', text);
  return stmt.kind === 'expr' ? stmt.value : assert.fail();
}

function value(text: string): unknown {
  const read = expression(text);
  return read.kind === 'const' ? bare(read.value) : assert.fail(`${text} is a ${read.kind}`);
}

const name = (of: string): object => ({ kind: 'name', name: of });
const constant = (of: unknown): object => ({ kind: 'const', value: of });
const call = (of: string, ...args: object[]): object => ({ kind: 'call', callee: name(of), args });

test('adjacent strings of any prefix are one constant', () => {
  assert.equal(value(`'a' "b" '''c\r\nd''' r'\\n' u'é'`), 'abc\nd\\né');
  assert.deepEqual(value(`b'a\\xff' B"\\u0041"`), { bytes: 'a\xff\\u0041' });
  assert.deepEqual(value(`rb'\\x' bR'\\''`), { bytes: "\\x\\'" });
  assert.equal(value(`ur'\\d'`), '\\d');
  assert.equal(value(`'\\x41\\101\\u0042\\U00000043\\N{LATIN SMALL LETTER D}\\N{FULL STOP}\\N{SNOWMAN}\\q\\\nz'`), 'AABCd.?\\qz');
});

test('numbers of both Pythons have their values', () => {
  const spelled: [string, unknown][] = [['0777', 511], ['0o17', 15], ['0xFFL', 255], ['1_000', 1000], ['0b11', 3], ['1e3', 1000], ['.5', 0.5], ['10L', 10], ['9007199254740993', 9007199254740993n]];
  for (const [text, expected] of spelled) assert.equal(value(text), expected, text);
  assert.equal(expression('3j').kind, 'opaque');
});

test('the statements of Python 2 become calls', () => {
  const said: [string, object][] = [
    ['print "a", b', call('print', { value: constant('a') }, { value: name('b') })],
    ['print >>f, "a"', call('print', { value: constant('a') }, { name: 'file', value: name('f') })],
    ['exec code in ns, loc', call('exec', { value: name('code') }, { value: name('ns') }, { value: name('loc') })],
    ['exec "code"', call('exec', { value: constant('code') })],
    ['`x`', call('repr', { value: name('x') })],
    ['print [1]', call('print', { value: { kind: 'list', items: [constant(1)], type: 'list' } })],
  ];
  for (const [text, expected] of said) assert.deepEqual(bare(expression(text)), expected, text);
  assert.equal(expression('print(1)').kind, 'call');
  assert.equal(expression('print - 1').kind, 'chain');
  assert.deepEqual(bare(expression('a <> b')), { kind: 'chain', ops: ['!='], operands: [name('a'), name('b')] });
  const raised = only('raise E, "m"');
  assert.deepEqual(raised.kind === 'throw' && bare(raised.value), call('E', { value: constant('m') }));
  const caught = only('try:\n pass\nexcept (A, B), e: f(e)');
  assert.deepEqual(caught.kind === 'try' && bare(caught.handlers[0]?.target), name('e'));
  const both = only('try:\n pass\nexcept A, B: f()');
  assert.deepEqual(both.kind === 'try' && [both.handlers[0]?.target, both.handlers[0]?.type?.kind], [undefined, 'list']);
});

test('an f-string holds what it computes, with quotes of its own kind inside', () => {
  assert.deepEqual(bare(expression(`f"a{x["k"]!r:>{w}}b{y:02x}{{}}" 'c' f'{z=}'`)), {
    kind: 'template',
    parts: [
      constant('a'),
      { kind: 'sequence', items: [name('w'), { kind: 'index', object: name('x'), index: constant('k') }] },
      constant('b'),
      name('y'),
      constant('{}cz='),
      name('z'),
    ],
    formats: [undefined, '!r', undefined, '02x', undefined, '!r'],
  });
  assert.equal(value(`f'plain' "er"`), 'plainer');
  assert.deepEqual(bare(expression('t"{x:=5}"')), { kind: 'template', parts: [name('x')], formats: ['=5'], tag: name('Template') });
});

test('a hint that calls something is kept as a statement before', () => {
  const { body } = clean('def f(x: int, y: g()=1) -> h(): pass\nz: i() = 2\nw: int');
  assert.deepEqual(body.map((stmt) => stmt.kind), ['expr', 'expr', 'function', 'expr', 'assign']);
});

test('names are compared as Python compares them', () => {
  assert.deepEqual(bare(expression('ｅｘｅｃ(𝓍)')), call('exec', { value: name('x') }));
});

test('match compares literals and binds captures', () => {
  const { body } = clean('match f(x):\n  case 1 | "a": g()\n  case [p, *rest] if p: h()\n  case {"k": v, **r}: i()\n  case A(q, b=C.d): j()\n  case _: k()\nmatch = 1\nmatch(x)\nmatch[x]');
  assert.deepEqual(body.map((stmt) => stmt.kind), ['assign', 'if', 'assign', 'expr', 'expr']);
  const text = JSON.stringify(bare(body[1]));
  for (const bound of ['p', 'rest', 'v', 'r', 'q']) assert.ok(text.includes(`"name":"${bound}"`), bound);
  const subject = name('.subject');
  const first = { kind: 'logic', op: '||', operands: [1, 'a'].map((literal) => ({ kind: 'chain', ops: ['=='], operands: [subject, constant(literal)] })) };
  assert.deepEqual(body[1]?.kind === 'if' && bare(body[1].test), first);
});

test('a run of one precedence is one node', () => {
  const long = expression(`${'a + b - '.repeat(100_000)}c * d`);
  assert.equal(long.kind === 'chain' && long.operands.length, 200_001);
});

test('a statement that cannot be read hides no other', () => {
  const broken = ['x = (1,', 'x = """never closed', "x = 'open", 'def f(a b):', 'x = f"{a b}"', 'x = )', 'foo(\n  bar baz,\n  [1)', '$%', 'else:', 'if x y:\n  a()'];
  for (const text of broken) {
    const { body, problems } = parsePython(`before()\n${text}\nafter("it")\nimport os\n`);
    assert.ok(problems.length > 0, text);
    const seen = JSON.stringify(body);
    for (const expected of ['before', 'after', 'it', '"module":"os"']) assert.ok(seen.includes(expected), `${text}: ${expected}`);
  }
});

test('hostile texts take neither the stack nor the time', () => {
  const pieces = ['(', '(\n', '"', '"""\n\\', 'f"{', "f'''{'''\n", '{', 'not ', '-', 'lambda:', '.a', '()', '**2', ' if a else 1', 'await ', '@a\n', 'match (\n', 'with (\n', '("\n', ')\n', '[x for x in ', 'x: (int) = (1\n', '`', '\\N{', 'async ', '2 if '];
  for (const piece of pieces) {
    const text = `x${piece.startsWith('\\') ? '="' : '\n'}${piece.repeat(300_000 / piece.length)}`;
    const began = performance.now();
    parsePython(text);
    parsePython(`x${text}`);
    assert.ok(performance.now() - began < 8000, piece);
  }
  const deep = Array.from({ length: 1500 }, (_, level) => `${' '.repeat(level)}if x:\n`).join('');
  assert.ok(parsePython(deep).problems.some(({ why }) => why === 'nested too deeply'));
  const many = clean(`if a:\n  b()\n${'elif c:\n  d("e")\n'.repeat(100_000)}`);
  assert.equal(many.body.length, 1);
});

test('no soup of tokens makes it throw', () => {
  const token = fc.constantFrom(
    ...['x', 'print', 'match', 'case', 'async', 'await', 'type', '1', '"s"', 'f"{', '}"', '"""', "'", '(', ')', '[', ']', '{', '}', ':', '=', ':=', ',', '.', '*', '**', '@', '->', ';'],
    ...['\n', '\n  ', '\n    ', '\t', ' ', '\\\n', '#c\n', '`', '!', '\0', 'é', 'if', 'else', 'for', 'in', 'def', 'class', 'lambda', 'not', 'try', 'except', 'with', 'as', 'import', 'from', 'yield'],
  );
  fc.assert(fc.property(fc.array(token, { maxLength: 60 }), (tokens) => void parsePython(tokens.join(' '))), { numRuns: 3000 });
  const whole = 'def f(a, *b: c("d"), **e):\n  """t"""\n  with (x as y, z):\n    return [f"{i!r:>{w}}" for i in b if i] + {**e}\n\n@g\nclass A(B, k=1):\n  match = lambda: (yield)\n  try: pass\n  except E as e: raise\n';
  const cut = fc.nat({ max: whole.length });
  fc.assert(fc.property(cut, cut, fc.string({ maxLength: 4 }), (from, to, put) => void parsePython(whole.slice(0, from) + put + whole.slice(to))), { numRuns: 3000 });
});

/** Facts of each file named on a line, as CPython's own parser sees them: it parses and runs nothing. Positions in UTF-16. */
const ORACLE = `
import ast, json, re, sys, warnings
warnings.simplefilter('ignore')
def facts(text):
    lines = re.findall('[^\\r\\n]*(?:\\r\\n|\\r|\\n|$)', text)
    starts = [0]
    for line in lines: starts.append(starts[-1] + len(line.encode('utf-16-le')) // 2)
    def offset(line, column):
        return starts[line - 1] + len(lines[line - 1].encode()[:column].decode().encode('utf-16-le')) // 2
    calls, names, imports, texts, stack = 0, [], [], [], [ast.parse(text)]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Call): calls += 1
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)): names.append(node.name)
        elif isinstance(node, ast.Import): imports += [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom): imports += ['%s%s:%s' % ('.' * node.level, node.module or '', a.name) for a in node.names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)):
            value = node.value if isinstance(node.value, str) else 'b' + node.value.decode('latin-1')
            texts.append('%d-%d %s' % (offset(node.lineno, node.col_offset), offset(node.end_lineno, node.end_col_offset), value))
        elif isinstance(node, ast.JoinedStr):
            todo = [node]
            if any(isinstance(part, ast.FormattedValue) for part in node.values):
                while todo:
                    for part in todo.pop().values:
                        if isinstance(part, ast.FormattedValue):
                            stack.append(part.value)
                            if part.format_spec: todo.append(part.format_spec)
            else: texts.append('%d-%d %s' % (offset(node.lineno, node.col_offset), offset(node.end_lineno, node.end_col_offset), ''.join(p.value for p in node.values)))
            continue
        for field, child in ast.iter_fields(node):
            for item in child if isinstance(child, list) else [child]:
                if not isinstance(item, ast.AST): continue
                if field in ('annotation', 'returns') and not any(isinstance(x, ast.Call) for x in ast.walk(item)): continue
                stack.append(item)
    return dict(calls=calls, names=sorted(names), imports=sorted(imports), texts=sorted(set(texts)))
for path in sys.stdin.read().split('\\n'):
    try: text = open(path, 'rb').read().decode('utf-8')
    except (OSError, UnicodeDecodeError): continue
    if text.startswith('\\ufeff') or '\\\\N{' in text or re.search('coding[:=] *(latin|iso|cp|koi8)', text[:200]): continue
    try: print(json.dumps(dict(path=path, **facts(text))))
    except SyntaxError: pass
`;

interface Facts {
  calls: number;
  names: string[];
  imports: string[];
  texts: string[];
}

test('the standard library reads as CPython reads it', (t) => {
  const found = spawnSync('python3', ['-I', '-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))'], { encoding: 'utf8' });
  if (found.status !== 0) return t.skip('no python3 on this machine');
  const root = found.stdout.trim();
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.py') && !/site-packages|dist-packages|lib2to3.tests.data|bad/.test(file));
  const some = files.sort().filter((_, index) => index % Math.ceil(files.length / 250) === 0);
  const told = spawnSync('python3', ['-I', '-c', ORACLE], { input: some.map((file) => join(root, file)).join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(told.status, 0, told.stderr);
  const lines = told.stdout.split('\n').filter((line) => line !== '');
  assert.ok(lines.length > 50);
  for (const line of lines) {
    const { path, ...expected }: Facts & { path: string } = JSON.parse(line);
    assert.deepEqual(factsOf(clean(readFileSync(path, 'utf8'))), expected, path);
  }
});

function factsOf({ body }: Module): Facts {
  const facts: Facts = { calls: 0, names: [], imports: [], texts: [] };
  const texts = new Set<string>();
  const stack: unknown[] = [body];
  while (stack.length > 0) {
    const node = stack.pop();
    if (Array.isArray(node)) for (const item of node) stack.push(item);
    else if (isNode(node)) {
      if (node.kind === 'call') facts.calls++;
      else if (node.kind === 'class') facts.names.push(node.cls.name);
      else if (node.kind === 'function' && node.fn.name !== '<lambda>') facts.names.push(node.fn.name);
      else if (node.kind === 'import' && node.names.length === 0) facts.imports.push(node.module);
      else if (node.kind === 'import') for (const one of node.names) facts.imports.push(`${'.'.repeat(node.level)}${node.module}:${one.name}`);
      else if (node.kind === 'const' && typeof node.value === 'string') texts.add(`${node.at}-${node.to} ${node.value}`);
      else if (node.kind === 'const' && node.value instanceof Bytes) texts.add(`${node.at}-${node.to} b${node.value.data}`);
      if (node.kind === 'template') for (const part of node.parts) if (part.at !== node.at && part.to !== part.at) stack.push(part);
      if (node.kind !== 'template') for (const child of Object.values(node)) stack.push(child);
    } else if (typeof node === 'object' && node !== null && !(node instanceof Bytes)) for (const child of Object.values(node)) stack.push(child);
  }
  facts.names = byCodePoint(facts.names);
  facts.imports = byCodePoint(facts.imports);
  facts.texts = byCodePoint([...texts]);
  return facts;
}

function isNode(value: unknown): value is Expr | Stmt {
  return typeof value === 'object' && value !== null && 'kind' in value && 'at' in value;
}

function byCodePoint(texts: string[]): string[] {
  const key = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
  return texts.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
