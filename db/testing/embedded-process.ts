import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { connect, type Database } from "../client.ts";
import { DirectoryLockedError, startEmbedded } from "../embedded/index.ts";
import { acquireLock } from "../embedded/lock.ts";
import { withSystem } from "../rls.ts";
import { findReadModelErrors, findStockErrors } from "./read-model-errors.ts";

/*
 * A process of its own for tests of the embedded database, told on the command line what to do and
 * saying on standard output what happened, one line each:
 *   hold DIR           opens the directory and keeps it until it is killed
 *   race               for each line "DIR AT" on standard input tries for the lock of DIR at that time,
 *                      and with the line "release" lets go of it
 *   write DIR ACKED    checks that all orders listed in the file ACKED are there and the sums right,
 *                      then sells until it is killed
 */

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function open(dataDir: string): Promise<Database> {
  try {
    const embedded = await startEmbedded({ dataDir, queryLimitMs: 60_000 });
    return connect(embedded.target);
  } catch (error) {
    if (!(error instanceof DirectoryLockedError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

async function hold(dataDir: string): Promise<void> {
  await open(dataDir);
  say("open");
  setInterval(() => {}, 1000);
}

async function race(): Promise<void> {
  let release = () => {};
  say("ready");
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "release") {
      release();
      release = () => {};
      say("released");
      continue;
    }
    const [dataDir = "", at = "0"] = line.split(" ");
    while (Date.now() < Number(at));
    try {
      release = acquireLock(dataDir, "command", "nowhere");
      say("won");
    } catch (error) {
      say(error instanceof DirectoryLockedError ? "lost" : `failed ${String(error)}`);
    }
  }
}

async function write(dataDir: string, acknowledged: string): Promise<void> {
  const db = await open(dataDir);
  const ids = existsSync(acknowledged) ? readFileSync(acknowledged, "utf8").split("\n").filter(Boolean) : [];
  const errors = await withSystem(db, "check", async (tx) => {
    const missing = await tx.execute<{ id: string }>(
      sql`select id from unnest(${`{${ids.join(",")}}`}::uuid[]) id where not exists (select from orders o join order_items i on i.order_id = o.id join payments p on p.order_id = o.id where o.id = id.id)`,
    );
    return [...missing.map((row) => `${row.id} was acknowledged and is gone`), ...(await findReadModelErrors(tx)), ...(await findStockErrors(tx))];
  });
  say(`checked ${JSON.stringify({ errors, ids: ids.length })}`);
  const [shelf] = await withSystem(db, "a shelf", (tx) => tx.execute<{ id: string }>(sql`select id from inventory`));
  for (let n = 0; ; n++) {
    const id = v7();
    await withSystem(db, "sell", async (tx) => {
      await tx.execute(sql`insert into orders (id, status, channel, order_date, currency, total) values (${id}::uuid, 'completed', 'shop', '2026-06-01'::timestamptz + ${n}::int * interval '7 hours', 'EUR', 20)`);
      await tx.execute(sql`insert into order_items (id, order_id, position, quantity, unit_price, line_total) select gen_random_uuid(), ${id}::uuid, n, 1, 10, 10 from generate_series(1, 2) n`);
      await tx.execute(sql`insert into sales (id, inventory_id, movement, quantity, occurred_at) values (gen_random_uuid(), ${shelf?.id}::uuid, 'sale', -2, '2026-06-01')`);
      await tx.execute(sql`insert into payments (id, order_id, status, method, amount, payment_date) values (gen_random_uuid(), ${id}::uuid, 'completed', 'cash', 20, '2026-06-01')`);
    });
    say(`sold ${id}`);
    if (n % 5 === 4) await withSystem(db, "cancel", (tx) => tx.execute(sql`update orders set status = 'cancelled', order_date = order_date + interval '1 day' where id = ${id}::uuid`));
  }
}

const [job, first = "", second = ""] = process.argv.slice(2);
if (job === "hold") await hold(first);
else if (job === "race") await race();
else if (job === "write") await write(first, second);
else throw new Error(`unknown job ${String(job)}`);
