import { afterAll, beforeAll, expect, it } from "vitest";
import { withSystem } from "#db/rls.ts";
import { addAlbum, addCustomer, addOrder, addPayment, openTestDatabase, type TestDatabase } from "#db/testing/index.ts";
import { callAs } from "../testing/caller.ts";

const NOW = new Date("2026-06-30T12:00:00Z");

let test: TestDatabase;
let album: string;
beforeAll(async () => {
  test = await openTestDatabase();
  await withSystem(test.db, "an order that was paid twice and given back in part", async (tx) => {
    album = await addAlbum(tx, { title: "Blue Train" });
    const { id } = await addOrder(tx, { customerId: await addCustomer(tx, { name: "Chloë", number: 7001 }), shipping: "4.90", lines: [{ albumId: album, quantity: 2, unitPrice: "22.55" }] });
    await addPayment(tx, { orderId: id, amount: "50.00", status: "failed", paymentDate: new Date("2026-06-15T10:00:00Z") });
    const paid = await addPayment(tx, { orderId: id, amount: "50.00", paymentDate: new Date("2026-06-15T10:05:00Z") });
    await addPayment(tx, { orderId: id, amount: "50.00", method: "cash", paymentDate: new Date("2026-06-15T11:00:00Z") });
    await addPayment(tx, { orderId: id, amount: "20.10", status: "refunded", refundOf: paid, paymentDate: new Date("2026-06-20T10:00:00Z") });
    await addOrder(tx, { lines: [{ unitPrice: "12.00" }] });
  });
});
afterAll(() => test.close());

it("says which payment a refund gives back and what came in and went out, for those who may see payments", async () => {
  const manager = await callAs(test.db, "manager", NOW);
  const page = await manager.orders.byNumber({ number: 1 });
  expect(page.lines.map(({ albumId }) => albumId)).toEqual([album]);
  expect(page.order).toMatchObject({ customerNumber: 7001, customerName: "Chloë", total: "50.00" });
  expect(page.payments?.rows.map(({ status, amount }) => [status, amount])).toEqual([["failed", "50.00"], ["completed", "50.00"], ["completed", "50.00"], ["refunded", "20.10"]]);
  expect(page.payments?.rows[3]?.refundOf).toBe(page.payments?.rows[1]?.id);
  expect(page.payments?.money).toEqual({ received: "100.00", refunded: "20.10", paid: "79.90", open: "-29.90" });
  expect((await manager.orders.byNumber({ number: 2 })).payments?.money).toEqual({ received: "0.00", refunded: "0.00", paid: "0.00", open: "12.00" });
  const staff = await (await callAs(test.db, "staff", NOW)).orders.byNumber({ number: 1 });
  expect(staff).toMatchObject({ payments: null, paymentsNote: "Managers and admins see the payments." });
  await expect(manager.orders.byNumber({ number: 99 })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
