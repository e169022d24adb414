/** A user's mistake: what is wrong, why, and what to do. The command line prints it and exits with 2. */
export class UserError extends Error {
  readonly why: string | undefined;
  readonly todo: string | undefined;

  constructor(what: string, detail: { why?: string; todo?: string } = {}) {
    super(what);
    this.name = 'UserError';
    this.why = detail.why;
    this.todo = detail.todo;
  }
}
