import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withRls, withSystem } from "#db/rls.ts";
import { annotations } from "#db/schema/index.ts";
import { asRole, openTestDatabase, people, type TestDatabase } from "#db/testing/index.ts";
import { callAs } from "../testing/caller.ts";

const NOW = new Date("2026-06-30T12:00:00Z");
const RANGE = { from: "2026-04-01", to: "2026-06-30" };

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());
beforeEach(() => withSystem(test.db, "begin anew", (tx) => tx.execute(sql`delete from annotations`)));

const seen = async (role: "staff" | "buyer" | "manager", range = RANGE) =>
  (await (await callAs(test.db, role, NOW)).annotations.list(range)).map(({ day, text, kind, mayChange }) => `${day} ${text}${kind === "note" ? "" : " (rule)"}${mayChange ? " *" : ""}`);

describe("notes on days", () => {
  it("are written by everyone, in the order of their days, beside the days known by rule", async () => {
    const staff = await callAs(test.db, "staff", NOW);
    await staff.annotations.add({ day: "2026-06-30", text: "  A fair\nin the  yard " });
    await (await callAs(test.db, "buyer", NOW)).annotations.add({ day: "2026-04-01", text: "=1+1 ‮ 🎷" });
    await staff.annotations.add({ day: "2026-07-01", text: "Tomorrow" });
    expect(await seen("staff")).toEqual(["2026-04-01 =1+1 ‮ 🎷", "2026-04-18 Record Store Day (rule)", "2026-06-30 A fair in the yard *"]);
    expect(await seen("manager")).toEqual(["2026-04-01 =1+1 ‮ 🎷 *", "2026-04-18 Record Store Day (rule)", "2026-06-30 A fair in the yard *"]);
  });

  it("are written once by a form that is sent twice, and twice by two people", async () => {
    const [staff, buyer] = [await callAs(test.db, "staff", NOW), await callAs(test.db, "buyer", NOW)];
    const note = { day: "2026-05-05", text: "Fair in the yard" };
    const ids = await Promise.all(Array.from({ length: 5 }, () => staff.annotations.add(note)));
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
    await buyer.annotations.add(note);
    await staff.annotations.add({ ...note, text: "Fair in the yard, second day" });
    expect(await seen("staff", { from: "2026-05-05", to: "2026-05-05" })).toHaveLength(3);
  });

  it("take the place of the rule where they name its day, also from outside the range", async () => {
    const staff = await callAs(test.db, "staff", NOW);
    await staff.annotations.add({ day: "2026-04-17", text: "The evening before Record Store Day" });
    expect(await seen("buyer", { from: "2026-04-18", to: "2026-04-30" })).toEqual([]);
  });

  it("are changed and removed by who wrote them and by managers, and by nobody else, also past the service", async () => {
    const staff = await callAs(test.db, "staff", NOW);
    const buyer = await callAs(test.db, "buyer", NOW);
    const manager = await callAs(test.db, "manager", NOW);
    const { id } = await staff.annotations.add({ day: "2026-05-01", text: "Closed" });
    await expect(buyer.annotations.edit({ id, day: "2026-05-01", text: "Open" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(buyer.annotations.remove({ id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect([...(await withRls(test.db, asRole("buyer"), (tx) => tx.execute(sql`update annotations set text = 'Open' returning id`)))]).toEqual([]);
    expect([...(await withRls(test.db, asRole("buyer"), (tx) => tx.execute(sql`delete from annotations returning id`)))]).toEqual([]);
    await expect(withRls(test.db, asRole("buyer"), (tx) => tx.insert(annotations).values({ id: v7(), authorId: people.staff.id, day: "2026-05-02", text: "In another's name" }))).rejects.toThrow();
    await staff.annotations.edit({ id, day: "2026-05-02", text: "Closed all day" });
    expect(await seen("staff", { from: "2026-05-01", to: "2026-05-31" })).toEqual(["2026-05-02 Closed all day *"]);
    expect(await manager.annotations.remove({ id })).toEqual({ day: "2026-05-02", text: "Closed all day" });
    await expect(staff.annotations.remove({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(staff.annotations.edit({ id, day: "2026-05-02", text: "Again" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("leave a trace without their words, and are told in the feed", async () => {
    const staff = await callAs(test.db, "staff", NOW);
    const { id } = await staff.annotations.add({ day: "2026-05-01", text: "Closed" });
    await staff.annotations.edit({ id, day: "2026-05-01", text: "Closed early" });
    await staff.annotations.remove({ id });
    const rows = await withSystem(test.db, "read the log", (tx) => tx.execute<{ action: string; fields: string[]; details_hash: unknown }>(sql`select action, fields, details_hash from activity_logs where object_id = ${id}::uuid order by id`));
    expect([...rows]).toEqual([
      { action: "annotation.added", fields: [], details_hash: null },
      { action: "annotation.edited", fields: ["day", "text"], details_hash: null },
      { action: "annotation.removed", fields: [], details_hash: null },
    ]);
    const { entries } = await (await callAs(test.db, "staff", NOW)).activity.recent({ limit: 3 });
    expect(entries.map((entry) => entry.parts.map((part) => (part.kind === "money" ? part.amount : part.text)).join(""))).toEqual(["removed a note from a day", "changed a note on a day", "put a note on a day"]);
  });

  it.each([
    [{ day: "2026-02-30", text: "No such day" }, "day"],
    [{ day: "", text: "No day" }, "day"],
    [{ day: "2026-05-01", text: " \n " }, "text"],
    [{ day: "2026-05-01", text: "x".repeat(201) }, "text"],
  ])("refuse %j", async (input, field) => {
    const refused: unknown = await (await callAs(test.db, "staff", NOW)).annotations.add(input).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "BAD_REQUEST" });
    expect(String((refused as Error).message)).toContain(field);
  });
});
