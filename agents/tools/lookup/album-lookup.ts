import { z } from "zod/v4";
import type { Tx } from "#db/client.ts";
import { CLEAR_FIT, findNames, type NameHit } from "#db/queries/lookup/find-names.ts";
import { type AlbumSummary, readAlbums } from "#db/queries/lookup/read-albums.ts";
import { findAlbums } from "#db/queries/search.ts";
import { addDays } from "#server/contracts/calendar.ts";
import { albumHref } from "#server/contracts/links.ts";
import { AppError } from "#server/errors.ts";
import { defineTool, type ToolContext } from "#agents/define-tool.ts";
import type { AnswerBlock, AnswerFigure } from "#agents/contracts/blocks.ts";
import { plural, sayCount, sayList, sayValue } from "#agents/words.ts";
import { makeBlock, makeTable } from "../shared/blocks.ts";
import { describeFigures, describeRows, joinWords, sayRecord } from "../shared/describe.ts";
import { nameField } from "../shared/inputs.ts";
import { resolveName } from "../shared/resolve-name.ts";

const RECENT_DAYS = 30;
const MATCHES = 10;

interface Found {
  ids: string[];
  note: string | null;
}

const named = (hit: NameHit): string => sayRecord(hit.name, hit.detail);

function pick(text: string, hits: readonly NameHit[]): Found {
  const [best] = hits;
  if (!best || best.score < CLEAR_FIT) {
    const near = hits.slice(0, 3).map(named);
    throw new AppError("NOT_FOUND", `There is no record called "${text}".${near.length > 0 ? ` The nearest ${near.length === 1 ? "is" : "are"} ${sayList(near)}.` : ""}`);
  }
  const least = best.score >= 0.99 ? 0.99 : best.score >= 0.9 ? 0.9 : best.score - 0.03;
  const fitting = hits.filter((hit) => hit.score >= least);
  return { ids: fitting.map((hit) => hit.id), note: best.score < 0.9 && fitting.length === 1 ? `"${text}" was read as ${named(best)}.` : null };
}

/** Which records a title means: by an artist where one is named or stands behind "by", else by catalogue number where no title fits. */
async function findRecords(tx: Tx, title: string, artist: string | undefined): Promise<Found> {
  const hits = await findNames(tx, title, ["album"], 40);
  if (artist) {
    const { hit, note } = await resolveName(tx, "artist", artist);
    const theirs = hits.filter((album) => album.detail === hit.name);
    if (theirs.length === 0) throw new AppError("NOT_FOUND", `There is no record called "${title}" by ${hit.name}.`);
    const found = pick(title, theirs);
    return { ids: found.ids, note: [note, found.note].filter(Boolean).join(" ") || null };
  }
  if ((hits[0]?.score ?? 0) < 0.9) {
    const parts = /^(.+) by (.+)$/i.exec(title);
    if (parts?.[1] && parts[2]) return findRecords(tx, parts[1], parts[2]);
    const byNumber = (await findAlbums(tx, title)).hits.filter((album) => album.catalogueNumber?.toLowerCase() === title.toLowerCase());
    if (byNumber.length > 0) return { ids: byNumber.map((album) => album.id), note: null };
  }
  return pick(title, hits);
}

function figuresOf(album: AlbumSummary): AnswerFigure[] {
  const facts: AnswerFigure[] = [
    { key: "artist", label: "Artist", unit: "text", value: album.artist },
    { key: "label", label: "Label", unit: "text", value: album.label },
    { key: "genre", label: "Genre", unit: "text", value: album.genre },
    { key: "year", label: "Year", unit: "number", value: album.year },
    { key: "format", label: "Format", unit: "text", value: album.format },
    { key: "catalogue_number", label: "Catalogue number", unit: "text", value: album.catalogueNumber },
    { key: "list_price", label: "Price", unit: "money", value: album.listPrice },
    { key: "unit_cost", label: "Cost", unit: "money", value: album.unitCost },
    { key: "on_hand", label: "On hand, new", unit: "count", value: album.onHand },
    { key: "reorder_point", label: "Reorder point", unit: "count", value: album.reorderPoint },
    { key: "on_order", label: "On order", unit: "count", value: album.onOrder },
    { key: "used_on_hand", label: "On hand, used", unit: "count", value: album.usedOnHand },
  ];
  return [
    ...facts.filter((figure) => figure.value !== null),
    { key: "units", label: "Copies sold in all", unit: "count", value: album.units, href: albumHref(album.id) },
    { key: "revenue", label: "Revenue in all", unit: "money", value: album.revenue },
    { key: "recent_units", label: `Copies sold in the last ${RECENT_DAYS} days`, unit: "count", value: album.recentUnits },
    { key: "recent_revenue", label: `Revenue in the last ${RECENT_DAYS} days`, unit: "money", value: album.recentRevenue },
    ...(album.rating === null ? [] : [{ key: "average_rating", label: "Mean rating", unit: "rating" as const, value: album.rating, note: plural(album.reviews, "review") }]),
  ];
}

function showRecords({ shop }: ToolContext, title: string, albums: readonly AlbumSummary[]): AnswerBlock {
  return makeBlock(`Records called "${title}"`, shop.currency, {
    table: makeTable(
      [["title", "Record", "text"], ["artist", "Artist", "text"], ["year", "Year", "number"], ["units", "Copies sold", "count"], ["on_hand", "On hand", "count"]],
      albums.slice(0, MATCHES).map((album) => ({ title: album.title, artist: album.artist, year: album.year, units: album.units, on_hand: album.onHand, href: albumHref(album.id) })),
      albums.length,
    ),
    notes: [`${sayCount(albums.length)} records fit. Name the artist as well, or the whole title.`],
  });
}

/** One record by its title; several that fit are listed. */
export const albumLookup = defineTool({
  label: "Record",
  description: "One record (album, title, LP) by its title: artist, label, genre, year, price, cost, copies in stock and on order, how many sold and for how much in all and in the last 30 days, and its rating. Not for lists or rankings of records.",
  access: "read",
  minRole: "staff",
  input: z.object({
    title: z.string().trim().min(1, "The title is empty.").max(120, "A title may have 120 characters at most.").describe("The record's title or a part of it, such as Kind of Blue; or its catalogue number."),
    artist: nameField("Who made it, such as Miles Davis, when that was said."),
  }),
  async run(context, { title, artist }) {
    const { tx, shop, today } = context;
    const { ids, note } = await findRecords(tx, title, artist);
    const albums = await readAlbums(tx, ids, { from: addDays(today, 1 - RECENT_DAYS), to: today });
    const [only] = albums;
    if (!only) throw new AppError("NOT_FOUND", `There is no record called "${title}".`);
    if (albums.length > 1) return showRecords(context, title, albums);
    return makeBlock(only.title, shop.currency, {
      figures: figuresOf(only),
      notes: [...(note ? [note] : []), ...(only.onHand === null ? ["Its new copies were never counted."] : []), ...(only.rating === null ? ["It has no reviews."] : [])],
    });
  },
  describe: (block) =>
    joinWords(
      block,
      block.table ? `${block.title}:` : describeFigures(block, { intro: `${block.title}:` }),
      describeRows(block, (row) => `${sayRecord(row["title"], row["artist"])}${row["year"] ? ` (${row["year"]})` : ""}: ${plural(row["units"] ?? 0, "copy", "copies")} sold${row["on_hand"] === null ? "" : `, ${sayValue(row["on_hand"] ?? null, "count", "")} on hand`}`),
    ),
});

