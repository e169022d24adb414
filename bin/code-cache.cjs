/**
 * Keeps what V8 compiled of the bundled program, since compiling costs more than most scans. Node 22 and later do it themselves; before, files of the
 * bundle are compiled here with the code that an earlier run left (nodejs.org/api/vm.html#scriptcreatecacheddata). V8 rejects what another version made.
 */
'use strict';
const { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { homedir } = require('node:os');
const { basename, dirname, join } = require('node:path');
const { Script } = require('node:vm');
const { parentPort, threadId } = require('node:worker_threads');

const FOLDER = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'assay', 'compiled');

/** Makes every file of a folder, required from now on in this thread, load from the cache; what was not there is kept when the thread has done its work. */
exports.speedUp = function speedUp(folder) {
  if (Module.enableCompileCache) {
    Module.enableCompileCache(FOLDER);
    return;
  }
  const fresh = [];
  const store = join(FOLDER, folder.replace(/\W+/g, '_').slice(-120));
  const { _compile: compile } = Module.prototype;
  Module.prototype._compile = function compileCached(content, filename, ...rest) {
    return dirname(filename) === folder ? run(this, content, filename, store, fresh) : compile.call(this, content, filename, ...rest);
  };
  if (parentPort === null) process.once('exit', () => keep(fresh, folder, store));
  else beforeAnswering(() => keep(fresh, folder, store));
};

function run(module, content, filename, store, fresh) {
  const { mtimeMs, size } = statSync(filename);
  const name = basename(filename);
  const path = join(store, `${name}-${size}-${mtimeMs}-${process.version}-${process.arch}.bin`);
  const script = new Script(Module.wrap(content), { filename, cachedData: kept(path) });
  if (script.cachedDataRejected !== false) fresh.push({ script, path, name });
  return script.runInThisContext().call(module.exports, module.exports, (id) => module.require(id), module, filename, dirname(filename));
}

function kept(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** A worker is ended after its last answer, so what it compiled is kept before its first. */
function beforeAnswering(action) {
  const { postMessage } = parentPort;
  parentPort.postMessage = (...message) => {
    delete parentPort.postMessage;
    action();
    postMessage.apply(parentPort, message);
  };
}

/** Where nothing can be written the program only starts more slowly. What belongs to files that are no more goes. */
function keep(fresh, folder, store) {
  if (fresh.length === 0) return;
  try {
    mkdirSync(store, { recursive: true, mode: 0o700 });
    const names = new Set(fresh.map(({ name }) => name));
    for (const old of readdirSync(store)) {
      const name = old.slice(0, old.indexOf('.js-') + 3);
      if (names.has(name) || !existsSync(join(folder, name))) rmSync(join(store, old), { force: true });
    }
    for (const { script, path } of fresh) {
      const draft = `${path}.${process.pid}.${threadId}`;
      writeFileSync(draft, script.createCachedData(), { mode: 0o600 });
      renameSync(draft, path);
    }
  } catch {
    return;
  }
}
