import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { sql } from "drizzle-orm";
import type { Database, Tx } from "#db/client.ts";
import { stepFigureVersion } from "#db/figure-version.ts";
import { moveFiles } from "#db/queries/knowledge/stored-files.ts";
import { appliedMigrations } from "#db/queries/migrations.ts";
import { withSystem } from "#db/rls.ts";
import { refreshStatistics } from "#db/statistics.ts";
import { listTables, readRowTexts, type TableInfo } from "#db/tables.ts";
import { AppError } from "../../errors.ts";
import type { FileStorage } from "../../ports/storage/storage.ts";
import { hashOf } from "../knowledge/stored-files.ts";
import { readFiles } from "./backup-files.ts";
import type { TableSums } from "./write-backup.ts";

const PIECE = 1_000;
/** What stands behind the last table. */
const COMPLETE = JSON.stringify({ complete: true });

const broken = (why: string) => new AppError("BAD_REQUEST", `This is no complete Misty backup (${why}). Nothing was restored.`);

/** Lines of a gzip file. A file that is not gzip or ends early is an AppError. */
async function* readLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unzipped = source.pipe(createGunzip());
  source.on("error", (error) => unzipped.destroy(error));
  try {
    for await (const line of createInterface({ input: unzipped, crlfDelay: Infinity })) yield line;
  } catch (error) {
    throw broken(error instanceof Error ? error.message : "unreadable");
  }
}

async function insertRows(tx: Tx, table: TableInfo, lines: string[]): Promise<void> {
  if (lines.length === 0) return;
  const name = sql.identifier(table.name);
  await tx.execute(sql`insert into ${name} overriding system value select * from jsonb_populate_recordset(null::${name}, ${`[${lines.join(",")}]`}::jsonb)`);
}

/** Rows and hash of every table as the database holds them now. */
async function sumTables(tx: Tx, tables: TableInfo[]): Promise<TableSums> {
  const sums: TableSums = {};
  for (const table of tables) {
    const hash = createHash("sha256");
    let rows = 0;
    for await (const lines of readRowTexts(tx, table)) {
      for (const line of lines) hash.update(line).update("\n");
      rows += lines.length;
    }
    sums[table.name] = { rows, hash: hash.digest("hex") };
  }
  return sums;
}

/** A database that nobody has worked in: no orders, no albums, no people, no imports, no documents but the program's own. */
async function requireUnused(tx: Tx): Promise<void> {
  const [used] = await tx.execute<{ used: boolean }>(sql`
    select exists (select from orders) or exists (select from albums) or exists (select from customers) or exists (select from import_batches)
      or exists (select from documents where corpus_name is null or corpus_name like '%/%')
      or exists (select from users where not is_demo) or (select data_origin in ('seeded', 'imported') from settings) as used`);
  if (used?.used) throw new AppError("CONFLICT", "This database is in use. A backup is restored into an unused one only: choose another MISTY_DATA_DIR or DATABASE_URL. Nothing was changed.");
}

/** Throws unless a file begins as a backup of this version does. `mine` are the migrations of this database. */
function checkHead(line: string, mine: readonly string[]): void {
  const head = parse<{ misty?: string; version?: number; migrations?: string[] }>(line);
  if (head.misty !== "backup" || head.version !== 2) throw broken("the first line is no header");
  if (head.migrations?.join() === mine.join()) return;
  throw new AppError("BAD_REQUEST", `The backup was made by another version of Misty (its newest migration is ${head.migrations?.at(-1) ?? "unknown"}, here it is ${mine.at(-1) ?? "none"}). Restore it with that version, then update. Nothing was restored.`);
}

/** What a restore did to the files of documents. */
interface RestoredFiles {
  /** All that the backup has, by their keys. */
  keys: string[];
  /** Those of them that were not there before, and that go again when the rest fails. */
  written: string[];
}

/**
 * Puts the files of a backup into the storage, once all of it is known to be a backup of this version. What lies there
 * already belongs to a shop that may be at work: it is never written over and never removed.
 */
