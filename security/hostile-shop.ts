import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { withSystem } from "#db/rls.ts";
import { annotations, conversations, messages, users } from "#db/schema/index.ts";
import { addAlbum, addCustomer, addReview, addStock } from "#db/testing/builders.ts";
import { addPeople, people } from "#db/testing/people.ts";
import { declareMode, readEnv } from "#server/env.ts";
import { builtPages } from "#server/http/pages.ts";
import { startServer } from "#server/http/start-server.ts";
import { stopOnSignal } from "#server/http/stop-on-signal.ts";
import { createLogger } from "#server/logger.ts";
import { cookieFor } from "./callers.ts";
import { makePayload } from "./payloads.ts";

/*
 * A shop in which every text that people, customers and models write is an attack, as a process of
 * its own: `hostile-shop.ts <how many texts>`. Prints one line of JSON: where it is, an admin's
 * cookie, which pages show the texts, and how many there are of each kind.
 */

declareMode("production");
const total = Number(process.argv[2] ?? 100);
const env = readEnv();
const logger = createLogger(env.LOG_LEVEL);
const server = startServer({ env, logger, pages: builtPages });
stopOnSignal(server.stop, logger);
const { url, runtime } = await server.started;

const ANSWERS = 20;
const share = (part: number) => Math.floor(total * part);
const kinds = { titles: share(0.25), names: share(0.2), reviews: share(0.2), notes: share(0.1), answers: share(0.25) };
let number = 0;
const texts = (count: number, kind: "text" | "markdown" = "text") => Array.from({ length: count }, () => makePayload(number++, kind));
const now = runtime.now();
const day = (back: number) => new Date(now.getTime() - back * 24 * 3600 * 1000);

const pages = await withSystem(runtime.db, "fill a hostile shop", async (tx) => {
  await addPeople(tx);
  await tx.update(users).set({ name: makePayload(900_000, "text").slice(0, 80) }).where(eq(users.id, people.admin.id));
  const albums: string[] = [];
  for (const title of texts(kinds.titles)) albums.push(await addAlbum(tx, { title: title.slice(0, 300) }));
  for (const album of albums.slice(0, 40)) await addStock(tx, album, 1);
  const customers: string[] = [];
  for (const name of texts(kinds.names)) customers.push(await addCustomer(tx, { name: name.slice(0, 200) }));
  const bodies = texts(kinds.reviews);
  for (const [at, body] of bodies.entries()) {
    await addReview(tx, { customerId: customers[at % customers.length] ?? "", albumId: albums[(at * 7 + Math.floor(at / customers.length)) % albums.length] ?? "", rating: 1 + (at % 5), body, reviewDate: day(at % 300) });
  }
  const notes = texts(kinds.notes);
  await tx.insert(annotations).values(notes.map((text, at) => ({ id: v7(), authorId: people.admin.id, day: day(at % 300).toISOString().slice(0, 10), text: text.slice(0, 200) })));
  const talks: string[] = [];
  const answers = texts(kinds.answers, "markdown");
  for (let from = 0; from < answers.length; from += ANSWERS) {
    const conversationId = v7();
    talks.push(`/assistant?c=${conversationId}`);
    await tx.insert(conversations).values({ id: conversationId, userId: people.admin.id, agentId: "analyst", title: makePayload(800_000 + from, "text").slice(0, 120) });
    await tx.insert(messages).values(
      answers.slice(from, from + ANSWERS).flatMap((text, at) => [
        { id: v7(), conversationId, position: at * 2, role: "user" as const, parts: [{ type: "text", text: makePayload(700_000 + from + at, "text") }] },
        { id: v7(), conversationId, position: at * 2 + 1, role: "assistant" as const, parts: [{ type: "text", text, state: "done" }] },
      ]),
    );
  }
  // Pages that list go on by their own link to the next page.
  const lists = ["/analytics/explorer?table=albums", "/analytics/explorer?table=customers", "/analytics/explorer?table=reviews", "/annotations"];
  const more = ["/", "/inventory", "/find?q=evil", "/analytics/reviews", "/analytics/sales", "/admin/users", "/activity", ...albums.slice(0, 5).map((id) => `/albums/${id}`)];
  return [...lists, ...talks, ...more];
});
process.stdout.write(`${JSON.stringify({ url, cookie: await cookieFor(runtime, "admin"), pages, total: number })}\n`);
