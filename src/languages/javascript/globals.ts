/** Names that no scope declares, and the one spelling of names that can be reached in several ways. */
import { Ref } from '../flow/values.ts';

/** Functions and namespaces that every JavaScript host has. */
const EVERYWHERE = new Set([
  'Array', 'ArrayBuffer', 'AggregateError', 'Atomics', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Boolean', 'DataView', 'Date', 'Error',
  'EvalError', 'FinalizationRegistry', 'Float32Array', 'Float64Array', 'Function', 'Int16Array', 'Int32Array', 'Int8Array', 'Intl', 'JSON', 'Map',
  'Math', 'Number', 'Object', 'Promise', 'Proxy', 'RangeError', 'ReferenceError', 'Reflect', 'RegExp', 'Set', 'SharedArrayBuffer', 'String',
  'Symbol', 'SyntaxError', 'TypeError', 'URIError', 'Uint16Array', 'Uint32Array', 'Uint8Array', 'Uint8ClampedArray', 'WeakMap', 'WeakRef',
  'WeakSet', 'WebAssembly', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'eval', 'globalThis', 'isFinite',
  'isNaN', 'parseFloat', 'parseInt', 'unescape', 'TextDecoder', 'TextEncoder', 'URL', 'URLSearchParams', 'atob', 'btoa', 'console', 'setTimeout',
  'setInterval', 'clearTimeout', 'clearInterval', 'queueMicrotask', 'structuredClone', 'AbortController',
]);

/** Types whose methods are written `string.slice`. */
const TYPES = new Set(['string', 'number', 'boolean', 'bigint', 'array', 'object', 'function', 'regexp', 'map', 'set', 'bytes']);

/** Names of some hosts: Node, browsers, workers, Bun, Deno, Electron, and CommonJS's own. */
const HOSTS = new Set([
  'require', 'module', 'exports', 'process', 'Buffer', 'global', 'window', 'self', 'top', 'parent', 'frames', 'document', 'navigator', 'location',
  'localStorage', 'sessionStorage', 'indexedDB', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker', 'SharedWorker', 'Image',
  'FormData', 'Headers', 'Request', 'Response', 'Blob', 'File', 'FileReader', 'setImmediate', 'requestAnimationFrame', 'alert', 'prompt',
  'crypto', 'history', 'screen', 'chrome', 'browser', 'ethereum', 'web3', 'solana', 'Deno', 'Bun', 'importScripts', 'postMessage', 'ActiveXObject',
  'WScript', '__dirname', '__filename', 'jQuery', '$', 'React', 'performance', 'caches', 'clients', 'registration', 'MutationObserver',
  'addEventListener', 'dispatchEvent', 'open', 'execScript', 'debugger', 'import.meta', 'new.target', 'unsafeWindow', 'GM_xmlhttpRequest', 'opener',
]);

const refs = new Map<string, Ref>();

/** A shared Ref for a name, as names are met again and again. */
export function refOf(name: string): Ref {
  let ref = refs.get(name);
  if (!ref) {
    ref = new Ref(name);
    if (refs.size < 20_000) refs.set(name, ref);
  }
  return ref;
}

/** What a name is that no scope knows. */
export function globalRef(name: string): Ref | undefined {
  return EVERYWHERE.has(name) || HOSTS.has(name) ? refOf(canonical(name)) : undefined;
}

/** Whether a resolved name is there, and a function or namespace, in every host. */
export function isEverywhere(name: string): boolean {
  const dot = name.indexOf('.');
  if (dot < 0) return EVERYWHERE.has(name);
  const root = name.slice(0, dot);
  return TYPES.has(root) || root === 'Math' || root === 'Reflect' || root === 'JSON' || (EVERYWHERE.has(root) && root !== 'globalThis');
}

const GLOBAL_OBJECT = /^(?:(?:globalThis|global|window|self|top|parent|frames|unsafeWindow|opener)\.)+(?=.)/;
const ALIASES = new Map([
  ['global', 'globalThis'], ['window', 'globalThis'], ['self', 'globalThis'], ['top', 'globalThis'], ['frames', 'globalThis'], ['unsafeWindow', 'globalThis'],
  ['module.require', 'require'], ['process.mainModule.require', 'require'], ['require.main.require', 'require'], ['module.parent.require', 'require'],
  ['module.children.require', 'require'], ['module.constructor', 'module.Module'], ['process.mainModule.constructor', 'module.Module'],
  ['require.main.constructor', 'module.Module'], ['module.Module._load', 'module._load'], ['module.Module.createRequire', 'module.createRequire'],
  ['buffer.Buffer', 'Buffer'], ['util.TextDecoder', 'TextDecoder'], ['util.TextEncoder', 'TextEncoder'], ['buffer.atob', 'atob'], ['buffer.btoa', 'btoa'],
  ['url.URL', 'URL'], ['url.URLSearchParams', 'URLSearchParams'], ['timers.setTimeout', 'setTimeout'], ['timers.setInterval', 'setInterval'],
  ['perf_hooks.performance', 'performance'], ['Number.parseInt', 'parseInt'], ['Number.parseFloat', 'parseFloat'],
  ['Number.isNaN', 'isNaN'], ['crypto.webcrypto.subtle', 'crypto.subtle'], ['clipboard.default', 'clipboardy'],
]);

const spellings = new Map<string, string>();

/** The canonical spelling of a resolved name: `node:fs.promises.readFile` is `fs/promises.readFile`, `window.eval` is `eval`. */
export function canonical(name: string): string {
  let known = spellings.get(name);
  if (known === undefined) {
    known = spell(name);
    if (spellings.size < 50_000) spellings.set(name, known);
  }
  return known;
}

function spell(name: string): string {
  let result = name.startsWith('node:') ? name.slice(5) : name;
  if (GLOBAL_OBJECT.test(result)) result = result.replace(GLOBAL_OBJECT, '');
  if (result.startsWith('fs.promises')) result = `fs/promises${result.slice(11)}`;
  if (result.includes('.default')) result = result.replace(/\.default(?=\.|$|\()/, '');
  if (result.endsWith('.constructor') && isFunction(result.slice(0, -12))) return 'Function';
  const alias = ALIASES.get(result);
  if (alias !== undefined) return alias;
  const dot = result.lastIndexOf('.');
  const base = dot > 0 ? ALIASES.get(result.slice(0, dot)) : undefined;
  return base === undefined || base === 'globalThis' ? result : canonical(base + result.slice(dot));
}

/** Built-in functions and classes, whose constructor is Function. */
function isFunction(name: string): boolean {
  return isEverywhere(name) && !/^(?:globalThis|Math|JSON|Reflect|Atomics|Intl|WebAssembly|console)$/.test(name);
}
