import type { ImportsList } from "#app/lib/api-types.ts";
import { formatCount, plural } from "#app/lib/format.ts";
import { FORMAT_NAMES } from "#server/contracts/imports.ts";

type Batch = ImportsList["batches"][number];
type Upload = ImportsList["uploads"][number];

export const sayFormat = (format: string | null): string => (format === null ? "Columns to be named" : (FORMAT_NAMES[format] ?? format));

/** What became of an import, in a word or two, and the mark it carries. */
export function sayBatch(batch: Pick<Batch, "status" | "undoing">): { words: string; mark: string } {
  if (batch.undoing) return { words: "Being taken back", mark: "state" };
  const words = { staging: "Being read", applying: "Being written", completed: "Imported", withdrawn: "Withdrawn", failed: "Failed", undone: "Taken back" } as const;
  return { words: words[batch.status], mark: batch.status === "failed" || batch.status === "withdrawn" ? "state out" : "state" };
}

export const UPLOAD_WORDS: Readonly<Record<Upload["state"], string>> = {
  waiting: "Not checked yet",
  checking: "Being checked",
  checked: "Checked, not imported",
  importing: "Being imported",
  imported: "Imported",
  failed: "Not imported",
};

/** "12 new rows, 3 known already, 1 refused" */
export function sayCounts({ imported, unchanged, refused }: { imported: number; unchanged: number; refused: number }): string {
  return `${plural(imported, "new row")}, ${formatCount(unchanged)} known already, ${formatCount(refused)} refused`;
}

/** 12,345 bytes -> "12 kB". */
export const saySize = (bytes: number): string => (bytes >= 1_000_000 ? `${formatCount(bytes / 1_000_000)} MB` : `${formatCount(Math.max(1, bytes / 1_000))} kB`);
