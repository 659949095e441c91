import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { asc, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Tx } from "#db/client.ts";
import { countUnsealed, readHashAt } from "#db/queries/activity/read-chain.ts";
import { withRls, withSystem } from "#db/rls.ts";
import { activityDetails, activityLogs, activitySeals, settings } from "#db/schema/index.ts";
import { asRole, emptyActivityLog, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { archiveActivities } from "./archive-activities.ts";
import { noteHead, readNotedHead } from "./audit-files.ts";
import { followHead } from "./follow-head.ts";
import { checkArchivesIn } from "./read-archive.ts";
import { recordActivities } from "./record-activity.ts";
import { sealActivities } from "./seal-activities.ts";
import { type ChainHead, verifyAudit } from "./verify-audit.ts";

const NOW = new Date("2026-06-30T12:00:00Z");
const DAY = 86_400_000;
const RUNS = Number(process.env["RUNS"] ?? 25);
const folder = mkdtempSync(join(tmpdir(), "misty-audit-"));
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => system(emptyActivityLog));

const system = <T>(fn: (tx: Tx) => Promise<T>) => withSystem(database.db, "a test", fn);
const act = (n: number, details?: Record<string, unknown>) => ({
  at: new Date(NOW.getTime() + n),
  actor: { kind: "person" as const, id: people.manager.id },
  action: "order.created",
  category: "sales" as const,
  object: { type: "order", id: people.staff.id },
  fields: [`field_${n}`],
  ...(details ? { details } : {}),
});
const write = (from: number, count: number) => system((tx) => recordActivities(tx, Array.from({ length: count }, (_, n) => act(from + n, { name: `Ada ${n}`, b: [1, "é"], a: null }))));
const seal = (at = NOW) => system((tx) => sealActivities(tx, at));
const verify = (heads: ChainHead[] = []) => verifyAudit({ read: system, checkArchive: checkArchivesIn(folder), heads });
const ids = async () => (await system((tx) => tx.select({ id: activityLogs.id }).from(activityLogs).orderBy(asc(activityLogs.id)))).map(({ id }) => id);
/** What somebody does who owns the tables and means it. */
const tamper = (statement: ReturnType<typeof sql>) =>
  system(async (tx) => {
    for (const table of ["activity_logs", "activity_seals"]) await tx.execute(sql.raw(`alter table ${table} disable trigger user`));
    await tx.execute(statement);
    for (const table of ["activity_logs", "activity_seals"]) await tx.execute(sql.raw(`alter table ${table} enable trigger user`));
  });

/** Three seals of four activities each, and one activity that waits. */
async function chain(): Promise<string[]> {
  for (let n = 0; n < 3; n++) {
    await write(n * 4, 4);
    await seal(new Date(NOW.getTime() + n));
  }
  await write(12, 1);
  return ids();
}

describe("the log", () => {
  test.each(["update activity_logs set action = 'order.edited'", "delete from activity_logs", "truncate activity_logs cascade", "update activity_seals set sealed_at = sealed_at", "delete from activity_seals", "truncate activity_seals"])(
    "refuses its own owner: %s",
    async (statement) => {
      await chain();
      await expect(system((tx) => tx.execute(sql.raw(statement)))).rejects.toMatchObject({ cause: { message: expect.stringMatching(/only ever added to/) as string } });
      expect((await verify()).ok).toBe(true);
    },
  );

  test("takes what people write, and lets nobody who is signed in write a seal", async () => {
    await withRls(database.db, asRole("staff"), (tx) => recordActivities(tx, [{ ...act(1), actor: { kind: "person", id: people.staff.id } }]));
    expect(await system(countUnsealed)).toBe(1);
    await expect(withRls(database.db, asRole("admin"), (tx) => sealActivities(tx, NOW))).rejects.toThrow();
  });
});

