import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql, type SQL } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { findReadModelErrors } from "#db/testing/read-model-errors.ts";
import { importFile, previewImport } from "../import-file.ts";
import type { ImportActor, ImportOptions, ImportReport } from "../types.ts";

/** The moment at which tests import. */
export const NOW = new Date("2026-06-30T12:00:00Z");

export const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

/** Files of a test, in a folder of its own that `remove` takes away. */
export function temporaryFiles(): { folder: string; write(name: string, content: string | Uint8Array): string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "misty-import-"));
  return {
    folder,
    write(name, content) {
      const path = join(folder, name);
      mkdirSync(join(path, ".."), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

type Settings = ImportOptions & { actor?: ImportActor };

export function importPath(db: Database, path: string, { actor = { kind: "command_line" }, ...options }: Settings = {}): Promise<ImportReport> {
  return importFile({ db, actor, path, options, now: () => NOW });
}

export function previewPath(db: Database, path: string, { actor = { kind: "command_line" }, ...options }: Settings = {}): Promise<ImportReport> {
  return previewImport({ db, actor, path, options, now: () => NOW });
}

/** Rows of a query, as the owner of the schema sees them. */
export function query<Row extends Record<string, unknown>>(db: Database, statement: SQL): Promise<Row[]> {
  return withSystem(db, "look in a test", async (tx) => (await tx.execute(statement)) as unknown as Row[]);
}

/** How many rows each table has that an import may write to, and what the read models have wrong. */
export async function contents(db: Database): Promise<Record<string, number | string | string[]>> {
  const [counts] = await query<Record<string, number>>(
    db,
    sql`select (select count(*)::int from orders) as orders, (select count(*)::int from order_items) as lines, (select count(*)::int from payments) as payments,
      (select count(*)::int from customers) as customers, (select count(*)::int from customer_contacts) as contacts, (select count(*)::int from albums) as albums,
      (select count(*)::int from artists) as artists, (select count(*)::int from genres) as genres, (select coalesce(sum(total), 0)::text from orders) as total,
      (select data_origin::text from settings) as origin`,
  );
  return { ...counts, errors: await withSystem(db, "check the read models", findReadModelErrors) };
}

/** How many staged rows there are of imports that did not complete. */
export async function strayRows(db: Database): Promise<number> {
  const [row] = await query<{ n: number }>(db, sql`select count(*)::int as n from import_rows r join import_batches b on b.id = r.batch_id where b.status <> 'completed'`);
  return row?.n ?? -1;
}
