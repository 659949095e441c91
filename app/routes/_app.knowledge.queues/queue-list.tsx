import type { ReactNode } from "react";

interface QueueListProps<Row> {
  rows: readonly Row[];
  /** What stands there while nothing waits. */
  empty: { title: string; words: string };
  /** `clashes` gives a row's words its whole width, and its acts stand under them. */
  shape?: "queue" | "clashes";
  words: (row: Row) => ReactNode;
  /** What can be done with a row. */
  acts: (row: Row) => ReactNode;
}

/** Rows that wait for somebody, each with what can become of it. */
export function QueueList<Row extends { id: string }>({ rows, empty, shape = "queue", words, acts }: QueueListProps<Row>) {
  if (rows.length === 0) {
    return (
      <div className="empty">
        <h3>{empty.title}</h3>
        <p>{empty.words}</p>
      </div>
    );
  }
  return (
    <ul className={shape}>
      {rows.map((row) => (
        <li key={row.id}>
          {words(row)}
          <div className="queue-acts">{acts(row)}</div>
        </li>
      ))}
    </ul>
  );
}
