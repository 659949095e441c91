import { Link, useSearchParams } from "@remix-run/react";
import { formatSeconds, formatTokens, formatUsd, sayAgent, sayError } from "#app/components/admin/ai-words.ts";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import type { AiUsePage } from "#app/lib/api-types.ts";
import { formatCount, plural } from "#app/lib/format.ts";
import { runsHref } from "./runs-link.ts";

type Group = AiUsePage["people"][number];
type By = "person" | "agent" | "model" | "error";

const HEADS: Record<By, string> = { person: "Person", agent: "Agent", model: "Model", error: "What happened" };

/** A sum of nothing known is not zero. */
const sayCost = (row: Group): string => (row.unknownCost > 0 && Number(row.costUsd) === 0 ? "–" : formatUsd(row.costUsd));

/** Runs by one of their properties; each figure leads to its runs. */
export function AiGroupTable({ by, rows }: { by: By; rows: readonly Group[] }) {
  const [search] = useSearchParams();
  const to = (row: Group, narrow: Record<string, string> = {}) => runsHref(search, { [by]: row.key, ...(by === "model" ? { version: row.detail } : {}), ...narrow });
  const say = (row: Group) => (by === "agent" ? sayAgent(row.key) : by === "error" ? sayError(row.key) : row.name);
  const count = (row: Group, value: number, narrow: Record<string, string>) => (value === 0 ? "0" : <Link to={to(row, narrow)}>{formatCount(value)}</Link>);
  return (
    <DataTable
      caption={`AI use by ${HEADS[by].toLowerCase()}`}
      rows={rows}
      keyOf={(row) => `${row.key} ${row.detail ?? ""}`}
      meta={(row) => `${sayCost(row) === "–" ? "" : `${sayCost(row)}${row.unknownCost > 0 ? " and " : ""}`}${row.unknownCost > 0 ? `${formatCount(row.unknownCost)} of unknown cost` : ""} · ${plural(row.failed, "failure")}${row.detail ? ` · ${row.detail}` : ""}`}
      columns={[
        {
          head: HEADS[by],
          cell: (row) => (
            <Link to={to(row)}>
              <b>{say(row)}</b>
            </Link>
          ),
        },
        ...(by === "model" ? [{ head: "Version", cell: (row: Group) => <code>{row.detail ?? "–"}</code> }] : []),
        { head: "Answers", numeric: true, amount: true, cell: (row) => <Link to={to(row)}>{formatCount(row.runs)}</Link> },
        { head: "Cost", numeric: true, cell: (row) => sayCost(row) },
        { head: "Unknown", numeric: true, cell: (row) => count(row, row.unknownCost, { cost: "unknown" }) },
        { head: "Read", numeric: true, cell: (row) => <span title={formatCount(row.inputTokens)}>{formatTokens(row.inputTokens)}</span> },
        { head: "Written", numeric: true, cell: (row) => <span title={formatCount(row.outputTokens)}>{formatTokens(row.outputTokens)}</span> },
        { head: "First word", numeric: true, cell: (row) => <span title={`95 % within ${formatSeconds(row.firstP95Ms)}`}>{formatSeconds(row.firstMedianMs)}</span> },
        { head: "Whole", numeric: true, cell: (row) => <span title={`95 % within ${formatSeconds(row.wholeP95Ms)}`}>{formatSeconds(row.wholeMedianMs)}</span> },
        ...(by === "error" ? [] : [{ head: "Failed", numeric: true, cell: (row: Group) => count(row, row.failed, { status: "failed" }) }, { head: "Up", numeric: true, cell: (row: Group) => count(row, row.up, { feedback: "up" }) }, { head: "Down", numeric: true, cell: (row: Group) => count(row, row.down, { feedback: "down" }) }]),
      ]}
    />
  );
}
