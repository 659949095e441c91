import { defineBlock } from "../block.ts";
import { readGroupTrend } from "./group-trend.ts";
import { ARTIST, DECADE, GENRE, LABEL } from "./record-groups.ts";

const GROUPS = { genre: GENRE, label: LABEL, artist: ARTIST, decade: DECADE };

export const genreTrend = defineBlock({
  id: "genre-trend",
  tab: "catalogue",
  track: "B5",
  title: "Genres over time",
  words:
    "Revenue of each genre, label, artist or decade by day, week or month. The twelve largest of all the days are named; the others stand together, and so does what is not known, so that each row sums to its revenue.",
  formula: "sum(line_total) by bar and genre, label, artist or decade, orders not cancelled",
  time: "range",
  span: 12,
  choices: [
    { value: "genre", label: "Genre" },
    { value: "label", label: "Label" },
    { value: "artist", label: "Artist" },
    { value: "decade", label: "Decade" },
  ],
  whenEmpty: "No record was sold in these days. Choose other days, or record a sale.",
  read: (tx, question) => readGroupTrend(tx, question, GROUPS[question.by as keyof typeof GROUPS] ?? GENRE, 12),
});
