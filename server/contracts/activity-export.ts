import type { CsvCell } from "./csv.ts";

/** An activity as an export holds it. */
interface ExportedActivity {
  id: string;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string | null;
  action: string;
  category: string;
  result: string;
  objectType: string | null;
  objectId: string | null;
  fields: readonly string[];
  requestId: string | null;
  /** Hex; binds the details below, also when they were erased. */
  detailsHash: string | null;
  details: unknown;
}

export const ACTIVITY_EXPORT_COLUMNS = ["id", "at", "actor_kind", "actor_id", "actor", "action", "category", "result", "object_type", "object_id", "fields", "request_id", "details_hash", "details"] as const;

/** A line of `/activity.csv`. */
export const activityCsvRow = (row: ExportedActivity): CsvCell[] => [
  row.id,
  row.at,
  row.actorKind,
  row.actorId,
  row.actorName,
  row.action,
  row.category,
  row.result,
  row.objectType,
  row.objectId,
  row.fields.join(" "),
  row.requestId,
  row.detailsHash,
  row.details === null ? null : JSON.stringify(row.details),
];

/** The text of `/activity.json` in pieces: an object with the filter, the moment, and one activity a line. */
export async function* writeActivityJson(rows: AsyncIterable<ExportedActivity>, filter: string, asOf: Date): AsyncGenerator<string> {
  yield `{"filter":${JSON.stringify(filter)},"as_of":${JSON.stringify(asOf.toISOString())},"activities":[`;
  let between = "\n";
  for await (const row of rows) {
    yield `${between}${JSON.stringify(row)}`;
    between = ",\n";
  }
  yield "\n]}\n";
}
