import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { action } from "#app/routes/saved-views.ts";
import type { UserRole } from "#db/enums.ts";
import { withSystem } from "#db/rls.ts";
import { openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { MOST_SAVED_VIEWS, normaliseSearch } from "../contracts/saved-views.ts";
import { callAs, requestContextFor } from "../testing/caller.ts";

const NOW = new Date("2026-06-30T12:00:00Z");

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

const as = (role: UserRole) => callAs(test.db, role, NOW);
const acts = (id: string) =>
  withSystem(test.db, "acts on a view", async (tx) =>
    (await tx.execute<{ action: string; actor: string; details: { name: string } }>(sql`select l.action, l.actor_id as actor, d.details from activity_logs l join activity_details d on d.activity_id = l.id where l.object_id = ${id} order by l.id`)).map(({ action: verb, actor, details }) => [verb, actor, details.name]),
  );

describe("a saved view", () => {
  it("is one's own until it is shared, then everyone opens it and its owner alone changes it", async () => {
    const [manager, staff] = [await as("manager"), await as("staff")];
    const { id } = await manager.savedViews.save({ page: "explorer", name: "  Big \n orders ", search: "q=&table=orders&f=total%3Agt%3A100&after=xyz" });
    expect(await staff.savedViews.list({ page: "explorer" })).toEqual([]);
    await manager.savedViews.change({ id, isShared: true });
    const [seen] = await staff.savedViews.list({ page: "explorer" });
    expect(seen).toEqual({ id, name: "Big orders", search: "f=total%3Agt%3A100&table=orders", isShared: true, isOwn: false, ownerName: people.manager.name });
    expect(await staff.savedViews.list({ page: "sales" })).toEqual([]);
    await expect(staff.savedViews.change({ id, name: "Mine" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(staff.savedViews.remove({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await manager.savedViews.change({ id, name: "Large orders", search: "table=orders" });
    await manager.savedViews.change({ id, name: "Large orders" });
    expect(await manager.savedViews.list({ page: "explorer" })).toMatchObject([{ name: "Large orders", search: "table=orders", isOwn: true }]);
    const removed = await manager.savedViews.remove({ id });
    expect(await staff.savedViews.list({ page: "explorer" })).toEqual([]);
    await manager.savedViews.save({ ...removed, page: "explorer" });
    expect(await staff.savedViews.list({ page: "explorer" })).toMatchObject([{ id, name: "Large orders", isShared: true }]);
    await manager.savedViews.change({ id, isShared: false });
    const me = people.manager.id;
    expect(await acts(id)).toEqual([
      ["view.saved", me, "Big orders"],
      ["view.shared", me, "Big orders"],
      ["view.renamed", me, "Large orders"],
      ["view.updated", me, "Large orders"],
      ["view.deleted", me, "Large orders"],
      ["view.saved", me, "Large orders"],
      ["view.unshared", me, "Large orders"],
    ]);
    await manager.savedViews.remove({ id });
  });

  it.each(["table=customer_contacts", "table=+customer_contacts+"])("tells a colleague who may not read its table only which table that is (%s)", async (asked) => {
    const [marketing, staff] = [await as("marketing"), await as("staff")];
    const { id } = await marketing.savedViews.save({ page: "explorer", name: "To write to", search: `${asked}&f=email:is:ann@example.test`, isShared: true });
    expect(await staff.savedViews.list({ page: "explorer" })).toMatchObject([{ id, search: "table=customer_contacts" }]);
    expect(await (await as("manager")).savedViews.list({ page: "explorer" })).toMatchObject([{ id, search: expect.stringContaining("ann") as string }]);
    await marketing.savedViews.remove({ id });
  });

  it("has a name that is there, not too long and not taken, in whatever script", async () => {
    const buyer = await as("buyer");
    for (const name of ["", "   ", "x".repeat(81)]) await expect(buyer.savedViews.save({ page: "sales", name, search: "" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const names = [`Ann's "best" 100%`, "מוזיקה", "🎷".repeat(40), "<b>x</b>"];
    for (const name of names) await buyer.savedViews.save({ page: "sales", name, search: "p=30" });
    expect((await buyer.savedViews.list({ page: "sales" })).map(({ name }) => name).sort()).toEqual(names.toSorted());
    await expect(buyer.savedViews.save({ page: "sales", name: `ann's "BEST" 100%`, search: "" })).rejects.toMatchObject({ code: "CONFLICT" });
    const [first, second] = await buyer.savedViews.list({ page: "sales" });
    await expect(buyer.savedViews.change({ id: first?.id ?? "", name: second?.name ?? "" })).rejects.toMatchObject({ code: "CONFLICT" });
    // Another page and another person have names of their own.
    await buyer.savedViews.save({ page: "payments", name: names[0] ?? "", search: "" });
    await (await as("admin")).savedViews.save({ page: "sales", name: names[0] ?? "", search: "" });
    await expect(buyer.savedViews.save({ page: "nowhere" as never, name: "x", search: "" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it(`stops at ${MOST_SAVED_VIEWS} for a person, also for clicks at the same time`, async () => {
    const staff = await as("staff");
    await withSystem(test.db, "nearly all", (tx) =>
      tx.execute(sql`insert into saved_views (id, owner_id, name, page, search) select gen_random_uuid(), ${people.staff.id}, 'View ' || n, 'reviews', '' from generate_series(1, ${MOST_SAVED_VIEWS - 1}) n`),
    );
    const tries = await Promise.allSettled(["a", "b", "c"].map((name) => staff.savedViews.save({ page: "reviews", name, search: "" })));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "PRECONDITION_FAILED" });
    expect(await staff.savedViews.list({ page: "reviews" })).toHaveLength(MOST_SAVED_VIEWS);
  });
});

describe("the form without script", () => {
  const send = (fields: Record<string, string>, role: UserRole = "admin") =>
    action({
      request: new Request("http://shop.test/saved-views", { method: "POST", body: new URLSearchParams({ page: "catalogue", redirectTo: "/analytics/catalogue?p=30", ...fields }) }),
      params: {},
      context: requestContextFor(test.db, role, NOW) as never,
    }).catch((thrown: unknown) => thrown) as Promise<Response>;

  it("goes there and back, and says what went wrong beside what was entered", async () => {
    const done = await send({ intent: "save", name: "Genres", search: "p=30" });
    expect([done.status, done.headers.get("Location")]).toEqual([302, "/analytics/catalogue?p=30"]);
    expect(await (await as("admin")).savedViews.list({ page: "catalogue" })).toMatchObject([{ name: "Genres", search: "p=30", isShared: false }]);
    expect((await send({ intent: "save", name: "Genres", search: "" })).headers.get("Location")).toBe("/analytics/catalogue?p=30&view-error=taken&view-name=Genres");
    expect((await send({ intent: "save", name: " ", search: "" })).headers.get("Location")).toBe("/analytics/catalogue?p=30&view-error=name&view-name=+");
    expect((await send({ intent: "delete", id: "01900000-0000-7000-8000-0000000000fe" })).headers.get("Location")).toContain("view-error=gone");
    expect((await send({ intent: "save", name: "X", search: "", redirectTo: "https://evil.test/" })).headers.get("Location")).toBe("/");
  });

  it("answers in data where a script asks", async () => {
    const said = (await send({ intent: "save", name: "Genres", search: "", here: "1" })) as unknown as { data: unknown; init: { status: number } };
    expect(said.init.status).toBe(400);
    expect(said.data).toMatchObject({ error: "You have a view called “Genres” here already.", intent: "save", name: "Genres" });
  });
});

describe("the settings that a view keeps", () => {
  it("leave out the place and come in one order", () => {
    expect(normaliseSearch("?table=orders&f=b:is:1&f=a:is:2&after=x&before=y&cursor=z&add=total&view-error=taken&q=")).toBe("f=b%3Ais%3A1&f=a%3Ais%3A2&table=orders");
    expect(normaliseSearch("to=2026-06-30&from=2026-06-01&p=custom")).toBe(normaliseSearch("p=custom&from=2026-06-01&to=2026-06-30"));
  });
});
