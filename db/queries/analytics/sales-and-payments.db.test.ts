import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USER_ROLES } from "../../enums.ts";
import { withRls, withSystem } from "../../rls.ts";
import { addOrder, addPayment, asRole, openTestDatabase, runs, type TestDatabase } from "../../testing/index.ts";
import { randomHistory, writeHistory } from "../../testing/random-history.ts";
import { PAYMENTS_BLOCKS } from "./payments/index.ts";
import { SALES_BLOCKS } from "./sales/index.ts";
import { expectDrills, expectRaw, expectTable } from "./testing/check-block.ts";
import { asked, randomQuestion } from "./testing/random-question.ts";
import { RAW_PAYMENTS } from "./testing/raw-payments.ts";
import { RAW_SALES } from "./testing/raw-sales.ts";

const BLOCKS = [...SALES_BLOCKS, ...PAYMENTS_BLOCKS];

describe("every block of sales and payments", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ settings: { timeZone: "Europe/Berlin" } });
  });
  afterAll(() => test.close());

  it("is what hand-written SQL over the base tables says, its rows add up, and every role sees the same figures", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, randomQuestion, fc.constantFrom(...USER_ROLES), async (history, question, role) => {
        await withSystem(test.db, "write a random history", (tx) => writeHistory(tx, history));
        for (const block of BLOCKS) {
          for (const choice of asked(block, question)) {
            const name = `${block.tab} ${block.id} by ${choice.by}`;
            const raw = RAW_SALES[block.id] ?? RAW_PAYMENTS[block.id];
            const expected = await withSystem(test.db, "count by hand", (tx) => raw?.(tx, choice) ?? Promise.reject(new Error(`${name} has no reference`)));
            const data = await withRls(test.db, asRole("manager"), async (tx) => {
              const found = await block.read(tx, choice);
              await expectDrills(tx, found, name);
              return found;
            });
            expectTable(data, name);
            expectRaw(data, expected, name);
            const other = await withRls(test.db, asRole(role), (tx) => block.read(tx, choice));
            if (block.personal) expect(other.total, name).toBe(data.total);
            else expect(other, name).toEqual(data);
          }
        }
      }),
      { numRuns: runs() },
    );
  });

  it("lists failed payments for managers and admins, and tells everyone else how many there are and who sees them", async () => {
    await withSystem(test.db, "failed payments", async (tx) => {
      await writeHistory(tx, { albums: [], orders: [], reviews: [], movements: [] });
      const { id } = await addOrder(tx, { orderDate: new Date("2026-06-01T10:00:00Z") });
      for (let n = 0; n < 52; n += 1) await addPayment(tx, { orderId: id, amount: "3.50", status: "failed", paymentDate: new Date("2026-06-02T10:00:00Z") });
      await addPayment(tx, { orderId: id, amount: "8", status: "pending", paymentDate: new Date("2026-05-01T10:00:00Z") });
    });
    const question = { frame: { now: { from: "2026-06-01", to: "2026-06-30" }, before: null, buckets: [], grain: "day" as const }, today: "2026-06-30", currency: "EUR", timeZone: "Europe/Berlin", by: "" };
    const [failed, pending] = ["failed", "pending"].map((id) => PAYMENTS_BLOCKS.find((block) => block.id === id));
    const seen = Object.fromEntries(await Promise.all(USER_ROLES.map(async (role) => [role, await withRls(test.db, asRole(role), (tx) => failed?.read(tx, question) ?? Promise.reject(new Error()))] as const)));
    for (const role of ["manager", "admin"]) {
      expect(seen[role]?.rows).toHaveLength(50);
      expect(seen[role]?.rows[0]).toMatchObject({ cells: { amount: "3.50", customer: "Walk-in", age: 28, at: "2026-06-02T10:00:00.000Z" }, about: { page: "order" } });
      expect(seen[role]?.notes).toEqual(["52 failed payments, €182.00 together.", "These are the newest 50."]);
    }
    for (const role of ["staff", "marketing", "buyer"]) expect(seen[role]).toMatchObject({ rows: [], total: 52, notes: ["52 failed payments, €182.00 together.", "Only managers and admins see which ones."] });
    const waiting = await withRls(test.db, asRole("staff"), (tx) => pending?.read(tx, question) ?? Promise.reject(new Error()));
    expect(waiting).toMatchObject({ rows: [], total: 0, notes: ["1 older payment is pending too, €8.00: choose an earlier first day to see it."] });
  });
});
