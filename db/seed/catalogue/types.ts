/** The genres the shop files its records under. */
export const GENRES = [
  "Swing",
  "Big band",
  "Bebop",
  "Hard bop",
  "Cool",
  "West Coast",
  "Modal",
  "Post-bop",
  "Avant-garde",
  "Free jazz",
  "Spiritual jazz",
  "Soul jazz",
  "Jazz-funk",
  "Fusion",
  "Latin jazz",
  "Bossa nova",
  "Vocal",
  "Third stream",
  "Contemporary",
] as const;

/** One of {@link GENRES}. */
export type GenreName = (typeof GENRES)[number];

/** How well a record sells: 5 is a constant seller, 1 the long tail. */
export type Popularity = 1 | 2 | 3 | 4 | 5;

/** One album as it is known to the trade, whatever copies the shop holds of it. */
export interface CatalogueRecord {
  /** The title as printed on the sleeve. */
  title: string;
  /** The leading artist, in one spelling throughout the catalogue. */
  artist: string;
  /** The label of the first release, or null where that is not certain. */
  label: string | null;
  /** The browser the shop files it in. */
  genre: GenreName;
  /** The year of the first release (not of the session), or null where that is not certain. */
  year: number | null;
  /** The number of an original pressing, or null where that is not certain. */
  catalogueNumber: string | null;
  /** How well it sells, from 1 to 5. */
  popularity: Popularity;
}

/** A {@link CatalogueRecord} in the one-line form the files of this folder are written in. */
export type CatalogueRow = readonly [
  title: string,
  artist: string,
  label: string | null,
  genre: GenreName,
  year: number | null,
  catalogueNumber: string | null,
  popularity: Popularity,
];
