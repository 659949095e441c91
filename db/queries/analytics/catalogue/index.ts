import type { BlockDefinition } from "../block.ts";
import { albums } from "./albums.ts";
import { artists } from "./artists.ts";
import { decades } from "./decades.ts";
import { genreTrend } from "./genre-trend.ts";
import { genres } from "./genres.ts";
import { labels } from "./labels.ts";

/** The blocks of the tab, in the order of the page. */
export const CATALOGUE_BLOCKS: readonly BlockDefinition[] = [genres, labels, artists, albums, genreTrend, decades];
