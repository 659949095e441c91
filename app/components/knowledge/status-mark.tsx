import type { ListedDocument } from "#app/lib/api-types.ts";
import { formatCount } from "#app/lib/format.ts";

type Standing = Pick<ListedDocument, "status" | "chunkCount" | "embeddedCount" | "indexedVersion" | "version" | "failure" | "problem">;

/** Where a document stands, in words and with its progress. */
export function StatusMark({ document: { status, chunkCount, embeddedCount, failure, problem } }: { document: Standing }) {
  if (status === "failed") return <span className="mark-failed">Not read{failure ? <span className="sr">: {failure}</span> : null}</span>;
  if (status === "queued") return <span>{problem ? "Waiting, tried again" : "Waiting"}</span>;
  if (status === "reading") return <span>Being read</span>;
  if (embeddedCount >= chunkCount) return <span>Indexed</span>;
  return (
    <span className="with-progress">
      Indexed, {formatCount(embeddedCount)} of {formatCount(chunkCount)} by meaning
      <progress max={chunkCount} value={embeddedCount} aria-label="Passages with a vector" />
    </span>
  );
}
