import { z } from "zod/v4";
import { explainChange as explain } from "#db/queries/analytics/explain/explain-change.ts";
import { CONTRIBUTOR_KINDS } from "#db/queries/analytics/explain/types.ts";
import { countDays } from "#server/contracts/calendar.ts";
import { drillHref } from "#server/contracts/links.ts";
import { defineTool } from "#agents/define-tool.ts";
import type { AnswerBlock, Cell } from "#agents/contracts/blocks.ts";
import { sayIn, sayMoney } from "#agents/words.ts";
import { changeOf, makeBlock, makeTable, outsideBlock } from "../shared/blocks.ts";
import { describeFigures, joinWords } from "../shared/describe.ts";
import { compareField, dayField, periodFields } from "../shared/inputs.ts";
import { readPeriod } from "../shared/period.ts";

const TITLE = "Why revenue changed";
const BY = { parts: "Part of the change", customers: "Customers", genre: "Genre", record: "Record", channel: "Channel" } as const;

/** "+€120.00": a part of a change with its sign. */
const signed = (amount: Cell, currency: string): string => (amount === null ? "nothing" : `${Number(amount) > 0 ? "+" : ""}${sayMoney(amount, currency)}`);

/** The exact split of a change of revenue, as the block B8 of the sales page shows it. */
export const explainChange = defineTool({
  label: "Why it changed",
  description:
    "Why revenue changed between two periods: the change taken apart exactly into volume (more or fewer copies), price and mix, or into new, returning and walk-in customers, or into the genres, records or channels that moved it most. What drove, caused or explains a drop, fall, rise or growth of revenue. Not for causes outside the shop's figures.",
  access: "read",
  minRole: "staff",
  input: z.object({
    by: z.enum(["parts", "customers", ...CONTRIBUTOR_KINDS]).optional().describe("How it is taken apart: parts (volume, price and mix; the default), customers (new, returning, walk-in), genre, record (titles, albums), channel."),
    ...periodFields,
    compareWith: compareField,
    againstFrom: dayField("First day of the other, usually earlier, period that it is held against, where both are named."),
    againstTo: dayField("Last day of the other period, included."),
  }),
  async run({ tx, shop, today }, input) {
    const { by = "parts" } = input;
    const { currency } = shop;
    const asked = readPeriod({ shop, today }, input, input.compareWith && input.compareWith !== "none" ? input.compareWith : "previous");
    const other = input.againstFrom || input.againstTo ? readPeriod({ shop, today }, { from: input.againstFrom, to: input.againstTo }) : null;
    const outside = asked.outside ? asked : other?.outside ? other : null;
    if (outside) return outsideBlock(TITLE, currency, outside);
    const past = other ? other.now : asked.before;
    if (!past) return makeBlock(TITLE, currency, { period: asked.now, notes: asked.notes.length > 0 ? asked.notes : ["There are no days to compare these with."] });
    const question = { now: { from: asked.now.from, to: asked.now.to }, before: { from: past.from, to: past.to }, currency };
    const [days, daysBefore] = [countDays(asked.now.from, asked.now.to), countDays(past.from, past.to)];
    const { total, parts, buyers, contributors, notes } = await explain(tx, question);
    const rows = (days: { from: string; to: string }) => drillHref({ set: "lines", measure: "revenue", days, narrow: {}, metric: "revenue" });
    const moved = by === "parts" ? [] : by === "customers" ? buyers : contributors[by];
    return makeBlock(TITLE, currency, {
      period: asked.now,
      against: past,
      figures: [{ key: "revenue", label: "Revenue", unit: "money", value: total.now, before: total.before, change: changeOf(total.now, total.before), href: rows(question.now) }],
      table:
        by === "parts"
          ? makeTable([["name", BY.parts, "text"], ["change", "Change", "money"], ["words", "What it means", "text"]], parts.map(({ label, amount, words }) => ({ name: label, change: amount, words })), parts.length)
          : makeTable(
              [["name", BY[by], "text"], ["change", "Change", "money"], ["now", "Revenue", "money"], ["before", "Before", "money"]],
              moved.map(({ label, change, now, before }) => ({ name: label, change, now, before })),
              moved.length,
            ),
      chart: { kind: "bars", x: "name", y: "change" },
      // What is said of a comparison that was not asked for would only confuse.
      notes: [...(other ? other.notes : asked.notes), ...notes, ...(days === daysBefore ? [] : [`The periods differ in length: ${days} and ${daysBefore} days.`])],
    });
  },
  describe: (block: AnswerBlock) =>
    joinWords(
      block,
      describeFigures(block),
      block.table ? [`What made the difference${block.against ? ` to ${block.against.label}` : ""}:`, "", ...block.table.rows.map((row) => `- ${row["name"]}: ${signed(row["change"] ?? null, block.currency)}${row["words"] ? `. ${row["words"]}` : ""}`)].join("\n") : block.period ? `There is nothing to take apart ${sayIn(block.period)}.` : "",
    ),
});
