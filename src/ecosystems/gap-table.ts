/** Installers against expectations, as a policy asks for them. */
import type { GapCell, GapTable, Installer } from '../model/installer.ts';
import { EXPECTATIONS, judgementOf } from './expectations.ts';
import { INSTALLERS } from './installers.ts';

/** What `[expectations]` of `assay.toml` says. */
export interface Expected {
  /** Ids of the expectations that must be met; empty: none is demanded, all are shown. */
  readonly require: readonly string[];
  /** Ids of the installers in use; empty: all. */
  readonly installers: readonly string[];
  /** Expectations whose gap is known and accepted, by installer. */
  readonly accepted: Readonly<Record<string, readonly string[]>>;
}

/** The table of the installers in use; what installs nothing has no row. */
export function gapTable(expected: Expected): GapTable {
  const installers = INSTALLERS.filter((each) => expected.installers.length === 0 || expected.installers.includes(each.id));
  const rows = installers.map((installer) => ({ installer, cells: cellsOf(installer, expected) })).filter((row) => row.cells.length > 0);
  return { expectations: EXPECTATIONS, rows };
}

/** The cells that a policy demands, that aren't met and that nobody accepted. */
export function openGaps(table: GapTable): readonly GapCell[] {
  return table.rows.flatMap((row) => row.cells.filter((cell) => cell.isRequired && !cell.isAccepted && cell.answer !== 'met'));
}

function cellsOf(installer: Installer, { require, accepted }: Expected): GapCell[] {
  return EXPECTATIONS.flatMap(({ id }) => {
    const judgement = judgementOf(installer.id, id);
    return judgement === undefined ? [] : [{ ...judgement, isRequired: require.includes(id), isAccepted: accepted[installer.id]?.includes(id) === true }];
  });
}
