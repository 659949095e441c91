import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { ModelServer } from "#agents/testing/model-server.ts";
import type { Database } from "#db/client.ts";
import { ConnectionLostError, withSystem } from "#db/rls.ts";
import { activityLogs, agentRuns, messages } from "#db/schema/index.ts";
import { addAlbum, addStock } from "#db/testing/builders.ts";
import { people } from "#db/testing/people.ts";
import { PasswordHasher } from "../auth/passwords.ts";
import { FeedReader } from "./feed-reader.ts";
import { send, sendForm } from "./http.ts";
import { givePassword } from "./people.ts";
import { startChildServer } from "./start-child-server.ts";
import { findLies, Till } from "./till.ts";

/** Three times what a server may take to be ready after its database is back (R1). */
const READY_WITHIN_MS = 15_000;
/** Three times what the app may take to notice that the database is away. */
const NOTICED_WITHIN_MS = 10_000;
const PASSWORD = "one o'clock jump";
const TILLS = 4;

/** One way in which the database goes away and comes back. */
export interface Outage {
  name: string;
  begin(): Promise<void>;
  end(): Promise<void>;
  lastsMs: number;
  /** False where it may come back before anybody noticed. */
  isNoticed: boolean;
}

/** What was found; `faults` is empty when all held. */
export interface OutageReport {
  faults: string[];
  readyAfterMs: number[];
  confirmed: number;
  refused: number;
  unknown: number;
}

const isReady = (url: string): Promise<boolean> => send(`${url}/readyz`).then(({ status }) => status === 200, () => false);

/** How long until `holds` gives true, or null when it takes longer than the limit. */
async function waitFor(holds: () => Promise<boolean>, withinMs: number): Promise<number | null> {
  const from = performance.now();
  while (performance.now() - from < withinMs) {
    if (await holds()) return performance.now() - from;
    await new Promise((done) => setTimeout(done, 50));
  }
  return null;
}

/** What the test itself reads past the cut: its own sessions went with the database, so it asks again. */
async function readAgain<T>(read: () => Promise<T>): Promise<T> {
  const until = performance.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ConnectionLostError) || performance.now() > until) throw error;
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}

/** A question whose answer is being written while the database goes away; `ended` gives the whole stream. */
async function askSlowly(url: string, cookie: string): Promise<{ conversationId: string; ended: Promise<string> }> {
  const conversationId = v7();
  const response = await fetch(`${url}/api/agents/analyst`, {
    method: "POST",
    headers: { cookie, origin: url, "content-type": "application/json" },
    body: JSON.stringify({ conversationId, message: { id: v7(), text: "Tell me everything" } }),
    signal: AbortSignal.timeout(60_000),
  });
  return { conversationId, ended: response.text().catch((error: unknown) => `broken: ${String(error)}`) };
}

/**
 * A whole server at `url`'s database, four tills that sell without a pause, a reader of the live feed and an
 * answer that is being written, through these outages. `db` reaches the same database past whatever is cut.
 */