describe("verify-audit", () => {
  test("finds an untouched log whole and counts what is not sealed", async () => {
    await chain();
    expect(await verify()).toMatchObject({ ok: true, problems: [], seals: 3, activities: 12, unsealed: 1, erasedDetails: 0, head: { position: 3 } });
  });

  test.each(["occurred_at = occurred_at + interval '1 microsecond'", "action = 'order.deleted'", "result = 'failed'", "actor_id = null", "object_id = gen_random_uuid()", "fields = '{field_5,total}'", "request_id = 'x'", "details_hash = null", "created_at = created_at - interval '1 s'"])(
    "names the edited row: %s",
    async (change) => {
      const all = await chain();
      await tamper(sql.raw(`update activity_logs set ${change} where id = '${all[5]}'`));
      const report = await verify();
      expect(report.ok).toBe(false);
      expect(report.problems[0]).toEqual({ position: 2, activityId: all[5], what: "This activity was edited." });
    },
  );

  test("names the first of several", async () => {
    const all = await chain();
    await tamper(sql.raw(`update activity_logs set result = 'failed' where id in ('${all[9]}', '${all[2]}')`));
    expect((await verify()).problems.map(({ activityId }) => activityId)).toEqual([all[2], all[9]]);
  });

  test("names the deleted row, sealed or not", async () => {
    const all = await chain();
    await tamper(sql.raw(`delete from activity_details where activity_id in ('${all[6]}', '${all[12]}')`));
    await tamper(sql.raw(`delete from activity_logs where id = '${all[6]}'`));
    expect((await verify()).problems).toEqual([{ position: 2, activityId: all[6], what: "This activity was deleted." }]);
    await tamper(sql.raw(`delete from activity_logs where id = '${all[12]}'`));
    expect((await verify()).problems[1]).toMatchObject({ position: null, activityId: all[12] });
  });

  test("names the inserted row", async () => {
    await chain();
    const inserted = "01900000-0000-7000-8000-0000000000ff";
    await tamper(sql.raw(`insert into activity_logs (id, occurred_at, actor_kind, action, category, result) values ('${inserted}', '2020-01-01', 'system', 'order.created', 'sales', 'succeeded')`));
    expect((await verify()).problems).toMatchObject([{ position: null, activityId: inserted }]);
  });

  test("names two rows whose contents were swapped", async () => {
    const all = await chain();
    await tamper(sql.raw(`update activity_logs a set fields = b.fields, occurred_at = b.occurred_at from activity_logs b where (a.id, b.id) in (('${all[1]}', '${all[2]}'), ('${all[2]}', '${all[1]}'))`));
    expect((await verify()).problems.map(({ activityId }) => activityId)).toEqual([all[1], all[2]]);
  });

  test("finds an edited seal, also one whose row hashes were made to fit an edited row", async () => {
    const all = await chain();
    await tamper(sql.raw("update activity_seals set row_hashes = set_byte(row_hashes, 40, 255 - get_byte(row_hashes, 40)) where position = 2"));
    expect((await verify()).problems).toMatchObject([{ position: 2, activityId: all[5] }, { position: 2, what: "Seal 2 was edited." }]);
  });

  test("finds a seal that is missing in the middle", async () => {
    await chain();
    await tamper(sql.raw("delete from activity_seals where position = 2"));
    const report = await verify();
    expect(report.problems[0]).toMatchObject({ position: 3, what: "Seals 2 to 2 are missing." });
  });

  test("finds an end that was cut off, by an end that was noted elsewhere; without one it cannot", async () => {
    const all = await chain();
    const { head } = await verify();
    if (!head) throw new Error("no head");
    noteHead(folder, head);
    const cut = all.slice(8).map((id) => `'${id}'`).join(", ");
    await tamper(sql.raw(`delete from activity_details where activity_id in (${cut})`));
    await tamper(sql.raw(`delete from activity_logs where id in (${cut})`));
    await tamper(sql.raw("delete from activity_seals where position = 3"));
    await tamper(sql.raw("truncate activity_unsealed"));
    expect(await verify()).toMatchObject({ ok: true });
    const noted = readNotedHead(folder);
    expect(noted).toEqual(head);
    expect(await verify(noted ? [noted] : [])).toMatchObject({ ok: false, problems: [{ position: 3 }] });
    await write(20, 2);
    await seal();
    expect((await verify([head])).problems).toMatchObject([{ position: 3, what: "Seal 3 is another one than was noted." }]);
  });

  test("looks for every end that was noted, also for two of the same seal", async () => {
    await chain();
    const { head } = await verify();
    if (!head) throw new Error("no head");
    const other = { ...head, hash: "ab".repeat(32) };
    for (const heads of [[other, head], [head, other]]) expect(await verify(heads)).toMatchObject({ ok: false, problems: [{ position: 3, what: "Seal 3 is another one than was noted." }] });
  });

  test("keeps the end that was noted when the chain does not go on from it, however much is sealed after", async () => {
    const dataDir = mkdtempSync(join(folder, "head-"));
    const all = await chain();
    const { head } = await verify();
    if (!head) throw new Error("no head");
    expect(await followHead(database.db, dataDir, { position: 2, hash: (await system((tx) => readHashAt(tx, 2))).hash ?? "" })).toBe(true);
    expect(await followHead(database.db, dataDir, head)).toBe(true);
    const cut = all.slice(8).map((id) => `'${id}'`).join(", ");
    await tamper(sql.raw(`delete from activity_details where activity_id in (${cut})`));
    await tamper(sql.raw(`delete from activity_logs where id in (${cut})`));
    await tamper(sql.raw("delete from activity_seals where position = 3"));
    await tamper(sql.raw("truncate activity_unsealed"));
    expect(await followHead(database.db, dataDir, null)).toBe(false);
    for (let n = 0; n < 3; n++) {
      await write(30 + n, 1);
      const sealed = await seal();
      expect(await followHead(database.db, dataDir, sealed)).toBe(false);
    }
    expect(readNotedHead(dataDir)).toEqual(head);
  });

  test("erased details leave the log whole and are counted; changed ones are found", async () => {
    const all = await chain();
    await system((tx) => tx.delete(activityDetails).where(eq(activityDetails.activityId, all[3] ?? "")));
    expect(await verify()).toMatchObject({ ok: true, erasedDetails: 1 });
    await system((tx) => tx.update(activityDetails).set({ details: { name: "Eve" } }).where(eq(activityDetails.activityId, all[4] ?? "")));
    expect((await verify()).problems).toMatchObject([{ position: 2, activityId: all[4], what: "The details of this activity were changed." }]);
  });
});

