import type { KeptMapping } from "#db/queries/imports/read-upload.ts";
import type { MappingChoice } from "../../../contracts/imports.ts";
import { compareColumns, toChoice } from "./mapping.ts";
import type { Sample } from "./sample-file.ts";

/** A way to read that was said for another file and is offered for this one. */
export interface OfferedMapping {
  fileName: string;
  at: Date;
  /** That import was taken back since, so perhaps it was read wrongly. */
  undone: boolean;
  /** Columns that only one of the two files has. */
  added: string[];
  gone: string[];
  /** Columns it was read by that this file does not have: then it is told and not used. */
  lost: string[];
}

/** The columns of the one file of an import, as they were kept with it. */
function columnsOf(kept: unknown): string[] {
  const [names] = kept !== null && typeof kept === "object" ? (Object.values(kept) as unknown[]) : [];
  return Array.isArray(names) ? names.map(String) : [];
}

/**
 * The way to read that fits a file best, of those that were kept (the newest first): one whose file
 * had the same columns, else one whose columns are all there. An import that was taken back counts
 * after all others. Without any, the newest that shares most of its columns is told about.
 */
export function offerMapping(kept: readonly KeptMapping[], sample: Sample): { choice: MappingChoice | null; offered: OfferedMapping } | null {
  const found = kept.flatMap((one) => {
    const read = toChoice(one.mapping, sample);
    const before = columnsOf(one.columns);
    const { added, gone } = compareColumns(before, sample.columns);
    const same = added.length === 0 && gone.length === 0 && before.length === sample.columns.length;
    // Without names only the number of columns tells anything.
    if (!read || before.length === 0 || (!sample.header && !same)) return [];
    const shared = before.length - gone.length;
    return [{ ...one, ...read, added, gone, same, shared }];
  });
  const whole = found.filter(({ lost }) => lost.length === 0);
  const best = whole.find((one) => one.same && !one.undone) ?? whole.find((one) => !one.undone) ?? whole.find((one) => one.same) ?? whole[0] ?? found.find((one) => one.shared >= 2 && one.shared >= one.gone.length);
  if (!best) return null;
  const { fileName, undone, added, gone, lost } = best;
  return { choice: lost.length === 0 ? best.choice : null, offered: { fileName, at: new Date(best.completedSeconds * 1000), undone, added, gone, lost } };
}
