import postgres from "postgres";
import { connect } from "#db/client.ts";
import { benchRuntime, STRESS_NOW } from "./bench-runtime.ts";
import { MANAGER } from "./people.ts";
import { createTrpcContext } from "#server/trpc/context.ts";
import { trpc } from "#server/trpc/init.ts";
import { appRouter } from "#server/trpc/root.ts";
import { type Figure, measurePair, ratioFigure } from "./measure.ts";
import type { Place } from "./place.ts";

/** Revenue of the page's own period, where these are the rows of the statement that computes the tiles. */
function revenueOf(rows: readonly Record<string, unknown>[]): unknown {
  const columns = rows.find((row) => row["position"] === 0)?.["columns"] as Record<string, unknown> | undefined;
  return columns?.["revenue"];
}

/** P4: the dashboard's data through its tRPC caller against the very statements it sends, prepared. */
export async function benchCaller(place: Place): Promise<Figure[]> {
  const size = place.sizes.find((orders) => orders >= 100_000) ?? place.sizes[0] ?? 10_000;
  const shop = await place.openShop(size);
  const statements: { text: string; parameters: unknown[] }[] = [];
  let recording = false;
  const db = connect(shop.db.target, {
    max: 1,
    onStatement(text, parameters) {
      if (recording) statements.push({ text, parameters });
    },
  });
  const { target } = shop.db;
  const bare = target.kind === "server" ? postgres(target.url, { max: 1 }) : postgres({ host: target.socketDir, port: target.port, database: "postgres", username: "postgres", max: 1 });
  try {
    const person = { ...MANAGER, sessionId: "bench" };
    const context = await createTrpcContext({ runtime: benchRuntime(db), person: () => Promise.resolve(person), now: STRESS_NOW, cspNonce: "", requestId: "bench", signal: new AbortController().signal, address: "127.0.0.1" });
    const caller = trpc.createCallerFactory(appRouter)(context);
    const viaCaller = () => caller.dashboard.page({});

    await viaCaller();
    recording = true;
    const page = await viaCaller();
    recording = false;
    const reads = statements.filter(({ text }) => /^\s*(select|with)\b/i.test(text));
    const prepared = () =>
      bare.begin(async (sql) => {
        let revenue: unknown;
        for (const { text, parameters } of reads) {
          const rows = await sql.unsafe(text, parameters as never[], { prepare: true });
          revenue ??= revenueOf(rows);
        }
        return revenue;
      });
    const { ours, other, b } = await measurePair(viaCaller, prepared, 25);
    const shown = page.figures.tiles.find((tile) => tile.metric === "revenue")?.value;
    return [ratioFigure({ id: `P4 dashboard data (${place.kind})`, size, ours, other, equal: String(b) === shown, unit: "ms", note: `${reads.length} statements` }, { atMost: 1.5 })];
  } finally {
    await db.close();
    await bare.end();
  }
}
