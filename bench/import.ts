import { createWriteStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import { sql } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { between, randomFrom } from "#db/seed/random.ts";
import { withSystem } from "#db/rls.ts";
import { finish, spawnProgram } from "./child.ts";
import { absoluteFigure, type Figure, ratioFigure, time } from "./measure.ts";
import type { Place } from "./place.ts";

const MAPPING = { source: "bench", columns: { customer: "customer", date: "date", quantity: "quantity", amount: "amount" }, date: "yyyy-mm-dd" };
const BASELINE_ROWS = 10_000;

interface Purchase {
  customer: number;
  day: string;
  quantity: number;
  amount: string;
}

/** The n-th purchase of the log: five or so per customer over three years, always the same. */
function purchaseAt(n: number, rows: number): Purchase {
  const random = randomFrom("bench import", n);
  const day = new Date(Date.UTC(2023, 6, 1) + between(random, 0, 1094) * 86_400_000).toISOString().slice(0, 10);
  const cents = between(random, 900, 19_900);
  return { customer: between(random, 1, Math.ceil(rows / 5)), day, quantity: between(random, 1, 4), amount: (cents / 100).toFixed(2) };
}

async function writeLog(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write("customer,date,quantity,amount\n");
  for (let n = 0; n < rows; n++) {
    const { customer, day, quantity, amount } = purchaseAt(n, rows);
    if (!file.write(`${customer},${day},${quantity},${amount}\n`)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}

const uuid = (kind: number, n: number) => `01970000-0000-7000-8${String(kind).padStart(3, "0")}-${String(n).padStart(12, "0")}`;

/** COPY of the same purchases into the same tables, indexes and triggers, with the values worked out beforehand. */
async function copyRows(client: postgres.Sql, rows: number): Promise<void> {
  const copy = async (statement: string, lines: () => Generator<string>) => {
    await client.begin(async (tx) => {
      const target = await tx.unsafe(statement).writable();
      await pipeline(Readable.from(batches(lines())), target);
    });
  };
  await copy("copy customers (id, source, external_id) from stdin", function* () {
    const seen = new Set<number>();
    for (let n = 0; n < rows; n++) {
      const { customer } = purchaseAt(n, rows);
      if (seen.has(customer)) continue;
      seen.add(customer);
      yield `${uuid(1, customer)}\tbench\t${customer}\n`;
    }
  });
  await copy("copy orders (id, customer_id, status, channel, external_id, order_date, time_known, currency, total) from stdin", function* () {
    for (let n = 0; n < rows; n++) {
      const { customer, day, amount } = purchaseAt(n, rows);
      yield `${uuid(2, n)}\t${uuid(1, customer)}\tcompleted\timport\tbench:${n}\t${day} 12:00:00\tf\tEUR\t${amount}\n`;
    }
  });
  await copy("copy order_items (id, order_id, position, quantity, unit_price, line_total) from stdin", function* () {
    for (let n = 0; n < rows; n++) {
      const { quantity, amount } = purchaseAt(n, rows);
      yield `${uuid(3, n)}\t${uuid(2, n)}\t1\t${quantity}\t${(Number(amount) / quantity).toFixed(4)}\t${amount}\n`;
    }
  });
}

function* batches(lines: Generator<string>): Generator<string> {
  let batch = "";
  for (const line of lines) {
    batch += line;
    if (batch.length > 65_536) {
      yield batch;
      batch = "";
    }
  }
  yield batch;
}

const sums = async (db: Database): Promise<string> => {
  const [row] = await withSystem(db, "bench: sums", (tx) =>
    tx.execute<{ sums: string }>(sql`select concat_ws(' ', (select count(*) from orders), (select sum(line_total) from order_items), (select count(*) from customers), (select sum(revenue) from daily_order_stats)) as sums`),
  );
  return row?.sums ?? "";
};

/** P5: the import command on a CSV against COPY into the same indexed tables, and its memory against that of a small file. */
export async function* benchImport(place: Place): AsyncGenerator<Figure> {
  if (place.kind === "embedded") return; // COPY does not exist behind the embedded database's socket
  const rows = place.sizes.at(-1) ?? 10_000;
  const folder = await mkdtemp(join(tmpdir(), "misty-bench-import-"));
  try {
    const mapping = join(folder, "mapping.json");
    await writeFile(mapping, JSON.stringify(MAPPING));
    const run = async (count: number) => {
      const log = join(folder, `${count}.csv`);
      await writeLog(log, count);
      const target = await place.openEmpty();
      const { ms, value } = await time(() => finish(spawnProgram("server/cli/import.ts", [log, "--map", mapping, "--json"], { ...target.address, MISTY_DEMO: "on", HOST: "127.0.0.1" })));
      if (value.code !== 0) throw new Error(`the import failed: ${value.stderr}`);
      return { ms, peakMiB: value.peakMiB, db: target.db };
    };
    const small = await run(Math.min(BASELINE_ROWS, rows));
    const large = await run(rows);
    const copied = await place.openEmpty();
    const { target } = copied.db;
    if (target.kind !== "server") throw new Error("COPY needs a server");
    const client = postgres(target.url, { max: 1, onnotice: () => {} });
    const copy = await time(() => copyRows(client, rows));
    await client.end();
    const equal = (await sums(large.db)) === (await sums(copied.db));
    yield* [
      ratioFigure({ id: "P5 import (native)", size: rows, ours: rows / (large.ms / 1000), other: rows / (copy.ms / 1000), equal, unit: "rows/s" }, { atLeast: 0.3 }),
      ...(large.peakMiB === null || small.peakMiB === null
        ? []
        : [absoluteFigure({ id: "P5 memory of the import, highest (native)", size: rows, ours: large.peakMiB, equal: null, unit: "MiB", note: `${Math.round(small.peakMiB)} MiB at ${BASELINE_ROWS.toLocaleString("en")} rows` }, 250)]),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
