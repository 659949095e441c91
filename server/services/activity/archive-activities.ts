import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "#db/client.ts";
import { readSealable, readSeals, type SealableActivity, type StoredSeal } from "#db/queries/activity/read-chain.ts";
import { withSystem } from "#db/rls.ts";
import { activityArchives, activitySeals, settings } from "#db/schema/index.ts";
import { chainInstant } from "./chain.ts";
import { type ArchiveLine, checkArchivesIn } from "./read-archive.ts";
import { recordActivities } from "./record-activity.ts";

/** Of so many seals one archive is made at most; the next run goes on. */
const MOST_SEALS = 200;

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
  const range = await withSystem(db, "look for activities to archive", async (tx) => {
    const [kept] = await tx.select({ days: settings.activityRetentionDays }).from(settings);
    if (!kept || kept.days === null) return null;
    const before = chainInstant(new Date(now.getTime() - kept.days * 86_400_000));
    const [first] = await tx.select({ position: sql<number>`min(${activitySeals.position})`.mapWith(Number) }).from(activitySeals);
    const oldest = first?.position ? await readSeals(tx, first.position - 1, MOST_SEALS) : [];
    // The chain is taken from its beginning without a gap, however the clock went.
    const young = oldest.findIndex((seal) => seal.sealedAt >= before);
    return young === -1 ? oldest : oldest.slice(0, young);
  });
  const [first] = range ?? [];
  const last = range?.at(-1);
  if (!range || !first || !last) return null;

  const fileName = `activities-${first.position}-${last.position}.jsonl.gz`;
  const seen = { count: 0, firstAt: "9", lastAt: "" };
  await writeLines(join(folder, fileName), linesOf(db, range, seen));
  const archive = { from: first.position, to: last.position, count: seen.count, fileName, fileHash: await hashFile(join(folder, fileName)), previousHash: first.previousHash, lastHash: last.hash };
  const { problems } = await checkArchivesIn(folder)(archive);
  if (problems.length > 0 || seen.count === 0) {
    await rm(join(folder, fileName), { force: true });
    throw new Error(`Activities are not as they were sealed, so none was archived: ${problems[0]?.what ?? "they are gone"} (${problems[0]?.activityId ?? fileName}) Run verify-audit.`);
  }
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
      fileHash: Buffer.from(archive.fileHash, "hex"),
      previousHash: Buffer.from(archive.previousHash, "hex"),
      lastHash: Buffer.from(archive.lastHash, "hex"),
      archivedAt: now,
    });
    await tx.execute(sql`select misty_internal.remove_archived(${id}::uuid)`);
    await recordActivities(tx, [
      { at: now, actor: { kind: "system", id: null }, action: "activity.archived", category: "settings", object: { type: "activity_archive", id }, details: { fileName, fileHash: archive.fileHash, from: archive.from, to: archive.to, count: archive.count } },
    ]);
  });
  return { fileName, from: archive.from, to: archive.to, count: archive.count };
}

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

/** Writes a gzip file whole or not at all, for its owner alone. */
async function writeLines(path: string, lines: AsyncGenerator<string>): Promise<void> {
  await mkdir(join(path, ".."), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  const file = await open(draft, "w", 0o600);
  await pipeline(Readable.from(lines), createGzip(), file.createWriteStream({ flush: true }));
  await rename(draft, path);
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
