import { createRequire } from "node:module";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { between, pick, type Random, randomFrom } from "#db/seed/random.ts";
import { openTestDatabase, runs, type TestDatabase } from "#db/testing/index.ts";

/*
 * Embedded, all clients share one PostgreSQL session: with parameters and without, named and unnamed
 * statements, in transactions and outside. Nobody may ever see another's answer.
 */

interface Pg {
  connect(): Promise<void>;
  query(text: string, values: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  end(): Promise<void>;
}
// pg-boss speaks through pg; the test uses the very copy it brings.
const { Client: PgClient } = createRequire(createRequire(import.meta.url).resolve("pg-boss"))("pg") as { Client: new (options: Record<string, unknown>) => Pg };

type Ask = (text: string, values: string[]) => Promise<Record<string, unknown>[]>;
interface Client {
  ask: Ask;
  /** The same inside one transaction. */
  together(fn: (ask: Ask) => Promise<void>): Promise<void>;
  end(): Promise<void>;
}

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

function address(): { host: string; port: number; database: string; user: string; password: string } {
  const { target } = test.db;
  if (target.kind === "embedded") return { host: target.socketDir, port: target.port, database: "postgres", user: "postgres", password: "" };
  const url = new URL(target.url);
  return { host: url.hostname, port: Number(url.port), database: url.pathname.slice(1), user: url.username, password: url.password };
}

function openPostgres(prepare: boolean): Client {
  const { user, ...rest } = address();
  const client = postgres({ ...rest, username: user, max: 1, prepare, onnotice: () => {} });
  return {
    ask: async (text, values) => [...(await client.unsafe(text, values, { prepare }))],
    together: async (fn) => void (await client.begin(async (tx) => fn(async (text, values) => [...(await tx.unsafe(text, values, { prepare }))]))),
    end: () => client.end(),
  };
}

async function openPg(): Promise<Client> {
  const client = new PgClient(address());
  await client.connect();
  const ask: Ask = async (text, values) => (await client.query(text, values)).rows;
  return {
    ask,
    together: async (fn) => {
      await ask("begin", []);
      await fn(ask);
      await ask("commit", []);
    },
    end: () => client.end(),
  };
}

/** Questions whose answers say who asked. */
const QUESTIONS: ((me: string, n: number) => [text: string, values: string[], answer: Record<string, unknown>[]])[] = [
  (me, n) => ["select $1::text as who, $2::int as n", [me, String(n)], [{ who: me, n }]],
  (me, n) => ["select $2::text || $1::text as both", [me, String(n)], [{ both: `${n}${me}` }]],
  (me) => ["select $1::text as who, g as n from generate_series(1, 40) g", [me], Array.from({ length: 40 }, (_, i) => ({ who: me, n: i + 1 }))],
  (me) => ["select repeat($1::text, 20000) as long", [me], [{ long: me.repeat(20_000) }]],
  (me) => ["select 1 as one where $1::text = 'nobody'", [me], []],
];

async function chatter(client: Client, me: string, random: Random, questions: number): Promise<number> {
  let failures = 0;
  const askOne = async (ask: Ask, n: number) => {
    const [text, values, answer] = pick(random, QUESTIONS)(me, n);
    expect(await ask(text, values)).toEqual(answer);
  };
  for (let n = 0; n < questions; n++) {
    const dice = between(random, 0, 9);
    if (dice === 0) await client.ask("select 1 / $1::int", ["0"]).catch(() => failures++);
    else if (dice === 1) await client.ask("this is not SQL", []).catch(() => failures++);
    else if (dice === 2) {
      await client.together(async (ask) => {
        await ask("select set_config('misty.me', $1, true)", [me]);
        for (let i = 0; i < 3; i++) await askOne(ask, n);
        expect(await ask("select current_setting('misty.me') as me", [])).toEqual([{ me }]);
      });
    } else await askOne(client.ask, n);
  }
  return failures;
}

it("never mixes up the answers of eight clients that ask at once", async () => {
  const clients = [openPostgres(true), openPostgres(true), openPostgres(false), openPostgres(false), openPostgres(false), await openPg(), await openPg(), await openPg()];
  try {
    const failures = await Promise.all(clients.map((client, n) => chatter(client, `client-${n}`, randomFrom("chatter", n), 4 * runs())));
    expect(failures.every((count) => count > 0)).toBe(true);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
});

it("gives the place of a client that vanished inside a transaction to the others", async () => {
  for (let n = 0; n < 5; n++) {
    const vanishing = postgres({ host: address().host, port: address().port, database: address().database, username: address().user, password: address().password, max: 1, onnotice: () => {} });
    const inside = vanishing.begin(async (tx) => {
      await tx`create table vanished (n int)`;
      await vanishing.end({ timeout: 0 });
      await tx`select 1`;
    });
    await expect(inside).rejects.toThrow();
    const rows = await test.db.client`select to_regclass('vanished') as found`;
    expect(rows).toEqual([{ found: null }]);
  }
});
