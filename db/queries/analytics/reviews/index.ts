import type { BlockDefinition } from "../block.ts";
import { distribution } from "./distribution.ts";
import { genreRatings } from "./genre-ratings.ts";
import { newest } from "./newest.ts";
import { ratingOverTime } from "./rating-over-time.ts";
import { sentiment } from "./sentiment.ts";
import { themes } from "./themes.ts";
import { topRated } from "./top-rated.ts";

/** The blocks of the tab, in the order of the page. */
export const REVIEWS_BLOCKS: readonly BlockDefinition[] = [ratingOverTime, distribution, topRated, newest, sentiment, themes, genreRatings];
