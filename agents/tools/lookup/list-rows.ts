import { z } from "zod/v4";
import { PAYMENT_METHODS, PAYMENT_STATUSES, REVIEW_THEMES } from "#db/enums.ts";
import { MANAGERS } from "#db/policies.ts";
import { findRfmGroup, RFM_GROUPS } from "#db/queries/customers/rfm.ts";
import type { RowFilter } from "#db/queries/rows/filters.ts";
import { listRows as readRows } from "#db/queries/rows/list-rows.ts";
import { sumRows } from "#db/queries/rows/sum-rows.ts";
import { drillHref, orderHref } from "#server/contracts/links.ts";
import { describeMeasure, sayNarrowing } from "#server/contracts/row-words.ts";
import { ROW_SETS, type RowMeasure } from "#server/contracts/rows.ts";
import { AppError } from "#server/errors.ts";
import { defineTool } from "#agents/define-tool.ts";
import type { AnswerTable, Cell } from "#agents/contracts/blocks.ts";
import { sayList, sayValue } from "#agents/words.ts";
import { cutNote, makeBlock, makeTable, outsideBlock } from "../shared/blocks.ts";
import { describeFigures, describeRows, joinWords, sayHead } from "../shared/describe.ts";
import { albumFilterFields, DEFAULT_ROWS, limitField, periodFields } from "../shared/inputs.ts";
import { sayCustomer } from "../shared/people.ts";
import { readPeriod, readWholeHistory } from "../shared/period.ts";
import { resolveChannel } from "../shared/resolve-channel.ts";
import { resolveAlbumFilter } from "../shared/resolve-name.ts";

type Page = Awaited<ReturnType<typeof readRows>>;

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const TITLES: Record<(typeof ROW_SETS)[number], string> = { lines: "Order lines", orders: "Orders", customers: "Customers who bought", reviews: "Reviews", payments: "Payments", stock: "Shelf", movements: "Stock movements" };

type Set = (typeof ROW_SETS)[number];

/** What each set can be narrowed by; anything else would be passed over in silence. */
const OF_ALBUMS = ["genre", "label", "artist"] as const;
const NARROWED_BY: Record<Set, readonly string[]> = {
  lines: [...OF_ALBUMS, "channel", "weekday"],
  orders: [...OF_ALBUMS, "channel", "weekday"],
  customers: ["group"],
  reviews: [...OF_ALBUMS, "stars", "theme"],
  payments: ["status", "method"],
  stock: OF_ALBUMS,
  movements: OF_ALBUMS,
};
const NARROWING = ["genre", "label", "artist", "channel", "weekday", "stars", "theme", "status", "method", "group"] as const;

/** What the rows of a set add up to. */
const MEASURES: Record<Set, readonly RowMeasure[]> = {
  lines: ["revenue", "units", "orders", "count"],
  orders: ["count", "revenue", "units"],
  customers: ["count", "revenue"],
  reviews: ["count", "mean"],
  payments: ["count", "amount"],
  stock: ["copies", "count", "cost", "price"],
  movements: ["count"],
};

/** Throws BAD_REQUEST where something is asked for that these rows do not have. */
function refuseOthers(what: Set, input: Partial<Record<(typeof NARROWING)[number], unknown>>): void {
  const wrong = NARROWING.filter((key) => input[key] !== undefined && !NARROWED_BY[what].includes(key));
  if (wrong.length > 0) throw new AppError("BAD_REQUEST", `${TITLES[what]} cannot be narrowed by ${sayList(wrong, "or")}; they can be by ${sayList(NARROWED_BY[what], "or")}.`);
}

/** The rows of a page as a table, each set with its own columns. */
function tableOf(page: Page, total: number): AnswerTable {
  const instant = (at: Date): Cell => at.toISOString();
  switch (page.kind) {
    case "lines":
      return makeTable(
        [["title", "Record", "text"], ["order", "Order", "number"], ["at", "When", "time"], ["customer", "Customer", "text"], ["quantity", "Copies", "count"], ["line_total", "Line", "money"]],
        page.rows.map((row) => ({ title: row.title ?? "Not named by its source", order: row.orderNumber, at: instant(row.at), customer: sayCustomer(row.customerName, row.customerNumber), quantity: row.quantity, line_total: row.lineTotal, href: orderHref(row.orderNumber) })),
        total,
      );
    case "orders":
      return makeTable(
        [["order", "Order", "number"], ["at", "When", "time"], ["customer", "Customer", "text"], ["channel", "Channel", "text"], ["units", "Copies", "count"], ["revenue", "Revenue", "money"]],
        page.rows.map((row) => ({ order: row.orderNumber, at: instant(row.at), customer: sayCustomer(row.customerName, row.customerNumber), channel: row.channel, units: row.units, revenue: row.revenue, href: orderHref(row.orderNumber) })),
        total,
      );
    case "customers":
      return makeTable(
        [["customer", "Customer", "text"], ["favourite_genre", "Favourite genre", "text"], ["first_order", "First order", "day"], ["orders", "Orders", "count"], ["revenue", "Revenue", "money"]],
        page.rows.map((row) => ({ customer: sayCustomer(row.name, row.number), favourite_genre: row.favouriteGenre, first_order: row.firstOrderDay, orders: row.orders, revenue: row.revenue })),
        total,
      );
    case "reviews":
      return makeTable(
        [["title", "Record", "text"], ["rating", "Stars", "count"], ["at", "When", "time"], ["customer", "Customer", "text"], ["words", "Words", "text"]],
        page.rows.map((row) => ({ title: row.title, rating: row.rating, at: instant(row.at), customer: sayCustomer(row.customerName, row.customerNumber), words: row.body })),
        total,
      );
    case "payments":
      return makeTable(
        [["order", "Order", "number"], ["at", "When", "time"], ["customer", "Customer", "text"], ["method", "Paid by", "text"], ["status", "Status", "text"], ["amount", "Amount", "money"]],
        page.rows.map((row) => ({ order: row.orderNumber, at: instant(row.at), customer: sayCustomer(row.customerName, row.customerNumber), method: row.method, status: row.status, amount: row.amount, href: orderHref(row.orderNumber) })),
        total,
      );
    case "stock":
      return makeTable(
        [["title", "Record", "text"], ["artist", "Artist", "text"], ["copy", "Copy", "text"], ["on_hand", "On hand", "count"], ["value_at_price", "Value at price", "money"]],
        page.rows.map((row) => ({ title: row.title, artist: row.artist, copy: row.condition, on_hand: row.onHand, value_at_price: row.valueAtPrice })),
        total,
      );
    case "movements":
      return makeTable(
        [["title", "Record", "text"], ["movement", "What", "text"], ["quantity", "Copies", "count"], ["reason", "Why", "text"], ["person", "Who", "text"], ["at", "When", "time"]],
        page.rows.map((row) => ({ title: row.title, movement: row.movement, quantity: row.quantity, reason: row.reason, person: row.personName, at: instant(row.at) })),
        total,
      );
  }
}