async function restoreFiles(storage: FileStorage, file: string, mine: readonly string[]): Promise<RestoredFiles> {
  const done: RestoredFiles = { keys: [], written: [] };
  const lines = readLines(file);
  try {
    const first: IteratorResult<string, unknown> = await lines.next();
    checkHead(first.done === true ? "" : first.value, mine);
    for (;;) {
      const line: IteratorResult<string, unknown> = await lines.next();
      if (line.done === true) throw broken("it ends before its end");
      if (line.value === COMPLETE) break;
    }
    const put = async (key: string, bytes: Uint8Array, type: string) => {
      const before = await findFile(storage, key);
      if (before && hashOf(before) !== hashOf(bytes)) throw new AppError("CONFLICT", `The storage of files holds another file under a name of the backup (${key}). Restore into an empty one: choose another MISTY_DATA_DIR or bucket. Nothing was restored.`);
      done.keys.push(key);
      if (before) return;
      done.written.push(key);
      await storage.put(key, bytes, type);
    };
    await readFiles(lines, put, broken);
    return done;
  } catch (error) {
    await storage.remove(done.written).catch(() => {});
    throw error instanceof SyntaxError ? broken("a line is no JSON") : error;
  } finally {
    await lines.return(undefined);
  }
}

async function findFile(storage: FileStorage, key: string): Promise<Uint8Array | null> {
  try {
    return await storage.open(key);
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

/**
 * Puts a backup into an unused, migrated database, in one transaction: all of it or nothing.
 * Triggers rest meanwhile, because what they would write is in the backup; afterwards every
 * table is read back and compared with the sums in the file. The files of documents go into the storage before it, and what
 * was not there before goes out of it again when the rest fails. Returns those sums, how many files there were, and how many of
 * them lay in the storage already: two databases that share files lose them together.
 * Throws AppError for a used database, a storage with other files of these names, another version's backup, or a damaged one.
 */
export async function restoreBackup({ db, storage }: { db: Database; storage: FileStorage }, file: string): Promise<{ tables: TableSums; files: number; shared: number }> {
  const mine = await withSystem(
    db,
    "see whether the database is unused",
    async (tx) => {
      await requireUnused(tx);
      return appliedMigrations(tx);
    },
    { readOnly: true },
  );
  const { keys, written } = await restoreFiles(storage, file, mine);
  try {
    return { tables: await restoreTables(db, file, { keys, place: storage.id }), files: keys.length, shared: keys.length - written.length };
  } catch (error) {
    await storage.remove(written).catch(() => {});
    throw error;
  }
}

function restoreTables(db: Database, file: string, { keys, place }: { keys: readonly string[]; place: string }): Promise<TableSums> {
  return withSystem(
    db,
    "restore",
    async (tx) => {
      await requireUnused(tx);
      const tables = await listTables(tx);
      const byName = new Map(tables.map((table) => [table.name, table]));
      for (const table of tables) await tx.execute(sql.raw(`alter table "${table.name}" disable trigger user`));
      for (const table of [...tables].reverse()) await tx.execute(sql.raw(`delete from "${table.name}"`));

      const expected: TableSums = {};
      let header = false;
      let complete = false;
      let current: TableInfo | null = null;
      let piece: string[] = [];
      for await (const line of readLines(file)) {
        if (!header) {
          checkHead(line, await appliedMigrations(tx));
          header = true;
          continue;
        }
        if (current === null) {
          const mark = parse<{ table?: string; complete?: boolean }>(line);
          complete = mark.complete === true;
          if (complete) break;
          current = byName.get(mark.table ?? "") ?? null;
          if (!current) throw broken(`unknown table ${mark.table ?? line.slice(0, 40)}`);
          continue;
        }
        if (line.startsWith('{"end":')) {
          await insertRows(tx, current, piece);
          piece = [];
          const { rows, hash } = parse<{ rows: number; hash: string }>(line);
          expected[current.name] = { rows, hash };
          current = null;
          continue;
        }
        piece.push(line);
        if (piece.length >= PIECE) {
          await insertRows(tx, current, piece);
          piece = [];
        }
      }
      if (!complete) throw broken("it ends before its end");

      for (const table of tables) {
        await tx.execute(sql.raw(`alter table "${table.name}" enable trigger user`));
        for (const column of table.identities) {
          await tx.execute(sql.raw(`select setval(pg_get_serial_sequence('"${table.name}"', '${column}'), coalesce((select max("${column}") from "${table.name}"), 0) + 1, false)`));
        }
      }
      // Versions of figures are no part of a backup; what was computed from the empty shop must not be shown again.
      await stepFigureVersion(tx);
      await refreshStatistics(tx);
      const found = await sumTables(tx, tables);
      const different = tables.filter((table) => JSON.stringify(found[table.name]) !== JSON.stringify(expected[table.name]));
      if (different.length > 0) throw broken(`these tables differ from their sums: ${different.map((table) => table.name).join(", ")}`);
      await moveFiles(tx, keys, place);
      return found;
    },
    { statementTimeoutMs: 600_000 },
  );
}

function parse<T>(line: string): T {
  try {
    return JSON.parse(line) as T;
  } catch {
    throw broken("a line is no JSON");
  }
}
