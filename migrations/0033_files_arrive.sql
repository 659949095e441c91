-- A document may name a file that was announced and is not being removed: the row is locked, so the job that removes files
-- of nobody waits or comes too late. False where the file is given up. Called by who saves a document, inside its transaction.
create function stored_file_arrives(file text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  update stored_files set remove_after = null where key = file and remove_after is distinct from '-infinity'::timestamptz;
  return found;
end
$$;
--> statement-breakpoint
revoke all on function stored_file_arrives(text) from public;
--> statement-breakpoint
grant execute on function stored_file_arrives(text) to authenticated;
