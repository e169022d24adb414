/** Checks sources against the import table of ARCHITECTURE.md. Pure: takes texts, gives a sentence for each violation. */
import { parse, type Node } from 'acorn';

/** One source file: `compiled` is its JavaScript, in which the use of globals is looked for. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly compiled: string;
}

export interface Room {
  readonly mayImport: readonly string[];
  readonly mayTouch: readonly string[];
}

export type Rooms = ReadonlyMap<string, Room>;

const MAX_LINES = 400;
const MODULE_ROW = /^\| ([a-z]+) \| ([^|]+) \| ([^|]+) \|$/;
const LONG_ROW = /^\| (\S+\.ts) \| (\S[^|]*) \|$/;
/** Names through which a module without imports could reach the world, or make code out of text. */
const BANNED = new Set(['process', 'fetch', 'eval', 'Function', 'console', 'globalThis', 'global', 'require', 'WebSocket', 'EventSource']);
const MAY_USE_GLOBALS = new Set(['host', 'cli']);

/** Reads the table under `## The import table`. */
export function readRooms(markdown: string): Rooms {
  const rooms = new Map<string, Room>();
  for (const line of section(markdown, 'The import table')) {
    const row = MODULE_ROW.exec(line);
    if (row?.[1] === undefined || row[1] === 'module') continue;
    rooms.set(row[1], { mayImport: words(row[2]), mayTouch: words(row[3]) });
  }
  return rooms;
}

/** Reads the table under `## Long files`. */
export function readLongFiles(markdown: string): ReadonlySet<string> {
  const files = section(markdown, 'Long files').map((line) => LONG_ROW.exec(line)?.[1]);
  return new Set(files.filter((file) => file !== undefined));
}

/** Everything in `files` (paths from the root, `src/...`) that breaks the table. */
export function findViolations(files: readonly SourceFile[], rooms: Rooms, longFiles: ReadonlySet<string>): string[] {
  const violations: string[] = [];
  const graph = new Map<string, string[]>();
  for (const file of files) {
    const room = file.path.split('/')[1] ?? '';
    if (!rooms.has(room)) violations.push(`${file.path}: the room '${room}' is not in the import table`);
    const specifiers = importsOf(file.text);
    graph.set(file.path, specifiers.filter(isRelative).map((specifier) => resolve(file.path, specifier)));
    for (const specifier of specifiers) violations.push(...checkImport(file.path, room, specifier, rooms));
    if (!MAY_USE_GLOBALS.has(room)) violations.push(...checkGlobals(file));
    violations.push(...checkLength(file, longFiles));
  }
  return [...violations, ...findCycles(graph)];
}

function section(markdown: string, title: string): string[] {
  const after = markdown.split(`\n## ${title}\n`)[1] ?? '';
  return (after.split('\n## ')[0] ?? '').split('\n');
}

function words(cell: string | undefined): string[] {
  return (cell ?? '').split(/\s+/).filter((word) => word !== '' && word !== '–');
}

