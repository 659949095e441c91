import postgres from "postgres";
import { connect, type Database } from "#db/client.ts";
import { createTrpcContext } from "#server/trpc/context.ts";
import { trpc } from "#server/trpc/init.ts";
import { appRouter } from "#server/trpc/root.ts";
import { ANALYTICS_TABS } from "#server/contracts/analytics.ts";
import { benchRuntime, STRESS_NOW } from "./bench-runtime.ts";
import { type Figure, measurePair, ratioFigure } from "./measure.ts";
import { MANAGER } from "./people.ts";
import type { Place } from "./place.ts";

type Values = Record<string, string | null>;
type Row = Record<string, unknown>;

async function createCaller(db: Database) {
  const person = { ...MANAGER, sessionId: "bench" };
  const context = await createTrpcContext({ runtime: benchRuntime(db), person: () => Promise.resolve(person), now: STRESS_NOW, cspNonce: "", requestId: "bench", signal: new AbortController().signal, address: "127.0.0.1" });
  return trpc.createCallerFactory(appRouter)(context);
}
type Caller = Awaited<ReturnType<typeof createCaller>>;

interface Page {
  name: string;
  /** Reads all data of the page as its loaders do, each procedure in a transaction of its own; gives its figures by metric. */
  read: (caller: Caller) => Promise<Values>;
}

const PAGES: readonly Page[] = [
  {
    name: "dashboard data",
    read: async (caller) => Object.fromEntries((await caller.dashboard.page({})).figures.tiles.map(({ metric, value }) => [metric, value])),
  },
  ...ANALYTICS_TABS.map((tab) => ({
    name: `analytics ${tab} with all blocks`,
    read: async (caller: Caller) => {
      const page = await caller.analytics.tab({ tab });
      for (const { id } of page.blocks) await caller.analytics.block({ tab, block: id });
      return Object.fromEntries(page.figures.map(({ metric, value }) => [metric, value]));
    },
  })),
];

/** The figures of the page's own period, where these are the rows of the statement that computes them. */
function valuesOf(rows: readonly Row[]): Values | null {
  const columns = rows.find((row) => row["position"] === 0)?.["columns"];
  return typeof columns === "object" && columns !== null ? (columns as Values) : null;
}

/** P4: the data of the dashboard and of each tab of analytics through the tRPC caller, without a cache, against the very statements it sends, prepared. */
export async function* benchCaller(place: Place): AsyncGenerator<Figure> {
  const size = place.sizes.find((orders) => orders >= 100_000) ?? place.sizes[0] ?? 10_000;
  const shop = await place.openShop(size);
  let statements: { text: string; parameters: unknown[] }[] | null = null;
  const db = connect(shop.db.target, { max: 1, onStatement: (text, parameters) => void statements?.push({ text, parameters }) });
  const { target } = shop.db;
  const bare = target.kind === "server" ? postgres(target.url, { max: 1 }) : postgres({ host: target.socketDir, port: target.port, database: "postgres", username: "postgres", max: 1 });
  try {
    const caller = await createCaller(db);
    for (const { name, read } of PAGES) {
      await read(caller);
      const recorded: { text: string; parameters: unknown[] }[] = [];
      statements = recorded;
      await read(caller);
      statements = null;
      const reads = recorded.filter(({ text }) => /^\s*(select|with)\b/i.test(text));
      const prepared = () =>
        bare.begin(async (sql) => {
          let values: Values | null = null;
          for (const { text, parameters } of reads) {
            const rows = await sql.unsafe<Row[]>(text, parameters as never[], { prepare: true });
            values ??= valuesOf(rows);
          }
          return values;
        });
      const { ours, other, a, b } = await measurePair(() => read(caller), prepared, 25, 30_000);
      yield ratioFigure({ id: `P4 ${name} (${place.kind})`, size, ours, other, equal: Object.entries(a).every(([metric, value]) => b?.[metric] === value), unit: "ms", note: `${reads.length} statements` }, { atMost: 1.5 });
    }
  } finally {
    await db.close();
    await bare.end();
  }
}
