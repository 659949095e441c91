import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Database } from "#db/client.ts";
import { appliedMigrations } from "#db/queries/migrations.ts";
import { listDocumentFiles } from "#db/queries/knowledge/stored-files.ts";
import { withSystem } from "#db/rls.ts";
import { listTables, readRowTexts } from "#db/tables.ts";
import type { FileStorage } from "../../ports/storage/storage.ts";
import { type BackedUpFiles, writeFiles } from "./backup-files.ts";

/** Rows and the SHA-256 over their text, per table: what two equal databases have in common. */
export type TableSums = Record<string, { rows: number; hash: string }>;

/**
 * Writes the whole database, as of one moment, into `file` (gzip; one JSON value per line:
 * a header, then for each table its name, its rows, and their count and SHA-256; then the files of
 * documents that lie on this machine's disk, see backup-files.ts). The queue's
 * own tables are not part of it: jobs are made anew. The file appears under its name only when
 * it is complete. Returns the sums per table, and what became of the files.
 */
export async function writeBackup({ db, storage }: { db: Database; storage: FileStorage }, file: string, now: Date): Promise<{ tables: TableSums; files: BackedUpFiles }> {
  const draft = `${file}.part`;
  const gzip = createGzip({ level: 6 });
  const out = createWriteStream(draft, { flags: "w", mode: 0o600 });
  const written = finished(gzip.pipe(out));
  const write = async (text: string) => {
    if (!gzip.write(`${text}\n`)) await once(gzip, "drain");
  };
  try {
    const { tables, named } = await withSystem(
      db,
      "backup",
      async (tx) => {
        const result: TableSums = {};
        await write(JSON.stringify({ misty: "backup", version: 2, createdAt: now.toISOString(), migrations: await appliedMigrations(tx) }));
        for (const table of await listTables(tx)) {
          const hash = createHash("sha256");
          let rows = 0;
          await write(JSON.stringify({ table: table.name }));
          for await (const lines of readRowTexts(tx, table)) {
            for (const line of lines) {
              hash.update(line).update("\n");
              await write(line);
            }
            rows += lines.length;
          }
          result[table.name] = { rows, hash: hash.digest("hex") };
          await write(JSON.stringify({ end: table.name, ...result[table.name] }));
        }
        await write(JSON.stringify({ complete: true }));
        return { tables: result, named: await listDocumentFiles(tx) };
      },
      { readOnly: true, snapshot: true },
    );
    const files = await writeFiles(storage, named, write);
    gzip.end();
    await written;
    await rename(draft, file);
    return { tables, files };
  } catch (error) {
    gzip.destroy();
    await written.catch(() => {});
    await rm(draft, { force: true });
    throw error;
  }
}
