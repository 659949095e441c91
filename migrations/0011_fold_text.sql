-- What a person means when they type "Chloe": small letters, no accents, plain quotes and dashes, and
-- the letters that Unicode takes for letters of their own written as people without them on their
-- keyboard do ("Jorgen" finds "Jørgen"). `foldText` in the application does the same; a test compares
-- them. Most text is ASCII and needs none of it: as many bytes as letters.
create function fold_text(value text) returns text
  language sql immutable parallel safe
  return case
    when octet_length(value) = char_length(value) then lower(value collate "C")
    else translate(
      replace(replace(replace(replace(
        lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g') collate "und-x-icu"),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
      'øłđðħıς‘’ʼ“”‐‑‒–—−', 'olddhiσ''''''""------') collate "C"
  end;
--> statement-breakpoint
DROP INDEX "customers_name_search";--> statement-breakpoint
CREATE INDEX "customers_name_search" ON "customers" USING gin (fold_text("name") gin_trgm_ops);
--> statement-breakpoint
-- Under a policy PostgreSQL may not use an index for `like` (it is not leakproof) and would fold a
-- hundred thousand names for each search. Every role may read the names themselves.
create function customers_named(pattern text) returns setof uuid
  language sql stable parallel safe security definer rows 100 set search_path = public, pg_temp
  as $$ select id from customers where fold_text(name) like pattern and (select current_person_role()) is not null $$;
--> statement-breakpoint
revoke execute on function customers_named(text) from public;
--> statement-breakpoint
grant execute on function customers_named(text) to authenticated;
