import { sql } from "drizzle-orm";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/client.ts";
import { readFigureVersion, stepFigureVersion } from "#db/figure-version.ts";
import { errorCode, withRls, withSystem } from "#db/rls.ts";
import { addAlbum, addOrder, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";

/* Each table is either part of figures, and then each change of it is seen in the version, or it stands here. */
const NO_FIGURES = [
  // who signs in, who did what, what was said, asked, mailed and called
  "users", "sessions", "verification_tokens", "recovery_codes", "sign_in_throttles", "activity_logs", "activity_details", "activity_seals", "activity_unsealed", "activity_archives",
  "conversations", "messages", "message_documents", "agent_runs", "tool_calls", "ai_prices", "ai_budgets", "webhook_events", "outbox_emails", "outbox_pace", "job_runs", "saved_views",
  // raw files before they become orders; counts are figures only through the ledger rows they make
  "import_uploads", "import_batches", "import_rows", "stock_counts",
  // what the documents say and what was asked of them
  "documents", "document_chunks", "knowledge_terms", "knowledge_totals", "knowledge_feedback", "unanswered_questions", "stored_files", "corpus_removals", "document_contradictions", "document_comparisons",
  // who customers are; figures count them, and their table is watched
  "customer_contacts", "customer_notes",
  // sums kept by the triggers of watched tables, or begun anew by deleting daily_order_stats
  "daily_hour_stats", "daily_album_sales", "monthly_album_sales", "daily_payment_stats", "customer_days", "customer_stats", "stock_days",
];

let test: TestDatabase;
let session: postgres.ReservedSql;
let watched: string[];

beforeAll(async () => {
  test = await openTestDatabase();
  await withSystem(test.db, "rows to change", async (tx) => {
    await addOrder(tx, { lines: [{ albumId: await addAlbum(tx) }] });
  });
  session = await test.db.client.reserve();
  const rows = await session.unsafe<{ name: string }[]>(`select distinct c.relname::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = 'figures_change' order by 1`);
  watched = rows.map((row) => row.name);
});
afterAll(async () => {
  session.release();
  await test.close();
});

const versionNow = async (): Promise<bigint> => {
  const [row] = await session.unsafe<{ version: string }[]>("select version from analytics_api.figure_version");
  return BigInt(row?.version ?? "-1");
};

/** Whether the statements, in one transaction that is rolled back, change the version. */
async function steps(...statements: string[]): Promise<boolean> {
  await session`begin`;
  try {
    const before = await versionNow();
    for (const statement of statements) await session.unsafe(statement);
    return (await versionNow()) > before;
  } finally {
    await session`rollback`;
  }
}

/** Any change of a watched table, also one of no row. */
const CHANGE = "update genres set name = name where false";

describe("the version of figures", () => {
  it("is decided for every table", async () => {
    const tables = await session.unsafe<{ name: string }[]>("select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1");
    expect([...watched, ...NO_FIGURES].sort()).toEqual(tables.map((table) => table.name));
  });

  it("steps with every way to change a watched table", async () => {
    for (const table of watched) {
      if (table === "daily_order_stats" || table === "review_sentiments") continue; // by their delete alone, below
      const [column] = await session.unsafe<{ name: string }[]>(`select attname::text as name from pg_attribute where attrelid = '${table}'::regclass and attnum = 1`);
      const key = table === "settings" ? "shop_name" : (column?.name ?? "");
      expect.soft(await steps(`insert into ${table} (${key}) select ${key} from ${table} where false`), `insert into ${table}`).toBe(true);
      expect.soft(await steps(`update ${table} set ${key} = ${key} where false`), `update ${table}`).toBe(true);
      expect.soft(await steps(`delete from ${table} where false`), `delete from ${table}`).toBe(true);
      if (table !== "settings") expect.soft(await steps(`truncate ${table} cascade`), `truncate ${table}`).toBe(true);
    }
  });

  it("steps when read models are made anew, and when somebody says so", async () => {
    expect(await steps("select rebuild_read_models()")).toBe(true);
    expect(await steps("update settings set time_zone = 'America/New_York'")).toBe(true);
    const read = () => withSystem(test.db, "look", readFigureVersion, { readOnly: true, snapshot: true });
    const before = await read();
    await withSystem(test.db, "say so", stepFigureVersion);
    expect(await read()).not.toBe(before);
  });

  it("stays with what is no figure", async () => {
    // The log, its seals and its archives are only ever added to: a delete is refused.
    for (const table of NO_FIGURES.filter((name) => !/^(daily|monthly)_|^customer_(days|stats)$|^activity_(logs|seals|archives)$/.test(name))) {
      expect.soft(await steps(`delete from ${table} where false`), table).toBe(false);
    }
    const { id } = people.staff;
    expect(
      await steps(
        `insert into conversations (id, user_id, agent_id) values ('01970000-0000-7000-8000-000000000001', '${id}', 'analyst')`,
        `insert into activity_logs (id, occurred_at, actor_kind, actor_id, action, category, result) values ('01970000-0000-7000-8000-000000000002', '2026-06-01', 'person', '${id}', 'order.created', 'sales', 'succeeded')`,
        `update users set last_sign_in_at = '2026-06-01' where id = '${id}'`,
        "update settings set demo_written_until = '2026-06-01'",
      ),
    ).toBe(false);
  });

  it("steps once per transaction, and together with what is rolled back", async () => {
    const during = async (...statements: string[]): Promise<string[]> => {
      await session`begin`;
      const start = await versionNow();
      const versions: bigint[] = [];
      for (const statement of statements) {
        await session.unsafe(statement);
        versions.push(await versionNow());
      }
      await session`rollback`;
      expect(await versionNow()).toBe(start);
      // Named by the order in which they were first seen: 0 is the version before.
      const names = new Map<bigint, number>([[start, 0]]);
      return versions.map((version) => {
        if (!names.has(version)) names.set(version, names.size);
        return String(names.get(version));
      });
    };
    expect(await during(CHANGE, CHANGE, "savepoint a", CHANGE, "rollback to a", CHANGE)).toEqual(["1", "1", "1", "1", "1", "1"]);
    expect(await during("savepoint a", CHANGE, "rollback to a", CHANGE, CHANGE)).toEqual(["0", "1", "0", "2", "2"]);
    expect(await during("savepoint a", CHANGE, "release a", CHANGE)).toEqual(["0", "1", "1", "1"]);
    expect(await during("savepoint a", "savepoint b", CHANGE, "release b", "rollback to a", CHANGE)).toEqual(["0", "0", "1", "1", "0", "2"]);
    // A block that catches its error is a savepoint too.
    const caught = `do $$ begin begin ${CHANGE}; raise exception 'never mind'; exception when raise_exception then null; end; end $$`;
    expect(await during(caught, CHANGE)).toEqual(["0", "1"]);
  });

  it("does not believe a mark that somebody left or made up", async () => {
    await session`begin`;
    await session.unsafe(CHANGE);
    await session`commit`;
    expect(await steps(CHANGE)).toBe(true);
    expect(await steps("select set_config('misty.figures_changed_in', '42', true)", CHANGE)).toBe(true);
  });

  it("is read by every role and written by none", async () => {
    for (const role of ["staff", "admin"] as const) {
      const version = await withRls(test.db, people[role], readFigureVersion, { readOnly: true, snapshot: true });
      expect(version).toBe(String(await versionNow()));
      const write = withRls(test.db, people[role], stepFigureVersion);
      await expect(write.catch((error: unknown) => Promise.reject(new Error(errorCode(error))))).rejects.toThrow("42501");
    }
  });

  it("is none where reads are not one moment that others see", async () => {
    expect(await withSystem(test.db, "look", readFigureVersion, { readOnly: true })).toBeNull();
    expect(await withSystem(test.db, "look", readFigureVersion, { snapshot: true })).toBeNull();
  });
});

describe("writers", () => {
  const rename = (db: Database, id: string) => db.client.begin(async (tx) => void (await tx`update genres set name = name || '.' where id = ${id}`));

  it("do not wait for each other, even where their numbers meet", async ({ skip }) => {
    skip(test.db.kind === "embedded", "on the embedded database transactions take turns");
    const other = test.connect({ max: 1 });
    await other.client`set lock_timeout = '2s'`;
    const [row] = await other.client<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await session`begin`;
    try {
      // What a writer holds whose process number has the same remainder.
      await session`select pg_advisory_xact_lock(7317004, ${(row?.pid ?? 0) % 64}::int)`;
      await session`update misty_internal.figure_versions set version = version + 1 where shard = ${(row?.pid ?? 0) % 64}`;
      await other.client.begin(async (tx) => void (await tx.unsafe(CHANGE)));
    } finally {
      await session`rollback`;
    }
  });

  it("eight at once neither deadlock nor lose a step", async () => {
    const ids = Array.from({ length: 8 }, (_, n) => `01970000-0000-7000-8009-${String(n).padStart(12, "0")}`);
    await withSystem(test.db, "rows", (tx) => tx.execute(sql`insert into genres (id, name) select id, 'Genre ' || id from unnest(${`{${ids.join(",")}}`}::uuid[]) id`));
    const pools = ids.map((id) => ({ id, db: test.connect({ max: 1 }) }));
    const rounds = test.db.kind === "embedded" ? 5 : 20;
    // Raw transactions: nothing is tried a second time, so a deadlock would be an error here.
    await Promise.all(
      pools.map(async ({ id, db }) => {
        for (let round = 0; round < rounds; round++) {
          const before = await withSystem(db, "look", readFigureVersion, { readOnly: true, snapshot: true });
          await rename(db, id);
          const after = await withSystem(db, "look", readFigureVersion, { readOnly: true, snapshot: true });
          expect(BigInt(after ?? "0")).toBeGreaterThan(BigInt(before ?? "0"));
        }
      }),
    );
    const [row] = await session.unsafe<{ dots: number }[]>(`select sum(length(name) - length(rtrim(name, '.')))::int as dots from genres where id = any('{${ids.join(",")}}'::uuid[])`);
    expect(row?.dots).toBe(8 * rounds);
  });
});
