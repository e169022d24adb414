/** Import statements: another module of the package is evaluated; anything else becomes a resolved name. */
import type { Stmt } from './nodes.ts';
import type { Evaluator } from './profile.ts';
import { DictVal, ModuleVal, Ref, Unknown, type Val } from './values.ts';

type Import = Extract<Stmt, { kind: 'import' }>;

/** Binds what an import statement names. */
export function importInto(ev: Evaluator, stmt: Import): void {
  const dots = '.'.repeat(stmt.level);
  if (stmt.names.length > 0) return importNames(ev, stmt, dots);
  const module = ev.load(stmt.module, stmt.level);
  if (module === undefined) importWritten(ev, stmt);
  note(ev, dots + stmt.module);
  if (stmt.as !== undefined) bind(ev, stmt.as, module ?? new Ref(ev.profile.canonical(stmt.module)), stmt);
  else if (ev.profile.language === 'python') {
    const [root = stmt.module] = stmt.module.split('.');
    bind(ev, root, (stmt.module === root ? module : ev.load(root, 0)) ?? new Ref(ev.profile.canonical(root)), stmt);
  }
}

/** What was written before under the module's name is what the statement loads. */
function importWritten(ev: Evaluator, { module, at, to }: Import): void {
  if (ev.profile.language !== 'python' || ev.isHot) return;
  const isWritten = ev.unit.calls.some(({ does, roles }) => does.includes('file.write') && roles.path?.text?.endsWith(`/${module}.py`) === true);
  if (isWritten) ev.external('importlib.import_module', [module], new Map(), undefined, { kind: 'opaque', at, to });
}

function importNames(ev: Evaluator, stmt: Import, dots: string): void {
  const module = ev.load(stmt.module, stmt.level);
  if (module === undefined) importWritten(ev, stmt);
  note(ev, dots + stmt.module);
  for (const { name, as } of stmt.names) {
    if (name === '*' && ev.profile.language === 'python') {
      importAll(ev, stmt, module);
      continue;
    }
    bind(ev, as, imported(ev, stmt, module, name, dots), stmt);
  }
}

function imported(ev: Evaluator, stmt: Import, module: Val, name: string, dots: string): Val {
  const isPython = ev.profile.language === 'python';
  if (module instanceof ModuleVal) {
    const found = module.scope.variables.get(isPython ? name : `export ${name}`);
    if (found !== undefined) return found;
    if (!isPython) return importedFromCommonJs(ev, module, name);
    if (name === '*') return module;
  }
  if (isPython) {
    const inner = ev.load(stmt.module === '' ? name : `${stmt.module}.${name}`, stmt.level);
    if (inner !== undefined) return inner;
  } else if (name === 'default' && module instanceof DictVal) return module.entries.get('default') ?? module;
  if (module !== undefined && !(module instanceof Ref)) return name === '*' ? module : ev.member(module, name, NOWHERE);
  const base = ev.profile.canonical(dots + stmt.module);
  return new Ref(name === '*' || (name === 'default' && !isPython) ? base : ev.profile.canonical(`${base}.${name}`));
}

/** A module without that export exports by assigning to `module.exports`, which is its default. */
function importedFromCommonJs(ev: Evaluator, module: ModuleVal, name: string): Val {
  const own = module.scope.variables.get('module');
  const exported = own instanceof DictVal ? own.entries.get('exports') : undefined;
  if (name === '*' || exported === undefined || (exported instanceof DictVal && exported.entries.size === 0)) return name === '*' ? module : new Unknown();
  return name === 'default' ? exported : ev.member(exported, name, NOWHERE);
}

const NOWHERE = { kind: 'opaque', at: 0, to: 0 } as const;

function importAll(ev: Evaluator, stmt: Import, module: Val): void {
  if (module instanceof ModuleVal) {
    for (const [name, value] of module.scope.variables) if (!name.startsWith('_')) bind(ev, name, value, stmt);
    return;
  }
  ev.starImport(ev.profile.canonical(stmt.module));
}

function bind(ev: Evaluator, name: string, value: Val, stmt: Import): void {
  ev.assign({ kind: 'name', name, at: stmt.at, to: stmt.to }, value, ev.profile.assignsLocally ? undefined : 'let');
}

function note(ev: Evaluator, module: string): void {
  if (!ev.unit.imports.includes(module)) ev.unit.imports.push(module);
}
