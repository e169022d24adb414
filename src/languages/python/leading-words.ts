/** What reaches names in other ways than by saying them, so that code that holds one of these is looked at closely. */

/** Modules that stand for others when handed on whole, and what runs a file or finds a module by its name. */
export const LEADING_NAMES: readonly string[] = [
  'builtins', '__builtins__', '__builtin__', 'six', 'six.moves', 'Cryptodome', 'subprocess32', 'pip', 'pip._vendor', 'botocore', 'botocore.vendored', 'pkg_resources', 'pkg_resources._vendor',
  'setuptools', 'setuptools._distutils', 'customtkinter', 'sys.modules', 'importlib', 'execfile', 'runpy', 'runpy.run_path', 'imp', 'imp.load_source',
  'importlib.util', 'importlib.util.spec_from_file_location', 'importlib.machinery', 'importlib.machinery.SourceFileLoader',
];

/** Members that count whatever they are read of. */
export const LEADING_MEMBERS: readonly string[] = ['__builtins__', '__import__'];

/** What gives the variables of a scope as a dict. */
export const SCOPES: readonly string[] = ['globals', 'locals', 'vars', '__globals__'];

/** Types that are named everywhere to ask whether something is one, and make code only where they are called. */
export const MAKERS: readonly string[] = ['FunctionType', 'LambdaType', 'CodeType'];
