import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Tx } from "#db/client.ts";
import { ConnectionLostError, errorCode, onSystemTransaction, withRls, withSystem } from "#db/rls.ts";
import { addAlbum, addOrder, asRole, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

const whoAmI = async (tx: Tx) => {
  const [row] = await tx.execute<{ role: string; id: string | null; misty: string | null; readonly: string }>(
    sql`select current_user::text as role, current_person_id() as id, current_person_role() as misty, current_setting('transaction_read_only') as readonly`,
  );
  return row;
};
const titles = (tx: Tx) => tx.execute<{ title: string }>(sql`select title from albums order by title`);
const failure = (attempt: Promise<unknown>): Promise<unknown> => attempt.then(() => null, (error: unknown) => error);

it("runs as the person: their claims, their role, their rows", async () => {
  expect(await withRls(test.db, asRole("staff"), whoAmI)).toEqual({ role: "authenticated", id: people.staff.id, misty: "staff", readonly: "off" });
});

it("takes claims as values, never as SQL", async () => {
  const id = `' || (select 'x') || '`;
  expect(errorCode(await failure(withRls(test.db, { id, role: "admin" }, whoAmI)))).toBe("22P02");
});

it("leaves neither claims, role nor timeout to the next transaction of the same connection", async () => {
  const one = test.connect({ max: 1 });
  await withRls(one, asRole("admin"), whoAmI, { statementTimeoutMs: 1234 });
  await failure(withRls(one, asRole("admin"), () => Promise.reject(new Error("halfway"))));
  const after = await one.client`select current_setting('request.jwt.claims', true) as claims, current_user::text as role, current_setting('statement_timeout') as timeout, session_user::text as session`;
  expect(after[0]?.["claims"] ?? "").toBe("");
  expect(after[0]?.["role"]).toBe(after[0]?.["session"]);
  expect(after[0]?.["timeout"]).not.toBe("1234ms");
  expect(await withSystem(one, "look", whoAmI)).toMatchObject({ id: null, misty: null });
});

it("keeps people apart who ask at the same time over few connections", async () => {
  const few = test.connect({ max: 2 });
  const roles = Array.from({ length: 40 }, (_, n) => (["staff", "buyer", "manager", "admin"] as const)[n % 4] ?? "staff");
  const seen = await Promise.all(roles.map((role) => withRls(few, asRole(role), async (tx) => [(await whoAmI(tx))?.misty, (await whoAmI(tx))?.id])));
  expect(seen).toEqual(roles.map((role) => [role, people[role].id]));
});

it("undoes everything when the work fails", async () => {
  const error = await failure(
    withSystem(test.db, "fail halfway", async (tx) => {
      await addAlbum(tx, { title: "Never kept" });
      throw new Error("halfway");
    }),
  );
  expect(error).toEqual(new Error("halfway"));
  expect(await withSystem(test.db, "look", titles)).toEqual([]);
});

it("refuses writes in read-only transactions", async () => {
  expect(errorCode(await failure(withRls(test.db, asRole("admin"), (tx) => addAlbum(tx), { readOnly: true })))).toBe("25006");
  expect(errorCode(await failure(withSystem(test.db, "write", (tx) => addAlbum(tx), { readOnly: true })))).toBe("25006");
});

it("sees one state of the database throughout a snapshot", async () => {
  const counts = await withSystem(
    test.db,
    "count twice",
    async (tx) => {
      const before = (await titles(tx)).length;
      // Embedded, all connections share one session and this one waits until the snapshot is done.
      const other = withSystem(test.db, "meanwhile", (inner) => addAlbum(inner, { title: "Meanwhile" }));
      if (test.db.kind === "server") await other;
      return { before, after: (await titles(tx)).length, other };
    },
    { snapshot: true },
  );
  await counts.other;
  expect(counts.after).toBe(counts.before);
  expect((await withSystem(test.db, "look", titles)).length).toBe(counts.before + 1);
});

it.each(["40001", "40P01"])("retries a transaction that fails with %s three times", async (code) => {
  let tries = 0;
  const run = (failures: number) =>
    withSystem(test.db, "try again", async (tx) => {
      tries++;
      await addAlbum(tx, { title: `Try ${code}` });
      if (tries <= failures) await tx.execute(sql.raw(`do $$ begin raise exception 'collision' using errcode = '${code}'; end $$`));
      return tries;
    });
  expect(await run(2)).toBe(3);
  expect((await withSystem(test.db, "look", titles)).filter((row) => row.title === `Try ${code}`)).toHaveLength(1);
  tries = 0;
  expect(errorCode(await failure(run(99)))).toBe(code);
  expect(tries).toBe(4);
});

it("does not repeat what cannot come out otherwise", async () => {
  let tries = 0;
  const error = await failure(
    withSystem(test.db, "break a law", async (tx) => {
      tries++;
      await addOrder(tx, { channel: "" });
    }),
  );
  expect([errorCode(error), tries]).toEqual(["23514", 1]);
});

it("ends a statement that takes too long", async ({ skip }) => {
  skip(test.db.kind === "embedded", "embedded PostgreSQL ignores statement_timeout; the watchdog is tested in db/embedded");
  expect(errorCode(await failure(withRls(test.db, asRole("manager"), (tx) => tx.execute(sql`select pg_sleep(30)`), { statementTimeoutMs: 200 })))).toBe("57014");
});

it("tells the reason of every system transaction", async () => {
  const reasons: string[] = [];
  const stop = onSystemTransaction((reason) => reasons.push(reason));
  await withSystem(test.db, "because of this", whoAmI);
  stop();
  await withSystem(test.db, "unheard", whoAmI);
  expect(reasons).toEqual(["because of this"]);
});

const endSession = async (pid: number): Promise<void> => {
  const other = test.connect({ max: 1 });
  await other.client`select pg_terminate_backend(${pid}::int)`;
  await other.close();
};
const backend = async (tx: Tx): Promise<number> => (await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]?.pid ?? 0;

it("says that nothing was changed when the connection goes away before the end", async ({ skip }) => {
  skip(test.db.kind === "embedded", "ending the embedded database is tested in db/embedded");
  const error = await failure(
    withSystem(test.db, "lose the connection", async (tx) => {
      await addAlbum(tx, { title: "Lost" });
      await endSession(await backend(tx));
      await addAlbum(tx, { title: "Lost too" });
    }),
  );
  expect(error).toBeInstanceOf(ConnectionLostError);
  expect(error).toMatchObject({ outcome: "rolled_back" });
  expect((await withSystem(test.db, "look", titles)).filter((row) => row.title.startsWith("Lost"))).toEqual([]);
});

it("sends nothing more once the connection went away, not even from a callback that goes on", async ({ skip }) => {
  skip(test.db.kind === "embedded", "ending the embedded database is tested in db/embedded");
  const pool = test.connect({ max: 1 });
  let rest: Promise<unknown> = Promise.resolve();
  const error = await failure(
    withSystem(pool, "go on regardless", async (tx) => {
      await endSession(await backend(tx));
      rest = new Promise((resolve) => setTimeout(resolve, 1500)).then(() => addAlbum(tx, { title: "Outside of any transaction" }));
      await rest;
    }),
  );
  expect(error).toMatchObject({ name: "ConnectionLostError", outcome: "rolled_back" });
  // The pool has a new session by now, and in it must not appear what belonged to the lost one.
  await withSystem(pool, "somebody else", async (tx) => {
    expect(await failure(rest)).not.toBeNull();
    await addAlbum(tx, { title: "Of somebody else" });
  });
  const found = (await withSystem(test.db, "look", titles)).map((row) => row.title);
  expect(found).toContain("Of somebody else");
  expect(found).not.toContain("Outside of any transaction");
});

it("says that it does not know when the connection goes away during the commit", async ({ skip }) => {
  skip(test.db.kind === "embedded", "ending the embedded database is tested in db/embedded");
  await test.db.client.unsafe(`create table slow_commits (n int);
    create function slow_commit() returns trigger language plpgsql as $$ begin perform pg_sleep(30); return null; end $$;
    create constraint trigger slow after insert on slow_commits deferrable initially deferred for each row execute function slow_commit()`);
  const error = await failure(
    withSystem(test.db, "lose the commit", async (tx) => {
      const pid = await backend(tx);
      await tx.execute(sql`insert into slow_commits values (1)`);
      setTimeout(() => void endSession(pid), 300);
    }),
  );
  expect(error).toMatchObject({ name: "ConnectionLostError", outcome: "unknown" });
});

it("reads once more when the connection goes away under a read", async ({ skip }) => {
  skip(test.db.kind === "embedded", "ending the embedded database is tested in db/embedded");
  let tries = 0;
  const read = await withRls(
    test.db,
    asRole("staff"),
    async (tx) => {
      tries++;
      if (tries === 1) await endSession(await backend(tx));
      return titles(tx);
    },
    { readOnly: true },
  );
  expect([tries, read.length > 0]).toEqual([2, true]);
});
