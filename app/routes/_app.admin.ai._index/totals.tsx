import { Link, useSearchParams } from "@remix-run/react";
import { formatSeconds, formatTokens, formatUsd } from "#app/components/admin/ai-words.ts";
import type { AiUsePage } from "#app/lib/api-types.ts";
import { formatCount } from "#app/lib/format.ts";
import { runsHref } from "./runs-link.ts";

type Totals = AiUsePage["totals"];

interface Tile {
  name: string;
  narrow: Record<string, string>;
  say: (figures: Totals) => string;
  detail?: (figures: Totals) => string;
}

const TILES: readonly Tile[] = [
  { name: "Answers", narrow: {}, say: ({ runs }) => formatCount(runs) },
  { name: "Cost, where known", narrow: {}, say: ({ costUsd }) => formatUsd(costUsd) },
  { name: "Cost unknown", narrow: { cost: "unknown" }, say: ({ unknownCost }) => formatCount(unknownCost) },
  { name: "Tokens read", narrow: {}, say: ({ inputTokens }) => formatTokens(inputTokens) },
  { name: "Tokens written", narrow: {}, say: ({ outputTokens }) => formatTokens(outputTokens) },
  { name: "First word, median", narrow: { status: "completed" }, say: ({ firstMedianMs }) => formatSeconds(firstMedianMs), detail: ({ firstP95Ms }) => `95 % within ${formatSeconds(firstP95Ms)}` },
  { name: "Whole answer, median", narrow: { status: "completed" }, say: ({ wholeMedianMs }) => formatSeconds(wholeMedianMs), detail: ({ wholeP95Ms }) => `95 % within ${formatSeconds(wholeP95Ms)}` },
  { name: "Failed", narrow: { status: "failed" }, say: ({ failed }) => formatCount(failed) },
  { name: "Stopped", narrow: { status: "stopped" }, say: ({ stopped }) => formatCount(stopped) },
  { name: "Thumbs up", narrow: { feedback: "up" }, say: ({ up }) => formatCount(up) },
  { name: "Thumbs down", narrow: { feedback: "down" }, say: ({ down }) => formatCount(down) },
];

/** The figures of the period, each a way to its runs, with what stood there before. */
export function AiTotals({ totals, before, period }: Pick<AiUsePage, "totals" | "before" | "period">) {
  const [search] = useSearchParams();
  return (
    <>
      <ul className="figure-list">
        {TILES.map(({ name, narrow, say, detail }) => (
          <li key={name}>
            <h3>{name}</h3>
            <Link className="v" to={runsHref(search, narrow)}>
              {say(totals)}
              <span className="sr">, show the runs</span>
            </Link>
            <p className="by">
              {detail && totals.runs > 0 ? <span>{detail(totals)}</span> : null}
              {before && before.runs > 0 ? <span>before {say(before)}</span> : null}
            </p>
          </li>
        ))}
      </ul>
      {before && period.comparison ? <p className="quiet small">{before.runs > 0 ? `Before: ${period.comparison.label}.` : `Nobody asked anything in ${period.comparison.label}.`}</p> : null}
    </>
  );
}
