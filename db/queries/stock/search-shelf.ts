import { sql, type SQL } from "drizzle-orm";
import { beginningFolded, containingFolded } from "../fold-text.ts";

/** Words that have a letter or a digit; a dash between two names is no word. */
function wordsOf(text: string): string[] {
  const words = text.trim().split(/\s+/).filter(Boolean).slice(0, 8);
  const said = words.filter((word) => /[\p{L}\p{N}]/u.test(word));
  return said.length > 0 ? said : words;
}

/** What was typed or scanned, read as a catalogue number or barcode; null where it cannot be one. */
const codeOf = (text: string): string | null => (/[a-z0-9]{2}/i.test(text.replace(/[^a-z0-9]/gi, "")) ? text : null);

/**
 * The ids of records that fit what was typed: every word stands in the title or the artist, or all
 * of it together in the catalogue number or barcode. Case, accents, apostrophes, spaces and dashes do
 * not matter, nor the zero before an American barcode. Each part has an index (`fold_text`,
 * `search_code`), and reads views with the owner's rights, because under a policy it could not be used.
 */
export function albumsThatFit(text: string): SQL {
  const perWord = wordsOf(text).map((word) => {
    const like = containingFolded(word);
    return sql`(select id from analytics_api.albums where fold_text(title) like ${like} union select id from analytics_api.albums where fold_text(artist) like ${like})`;
  });
  const byWords = perWord.length > 0 ? sql.join(perWord, sql` intersect `) : sql`select null::uuid where false`;
  const code = codeOf(text);
  if (code === null) return byWords;
  const like = sql`('%' || ltrim(search_code(${code}::text), '0') || '%')`;
  const enough = sql`length(ltrim(search_code(${code}::text), '0')) > 1`;
  return sql`(${byWords})
    union select id from analytics_api.albums where search_code(catalogue_number) like ${like} and ${enough}
    union select album_id from analytics_api.shelf where search_code(barcode) like ${like} and ${enough}`;
}

/** 0 for the very number that was typed or scanned, 1 for a title that begins so, else 2; of rows `s` of `analytics_api.shelf`. */
export function rankOf(text: string): SQL {
  const code = sql`ltrim(search_code(${text}::text), '0')`;
  return sql`(case when ${code} <> '' and (search_code(s.catalogue_number) = search_code(${text}::text) or ltrim(search_code(s.barcode), '0') = ${code}) then 0
    when fold_text(s.title) like ${beginningFolded(text)} then 1 else 2 end)`;
}