/** Module names in `import`/`export … from`, bare and dynamic imports, and `import('…')` types. */
export function importsOf(source: string): string[] {
  const text = source.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found: string[] = [];
  for (const match of text.matchAll(/^(?:import|export)\b[^'"`;()]*?\bfrom\s*(['"])(.+?)\1/gm)) found.push(match[2] ?? '');
  for (const match of text.matchAll(/^import\s*(['"])(.+?)\1/gm)) found.push(match[2] ?? '');
  for (const match of text.matchAll(/\bimport\(\s*(['"])(.+?)\1/g)) found.push(match[2] ?? '');
  return found;
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith('.');
}

function resolve(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

function checkImport(path: string, room: string, specifier: string, rooms: Rooms): string[] {
  const allowed = rooms.get(room);
  if (allowed === undefined) return [];
  if (!isRelative(specifier)) {
    const isTouchable = allowed.mayTouch.some((name) => name === specifier || (name === 'node:*' && specifier.startsWith('node:')));
    return isTouchable ? [] : [`${path}: ${room} may not touch ${specifier}`];
  }
  const target = resolve(path, specifier);
  const [top, other = ''] = target.split('/');
  if (top !== 'src') return [`${path}: imports ${target}, which is outside src`];
  if (other === room) return checkInside(path, target);
  const isAllowed = allowed.mayImport.includes(other) || allowed.mayImport.includes('all');
  return isAllowed ? [] : [`${path}: ${room} may not import ${other} (${target})`];
}

/** Rules stand alone: they share lists in `_known`, and only the generated index knows them all. */
function checkInside(path: string, target: string): string[] {
  if (!path.startsWith('src/rules/') || path.split('/').length < 4) return [];
  return target.startsWith('src/rules/_known/') ? [] : [`${path}: a rule may not import ${target}`];
}

function checkLength(file: SourceFile, longFiles: ReadonlySet<string>): string[] {
  const lines = file.text.split('\n').length - 1;
  if (lines <= MAX_LINES || longFiles.has(file.path)) return [];
  return [`${file.path}: ${lines} lines, and ARCHITECTURE.md gives no reason for more than ${MAX_LINES}`];
}

/** A name that the file declares itself is no global. */
function checkGlobals(file: SourceFile): string[] {
  const violations = new Set<string>();
  const used = new Set<string>();
  const declared = new Set<string>();
  const pending: Node[] = [parse(file.compiled, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true })];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isIdentifier(node) && BANNED.has(node.name)) used.add(node.name);
    for (const binding of bindingsOf(node)) declared.add(binding);
    if (node.type === 'ImportExpression' && !/^import\(['"]/.test(file.compiled.slice(node.start))) {
      violations.add(`${file.path}: imports a module by a computed name`);
    }
    pending.push(...childrenOf(node));
  }
  for (const name of used) {
    if (!declared.has(name)) violations.add(`${file.path}: uses ${name}`);
  }
  return [...violations];
}

/** Names bound by a declaration, a parameter or an import, where they are plain names or shorthand patterns. */
function bindingsOf(node: Node): string[] {
  const targets: unknown[] = [];
  if (node.type === 'VariableDeclarator' && 'id' in node) targets.push(node.id);
  if (/Function/.test(node.type) && 'params' in node && Array.isArray(node.params)) targets.push(...node.params);
  if (/^Import.*Specifier$/.test(node.type) && 'local' in node) targets.push(node.local);
  return targets.flatMap((target) => (isNode(target) ? namesIn(target) : []));
}

function namesIn(pattern: Node): string[] {
  if (isIdentifier(pattern)) return [pattern.name];
  if (pattern.type === 'AssignmentPattern' && 'left' in pattern && isNode(pattern.left)) return namesIn(pattern.left);
  if (pattern.type === 'ObjectPattern' || pattern.type === 'ArrayPattern' || pattern.type === 'Property') return childrenOf(pattern).flatMap(namesIn);
  return [];
}

function isIdentifier(node: Node): node is Node & { name: string } {
  return node.type === 'Identifier' && 'name' in node;
}

/** Children that can refer to a variable: property names and imported names can't. */
function childrenOf(node: Node): Node[] {
  const isComputed = 'computed' in node && node.computed === true;
  const children: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    const isName = (node.type === 'MemberExpression' && key === 'property') || (/^(Property|MethodDefinition|PropertyDefinition)$/.test(node.type) && key === 'key');
    if (isName && !isComputed) continue;
    if (node.type === 'ImportSpecifier' && key === 'imported') continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) children.push(child);
    }
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;
}

/** Depth first with colours; each cycle is told once, from where it was entered. */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const violations: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(path);
    if (seen >= 0) {
      violations.push(`import cycle: ${[...trail.slice(seen), path].join(' -> ')}`);
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return violations;
}
