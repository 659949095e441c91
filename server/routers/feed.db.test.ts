import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v7 } from "uuid";
import { withRls, withSystem } from "#db/rls.ts";
import { albums, importBatches, outboxEmails } from "#db/schema/index.ts";
import { eq } from "drizzle-orm";
import { addAlbum, addCustomer, addOrder, addPayment, addReview, addStock, asRole, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { type Activity, recordActivities } from "../services/activity/record-activity.ts";
import { callAs, requestContextFor } from "../testing/caller.ts";
import { createTrpcContext } from "../trpc/context.ts";
import { trpc } from "../trpc/init.ts";
import { appRouter } from "../trpc/root.ts";
import type { SentencePart } from "../contracts/activity.ts";

const NOW = new Date("2026-06-30T12:00:00Z");

const say = (parts: readonly SentencePart[]): string => parts.map((part) => (part.kind === "money" ? `<${part.amount}>` : part.text)).join("");

describe("the feed", () => {
  let test: TestDatabase;
  const ids = { order: "", album: "", review: "", batch: v7(), shelf: "" };
  beforeAll(async () => {
    test = await openTestDatabase();
    await withSystem(test.db, "a morning in the shop", async (tx) => {
      ids.album = await addAlbum(tx, { title: "Moanin'", listPrice: "36" });
      const second = await addAlbum(tx, { title: "Page One" });
      const customer = await addCustomer(tx, { name: "J. Lindqvist" });
      ids.order = (await addOrder(tx, { customerId: customer, lines: [{ albumId: ids.album, unitPrice: "30" }, { albumId: second, unitPrice: "28" }, {}] })).id;
      ids.review = await addReview(tx, { customerId: customer, albumId: ids.album, rating: 4 });
      ids.shelf = await addStock(tx, ids.album, 3);
      await tx.insert(importBatches).values({ id: ids.batch, format: "transactions", fileName: "sales.csv", status: "failed", error: "The column date is missing." });
      await addPayment(tx, { orderId: ids.order, amount: "78.00", status: "pending", paymentDate: new Date("2026-06-01T10:00:00Z") });
      await addPayment(tx, { orderId: ids.order, amount: "78.00", status: "completed" });
    });
    await withSystem(test.db, "a new price", (tx) => tx.update(albums).set({ listPrice: "34" }).where(eq(albums.id, ids.album)));
    later = new Date();
  });
  afterAll(() => test.close());

  const record = (activities: Activity[]) => withSystem(test.db, "write to the trail", (tx) => recordActivities(tx, activities));
  /** After the price was changed: the database stamps that with its own clock. */
  let later = NOW;

  it("says what happened in words, without anybody's sign-in", async () => {
    const act = (action: string, category: Activity["category"], object?: Activity["object"], role: keyof typeof people = "buyer"): Activity => ({
      at: later,
      actor: { kind: "person", id: people[role].id },
      action,
      category,
      ...(object ? { object } : {}),
    });
    await record([
      act("order.created", "sales", { type: "order", id: ids.order }, "staff"),
      act("price.changed", "stock", { type: "album", id: ids.album }),
      act("review.received", "reviews", { type: "review", id: ids.review }),
      act("import.failed", "imports", { type: "import_batch", id: ids.batch }),
      act("session.started", "identity", { type: "session", id: v7() }, "admin"),
      act("settings.updated", "settings"),
      act("order.cancelled", "sales", { type: "order", id: v7() }),
      { at: later, actor: { kind: "system", id: null }, action: "import.withdrawn", category: "imports", result: "failed", object: { type: "import_batch", id: v7() } },
    ]);
    const feed = async (role: "staff" | "buyer") => {
      const { entries } = await (await callAs(test.db, role, NOW)).activity.recent();
      return entries.map((entry) => (entry.leadsWithActor ? `${entry.actorName ?? "nobody"} ${say(entry.parts)}` : say(entry.parts))).sort();
    };
    const shared = [
      "4 stars for Moanin' from J. Lindqvist",
      "Bo Buyer cancelled an order",
      "Bo Buyer changed the price of Moanin', <36.0000> to <34.0000>",
      "Bo Buyer updated settings",
      "Withdrew the import of a file",
      "Order 1 in the shop: Moanin', Page One and 1 more. <78.00>",
    ];
    // Who may not see imports learns that there was one, not of what.
    expect(await feed("buyer")).toEqual([...shared, "Bo Buyer could not import sales.csv"].sort());
    expect(await feed("staff")).toEqual([...shared, "Bo Buyer could not import a file"].sort());
  });

  it("pages back without losing or repeating an entry", async () => {
    const written = await record(Array.from({ length: 25 }, (): Activity => ({ at: later, actor: { kind: "person", id: people.buyer.id }, action: "album.updated", category: "stock", object: { type: "album", id: ids.album } })));
    const caller = await callAs(test.db, "staff", NOW);
    const seen: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof caller.activity.recent>> = await caller.activity.recent({ limit: 7, ...(cursor ? { cursor } : {}) });
      seen.push(...page.entries.map((entry) => entry.id));
      cursor = page.nextCursor;
      if (!cursor) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    for (const id of written) expect(seen).toContain(id);
  });

  it("tells of another person's act while it is open, and of what was missed on coming back", async () => {
    const stop = new AbortController();
    const request = requestContextFor(test.db, "staff", NOW, stop.signal);
    const caller = trpc.createCallerFactory(appRouter)(await createTrpcContext(request));
    const listen = async (lastEventId?: string) => (await caller.activity.onAdded(lastEventId ? { lastEventId } : undefined))[Symbol.asyncIterator]();
    const deed = (): Activity[] => [{ at: later, actor: { kind: "person", id: people.manager.id }, action: "settings.updated", category: "settings" }];

    const stream = await listen();
    const first = stream.next();
    await expect.poll(() => request.runtime.events.listeners).toBe(1);
    const [id = ""] = await record(deed());
    request.runtime.events.publish("activity", [id]);
    expect((await first).value).toEqual([id, expect.objectContaining({ id, actorName: "Mona Manager", actorInitials: "MM" }), expect.anything()]);

    const [missed = ""] = await record(deed());
    const again = await listen(id);
    expect((await again.next()).value).toEqual([missed, expect.objectContaining({ id: missed }), expect.anything()]);

    const ended = stream.next();
    stop.abort();
    expect((await ended).done).toBe(true);
    await again.return?.();
    await expect.poll(() => request.runtime.events.listeners).toBe(0);
  });

  it("shows what waits for whom", async () => {
    await withRls(test.db, asRole("buyer"), (tx) => tx.select().from(importBatches)); // the buyer's desk sees it, staff do not
    const kinds = async (role: "staff" | "buyer" | "manager") => (await (await callAs(test.db, role, NOW)).needsYou.list()).map((entry) => entry.kind);
    expect(await kinds("staff")).toEqual([]);
    expect(await kinds("buyer")).toEqual(["import_failed"]);
    expect(await kinds("manager")).toEqual(["import_failed", "payment_pending"]);
    const mail = (dedupeKey: string, status: "unknown" | "failed") => ({ kind: "test" as const, status, dedupeKey, recipient: "somebody@example.test", subject: "A mail", bodyText: "Words", queuedAt: NOW, error: "no answer" });
    await withSystem(test.db, "mails that nobody knows the fate of", (tx) => tx.insert(outboxEmails).values([mail("a", "unknown"), mail("b", "failed"), mail("c", "failed")]));
    expect(await kinds("buyer")).toEqual(["import_failed"]);
    const titles = (await (await callAs(test.db, "manager", NOW)).needsYou.list()).map((entry) => entry.title);
    expect(titles).toEqual(expect.arrayContaining(["Of 1 mail nobody knows whether it arrived", "2 mails could not be sent"]));
  });

  it("finds pages, orders, customers and records", async () => {
    const caller = await callAs(test.db, "staff", NOW);
    const find = async (text: string) => (await caller.search.find({ text })).hits.map((hit) => `${hit.kind}: ${hit.title}`);
    expect(await find("")).toContain("page: Dashboard");
    expect(await find("moan")).toEqual(["album: Moanin'"]);
    expect(await find("lindq")).toEqual(["customer: J. Lindqvist"]);
    expect(await find("#1")).toContain("order: Order 1");
    expect(await find("%")).toEqual([]);
  });
});
