import type { ListedDocument } from "#app/lib/api-types.ts";
import { formatCount } from "#app/lib/format.ts";

type Standing = Pick<ListedDocument, "status" | "chunkCount" | "embeddedCount" | "problem">;

/** Where a document stands, in words and with its progress. Why it failed, or what holds it up, is said by whoever draws it. */
export function StatusMark({ document: { status, chunkCount, embeddedCount, problem } }: { document: Standing }) {
  if (status === "failed") return <span className="mark-failed">Could not be read</span>;
  if (status === "queued") return <span>{problem ? "Waiting, tried again by itself" : "Waiting to be read"}</span>;
  if (status === "reading") return <span>Being read</span>;
  if (embeddedCount >= chunkCount) return <span>Ready</span>;
  return (
    <span className="with-progress">
      Ready, still being sorted: {formatCount(embeddedCount)} of {formatCount(chunkCount)}
      <progress max={chunkCount} value={embeddedCount} aria-label="Passages sorted by what they mean" />
    </span>
  );
}
