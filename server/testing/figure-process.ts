import { createInterface } from "node:readline";
import { connect } from "#db/client.ts";
import { people } from "#db/testing/people.ts";
import { createRuntime } from "../create-runtime.ts";
import { readEnv } from "../env.ts";
import { createLogger } from "../logger.ts";
import { createTrpcContext } from "../trpc/context.ts";
import { trpc } from "../trpc/init.ts";
import { appRouter } from "../trpc/root.ts";

/*
 * A process of its own that shows and changes the figures of the shop its environment names, for tests of
 * several processes. For each line on standard input it prints one line of JSON:
 *   read         the revenue that the dashboard shows, and how often the cache was of use so far
 *   sell SHELF   sells one copy, then reads
 */
const env = readEnv();
const runtime = createRuntime({ env, db: connect({ kind: "server", url: env.DATABASE_URL ?? "" }, { max: 4 }), logger: createLogger("silent") });
const now = new Date("2026-06-30T10:00:00Z");
const caller = trpc.createCallerFactory(appRouter)(
  await createTrpcContext({
    runtime,
    person: () => Promise.resolve({ ...people.manager, role: "manager", sessionId: people.manager.id }),
    now,
    cspNonce: "",
    requestId: "test",
    signal: new AbortController().signal,
    address: "192.0.2.1",
  }),
);

async function read(): Promise<string> {
  const { tiles } = await caller.dashboard.figures({ p: "custom", from: "2026-06-01", to: "2026-06-30", against: "none" });
  const shown = tiles.find((tile) => tile.metric === "revenue")?.value ?? null;
  await runtime.figureCache.settled();
  return JSON.stringify({ revenue: shown, ...runtime.figureCache.counts, cache: runtime.figureCache.status()?.state });
}

process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const [command, shelf = ""] = line.split(" ");
  if (command === "sell") await caller.orders.recordSale({ lines: [{ inventoryId: shelf, quantity: 1 }] });
  process.stdout.write(`${await read()}\n`);
}
await runtime.figureCache.close();
await runtime.db.close();
