import { RotateCw, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { SkeletonRows } from "#app/components/layout/skeleton-rows.tsx";
import { formatCount, formatDateTime, plural } from "#app/lib/format.ts";
import { trpcClient } from "#app/lib/trpc.tsx";
import { sayDuration } from "../read-message.ts";
import { useRead } from "../use-read.ts";
import { type EvidenceTable, sayInput, statementsOf, tablesOf } from "./read-evidence.ts";

/** Which figure is looked at. */
export interface EvidenceOf {
  runId: string;
  callId: string;
  text: string;
  source: string | null;
}

/** Rows that are drawn; evidence may hold a thousand. */
const MOST_ROWS = 50;

const readEvidence = (key: string) => {
  const [runId = "", callId = ""] = JSON.parse(key) as string[];
  return trpcClient.assistant.evidence.query({ runId, callId });
};

interface EvidenceProps {
  of: EvidenceOf;
  timeZone: string;
  onClose: () => void;
}

/** Where a figure comes from: the look-up, its rows, its SQL with parameters, when and how long. */
export function Evidence({ of, timeZone, onClose }: EvidenceProps) {
  const [found, again] = useRead(readEvidence, JSON.stringify([of.runId, of.callId]));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [of]);
  return (
    <div className="proof-inner">
      <div className="proof-head">
        <p className="label quiet">Evidence</p>
        <button type="button" className="ib" onClick={onClose}>
          <X className="i" aria-hidden="true" />
          <span className="sr">Close the evidence</span>
        </button>
      </div>
      <h2 ref={heading} tabIndex={-1} className={of.text.length > 7 ? "big long-big" : "big"}>
        {of.text}
      </h2>
      {found.state === "loading" ? <SkeletonRows rows={5} /> : null}
      {found.state === "failed" ? (
        <div role="alert">
          <p>{found.sentence}</p>
          <button type="button" className="btn s" onClick={again}>
            <RotateCw className="i" aria-hidden="true" />
            Try again
          </button>
        </div>
      ) : null}
      {found.state === "ready" ? <Found evidence={found.data} of={of} timeZone={timeZone} /> : null}
    </div>
  );
}

function Found({ evidence, of, timeZone }: { evidence: Awaited<ReturnType<typeof readEvidence>>; of: EvidenceOf; timeZone: string }) {
  const { label, error, rows, rowCount, sql, parameters, input, startedAt, durationMs } = evidence;
  const asked = sayInput(input);
  return (
    <>
      <p>
        From <b>{label}</b>
        {asked === "" ? "" : `: ${asked}`}
      </p>
      {error ? <p className="note">{error}</p> : null}
      {tablesOf(rows, of.source).map((table) => (
        <Rows key={table.columns.join()} table={table} text={of.text} />
      ))}
      {statementsOf(sql, parameters).map((statement, at) => (
        <div key={at}>
          <p className="label quiet">{at === 0 ? "Query" : `Query ${at + 1}`}</p>
          <pre tabIndex={0}>{statement.text}</pre>
          {statement.parameters.length > 0 ? (
            <p className="quiet long">
              {statement.parameters.map((value, index) => (
                <span key={index}>
                  <b>${index + 1}</b> {value}{" "}
                </span>
              ))}
            </p>
          ) : null}
        </div>
      ))}
      <dl>
        <dt>Ran</dt>
        <dd>{formatDateTime(startedAt, timeZone)}</dd>
        {durationMs === null ? null : (
          <>
            <dt>Took</dt>
            <dd>{sayDuration(durationMs)}</dd>
          </>
        )}
        {rowCount === null ? null : (
          <>
            <dt>Rows</dt>
            <dd>{formatCount(rowCount)}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function Rows({ table, text }: { table: EvidenceTable; text: string }) {
  const meant = table.rows.findIndex(({ isMeant }) => isMeant);
  // The row that is meant is there, also when it stands far down.
  const shown = table.rows.filter((_row, at) => at < MOST_ROWS || at === meant);
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={`Rows behind ${text}`}>
      <table className="table">
        <caption className="sr">Rows behind {text}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, at) => (
            <tr key={at} className={row.isMeant ? "meant" : undefined}>
              {row.cells.map((cell, index) => (
                <td key={index} className={/^[-\d.,]+$/.test(cell) ? "num" : undefined}>
                  {row.isMeant ? <b>{cell}</b> : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > shown.length ? <p className="quiet">And {plural(table.rows.length - shown.length, "more row")}.</p> : null}
    </div>
  );
}
