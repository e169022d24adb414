/** Reads a rule's page: its samples by section, with the marks cut out. Pure. */

export interface Mark {
  /** Path of the file the mark stands in, as the block names it. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

export interface Block {
  readonly section: 'found' | 'left alone';
  /** 1-based, in the page. */
  readonly line: number;
  readonly language: string;
  /** What stands after the language: a file's path or a lifecycle hook, '' for the language's usual place. */
  readonly place: string;
  readonly files: Readonly<Record<string, string>>;
  readonly marks: readonly Mark[];
}

const FENCE = /^(`{3,})(\w+)?[ \t]*(.*)$/;
const FILE = /^==> (\S+) <==$/;
const FINDS = /[ \t]*(?:#|\/\/|'|& REM)[ \t]*finds: ([\w-]+(?:, [\w-]+)*)[ \t]*$/;

/** A character that nobody sees on a page, written out: `<U+200B>`, `<U+0020 x400>`. */
const WRITTEN_OUT = /<U\+([0-9A-F]{4,6})(?: x(\d+))?>/g;

/** Where code stands that says nothing else: where it runs without being asked. */
const USUAL: Readonly<Record<string, string>> = {
  python: 'setup.py', javascript: 'install.js', shell: 'install.sh', powershell: 'install.ps1', batch: 'install.bat', vbscript: 'install.vbs',
};

/** The samples under `## Found` and `## Left alone`. Throws for a block that no test could be made of. */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  const lines = page.split('\n');
  let section = '';
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('## ')) section = line.slice(3).trim().toLowerCase();
    const fence = FENCE.exec(line);
    if (!fence) continue;
    const end = lines.indexOf(fence[1] ?? '', at + 1);
    if (end < 0) throw new Error(`the block of line ${at + 1} has no end`);
    const language = fence[2] ?? '';
    if (section === 'found' || section === 'left alone') {
      const place = (fence[3] ?? '').trim();
      blocks.push({ section, line: at + 1, language, place, ...filesOf(lines.slice(at + 1, end), /^[a-z]*$/.test(place) ? USUAL[language] : place, at + 1) });
    }
    at = end;
  }
  return blocks;
}

/** `==> path <==` begins another file. */
function filesOf(lines: readonly string[], first: string | undefined, at: number): Pick<Block, 'files' | 'marks'> {
  const files: Record<string, string> = {};
  const marks: Mark[] = [];
  let path = first;
  let text: string[] = [];
  const keep = (): void => {
    if (path !== undefined && text.length > 0) files[path] = `${text.join('\n')}\n`;
  };
  for (const line of lines) {
    const file = FILE.exec(line)?.[1];
    if (file !== undefined) {
      keep();
      path = file;
      text = [];
      continue;
    }
    if (path === undefined) throw new Error(`the block of line ${at} names no file`);
    for (const message of FINDS.exec(line)?.[1]?.split(', ') ?? []) marks.push({ path, line: text.length + 1, message });
    text.push(line.replace(FINDS, '').replace(WRITTEN_OUT, (_, code: string, times?: string) => String.fromCodePoint(Number.parseInt(code, 16)).repeat(Number(times ?? 1))));
  }
  keep();
  return { files, marks };
}
