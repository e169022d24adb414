/**
 * When a piece of code runs, strongest first. `build` is what builds an sdist or a native addon, `install` an install command or lifecycle hook,
 * `startup` every start of the interpreter (`.pth`, `sitecustomize`), `import` loading the package, `run` calling it or a console command,
 * `unreachable` tests, docs, examples and whatever nothing above reaches.
 */
export const STAGES = ['install', 'build', 'startup', 'import', 'run', 'unreachable'] as const;
export type Stage = (typeof STAGES)[number];

/** Whether `a` runs with less of the user's consent than `b` (nobody asked for an install hook; somebody called a function). */
export function isStronger(a: Stage, b: Stage): boolean {
  return STAGES.indexOf(a) < STAGES.indexOf(b);
}

/** The stage of the two that runs with less of the user's consent. */
export function strongest(a: Stage, b: Stage): Stage {
  return isStronger(a, b) ? a : b;
}
