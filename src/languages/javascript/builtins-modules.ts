/** Loading of modules: `require`, `import()`, `createRequire`, and names of modules that are made at run time. */
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import { Bytes } from '../flow/nodes.ts';
import { originAt } from '../flow/recorder.ts';
import { HOLE } from '../../model/source.ts';
import { DictVal, ModuleVal, Partial, Unknown, partialText, withOrigins, type Val } from '../flow/values.ts';
import { decodeBase64, decodePercent } from '../decode.ts';
import { textAt, type Builtin, type Builtins } from './builtin-call.ts';
import { fromJson } from './builtins-objects.ts';
import { NOTHING, bytesOfText } from './convert.ts';
import { canonical, refOf } from './globals.ts';

/** By resolved name. */
export const MODULE_BUILTINS: Builtins = new Map<string, Builtin>([
  ['require', requireModule],
  ['import', importModule],
  ['module._load', requireModule],
  ['module.createRequire', () => refOf('require')],
  ['createRequire', () => refOf('require')],
  ['process.getBuiltinModule', requireModule],
  ['process.binding', (call) => named(textAt(call, 0))],
  ['require.resolve', resolved],
  ...['fs.', 'fs-extra.'].flatMap((fs): [string, Builtin][] => [[`${fs}readFileSync`, readShipped], [`${fs}readJsonSync`, readShipped]]),
  ['fs/promises.readFile', readShipped],
  ['fs.readFile', readShippedLater],
  ['__importDefault', (call) => call.args[0]],
  ['__importStar', (call) => call.args[0]],
  ['importScripts', requireModule],
]);

/** Where another package's module lies; a relative one is the package's own, and Node's are their names. */
function resolved(call: BuiltinCall): Val {
  const specifier = textAt(call, 0);
  return specifier === undefined || /^\.{0,2}\//.test(specifier) || MIGHTY.test(specifier) ? specifier : new Partial(`${HOLE}/node_modules/${specifier}`, []);
}

/** A file that the package itself ships is read as its code would read it. */
function readShipped(call: BuiltinCall, ev: Evaluator): Val {
  const found = ev.shippedText(call.args[0]);
  if (!found) return undefined;
  const origins = [originAt('package', ev.unit, call.node, found.path)];
  if (call.name.endsWith('readJsonSync')) return withOrigins(jsonOf(found.text), origins);
  const isText = call.args.length > 1;
  return withOrigins(isText ? found.text : new Bytes(bytesOfText(found.text)), origins);
}

function jsonOf(text: string): Val {
  try {
    return fromJson(JSON.parse(text), 0);
  } catch {
    return new Unknown();
  }
}

/** The form with a callback `(error, data)`. */
function readShippedLater(call: BuiltinCall, ev: Evaluator): Val {
  const data = readShipped({ ...call, args: call.args.slice(0, -1) }, ev);
  const callback = call.args.at(-1);
  if (data === undefined || callback === undefined) return undefined;
  ev.callFunction(callback, [null, data], call.node);
  return NOTHING;
}

function named(specifier: string | undefined): Val {
  return specifier === undefined ? undefined : refOf(canonical(specifier));
}

/** Modules that reach the world; a name that is put together to load one of them is noted. */
const MIGHTY = /^(?:node:)?(?:child_process|fs|fs\/promises|http|https|net|dgram|dns|tls|vm|os|module|worker_threads|cluster|process|crypto|zlib)$/;

function requireModule(call: BuiltinCall, ev: Evaluator): Val {
  const specifier = textAt(call, 0);
  if (specifier === undefined) {
    if (call.name !== 'require.dynamic') ev.external('require.dynamic', call.args, call.named, undefined, call.node);
    return new Unknown(ev.originsFrom(...call.args), 'require()');
  }
  noteHidden(call, ev, specifier);
  if (!ev.unit.imports.includes(specifier)) ev.unit.imports.push(specifier);
  const loaded = ev.load(specifier, 0);
  return loaded === undefined ? named(specifier) : exportsOf(loaded);
}

/** What a module of the package gives to `require`: its `module.exports`, or its named exports. */
export function exportsOf(loaded: Val): Val {
  if (!(loaded instanceof ModuleVal)) return loaded;
  const module = loaded.scope.variables.get('module');
  const exported = module instanceof DictVal ? module.entries.get('exports') : undefined;
  if (exported === undefined || (exported instanceof DictVal && exported.entries.size === 0)) {
    return hasExports(loaded) ? loaded : (exported ?? loaded);
  }
  return exported;
}

function hasExports(module: ModuleVal): boolean {
  for (const name of module.scope.variables.keys()) if (name.startsWith('export ')) return true;
  return false;
}

function noteHidden(call: BuiltinCall, ev: Evaluator, specifier: string): void {
  const { node } = call;
  const [arg] = node.kind === 'call' ? node.args : [];
  const isWritten = arg === undefined || arg.value.kind === 'const' || arg.value.kind === 'template';
  if (isWritten || !MIGHTY.test(specifier) || ev.isHot) return;
  if (ev.unit.marks.some((mark) => mark.kind === 'hidden-name' && mark.span.start === node.at)) return;
  ev.unit.marks.push({ kind: 'hidden-name', span: ev.spanOf(node), detail: specifier });
}

const CODE_ADDRESS = /^data:(?:text|application)\/javascript/i;

function importModule(call: BuiltinCall, ev: Evaluator): Val {
  const specifier = textAt(call, 0);
  if (specifier === undefined && CODE_ADDRESS.test(partialText(call.args[0]) ?? '')) ev.external('import.data', call.args, call.named, undefined, call.node);
  const data = specifier === undefined ? null : /^data:(?:text|application)\/javascript[^,]*?(;base64)?,/i.exec(specifier);
  if (specifier === undefined || !data) return requireModule(call, ev);
  const body = specifier.slice(data[0].length);
  const code = data[1] === undefined ? decodePercent(body) : decodeBase64(body);
  ev.external('import.data', [code ?? specifier], call.named, undefined, call.node);
  return new Unknown();
}
