/** Streams that are connected: what flows into a sink is written to it. Workers whose code is given as text. */
import type { BuiltinCall, Evaluator } from '../flow/profile.ts';
import type { Expr } from '../flow/nodes.ts';
import { DictVal, Ref, Unknown, joinOrigins, originsOf, partialText, type Val } from '../flow/values.ts';
import type { Builtin, Builtins } from './builtin-call.ts';
import { truthy } from './convert.ts';

/** By resolved name. */
export const STREAM_BUILTINS: Builtins = new Map<string, Builtin>([
  ['*.pipe', (call, ev) => flowsInto(ev, call.receiver, call.args[0], call.node)],
  ['*.pipeTo', (call, ev) => flowsInto(ev, call.receiver, call.args[0], call.node)],
  ['*.pipeThrough', (call, ev) => flowsInto(ev, call.receiver, call.args[0], call.node)],
  ...['stream.pipeline', 'stream/promises.pipeline', 'stream.promises.pipeline', 'pump', 'pumpify', 'stream.compose'].map((name): [string, Builtin] => [name, pipeline]),
  ['worker_threads.Worker', startWorker],
  ['Worker', startWorker],
]);

/** Every stage of a pipeline feeds the next; a callback at the end is called by whoever knows no better. */
function pipeline(call: BuiltinCall, ev: Evaluator): Val {
  let [flowing] = call.args;
  for (const next of call.args.slice(1)) flowing = flowsInto(ev, flowing, next, call.node) ?? flowing;
  return undefined;
}

/** What a sink holds after it was fed; a sink with a name (`fs.createWriteStream()`, `child_process.spawn().stdin`) is written to. */
function flowsInto(ev: Evaluator, source: Val, sink: Val, node: Expr): Val {
  if (source === undefined || !(sink instanceof Unknown || sink instanceof Ref)) return undefined;
  if (sink instanceof Unknown && sink.name !== undefined) ev.external(`${sink.name}.write`, [source], new Map(), sink, node);
  return sink instanceof Unknown ? new Unknown(joinOrigins(originsOf(source), sink.origins), sink.name, sink.about) : undefined;
}

/** `new Worker(code, { eval: true })` runs text (nodejs.org/api/worker_threads.html); so does a `data:` address. */
function startWorker(call: BuiltinCall, ev: Evaluator): Val {
  const [code, options] = call.args;
  const isText = options instanceof DictVal && truthy(options.entries.get('eval')) !== false && options.entries.has('eval');
  if (isText) ev.external('worker_threads.Worker (eval)', [code], call.named, undefined, call.node);
  else if (/^data:/.test(partialText(code) ?? '')) ev.external('import', [code], call.named, undefined, call.node);
  return undefined;
}
