-- One folding of text for everything that is searched. Records were compared without apostrophes and
-- dots ("monks dream"), customers with them; now nobody's matter. `search_fold` goes.
DROP INDEX "albums_title_fold";--> statement-breakpoint
DROP INDEX "albums_number_code";--> statement-breakpoint
DROP INDEX "albums_barcode_code";--> statement-breakpoint
DROP INDEX "artists_name_fold";--> statement-breakpoint
DROP INDEX "customers_name_search";--> statement-breakpoint
-- `foldText` in the application does the same; a test compares them. Not `unaccent`: it is no immutable
-- function, so no index could hold it. Most text is ASCII and needs little of it: as many bytes as letters.
create or replace function fold_text(value text) returns text
  language sql immutable parallel safe
  return case
    when octet_length(value) = char_length(value) then translate(lower(value collate "C"), '''.', '')
    else translate(
      replace(replace(replace(replace(
        lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g') collate "und-x-icu"),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
      'øłđðħıς“”‐‑‒–—−''‘’ʼ.', 'olddhiσ""------') collate "C"
  end;
--> statement-breakpoint
create or replace function search_code(value text) returns text language sql immutable strict parallel safe
  return regexp_replace(fold_text(value), '[^a-z0-9]', '', 'g');
--> statement-breakpoint
drop function search_fold(text);
--> statement-breakpoint
CREATE INDEX "albums_title_fold" ON "albums" USING gin (fold_text("title") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "albums_number_code" ON "albums" USING gin (search_code("catalogue_number") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "albums_barcode_code" ON "albums" USING gin (search_code("barcode") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "artists_name_fold" ON "artists" USING gin (fold_text("name") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "customers_name_search" ON "customers" USING gin (fold_text("name") gin_trgm_ops);--> statement-breakpoint
-- An entry of an index holds 2,700 bytes, and a title any number: lists are sorted by its beginning (`albums_title_start`).
DROP INDEX "albums_title_order";
