import { z } from "zod/v4";
import { listShelf, type ShelfRow } from "#db/queries/stock/list-shelf.ts";
import { addDays } from "#server/contracts/calendar.ts";
import { albumHref } from "#server/contracts/links.ts";
import { AppError } from "#server/errors.ts";
import { defineTool } from "#agents/define-tool.ts";
import { plural, sayValue } from "#agents/words.ts";
import { makeBlock, makeTable } from "../shared/blocks.ts";
import { describeRows, joinWords, sayRecord } from "../shared/describe.ts";
import { DEFAULT_ROWS, limitField } from "../shared/inputs.ts";

/** Days whose sales say how long a place lasts, as on the stock page. */
const RECENT_DAYS = 90;

const BAND_WORDS: Record<NonNullable<ShelfRow["band"]>, string> = { out: "out of stock", low: "low", fine: "fine", none: "not counted" };

/** What is on the shelf of a record, found as the stock page finds it. */
export const stockLookup = defineTool({
  label: "Stock of a record",
  description:
    "Shelf search: which records are in stock, found by catalogue number, barcode, artist or a part of the title, with copies on hand (left), new and used, reorder point, on order, price and days of stock (how many days each lasts) at the pace of the last 90 days. Not for what they sold.",
  access: "read",
  minRole: "staff",
  input: z.object({
    text: z.string().trim().min(1, "Say which record.").max(120).describe("Title, artist, catalogue number or barcode of the record, such as Kind of Blue, BLP 1577 or 0602577450785."),
    limit: limitField,
  }),
  async run({ tx, shop, today }, { text, limit = DEFAULT_ROWS }) {
    const { rows, nextCursor } = await listShelf(tx, { q: text, copies: "shelf", sort: "best", dir: "asc" }, { from: addDays(today, 1 - RECENT_DAYS), to: today }, limit);
    if (rows.length === 0) throw new AppError("NOT_FOUND", `No record fits "${text}". Try a part of the title, the artist or the catalogue number.`);
    return makeBlock(`Stock of "${text}"`, shop.currency, {
      table: makeTable(
        [["title", "Record", "text"], ["artist", "Artist", "text"], ["number", "Number", "text"], ["copy", "Copy", "text"], ["on_hand", "On hand", "count"], ["band", "State", "text"], ["reorder_point", "Reorder point", "count"], ["on_order", "On order", "count"], ["days_of_stock", "Days of stock", "days"], ["price", "Price", "money"]],
        rows.map((row) => ({
          title: row.title,
          artist: row.artist,
          number: row.catalogueNumber,
          copy: row.condition === "new" ? "new" : `used, ${row.mediaGrade ?? "not graded"}`,
          on_hand: row.onHand,
          band: row.band && BAND_WORDS[row.band],
          reorder_point: row.condition === "new" ? row.reorderPoint : null,
          on_order: row.onOrder,
          days_of_stock: row.daysOfStock,
          price: row.price,
          href: albumHref(row.albumId),
        })),
        rows.length,
      ),
      notes: [`As it is now; days of stock by the sales of the last ${RECENT_DAYS} days.`, ...(nextCursor ? [`More records fit; these are the nearest ${rows.length}.`] : [])],
    });
  },
  describe: (block) =>
    joinWords(
      block,
      `${block.title} now:`,
      describeRows(block, (row) => {
        const left = row["on_hand"] === null ? "never counted" : Number(row["on_hand"]) <= 0 ? "out of stock" : plural(row["on_hand"] ?? 0, "copy", "copies");
        return `${sayRecord(row["title"], row["artist"])}${row["copy"] === "new" ? "" : ` (${row["copy"]})`}: ${left}${Number(row["on_order"]) > 0 ? `, ${row["on_order"]} on order` : ""}${row["days_of_stock"] === null ? "" : `, lasts ${sayValue(row["days_of_stock"] ?? null, "days", block.currency)} at its pace`}`;
      }),
    ),
});