/** The single rows behind a figure, and what they add up to: the page `/rows` in an answer. */
export const listRows = defineTool({
  label: "Rows behind a figure",
  description:
    "The single rows behind a figure, with their number and sum: sales line by line (revenue, copies, orders), reviews with their words, payments, stock movements (received, counted, returned), or the customers of an RFM group; narrowed by genre, label, artist, weekday, channel, stars, theme or payment status. Not for rankings and not for totals that another tool gives.",
  access: "read",
  minRole: "staff",
  input: z.object({
    what: z.enum(ROW_SETS).optional().describe("Which rows: lines (sales, order lines; the default), orders, customers, reviews, payments, stock (the shelf now), movements (stock movements)."),
    ...periodFields,
    ...albumFilterFields,
    channel: z.string().trim().min(1).max(40).optional().describe("Only orders through this channel, such as shop, web or discogs."),
    weekday: z.enum(WEEKDAYS).optional().describe("Only orders of this day of the week, such as saturday."),
    stars: z.int().min(1).max(5).optional().describe("Only reviews with this many stars, 1 to 5."),
    theme: z.enum(REVIEW_THEMES).optional().describe("Only reviews that talk about this."),
    group: z.enum(RFM_GROUPS.map(({ id }) => id)).optional().describe("Only customers of this RFM group, such as champions or at-risk, by all they ever bought."),
    status: z.enum(PAYMENT_STATUSES).optional().describe("Only payments that are pending, completed, failed, cancelled or refunded."),
    method: z.enum(PAYMENT_METHODS).optional().describe("Only payments by card, cash, bank_transfer, paypal or other."),
    limit: limitField,
  }),
  async run({ tx, person, shop, today }, input) {
    const { weekday, stars, theme, group, status, method, limit = DEFAULT_ROWS } = input;
    const what = input.what ?? (group ? "customers" : stars ?? theme ? "reviews" : status ?? method ? "payments" : "lines");
    const { currency } = shop;
    refuseOthers(what, input);
    const channel = input.channel && (await resolveChannel(tx, input.channel));
    const { filter: albums, names, notes } = await resolveAlbumFilter(tx, input);
    const asked = (group ? readWholeHistory : readPeriod)({ shop, today }, input);
    const narrow = { genre: albums.genreId, label: albums.labelId, artist: albums.artistId, channel, weekday: weekday && WEEKDAYS.indexOf(weekday) + 1, stars, theme, group, status, method };
    const others = sayNarrowing({ ...narrow, genre: undefined, label: undefined, artist: undefined, group: undefined }, { genre: null, label: null, artist: null, album: null, customer: null });
    const title = [[TITLES[what], ...names].join(" "), ...(group ? [findRfmGroup(group)?.label ?? group] : []), ...others].join(", ");
    if (asked.outside && what !== "stock") return outsideBlock(title, currency, asked);
    const days = { from: asked.now.from, to: asked.now.to };
    const filter: RowFilter = { days, ...narrow };
    const sums = await sumRows(tx, what, filter);
    const measures = MEASURES[what];
    const counted = Number(sums.count ?? 0);
    const maySee = what !== "payments" || MANAGERS.includes(person.role);
    const page = maySee && counted > 0 ? await readRows(tx, what, filter, undefined) : null;
    const shown = page && ({ ...page, rows: page.rows.slice(0, limit) } as Page);
    return makeBlock(title, currency, {
      period: what === "stock" ? null : asked.now,
      figures: measures.map((measure) => ({ key: measure, label: describeMeasure(what, measure).label, unit: describeMeasure(what, measure).unit, value: sums[measure] ?? (measure === "count" ? "0" : null), href: drillHref({ set: what, measure, days, narrow }) })),
      table: shown ? tableOf(shown, counted) : null,
      notes: [...asked.notes, ...notes, ...(maySee ? [] : ["Managers and admins see the payments behind the total."]), ...(shown ? cutNote(shown.rows.length, counted, "rows") : [])],
    });
  },
  describe: (block) =>
    joinWords(
      block,
      describeFigures(block, block.table ? { intro: sayHead(block) } : {}),
      describeRows(block, (row) => (block.table?.columns ?? []).flatMap(({ key, unit }) => (row[key] === null || row[key] === undefined ? [] : [sayValue(row[key] ?? null, unit, block.currency)])).join(", ")),
    ),
});
