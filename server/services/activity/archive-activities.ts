import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "#db/client.ts";
import { readArchives, readSealable, readSeals, type SealableActivity, type StoredSeal } from "#db/queries/activity/read-chain.ts";
import { withSystem } from "#db/rls.ts";
import { activityArchives, activitySeals, settings } from "#db/schema/index.ts";
import { chainInstant } from "./chain.ts";
import { type ArchiveLine, checkArchivesIn } from "./read-archive.ts";
import { recordActivities } from "./record-activity.ts";

/** One archive holds so much at most; the next goes on. Quiet hours make many small seals, imports few large ones. */
const MOST_SEALS = 5_000;
const MOST_ACTIVITIES = 100_000;
const SEALS_AT_ONCE = 100;

/** What was archived. */
interface Archived {
  fileName: string;
  from: number;
  to: number;
  count: number;
}

/**
 * Moves the oldest sealed activities, sealed before the settings' retention, into a file in `folder`, with their
 * seals: written, read back and checked against the chain, and only then taken out of the tables, in the transaction
 * that writes down that it was done. Details with personal values are not kept. Null when there is nothing that old.
 * Throws when what is to be archived is not as it was sealed; then all of it stays.
 */
export async function archiveActivities(db: Database, folder: string, now: Date): Promise<Archived | null> {
  const range = await findOldSeals(db, now);
  const [first] = range;
  const last = range.at(-1);
  if (!first || !last) return null;

  const seen = { count: 0, firstAt: "9", lastAt: "" };
  // Named by its content: whoever archives the same seals at the same time makes the same file, or one of another name.
  const draft = join(folder, `.draft-${v7()}`);
  await writeLines(draft, linesOf(db, range, seen));
  const fileHash = await hashFile(draft);
  const fileName = `activities-${first.position}-${last.position}-${fileHash.slice(0, 8)}.jsonl.gz`;
  const archive = { from: first.position, to: last.position, count: seen.count, fileName, fileHash, previousHash: first.previousHash, lastHash: last.hash };
  const { problems } = await checkArchivesIn(folder)({ ...archive, fileName: basename(draft) });
  if (problems.length > 0 || seen.count === 0) {
    await rm(draft, { force: true });
    if (await isArchived(db, first.position)) return null;
    throw new Error(`Activities are not as they were sealed, so none was archived: ${problems[0]?.what ?? "they are gone"} (${problems[0]?.activityId ?? fileName}) Run verify-audit.`);
  }
  // Before the rows go. What is left of an attempt that does not come to its end is a file that nobody names.
  await rename(draft, join(folder, fileName));
  await withSystem(db, "archive activities", async (tx) => {
    const id = v7();
    await tx.insert(activityArchives).values({
      id,
      fromPosition: archive.from,
      toPosition: archive.to,
      activityCount: archive.count,
      firstAt: new Date(seen.firstAt),
      lastAt: new Date(seen.lastAt),
      fileName,
      fileHash: Buffer.from(fileHash, "hex"),
      previousHash: Buffer.from(archive.previousHash, "hex"),
      lastHash: Buffer.from(archive.lastHash, "hex"),
      archivedAt: now,
    });
    await tx.execute(sql`select misty_internal.remove_archived(${id}::uuid)`);
    await recordActivities(tx, [
      { at: now, actor: { kind: "system", id: null }, action: "activity.archived", category: "settings", object: { type: "activity_archive", id }, details: { fileName, fileHash, from: archive.from, to: archive.to, count: archive.count } },
    ]);
  });
  return { fileName, from: archive.from, to: archive.to, count: archive.count };
}

/** The oldest seals that are older than the settings' retention, as many as one archive takes; none without a retention. */
async function findOldSeals(db: Database, now: Date): Promise<StoredSeal[]> {
  return withSystem(
    db,
    "look for activities to archive",
    async (tx) => {
      const [kept] = await tx.select({ days: settings.activityRetentionDays }).from(settings);
      if (!kept || kept.days === null) return [];
      const before = chainInstant(new Date(now.getTime() - kept.days * 86_400_000));
      const [first] = await tx.select({ position: sql<number>`min(${activitySeals.position})`.mapWith(Number) }).from(activitySeals);
      const old: StoredSeal[] = [];
      let activities = 0;
      for (let after = (first?.position ?? 0) - 1; after >= 0; ) {
        const piece = await readSeals(tx, after, SEALS_AT_ONCE);
        for (const seal of piece) {
          // The chain is taken from its beginning without a gap, however the clock went.
          if (seal.sealedAt >= before || old.length >= MOST_SEALS || (old.length > 0 && activities + seal.activityIds.length > MOST_ACTIVITIES)) return old;
          old.push(seal);
          activities += seal.activityIds.length;
        }
        if (piece.length < SEALS_AT_ONCE) return old;
        after = piece.at(-1)?.position ?? -1;
      }
      return old;
    },
    { readOnly: true, snapshot: true },
  );
}

/** Whether another process archived the seal at `position` meanwhile. */
const isArchived = (db: Database, position: number): Promise<boolean> =>
  withSystem(db, "see whether another process archived the same", async (tx) => (await readArchives(tx)).some(({ from, to }) => from <= position && position <= to), { readOnly: true });

/** The lines of an archive, a seal at a time. */
async function* linesOf(db: Database, seals: readonly StoredSeal[], seen: { count: number; firstAt: string; lastAt: string }): AsyncGenerator<string> {
  for (const seal of seals) {
    const rows = await withSystem(db, "read activities to archive", (tx) => readSealable(tx, seal.activityIds), { readOnly: true });
    const byId = new Map(rows.map((row) => [row.id, row]));
    yield `${JSON.stringify({ seal } satisfies ArchiveLine)}\n`;
    const inOrder: SealableActivity[] = seal.activityIds.flatMap((id) => byId.get(id) ?? []);
    for (const activity of inOrder) {
      seen.count++;
      if (activity.occurredAt < seen.firstAt) seen.firstAt = activity.occurredAt;
      if (activity.occurredAt > seen.lastAt) seen.lastAt = activity.occurredAt;
    }
    yield inOrder.map((activity) => `${JSON.stringify({ activity } satisfies ArchiveLine)}\n`).join("");
  }
}

/** Writes a gzip file for its owner alone. */
async function writeLines(path: string, lines: AsyncGenerator<string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, "wx", 0o600);
  await pipeline(Readable.from(lines), createGzip(), file.createWriteStream({ flush: true }));
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
