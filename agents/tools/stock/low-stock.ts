import { z } from "zod/v4";
import { listShortages } from "#db/queries/performance/list-shortages.ts";
import { addDays } from "#server/contracts/calendar.ts";
import { albumHref } from "#server/contracts/links.ts";
import { defineTool } from "#agents/define-tool.ts";
import { plural } from "#agents/words.ts";
import { cutNote, makeBlock, makeTable } from "../shared/blocks.ts";
import { describeFigures, describeRows, joinWords, sayRecord } from "../shared/describe.ts";
import { albumFilterFields, DEFAULT_ROWS, limitField } from "../shared/inputs.ts";
import { resolveAlbumFilter } from "../shared/resolve-name.ts";

const RECENT_DAYS = 30;

/** What is missing on the shelf, what sells first. */
export const lowStock = defineTool({
  label: "Low stock",
  description:
    "What is running out or gone on the shelf now: titles out of stock (sold out, none left) or low (nearly gone, at their reorder point), what to reorder, with copies on hand, on order and sold in the last 30 days. Not for the value of the stock.",
  access: "read",
  minRole: "staff",
  input: z.object({
    band: z.enum(["out", "low", "both"]).optional().describe("out: no new copy left (sold out); low: nearly gone, some left but no more than the reorder point; both (the default)."),
    ...albumFilterFields,
    limit: limitField,
  }),
  async run({ tx, shop, today }, input) {
    const { band = "both", limit = DEFAULT_ROWS } = input;
    const { filter, names, notes } = await resolveAlbumFilter(tx, input);
    const { rows, out, low } = await listShortages(tx, { from: addDays(today, 1 - RECENT_DAYS), to: today }, { band, limit, filter });
    const total = band === "both" ? out + low : band === "out" ? out : low;
    const title = ["Titles", { out: "out of stock", low: "low in stock", both: "out of stock or low" }[band], ...names].join(" ");
    if (total === 0) return makeBlock(title, shop.currency, { notes: [...notes, `No counted title${names.length > 0 ? ` ${names.join(" ")}` : ""} is ${{ out: "out of stock", low: "low", both: "out of stock or low" }[band]} now.`] });
    const figures = [
      { key: "out_of_stock", label: "Out of stock", unit: "count" as const, value: out, href: "/rows/out_of_stock" },
      { key: "low_stock", label: "Low stock", unit: "count" as const, value: low, href: "/rows/low_stock" },
    ];
    return makeBlock(title, shop.currency, {
      figures: figures.filter((figure) => band === "both" || figure.key === (band === "out" ? "out_of_stock" : "low_stock")).map(({ href, ...figure }) => (names.length === 0 ? { ...figure, href } : figure)),
      table: makeTable(
        [["title", "Record", "text"], ["artist", "Artist", "text"], ["band", "State", "text"], ["on_hand", "On hand", "count"], ["reorder_point", "Reorder point", "count"], ["on_order", "On order", "count"], ["sold", `Sold in ${RECENT_DAYS} days`, "count"]],
        rows.map((row) => ({ title: row.title, artist: row.artist, band: row.band, on_hand: row.onHand, reorder_point: row.reorderPoint, on_order: row.onOrder, sold: row.sold, href: albumHref(row.albumId) })),
        total,
      ),
      notes: [...notes, `New copies as they are now; those that sold most in the last ${RECENT_DAYS} days come first.`, ...cutNote(rows.length, total, "titles")],
    });
  },
  describe: (block) =>
    joinWords(
      block,
      describeFigures(block, { intro: `${block.title} now:`, isState: true }),
      describeRows(block, (row) => {
        const left = Number(row["on_hand"]) === 0 ? "out of stock" : `${row["on_hand"]} left, reorder point ${row["reorder_point"]}`;
        return `${sayRecord(row["title"], row["artist"])}: ${left}, ${plural(row["sold"] ?? 0, "copy", "copies")} sold lately${Number(row["on_order"]) > 0 ? `, ${row["on_order"]} on order` : ""}`;
      }),
    ),
});
