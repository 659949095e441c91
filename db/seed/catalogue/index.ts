import { africaAsiaAndOceania } from "./africa-asia-and-oceania";
import { blueNote } from "./blue-note";
import { columbiaAndVerve } from "./columbia-and-verve";
import { contemporary } from "./contemporary";
import { europeAndEcm } from "./europe-and-ecm";
import { fusionAndLater } from "./fusion-and-later";
import { impulseAndAtlantic } from "./impulse-and-atlantic";
import { independents } from "./independents";
import { latinAndBrazil } from "./latin-and-brazil";
import { prestigeRiversideSavoy } from "./prestige-riverside-savoy";
import type { CatalogueRecord, CatalogueRow } from "./types";
import { vocal } from "./vocal";
import { westCoast } from "./west-coast";

const rows: readonly CatalogueRow[] = [
  ...blueNote,
  ...prestigeRiversideSavoy,
  ...westCoast,
  ...columbiaAndVerve,
  ...impulseAndAtlantic,
  ...vocal,
  ...latinAndBrazil,
  ...europeAndEcm,
  ...africaAsiaAndOceania,
  ...independents,
  ...fusionAndLater,
  ...contemporary,
];

/** The whole catalogue: 420 records, in the order of the files. */
export const catalogue: readonly CatalogueRecord[] = rows.map(
  ([title, artist, label, genre, year, catalogueNumber, popularity]) => ({
    title,
    artist,
    label,
    genre,
    year,
    catalogueNumber,
    popularity,
  }),
);
