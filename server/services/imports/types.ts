import type { UserRole } from "#db/enums.ts";
import type { Database, Tx } from "#db/client.ts";
import type { Delimiter } from "./reader/record-parser.ts";

/** Who imports: somebody signed in, or whoever has the machine's terminal. */
export type ImportActor = { kind: "person"; id: string; role: UserRole } | { kind: "command_line" };

export interface ImportOptions {
  /** Id of the format; without it the content decides. */
  as?: string | undefined;
  /** How to read a transaction log, not yet checked. */
  mapping?: unknown;
  /** Whether the source's prices include tax; without it what was said last for the format, else as the file says, else without. */
  tax?: "included" | "excluded" | undefined;
  /** The last day on which something can have been sold, YYYY-MM-DD; without it any day will do. */
  latestDay?: string | undefined;
  /** What one unit of a foreign currency is worth in the shop's, as a decimal string, by ISO code. */
  rates?: Readonly<Record<string, string>> | undefined;
}

export interface ImportProgress {
  phase: "reading" | "applying";
  /** Rows read so far, or orders written so far. */
  done: number;
  /** Share of the work of this phase, 0 to 1; null when it is not known. */
  share: number | null;
}

export interface ImportInput {
  db: Database;
  actor: ImportActor;
  /** A file or a folder. */
  path: string;
  options: ImportOptions;
  now: () => Date;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** What people call the file or folder; without it its own name. */
  fileName?: string | undefined;
  /** Told the id of the batch as soon as it is there. */
  onBatch?: ((batchId: string) => Promise<void>) | undefined;
  /** Ends the import where it is, with nothing taken; its reason is an ImportStopped. */
  signal?: AbortSignal | undefined;
}

export interface RowError {
  /** Name of the file in a folder; absent for a single file. */
  file?: string;
  /** Line in the file, from 1; null when it is the file as a whole. */
  row: number | null;
  column: string | null;
  message: string;
}

/** What became of an import: `rows = imported + unchanged + refused`. */
export interface ImportReport {
  /** Id of the batch; null after a dry run, which keeps nothing. */
  batch: string | null;
  format: string | null;
  rows: number;
  /** Rows that are new here, or bring something new on what is. */
  imported: number;
  /** Rows that were here already. */
  unchanged: number;
  refused: number;
  /** The refused rows in order, at most `LISTED_ERRORS` of them; all stand in import_rows. */
  errors: RowError[];
}

/** What a row means, as it is staged: its key in the source and its values as JSON text. */
export interface StagedValues {
  key: string | null;
  data: string;
}

/** Reads one row of cells in the order of the file's columns. Throws ValueFault. */
export type RowReader = (cells: readonly string[]) => StagedValues;

/** How one file is read. */
export interface TableSpec {
  path: string;
  /** The file's own name, shown to people and kept with each row. */
  file: string;
  /** What each row is, e.g. `transaction`. */
  kind: string;
  delimiter: Delimiter;
  /** So many lines stand above the table. */
  skippedLines?: number;
  /** False when the first line is already a row; columns are then called 1, 2, 3, ... */
  header: boolean;
  /** Columns that must be there, by name. */
  required: readonly string[];
  /** Binds a reader to this file's columns: `column(name)` is the position of that column, -1 when it is not there. */
  bind(column: (name: string) => number): RowReader;
}

/** What the shop counts in. */
export interface ShopSettings {
  currency: string;
  timeZone: string;
}

/** What the apply step knows. */
export interface ApplyContext {
  tx: Tx;
  batchId: string;
  shop: ShopSettings;
  now: Date;
  options: ImportOptions;
  /** Rows that may be handled in one statement: small on the embedded database, whose statements must stay short. */
  pieceRows: number;
  /** Rows staged, refused ones included. */
  stagedRows: number;
}

/** One import as a format understands it: what to read, and how staged rows become orders. */
export interface ImportPlan {
  /** The source's own currency where it is known without a column. */
  currency?: string;
  /** Id of the format. */
  format: string;
  /** Where people and orders come from, e.g. `cdnow`; part of their keys. */
  source: string;
  tables: TableSpec[];
  /** Kept with the batch. */
  options: Record<string, unknown>;
  /**
   * Fills the work tables from the accepted rows of the batch; may refuse rows by `refuseRows`.
   * Runs inside the one transaction of the apply step.
   */
  prepare(context: ApplyContext): Promise<void>;
  /** After orders are written: how many accepted rows were here before. */
  countUnchanged(context: ApplyContext): Promise<number>;
  /** True when every order has exactly one line, held in the order's own work row. */
  singleLine: boolean;
  /** Whether prices hold the tax, where a mapping says it and names the column of the tax. */
  tax?: "included" | "excluded";
}