describe("sealing", () => {
  test("takes what was committed late, and what was rolled back never", async () => {
    let finish: () => void = () => {};
    const held = new Promise<void>((done) => (finish = done));
    const other = database.connect({ max: 1 });
    const late = withSystem(other, "a slow writer", async (tx) => {
      await recordActivities(tx, [act(0)]);
      if (database.db.kind !== "embedded") await held;
    });
    if (database.db.kind === "embedded") await late;
    await write(1, 3);
    await expect(system(async (tx) => {
      await recordActivities(tx, [act(9)]);
      throw new Error("no");
    })).rejects.toThrow("no");
    await seal();
    finish();
    await late;
    await seal();
    await other.close();
    expect(await verify()).toMatchObject({ ok: true, activities: 4, unsealed: 0 });
  });

  test("writers and sealers at once: every activity is in exactly one seal, and the chain holds", async () => {
    const others = [1, 2, 3].map(() => database.connect({ max: 1 }));
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 10 }), fc.integer({ min: 1, max: 4 }), async (sizes, sealers) => {
          await system(emptyActivityLog);
          const writers = sizes.map((size, n) => withSystem(others[n % 2] ?? database.db, "a writer", (tx) => recordActivities(tx, Array.from({ length: size }, (_, i) => act(i)))));
          const sealing = Array.from({ length: sealers }, (_, n) => withSystem(n % 2 ? database.db : (others[2] ?? database.db), "a sealer", (tx) => sealActivities(tx, NOW)));
          await Promise.all([...writers, ...sealing]);
          await seal();
          const sealed = (await system((tx) => tx.select({ ids: activitySeals.activityIds }).from(activitySeals))).flatMap((row) => row.ids);
          expect(sealed.sort()).toEqual(await ids());
          expect(await verify()).toMatchObject({ ok: true, unsealed: 0 });
        }),
        { numRuns: Math.max(5, Math.round(RUNS / 3)) },
      );
    } finally {
      for (const other of others) await other.close();
    }
  });
});

