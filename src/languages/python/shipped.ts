/** What a package reads and runs of its own files: by path, or as a resource of the package (docs.python.org/3/library/importlib.resources.html). */
import { Bytes, type Module, type Stmt } from '../flow/nodes.ts';
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { originAt } from '../flow/recorder.ts';
import { ClassVal, FunctionVal, Partial, Ref, Unknown, originsOf, partialText, rawOf, withOrigins, type Val } from '../flow/values.ts';
import type { Scope } from '../flow/scope.ts';
import type { Fn } from './functions.ts';
import { LIBRARY } from './library.ts';

/** Open files whose bytes are asked for, not their text. */
const BINARY = new WeakSet<Unknown>();

/** Functions that execute a file, and which argument names it. */
const RUNS_FILES: ReadonlyMap<string, number> = new Map([
  ['execfile', 0], ['runpy.run_path', 0], ['imp.load_source', 1], ['importlib.util.spec_from_file_location', 1], ['importlib.machinery.SourceFileLoader', 1],
]);

/** Runs a file of the package that is executed by its path, where it is called; whether the name is of such a function. */
export function runsShipped(call: BuiltinCall, ev: Evaluator): boolean {
  const position = RUNS_FILES.get(call.name);
  if (position === undefined) return false;
  const found = ev.shippedText(call.args[position] ?? call.named.get('location') ?? call.named.get('path'));
  if (found !== undefined) ev.runCode(withOrigins(found.text, [originAt('package', ev.unit, call.node, found.path)]), 'file', call.node);
  return true;
}

/** Reading a file that the package itself ships gives its text, or its bytes. */
function readShipped(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const { receiver } = call;
  return receiver instanceof Unknown ? contentOf(call, ev, receiver.about, call.name.endsWith('read_bytes') || BINARY.has(receiver)) : undefined;
}

function contentOf(call: BuiltinCall, ev: Evaluator, path: Val, isBinary: boolean): Val | undefined {
  const found = ev.shippedText(path);
  if (found === undefined) return undefined;
  return withOrigins(isBinary ? new Bytes(found.data ?? found.text) : found.text, [originAt('package', ev.unit, call.node, found.path), ...originsOf(path ?? null)]);
}

/** Remembers that a file was opened for its bytes. */
function openBinary({ args, named }: BuiltinCall, ev: Evaluator): Val | undefined {
  const mode = partialText(args[1] ?? named.get('mode')) ?? '';
  if (!/b/.test(mode) || /[wax+]/.test(mode) || ev.shippedText(args[0]) === undefined) return undefined;
  const file = new Unknown(ev.originsFrom(args[0]), 'open()', args[0]);
  BINARY.add(file);
  return file;
}

/** The path of a resource: the package's folder, where it is named, and the name. */
function resourceOf(owner: Val, name: Val): Val {
  const text = partialText(name);
  const folder = /^[A-Za-z_][\w.]*$/.exec(partialText(owner) ?? '')?.[0].replaceAll('.', '/');
  return text === undefined ? undefined : new Partial(folder === undefined ? text : `${folder}/${text}`, []);
}

function readsResource(isBinary: boolean): Fn {
  return (call, ev) => contentOf(call, ev, resourceOf(call.args[0], call.args[1]), isBinary) ?? contentOf(call, ev, call.args[1], isBinary);
}

/** The folder of a package as a path object. */
function filesOf({ args }: BuiltinCall): Val {
  const owner = partialText(args[0]);
  return new Unknown([], 'pathlib.Path()', new Partial(owner === undefined || !/^[\w.]+$/.test(owner) ? '.' : owner.replaceAll('.', '/'), []));
}

/** `json.load(file)` of a file that was shipped. */
function loadJson(call: BuiltinCall, ev: Evaluator): Val | undefined {
  const [file] = call.args;
  const content = file instanceof Unknown && file.name === 'open()' ? contentOf(call, ev, file.about, false) : undefined;
  return content === undefined ? undefined : LIBRARY.get('json.loads')?.({ ...call, args: [content] }, ev);
}

export const SHIPPED: ReadonlyMap<string, Fn> = new Map<string, Fn>([
  ...['pathlib.Path().read_text', 'pathlib.Path().read_bytes', 'open().read', 'io.open().read', 'codecs.open().read', 'open().readline'].map((name) => [name, readShipped] as const),
  ['open', openBinary], ['io.open', openBinary],
  ['pkgutil.get_data', readsResource(true)], ['pkg_resources.resource_string', readsResource(true)],
  ...['importlib.resources', 'importlib_resources'].flatMap((module) => [
    [`${module}.read_text`, readsResource(false)] as const, [`${module}.read_binary`, readsResource(true)] as const, [`${module}.files`, filesOf] as const,
  ]),
  ['pkg_resources.resource_filename', ({ args }) => resourceOf(args[0], args[1])],
  ['json.load', loadJson],
]);

/** The text that a module begins with is a variable of it. */
export function documented({ body }: Module, scope: Scope): void {
  const text = docstringOf(body);
  if (text !== undefined) scope.variables.set('__doc__', text);
}

function docstringOf(body: readonly Stmt[]): string | undefined {
  const [first] = body;
  return first?.kind === 'expr' && first.value.kind === 'const' && typeof first.value.value === 'string' ? first.value.value : undefined;
}

/** `f.__doc__`, `C.__doc__`. */
export function documentationOf(object: Val): string | undefined {
  return object instanceof FunctionVal || object instanceof ClassVal ? docstringOf(object.node.body) : undefined;
}

/** Methods of outside classes that call a method of the text's own class: a thread's `start` its `run`. */
export function startsOwn({ name, receiver, node }: BuiltinCall, ev: Evaluator): void {
  if (!/(?:^|\.)(?:Thread|Timer|Process)\(\)\.start$/.test(name)) return;
  const run = ev.member(receiver, 'run', node);
  if (run instanceof FunctionVal) ev.callFunction(run, [], node);
}

/** Whoever is put among the finders of modules is asked for every module from then on. */
export function asksFinders({ name, args, node }: BuiltinCall, ev: Evaluator): void {
  if (!/^sys\.(?:meta_path|path_hooks)\.(?:insert|append)$/.test(name)) return;
  const finder = args.at(-1);
  if (finder instanceof FunctionVal) ev.callFunction(finder, [], node);
  for (const word of ['find_spec', 'find_module', 'exec_module', 'load_module']) {
    const method = finder === undefined || finder instanceof Ref || rawOf(finder) === null ? undefined : ev.member(finder, word, node);
    if (method instanceof FunctionVal) ev.callFunction(method, [], node);
  }
}
