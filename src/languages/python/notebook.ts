/**
 * Takes the code cells out of a Jupyter notebook as one Python text. IPython's own commands become the calls that IPython makes of them, so
 * that `!curl … | sh` is a process like any other. Format: nbformat.readthedocs.io (versions 3 and 4), commands: ipython.readthedocs.io.
 */

export interface Notebook {
  /** The code cells one after another, a line of text for each line of theirs. */
  readonly text: string;
  /** For each line of `text`, the cell it is from and its line there, both from 1. */
  readonly lines: readonly { readonly cell: number; readonly line: number }[];
  /** The language the notebook says it is in, in lower case. */
  readonly language: string;
  readonly problems: readonly string[];
}

const SHELLS = /^%%(?:bash|sh|script|system|!)(?:\s|$)/;

/** Reads a notebook. Never throws on its text: what isn't understood is told in `problems`. */
export function readNotebook(json: string): Notebook {
  const root = parsed(json);
  if (!isRecord(root)) return { text: '', lines: [], language: 'python', problems: ['the notebook is not JSON of a known shape'] };
  const texts: string[] = [];
  const lines: { cell: number; line: number }[] = [];
  const problems: string[] = [];
  cellsOf(root).forEach((cell, index) => {
    if (!isRecord(cell) || cell['cell_type'] !== 'code') return;
    const source = sourceOf(cell['source'] ?? cell['input']);
    if (source === undefined) {
      problems.push(`the source of cell ${index + 1} is not text`);
      return;
    }
    pythonLines(source).forEach((text, line) => {
      texts.push(text);
      lines.push({ cell: index + 1, line: line + 1 });
    });
  });
  return { text: texts.map((line) => `${line}\n`).join(''), lines, language: languageOf(root), problems };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.startsWith('\ufeff') ? json.slice(1) : json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Cells lie on top since version 4, on sheets before. */
function cellsOf(root: Record<string, unknown>): unknown[] {
  const { cells, worksheets } = root;
  if (Array.isArray(cells)) return cells;
  if (!Array.isArray(worksheets)) return [];
  return worksheets.flatMap((sheet: unknown) => (isRecord(sheet) && Array.isArray(sheet['cells']) ? sheet['cells'] : []));
}

function sourceOf(source: unknown): string | undefined {
  if (typeof source === 'string') return source;
  if (!Array.isArray(source) || !source.every((line) => typeof line === 'string')) return undefined;
  return source.join('');
}

function languageOf({ metadata }: Record<string, unknown>): string {
  if (!isRecord(metadata)) return 'python';
  for (const [part, key] of [['language_info', 'name'], ['kernelspec', 'language']] as const) {
    const about = metadata[part];
    const name = isRecord(about) ? about[key] : undefined;
    if (typeof name === 'string') return name.toLowerCase();
  }
  return 'python';
}

/** The lines of a cell, with IPython's commands as calls. */
function pythonLines(source: string): string[] {
  const lines = source.split(/\r\n|\r|\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const command = lines[first]?.trim() ?? '';
  if (!command.startsWith('%%') || /^%%(?:time|timeit|capture|prun)\b/.test(command)) return joined(lines).map(pythonLine);
  const body = lines.slice(first + 1).join('\n');
  const [, name = '', line = ''] = /^%%(\S+)\s*(.*)$/.exec(command) ?? [];
  const call = SHELLS.test(command) ? `get_ipython().system(${quoted(body)})` : `get_ipython().run_cell_magic(${quoted(name)}, ${quoted(line)}, ${quoted(body)})`;
  return lines.map((_, index) => (index === first ? call : ''));
}

/** Commands go on after a backslash at the end of a line; the lines they took stay, empty. */
function joined(lines: readonly string[]): string[] {
  const out: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    let line = lines[index] ?? '';
    let taken = 0;
    while (/^\s*[!%]/.test(line) && line.endsWith('\\') && index + 1 < lines.length) {
      line = line.slice(0, -1) + (lines[++index] ?? '');
      taken++;
    }
    out.push(line, ...new Array<string>(taken).fill(''));
  }
  return out;
}

function pythonLine(line: string): string {
  const [, indent = '', target = '', sign = '', rest = ''] = /^(\s*)((?:[A-Za-z_]\w*\s*=\s*)?)(!!?|%%?)(.*)$/.exec(line) ?? [];
  if (sign === '') return line;
  if (sign.startsWith('!')) return `${indent}${target}get_ipython().${target === '' ? 'system' : 'getoutput'}(${quoted(rest.trim())})`;
  const [, name = '', args = ''] = /^\s*([\w.]+)\s*(.*)$/.exec(rest) ?? [];
  // An operator at the start of a continued line, not a command.
  if (name === '' || (target === '' && indent !== '' && rest.startsWith(' '))) return line;
  if (sign === '%' && /^(?:time|timeit|prun)$/.test(name)) return indent + target + args;
  if (/^(?:sx|system|pip|conda|uv|mamba)$/.test(name)) return `${indent}${target}get_ipython().system(${quoted(name === 'sx' || name === 'system' ? args : `${name} ${args}`)})`;
  return `${indent}${target}get_ipython().run_line_magic(${quoted(name)}, ${quoted(args)})`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
