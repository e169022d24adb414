/** One dependency as Python writes it (packaging.python.org: dependency specifiers, PEP 508). */

export interface Requirement {
  readonly name: string;
  /** As it stands, without extras; '' takes any version. */
  readonly specifier: string;
  /** The one version that `==` or `===` allows. */
  readonly pin?: string;
  /** The address after `@`. */
  readonly url?: string;
  readonly marker?: string;
}

/** Reads a dependency; undefined where the text is none. */
export function parseRequirement(text: string): Requirement | undefined {
  const found = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/s.exec(text.trim());
  if (found === null) return undefined;
  const [, name = '', , rest = ''] = found;
  if (rest.startsWith('@')) {
    const address = /^@\s*(\S+?)(?:\s+;\s*(.*))?$/s.exec(rest);
    return address === null ? undefined : { name, specifier: '', ...(address[1] === undefined ? {} : { url: address[1] }), ...(address[2] === undefined ? {} : { marker: address[2] }) };
  }
  const cut = rest.indexOf(';');
  const specifier = (cut < 0 ? rest : rest.slice(0, cut)).trim().replace(/^\((.*)\)$/s, '$1').trim();
  if (specifier !== '' && !CLAUSES.test(specifier)) return undefined;
  const pin = /^={2,3}\s*([^\s,*]+)$/.exec(specifier)?.[1];
  const marker = cut < 0 ? undefined : rest.slice(cut + 1).trim();
  return { name, specifier, ...(pin === undefined ? {} : { pin }), ...(marker === undefined ? {} : { marker }) };
}

const CLAUSES = /^(?:===|~=|==|!=|<=|>=|<|>)\s*[\w.!+*-]+(?:\s*,\s*(?:(?:===|~=|==|!=|<=|>=|<|>)\s*[\w.!+*-]+)?)*$/;
