import { sql, type SQL } from "drizzle-orm";
import type { PageOf, RowNarrowing } from "../block.ts";

/** How records are put into groups. */
export interface RecordGroup {
  /** The group of an album `a`; null where it is not known. For single records that of the sales `s`, so that unnamed lines are those without one. */
  key: SQL;
  /** Names of the groups of `s.group_key`: the joins they need, and the name. */
  join: SQL;
  name: SQL;
  /** A second name, below the first. */
  detail?: SQL;
  /** Heading of the names, and the name of what belongs to no known group. */
  label: string;
  none: string;
  /** What leads from a row to its lines; `id` is a key or "none". */
  narrow: (id: string) => RowNarrowing;
  page?: PageOf["page"];
  /** Keys of rows, where a key by itself could read like "none" or "others". */
  rowKey?: (key: string) => string;
}

export const GENRE: RecordGroup = {
  key: sql`a.genre_id`,
  join: sql`left join genres g on g.id = s.group_key`,
  name: sql`g.name`,
  label: "Genre",
  none: "No genre",
  narrow: (genre) => ({ genre }),
};

export const LABEL: RecordGroup = {
  key: sql`a.label_id`,
  join: sql`left join labels g on g.id = s.group_key`,
  name: sql`g.name`,
  label: "Label",
  none: "No label",
  narrow: (label) => ({ label }),
};

export const ARTIST: RecordGroup = {
  key: sql`a.artist_id`,
  join: sql`left join artists g on g.id = s.group_key`,
  name: sql`g.name`,
  label: "Artist",
  none: "No artist",
  narrow: (artist) => ({ artist }),
};

export const ALBUM: RecordGroup = {
  key: sql`s.album_id`,
  join: sql`left join analytics_api.albums g on g.id = s.group_key`,
  name: sql`g.title`,
  detail: sql`g.artist`,
  label: "Record",
  none: "No record named",
  narrow: (album) => ({ album }),
  page: "album",
};

/** The decade of the record's year: 1950 for 1957. */
export const DECADE: RecordGroup = {
  key: sql`a.year / 10 * 10`,
  join: sql``,
  name: sql`s.group_key || 's'`,
  label: "Decade",
  none: "Year not known",
  narrow: (decade) => ({ decade }),
};

/** A format called "none" is one that is not known, as in the rows behind it. */
export const FORMAT: RecordGroup = {
  key: sql`nullif(a.format, 'none')`,
  join: sql``,
  name: sql`s.group_key`,
  label: "Format",
  none: "Format not known",
  narrow: (format) => ({ format }),
  rowKey: (key) => `=${key}`,
};
