-- A comma ends a clause, too: in "no noise, dead quiet" the negation turns nothing behind the comma.
create or replace function misty_internal.review_tokens(body text) returns text[]
  language sql immutable parallel safe set search_path = pg_catalog
  as $$ select string_to_array(btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    lower(replace(replace(body, '’', ''''), '`', '''') collate "C"), 'n''t', ' not', 'g'), '''[a-z]+', '', 'g'), '[.,!?;:…]+', ' . ', 'g'), '[^a-z.]+', ' ', 'g')), ' ') $$;
--> statement-breakpoint
select rebuild_review_sentiments();
