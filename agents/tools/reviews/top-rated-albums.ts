import { z } from "zod/v4";
import { rankRatings } from "#db/queries/performance/rank-ratings.ts";
import { albumHref } from "#server/contracts/links.ts";
import { defineTool } from "#agents/define-tool.ts";
import { plural, sayValue } from "#agents/words.ts";
import { cutNote, makeBlock, makeTable, outsideBlock } from "../shared/blocks.ts";
import { describeRows, joinWords, sayHead, sayRecord } from "../shared/describe.ts";
import { albumFilterFields, DEFAULT_ROWS, limitField, wholeHistoryFields } from "../shared/inputs.ts";
import { readWholeHistory } from "../shared/period.ts";
import { resolveAlbumFilter } from "../shared/resolve-name.ts";

const LEAST_REVIEWS = 2;

/** Records ranked by the stars of their reviews. */
export const topRatedAlbums = defineTool({
  label: "Top rated albums",
  description: "Records by the stars customers gave in their reviews: best rated, highest rated, most loved, or worst rated albums, with mean rating and number of reviews; also within a genre, label or artist. Not for sales.",
  access: "read",
  minRole: "staff",
  input: z.object({
    order: z.enum(["best", "worst"]).optional().describe("best rated first (the default), or worst rated first."),
    minReviews: z.int("The number of reviews must be whole.").min(1, "At least 1 review is needed.").max(1_000, "No record has that many reviews.").optional().describe(`Only records with at least this many reviews, ranked by their plain mean. Left out: at least ${LEAST_REVIEWS}, and records with few reviews are drawn towards the mean of all.`),
    ...albumFilterFields,
    ...wholeHistoryFields,
    limit: limitField,
  }),
  async run({ tx, shop, today }, input) {
    const { order = "best", minReviews = LEAST_REVIEWS, limit = DEFAULT_ROWS } = input;
    // Who says how many reviews are enough has said what to do about few.
    const by = input.minReviews === undefined ? "weighted" : "mean";
    const { filter, names, notes } = await resolveAlbumFilter(tx, input);
    const asked = readWholeHistory({ shop, today }, input);
    const title = [order === "best" ? "Best rated records" : "Worst rated records", ...names].join(" ");
    if (asked.outside) return outsideBlock(title, shop.currency, asked);
    const { rows, total, mean } = await rankRatings(tx, asked.now, { order, by, minReviews, limit, filter });
    if (rows.length === 0) return makeBlock(title, shop.currency, { period: asked.now, notes: [...notes, ...asked.notes, `No such record has ${plural(minReviews, "review")} or more in these days.`] });
    return makeBlock(title, shop.currency, {
      period: asked.now,
      figures: [{ key: "average_rating", label: "Mean of all reviews", unit: "rating", value: mean }],
      table: makeTable(
        [["rank", "Rank", "number"], ["title", "Record", "text"], ["artist", "Artist", "text"], ["mean", "Mean rating", "rating"], ["reviews", "Reviews", "count"], ["weighted", "Weighted", "rating"]],
        rows.map((row) => ({ rank: row.rank, title: row.title, artist: row.artist, mean: row.mean, reviews: row.reviews, weighted: row.weighted, href: albumHref(row.albumId) })),
        total,
      ),
      chart: { kind: "bars", x: "title", y: "mean" },
      notes: [
        ...notes,
        ...asked.notes,
        `Only records with ${plural(minReviews, "review")} or more.`,
        by === "mean"
          ? "The rank goes by the plain mean, and more reviews decide between equals."
          : "The rank goes by a weighted mean that draws records with few reviews towards the mean of all, so that a pair of perfect reviews does not beat dozens of very good ones.",
        ...cutNote(rows.length, total, "records"),
      ],
    });
  },
  describe: (block) =>
    joinWords(block, block.table ? sayHead(block) : "", describeRows(block, (row) => `${sayRecord(row["title"], row["artist"])}: ${sayValue(row["mean"] ?? null, "rating", "")} of 5 stars, ${plural(row["reviews"] ?? 0, "review")}`)),
});
