import { z } from "zod/v4";
import { NO_GENRE } from "#db/queries/dashboard/revenue.ts";
import { type GroupKind, type GroupRow, readGroups } from "#db/queries/performance/read-groups.ts";
import { rowsHref } from "#server/contracts/links.ts";
import type { Period } from "#server/contracts/period.ts";
import { defineTool, type ToolContext } from "#agents/define-tool.ts";
import type { AnswerBlock, AnswerFigure, Cell } from "#agents/contracts/blocks.ts";
import { plural, sayChange, sayMoney, sayShare } from "#agents/words.ts";
import { changeOf, cutNote, makeBlock, makeTable, outsideBlock } from "../shared/blocks.ts";
import { describeFigures, describeRows, joinWords, sayHead } from "../shared/describe.ts";
import { compareField, DEFAULT_ROWS, limitField, nameField, periodFields } from "../shared/inputs.ts";
import { readPeriod } from "../shared/period.ts";
import { resolveName } from "../shared/resolve-name.ts";

const NOBODY: Record<GroupKind, string> = { genre: NO_GENRE, label: "No label", artist: "No artist" };
const MANY: Record<GroupKind, string> = { genre: "genres", label: "labels", artist: "artists" };

const inputOf = (kind: GroupKind) =>
  z.object({
    name: nameField(`Only this one ${kind}, such as ${{ genre: "Hard bop", label: "Blue Note", artist: "Miles Davis" }[kind]}. Left out: all ${MANY[kind]}, ranked.`),
    by: z.enum(["revenue", "units"]).optional().describe("What they are ranked by: revenue (money, takings; the default) or units (copies, records sold)."),
    order: z.enum(["best", "worst"]).optional().describe("best, strongest first (the default), or worst, weakest first."),
    ...periodFields,
    compareWith: compareField,
    limit: limitField,
  });

type GroupInput = z.output<ReturnType<typeof inputOf>>;

function figuresOf(row: GroupRow, kind: GroupKind, period: Period, by: "revenue" | "units"): AnswerFigure[] {
  const href = kind === "genre" ? { href: rowsHref("revenue", period, { genre: row.id ?? "none" }) } : {};
  const compared = (now: string, before: string | null) => (before === null ? {} : { before, change: changeOf(now, before) });
  return [
    { key: "revenue", label: "Revenue", unit: "money", value: row.revenue, ...compared(row.revenue, row.revenueBefore), ...href },
    { key: "units", label: "Copies", unit: "count", value: row.units, ...compared(row.units, row.unitsBefore) },
    { key: "average_price", label: "Average price per copy", unit: "money", value: row.averagePrice },
    { key: "share", label: by === "revenue" ? "Share of the revenue" : "Share of the copies", unit: "percent", value: row.share },
    { key: "rank", label: `Rank among the ${MANY[kind]}`, unit: "number", value: row.rank },
  ];
}

async function runGroups(kind: GroupKind, { tx, shop, today }: ToolContext, input: GroupInput): Promise<AnswerBlock> {
  const { by = "revenue", order = "best", limit = DEFAULT_ROWS } = input;
  const named = input.name ? await resolveName(tx, kind, input.name) : null;
  const asked = readPeriod({ shop, today }, input, input.compareWith ?? "previous");
  const title = named ? named.hit.name : `${by === "revenue" ? "Revenue" : "Copies sold"} by ${kind}${order === "worst" ? ", weakest first" : ""}`;
  if (asked.outside) return outsideBlock(title, shop.currency, asked);
  const { rows, total } = await readGroups(tx, kind, asked.now, asked.before, { by, order, limit, id: named?.hit.id });
  const said = [...(named?.note ? [named.note] : []), ...asked.notes];
  const [only] = rows;
  if (!only) return makeBlock(title, shop.currency, { period: asked.now, notes: [...said, named ? `Nothing of ${named.hit.name} sold in these days.` : "Nothing sold in these days."] });
  const before = asked.before ? ([["before", "Before", by === "revenue" ? "money" : "count"], ["change", "Change", "percent"]] as const) : [];
  return makeBlock(title, shop.currency, {
    period: asked.now,
    against: asked.before,
    figures: named ? figuresOf(only, kind, asked.period, by) : [],
    table: named
      ? null
      : makeTable(
          [["rank", "Rank", "number"], ["name", kind.charAt(0).toUpperCase() + kind.slice(1), "text"], ["revenue", "Revenue", "money"], ["units", "Copies", "count"], ["average_price", "Per copy", "money"], ["share", "Share", "percent"], ...before],
          rows.map((row) => {
            const past = by === "revenue" ? row.revenueBefore : row.unitsBefore;
            return {
              rank: row.rank,
              name: row.name ?? NOBODY[kind],
              revenue: row.revenue,
              units: row.units,
              average_price: row.averagePrice,
              share: row.share,
              ...(asked.before ? { before: past, change: changeOf(by === "revenue" ? row.revenue : row.units, past).value } : {}),
              ...(kind === "genre" ? { href: rowsHref("revenue", asked.period, { genre: row.id ?? "none" }) } : {}),
            };
          }),
          total,
        ),
    chart: named ? null : { kind: "bars", x: "name", y: by, ...(asked.before ? { before: "before" } : {}) },
    notes: [
      ...said,
      ...(rows.some((row) => row.id === null) ? [`${NOBODY[kind]}: lines whose record or whose ${kind} is not known.`] : []),
      ...(named ? [] : cutNote(rows.length, total, `${MANY[kind]} that sold`)),
    ],
  });
}

/** "down 3.0% from €500.00" of a row, as a figure says it. */
function sayRowChange(row: Record<string, Cell>, block: AnswerBlock): string {
  const unit = block.chart?.y === "units" ? "count" : "money";
  const now = row[unit === "count" ? "units" : "revenue"] ?? null;
  const past = row["before"];
  if (past === undefined || past === null || now === null) return "";
  const change = sayChange({ key: "", label: "", unit, value: now, before: past, change: changeOf(String(now), String(past)) }, block.currency);
  return change ? `, ${change}` : "";
}

const describeGroups = (block: AnswerBlock): string =>
  joinWords(
    block,
    block.table ? sayHead(block) : describeFigures(block),
    describeRows(
      block,
      (row) => `${row["name"]}: ${sayMoney(row["revenue"] ?? 0, block.currency)}, ${plural(row["units"] ?? 0, "copy", "copies")}${row["share"] === null ? "" : `, ${sayShare(row["share"] ?? 0)}`}${sayRowChange(row, block)}`,
    ),
  );

const groupTool = (kind: GroupKind, label: string, description: string) =>
  defineTool({ label, description, access: "read", minRole: "staff", input: inputOf(kind), run: (context, input) => runGroups(kind, context, input), describe: describeGroups });

export const genrePerformance = groupTool(
  "genre",
  "Genres",
  "Sales by genre (style, kind of jazz, category): revenue, copies, average price per copy and share of each genre in a period, with the change against before; which genres grow, shrink or sell best; or one genre that is named.",
);

export const labelPerformance = groupTool(
  "label",
  "Record labels",
  "Sales by record label (imprint, publisher such as Blue Note or ECM): revenue, copies, average price per copy and share of each label in a period, with the change against before; which labels sell best; or one label that is named.",
);

export const artistPerformance = groupTool(
  "artist",
  "Artists",
  "Sales by artist (musician, band): revenue, copies, average price per copy and share of each artist in a period, with the change against before; which artists sell best; or one artist that is named. Not for the single records of an artist.",
);
