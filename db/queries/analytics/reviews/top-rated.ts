import { defineBlock } from "../block.ts";
import { rankRatings } from "../../performance/rank-ratings.ts";
import { toReviews } from "./given-reviews.ts";

const SHOWN = 20;

export const topRated = defineBlock({
  id: "top-rated",
  tab: "reviews",
  track: "B3",
  title: "Best and worst rated records",
  words:
    "Records with at least two reviews in these days. Each is lent five reviews with the mean of all reviews, so that two times five stars do not beat forty with a mean of 4.8; the weighted mean decides the order.",
  formula: "(sum(rating) + 5 × mean of all reviews) / (count + 5), count >= 2",
  time: "range",
  span: 7,
  choices: [
    { value: "best", label: "Best" },
    { value: "worst", label: "Worst" },
  ],
  whenEmpty: "No record has two reviews in these days. Choose more days.",
  async read(tx, { frame: { now }, by }) {
    const { rows, total, mean } = await rankRatings(tx, now, { order: by === "worst" ? "worst" : "best", by: "weighted", minReviews: 2, limit: SHOWN, filter: {} });
    return {
      columns: [
        { key: "title", label: "Record", unit: "text" },
        { key: "artist", label: "Artist", unit: "text" },
        { key: "weighted", label: "Weighted mean", unit: "rating" },
        { key: "mean", label: "Mean", unit: "rating" },
        { key: "count", label: "Reviews", unit: "count" },
      ],
      rows: rows.map((row) => ({
        key: row.albumId,
        cells: { title: row.title, artist: row.artist, weighted: row.weighted, mean: row.mean, count: String(row.reviews) },
        drills: { weighted: toReviews(now, { album: row.albumId }, null), mean: toReviews(now, { album: row.albumId }, "mean"), count: toReviews(now, { album: row.albumId }) },
        about: { page: "album", id: row.albumId },
      })),
      total,
      chart: { kind: "bars", label: "title", value: "weighted", detail: "artist" },
      notes: mean === null ? [] : [`The mean of all reviews of these days is ${mean}.`],
    };
  },
});
