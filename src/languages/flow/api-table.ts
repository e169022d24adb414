/**
 * Reads API tables written as text, one function (or several in braces) a line:
 *
 *     {os,posix}.system | process.shell | command=0 | >network "detail" =text ! calls
 *
 * names | effects | roles as role=position,position | results: `>source`, `"detail"`, `=text` (a placeholder), `!` (does not pass origins), `calls`.
 * A position is a number, `this`, `*` (all arguments) or a keyword.
 */
import type { Effect } from '../../model/effect.ts';
import type { Role, Source } from '../../model/source.ts';
import type { Api, Position } from './profile.ts';

/** Parses tables; later lines win. Throws on a malformed line: the tables are ours. */
export function apiTable(...texts: readonly string[]): Map<string, Api> {
  const table = new Map<string, Api>();
  for (const text of texts) {
    for (const line of text.split('\n')) {
      if (line.trim() === '') continue;
      const [names = '', effects = '', roles = '', rest = ''] = line.split('|').map((part) => part.trim());
      const api = parseApi(effects, roles, rest);
      for (const name of expandBraces(names)) table.set(name, api);
    }
  }
  return table;
}

function parseApi(effects: string, roles: string, rest: string): Api {
  const does = effects === '' ? [] : effects.split(/\s+/);
  const yields = /(?:^|\s)>([\w]+)/.exec(rest)?.[1];
  const detail = /"([^"]*)"/.exec(rest)?.[1];
  const text = /(?:^|\s)=(\S+)/.exec(rest)?.[1];
  const parsed = parseRoles(roles);
  return {
    does: does as Effect[],
    ...(parsed === undefined ? {} : { roles: parsed }),
    ...(yields === undefined ? {} : { yields: yields as Source }),
    ...(detail === undefined ? {} : { detail }),
    ...(text === undefined ? {} : { text }),
    ...(/(?:^|\s)!/.test(rest) ? { passes: false as const } : {}),
    ...(/(?:^|\s)calls\b/.test(rest) ? { calls: true as const } : {}),
  };
}

function parseRoles(roles: string): Partial<Record<Role, readonly Position[]>> | undefined {
  if (roles === '') return undefined;
  const entries = roles.split(/\s+/).map((part) => {
    const [role = '', positions = ''] = part.split('=');
    return [role, positions.split(',').map((position) => (/^-?\d+$/.test(position) ? Number(position) : position))] as const;
  });
  return Object.fromEntries(entries);
}

/** `{a,b}.{c,d}` is a.c, a.d, b.c, b.d. */
export function expandBraces(text: string): string[] {
  const open = text.indexOf('{');
  if (open < 0) return [text];
  const close = text.indexOf('}', open);
  if (close < 0) throw new Error(`unclosed brace in the API table: ${text}`);
  return text.slice(open + 1, close).split(',').flatMap((choice) => expandBraces(text.slice(0, open) + choice.trim() + text.slice(close + 1)));
}
