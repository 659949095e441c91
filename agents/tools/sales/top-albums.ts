import { z } from "zod/v4";
import { readTopAlbums } from "#db/queries/dashboard/catalogue.ts";
import { sumAlbums } from "#db/queries/performance/sum-albums.ts";
import { albumHref, rowsHref } from "#server/contracts/links.ts";
import { defineTool } from "#agents/define-tool.ts";
import { plural, sayMoney } from "#agents/words.ts";
import { cutNote, makeBlock, makeTable, outsideBlock } from "../shared/blocks.ts";
import { describeRows, joinWords, sayHead, sayRecord } from "../shared/describe.ts";
import { albumFilterFields, DEFAULT_ROWS, limitField, periodFields } from "../shared/inputs.ts";
import { readPeriod } from "../shared/period.ts";
import { resolveAlbumFilter } from "../shared/resolve-name.ts";

/** Records ranked by what they sold. */
export const topAlbums = defineTool({
  label: "Top albums",
  description:
    "Best selling records (albums, titles, LPs, bestsellers, most sold, hits) of a period by copies or by revenue, or the worst sellers among those that sold; also within a genre, label or artist. Not for ratings, not for totals per genre, label or artist.",
  access: "read",
  minRole: "staff",
  input: z.object({
    by: z.enum(["units", "revenue"]).optional().describe("What they are ranked by: units (copies sold; the default) or revenue (money, takings)."),
    order: z.enum(["best", "worst"]).optional().describe("best sellers first (the default), or worst, slowest sellers first."),
    ...albumFilterFields,
    ...periodFields,
    limit: limitField,
  }),
  async run({ tx, shop, today }, input) {
    const { by = "units", order = "best", limit = DEFAULT_ROWS } = input;
    const { filter, names, notes } = await resolveAlbumFilter(tx, input);
    const asked = readPeriod({ shop, today }, input);
    const title = [order === "best" ? "Best selling records" : "Worst selling records", ...names, by === "revenue" ? "by revenue" : ""].filter(Boolean).join(" ");
    if (asked.outside) return outsideBlock(title, shop.currency, asked);
    const rows = await readTopAlbums(tx, asked.now, limit, { by, order, filter });
    const sums = await sumAlbums(tx, asked.now, filter);
    if (rows.length === 0) return makeBlock(title, shop.currency, { period: asked.now, notes: [...notes, ...asked.notes, "No such record sold in these days."] });
    // The rows behind a figure can be narrowed to a genre, not to a label or an artist.
    const href = (metric: "units" | "revenue") => (filter.genreId && names.length === 1 ? { href: rowsHref(metric, asked.period, { genre: filter.genreId }) } : {});
    return makeBlock(title, shop.currency, {
      period: asked.now,
      figures: [
        { key: "albums", label: "Different records sold", unit: "count", value: sums.albums },
        { key: "units", label: "Copies of all of them", unit: "count", value: sums.units, ...href("units") },
        { key: "revenue", label: "Revenue of all of them", unit: "money", value: sums.revenue, ...href("revenue") },
      ],
      table: makeTable(
        [["rank", "Rank", "number"], ["title", "Record", "text"], ["artist", "Artist", "text"], ["units", "Copies", "count"], ["revenue", "Revenue", "money"], ["on_hand", "On hand", "count"]],
        rows.map((row) => ({ rank: row.rank, title: row.title, artist: row.artist, units: row.units, revenue: row.revenue, on_hand: row.onHand, href: albumHref(row.albumId) })),
        sums.albums,
      ),
      chart: { kind: "bars", x: "title", y: by },
      notes: [...notes, ...asked.notes, ...(order === "worst" ? ["Only records that sold at least once in these days are ranked."] : []), ...cutNote(rows.length, sums.albums, "records that sold")],
    });
  },
  describe: (block) =>
    joinWords(
      block,
      block.table ? sayHead(block) : "",
      describeRows(block, (row) => `${sayRecord(row["title"], row["artist"])}: ${plural(row["units"] ?? 0, "copy", "copies")}, ${sayMoney(row["revenue"] ?? 0, block.currency)}`),
    ),
});
