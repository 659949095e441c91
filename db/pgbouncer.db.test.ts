import { spawn } from "node:child_process";
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, type Database } from "#db/client.ts";
import { pendingMigrations } from "#db/queries/migrations.ts";
import { errorCode, withRls, withSystem } from "#db/rls.ts";
import { addAlbum, addOrder, asRole, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";

/*
 * A transaction pooler as Supabase's: each transaction may meet another server connection. PgBouncer
 * with fewer server connections than clients, so that they really are handed around.
 */

const PROGRAM = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer"].find((path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
});

let test: TestDatabase;
let pooled: Database;
let stop = async (): Promise<void> => {};

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address ? address.port : 0;
}

async function startPooler(url: URL): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "misty-pooler-"));
  chmodSync(folder, 0o755); // PgBouncer refuses root, so it reads this as somebody else
  const port = await freePort();
  writeFileSync(join(folder, "users"), `"${url.username}" "${url.password}"\n`);
  writeFileSync(
    join(folder, "pgbouncer.ini"),
    `[databases]\n* = host=${url.hostname} port=${url.port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\n` +
      `auth_type = plain\nauth_file = ${folder}/users\npool_mode = transaction\ndefault_pool_size = 2\nignore_startup_parameters = extra_float_digits\n`,
  );
  const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(PROGRAM ?? "", [join(folder, "pgbouncer.ini")], { stdio: "ignore", ...asNobody });
  const ended = new Promise((done) => child.once("close", done));
  stop = async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return `postgres://${url.username}:${url.password}@127.0.0.1:${port}${url.pathname}?pgbouncer=true`;
}

beforeAll(async () => {
  test = await openTestDatabase();
  if (test.db.target.kind !== "server" || !PROGRAM) return;
  const url = await startPooler(new URL(test.db.target.url));
  pooled = connect({ kind: "server", url, directUrl: test.db.target.url }, { max: 8 });
  for (let tries = 0; ; tries++) {
    const up = await pooled.client`select 1`.then(() => true, () => false);
    if (up) break;
    if (tries > 100) throw new Error("PgBouncer did not start");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});
afterAll(async () => {
  if (PROGRAM && test.db.kind === "server") await pooled.close();
  await stop();
  await test.close();
});

const reason = (): string | null => {
  if (test.db.kind === "embedded") return "the embedded database has no pooler";
  return PROGRAM ? null : "pgbouncer is not installed (Debian: apt-get install pgbouncer)";
};

describe("behind a transaction pooler", () => {
  const cases: [string, () => Promise<void>][] = [
    ["says so and prepares no statements", () => {
      expect(pooled.pooled).toBe(true);
      expect(pooled.client.options.prepare).toBe(false);
      return Promise.resolve();
    }],
    ["answers queries with parameters over more clients than server connections", async () => {
      const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => pooled.client<{ n: number }[]>`select ${n}::int as n`));
      expect(answers.map((rows) => rows[0]?.n)).toEqual(Array.from({ length: 60 }, (_, n) => n));
    }],
    ["keeps the claims of people apart", async () => {
      const roles = Array.from({ length: 40 }, (_, n) => (["staff", "buyer", "manager", "admin"] as const)[n % 4] ?? "staff");
      const seen = await Promise.all(
        roles.map((role) =>
          withRls(pooled, asRole(role), async (tx) => {
            await tx.execute(sql`select pg_sleep(0.01)`);
            return (await tx.execute<{ id: string; role: string }>(sql`select current_person_id() as id, current_user::text as role`))[0];
          }),
        ),
      );
      expect(seen).toEqual(roles.map((role) => ({ id: people[role].id, role: "authenticated" })));
      const left = await Promise.all(Array.from({ length: 8 }, () => pooled.client<{ claims: string | null }[]>`select current_setting('request.jwt.claims', true) as claims`));
      expect(left.every((rows) => !rows[0]?.claims)).toBe(true);
    }],
    ["writes, counts and refuses as elsewhere", async () => {
      await withSystem(pooled, "write", async (tx) => addOrder(tx, { lines: [{ albumId: await addAlbum(tx), unitPrice: "12.5" }] }));
      expect(await withRls(pooled, asRole("staff"), (tx) => tx.execute(sql`select revenue from daily_order_stats`))).toEqual([{ revenue: "12.50" }]);
      const refusal: unknown = await withRls(pooled, asRole("staff"), (tx) => addAlbum(tx)).then(() => null, (error: unknown) => error);
      expect(errorCode(refusal)).toBe("42501");
    }],
    ["knows its migrations", async () => {
      expect(await pendingMigrations(pooled)).toEqual([]);
    }],
  ];
  for (const [name, run] of cases) {
    it(name, async ({ skip }) => {
      skip(reason() !== null, reason() ?? "");
      await run();
    });
  }
});