describe("retention", () => {
  const keep = (days: number | null) => system((tx) => tx.update(settings).set({ activityRetentionDays: days }));
  const archive = (at: Date) => archiveActivities(database.db, folder, at);
  const later = new Date(NOW.getTime() + 40 * DAY);

  test("keeps everything without a limit, and what is younger than it", async () => {
    await chain();
    await keep(null);
    expect(await archive(later)).toBeNull();
    await keep(30);
    expect(await archive(new Date(NOW.getTime() + 29 * DAY))).toBeNull();
  });

  test("moves old seals into a file, says so in the log, and the check goes on over both", async () => {
    await chain();
    await seal(later);
    await keep(30);
    const archived = await archive(later);
    expect(archived).toEqual({ fileName: expect.stringMatching(/^activities-1-3-[0-9a-f]{8}\.jsonl\.gz$/) as string, from: 1, to: 3, count: 12 });
    expect(await archive(later)).toBeNull();
    expect(await verify()).toMatchObject({ ok: true, archivedActivities: 12, activities: 1, unsealed: 1, head: { position: 4 } });
    const said = await system((tx) => tx.select().from(activityLogs).where(eq(activityLogs.action, "activity.archived")));
    expect(said).toHaveLength(1);
    const lines = gunzipSync(readFileSync(join(folder, archived?.fileName ?? ""))).toString();
    expect(lines).not.toContain("Ada");
    // All of the chain in files, and the next seal still goes on from it.
    await seal(later);
    await archive(new Date(later.getTime() + 40 * DAY));
    await write(50, 1);
    await seal(new Date(later.getTime() + 41 * DAY));
    expect(await verify()).toMatchObject({ ok: true, archivedActivities: 14 });
  });

  test("goes on over more seals than one digit counts, live and archived", async () => {
    for (let n = 0; n < 23; n++) {
      await write(n, 1);
      await seal(new Date(NOW.getTime() + (n < 9 ? 0 : n < 11 ? 5 : 20) * DAY));
    }
    expect(await verify()).toMatchObject({ ok: true, seals: 23, head: { position: 23 } });
    await keep(30);
    expect(await archive(new Date(NOW.getTime() + 31 * DAY))).toMatchObject({ from: 1, to: 9 });
    expect(await archive(new Date(NOW.getTime() + 36 * DAY))).toMatchObject({ from: 10, to: 11 });
    await seal(new Date(NOW.getTime() + 37 * DAY));
    expect(await verify()).toMatchObject({ ok: true, archivedActivities: 11, head: { position: 24 } });
    expect(await archive(new Date(NOW.getTime() + 90 * DAY))).toMatchObject({ from: 12, to: 24 });
    await seal(new Date(NOW.getTime() + 91 * DAY));
    expect(await verify()).toMatchObject({ ok: true, head: { position: 25 } });
  });

  test("an archive that is made while the check goes on is no gap", async () => {
    await chain();
    await seal(later);
    await keep(30);
    let reads = 0;
    const read = async <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => {
      if (++reads === 2) await archive(later);
      return system(fn);
    };
    expect(await verifyAudit({ read, checkArchive: checkArchivesIn(folder) })).toMatchObject({ ok: true, archivedActivities: 12 });
  });

  test("of two who archive at once one does it, and its file stays whole", async () => {
    for (let round = 0; round < 3; round++) {
      await system(emptyActivityLog);
      await chain();
      await keep(30);
      const other = database.connect({ max: 1 });
      const outcomes = await Promise.allSettled([archive(later), archiveActivities(other, folder, later), archive(later)]);
      await other.close();
      expect(outcomes.filter((outcome) => outcome.status === "fulfilled" && outcome.value !== null)).toHaveLength(1);
      expect(outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [String(outcome.reason)] : []))).not.toContainEqual(expect.stringContaining("not as they were sealed"));
      expect(await verify()).toMatchObject({ ok: true, archivedActivities: 12 });
    }
  });

  test("finds an archive that was edited, replaced or lost", async () => {
    await chain();
    await keep(30);
    const { fileName = "" } = (await archive(later)) ?? {};
    const path = join(folder, fileName);
    const original = readFileSync(path);
    const edited = gunzipSync(original).toString().replace('"field_5"', '"field_6"');
    writeFileSync(path, gzipSync(edited));
    expect((await verify()).problems.map(({ what }) => what)).toEqual([`This activity was edited in the archive ${fileName}.`, `The file of the archive ${fileName} was changed.`]);
    writeFileSync(path, original.subarray(0, 200));
    expect((await verify()).ok).toBe(false);
    rmSync(path);
    expect((await verify()).problems[0]?.what).toContain("cannot be read");
    writeFileSync(path, original);
    expect((await verify()).ok).toBe(true);
  });

  test("archives nothing that is not as it was sealed", async () => {
    const all = await chain();
    await keep(30);
    await tamper(sql.raw(`update activity_logs set result = 'failed' where id = '${all[5]}'`));
    await expect(archive(later)).rejects.toThrow(/verify-audit/);
    expect(await ids()).toHaveLength(13);
  });
});