export async function sellThroughOutages({ url: databaseUrl, db, outages }: { url: string; db: Database; outages: readonly Outage[] }): Promise<OutageReport> {
  const shelf = await withSystem(db, "a record to sell", async (tx) => addStock(tx, await addAlbum(tx, { listPrice: "20" }), 1_000_000));
  await givePassword(db, new PasswordHasher(), people.manager.id, PASSWORD);
  const model = await ModelServer.start();
  model.behave({ kind: "text", text: "word ".repeat(60), pieces: 60, pauseMs: 50 });
  const child = startChildServer({ DATABASE_URL: databaseUrl, SESSION_SECRET: "a secret that only this test knows", ...model.variables("openai-compatible") });
  const faults: string[] = [];
  const readyAfterMs: number[] = [];
  const tills: Till[] = [];
  let feed: FeedReader | null = null;
  let broke: unknown = null;
  try {
    const { url } = await child.ready;
    const cookie = (await sendForm(`${url}/login`, { email: people.manager.email, password: PASSWORD })).headers["set-cookie"]?.split(";")[0] ?? "";
    feed = new FeedReader(url, cookie);
    await feed.opened;
    for (let n = 0; n < TILLS; n++) tills.push(new Till({ url, cookie, shelf }));
    for (const outage of outages) {
      const fault = (words: string) => faults.push(`${outage.name}: ${words}`);
      const selling = await Promise.all(tills.map((till) => till.sellsAgain(NOTICED_WITHIN_MS)));
      if (selling.includes(false)) fault("a till did not sell before it");
      const question = await askSlowly(url, cookie);

      await outage.begin();
      const began = performance.now();
      if (outage.isNoticed) {
        if ((await waitFor(async () => !(await isReady(url)), NOTICED_WITHIN_MS)) === null) fault("/readyz said nothing of it");
        const page = await send(`${url}/login`, { headers: { cookie } });
        if (page.status !== 503 || !Number(page.headers["retry-after"])) fault(`a page answered ${page.status} with Retry-After ${page.headers["retry-after"] ?? "missing"}`);
        if ((await send(`${url}/healthz`)).status !== 200) fault("the program itself was called ill");
      }
      await new Promise((done) => setTimeout(done, Math.max(0, outage.lastsMs - (performance.now() - began))));
      await outage.end();

      const ready = await waitFor(() => isReady(url), READY_WITHIN_MS);
      if (ready === null) fault(`not ready ${READY_WITHIN_MS} ms after it`);
      else readyAfterMs.push(Math.round(ready));
      const again = await Promise.all(tills.map((till) => till.sellsAgain(READY_WITHIN_MS)));
      if (again.includes(false)) fault(`a till never sold again; the database's sessions: ${await readAgain(() => describeSessions(db))}`);
      if (!(await feed.hears(await readAgain(() => newestSale(db)), READY_WITHIN_MS))) fault("the live feed fell silent");
      const stream = await question.ended;
      if (!stream.includes('"type":"finish"')) fault(`an answer ended without a word: ${stream.slice(-300)}`);
      else if (!stream.includes('"notice"') && !(await readAgain(() => isKept(db, question.conversationId)))) fault("an answer was shown as whole and not kept");
    }
  } catch (error) {
    broke = error;
  } finally {
    await Promise.all(tills.map((till) => till.stop()));
    await feed?.stop();
    const ranUntilNow = child.process.exitCode === null && child.process.signalCode === null;
    child.process.kill("SIGKILL");
    const { stderr } = await child.ended;
    if (broke) faults.push(broke instanceof Error ? (broke.stack ?? broke.message) : "something was thrown that is no error");
    if (!ranUntilNow) faults.push(`the program ended by itself and said at last: ${stderr.slice(-3_000)}`);
    if (/TypeError|unhandled/i.test(stderr)) faults.push(`the program complained: ${stderr.slice(0, 2_000)}`);
    await model.stop();
  }
  for (const ending of feed?.endings ?? []) if (!ending.includes("connection to the database was lost")) faults.push(`a stream ended without a sentence: ${ending.slice(0, 300)}`);
  faults.push(...(await readAgain(() => findLies(db, tills)).catch((error: unknown) => [`what was sold could not be read: ${String(error)}`])));
  const sum = (of: (till: Till) => readonly string[]) => tills.reduce((total, till) => total + of(till).length, 0);
  return { faults, readyAfterMs, confirmed: sum((till) => till.confirmed), refused: sum((till) => till.refused), unknown: sum((till) => till.unknown) };
}

/** What the sessions of the database are doing, for whoever reads a fault. */
async function describeSessions(db: Database): Promise<string> {
  const rows = await withSystem(db, "a test looks", (tx) => tx.execute<{ said: string }>(sql`select concat_ws(' ', pid, state, wait_event_type, wait_event, age(clock_timestamp(), state_change), left(query, 120)) as said from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`));
  return rows.map(({ said }) => said).join("\n");
}

/** The newest activity of a sale. */
async function newestSale(db: Database): Promise<string> {
  const [row] = await withSystem(db, "a test looks", (tx) => tx.select({ id: activityLogs.id }).from(activityLogs).where(eq(activityLogs.action, "order.created")).orderBy(desc(activityLogs.id)).limit(1));
  return row?.id ?? "";
}

/** Whether the answer of a conversation was saved and its run closed. */
async function isKept(db: Database, conversationId: string): Promise<boolean> {
  const [row] = await withSystem(db, "a test looks", (tx) =>
    tx
      .select({ status: agentRuns.status })
      .from(agentRuns)
      .innerJoin(messages, and(eq(messages.conversationId, agentRuns.conversationId), eq(messages.role, "assistant")))
      .where(and(eq(agentRuns.conversationId, conversationId), inArray(agentRuns.status, ["completed", "failed", "stopped"]), sql`${messages.parts}::text like '%word%'`)),
  );
  return row !== undefined;
}
