import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { dayFromIso, isoFromDay } from "./days.ts";
import { spreadDiscount, taxOn } from "./money.ts";
import type { Batch, OrderItemRow, OrderRow, PaymentRow } from "./rows.ts";
import { firstDayBefore } from "./seed-database.ts";
import { DEMO_ORDERS, type Scenario, Simulation } from "./simulate.ts";
import { basketsOn } from "./world/baskets.ts";

const UNTIL = "2026-06-30";
const LAST = dayFromIso(UNTIL);
const DEMO: Scenario = { seed: 1957, firstDay: firstDayBefore(UNTIL), orders: DEMO_ORDERS, planted: true };

/** A history up to `day`, all in one batch. */
function historyUntil(day: number, scenario = DEMO): { simulation: Simulation; batch: Batch } {
  const simulation = new Simulation(scenario);
  simulation.advanceTo(day);
  return { simulation, batch: simulation.takeBatch() };
}

function hashOf(batch: Batch): string {
  const hash = createHash("sha256");
  for (const [table, rows] of Object.entries(batch)) {
    hash.update(table);
    for (const row of rows as object[]) hash.update(JSON.stringify(row, (_key, value: unknown) => (typeof value === "function" ? (value as () => string)() : value)));
  }
  return hash.digest("hex");
}

const groupBy = <Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
};
/** The rows that break a rule: one look at the list instead of one assertion a row. */
const breaking = <Row>(rows: readonly Row[], holds: (row: Row) => boolean): Row[] => rows.filter((row) => !holds(row));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const within = (value: number, target: number, share: number): void => expect(Math.abs(value / target - 1), `${value} beside ${target}`).toBeLessThanOrEqual(share);

let history: ReturnType<typeof historyUntil>;
let batch: Batch;
beforeAll(() => {
  history = historyUntil(LAST);
  ({ batch } = history);
});

describe("the demo shop's history", () => {
  it("is the same, row by row, whenever it is told", () => {
    expect(hashOf(historyUntil(LAST).batch)).toBe(hashOf(batch));
  });

  it("is another one under another seed", () => {
    const day = DEMO.firstDay + 20;
    expect(hashOf(historyUntil(day, { ...DEMO, seed: 1958 }).batch)).not.toBe(hashOf(historyUntil(day).batch));
  });

  it("asks for the same on a day whether that day is made alone or in a long run", () => {
    const ask = (simulation: Simulation, day: number) =>
      basketsOn(day, simulation.shop.plan.baskets, simulation.shop.plan.population, simulation.shop.plan.picker).map(({ customer, ...basket }) => ({ ...basket, customer: customer?.index }));
    const lived = new Simulation(DEMO);
    for (const day of [DEMO.firstDay, DEMO.firstDay + 290, LAST - 20, LAST]) {
      const alone = new Simulation(DEMO);
      alone.shop.plan.population.advanceTo(day);
      lived.advanceTo(day);
      expect(ask(alone, day)).toEqual(ask(lived, day));
    }
  });

  it("begins with the shorter history: later days only add rows and settle what was open", () => {
    const longer = historyUntil(LAST + 20).batch;
    const keys = ["customers", "contacts", "items", "movements", "reviews", "activities", "annotations", "albumPrices"] as const;
    for (const key of keys) {
      const [long, short] = [longer[key], batch[key]].map((rows) => JSON.stringify((rows as object[]).slice(0, batch[key].length)));
      expect(long, key).toBe(short);
    }
    expect(longer.orders.slice(0, batch.orders.length).map((order) => order.id)).toEqual(batch.orders.map((order) => order.id));
    batch.orders.forEach((order, index) => {
      if (order.status !== "open") expect(longer.orders[index]).toEqual(order);
    });
  });

  it("hands over the same rows in pieces as in one", () => {
    const simulation = new Simulation(DEMO);
    const pieces: Batch[] = [];
    for (let day = DEMO.firstDay + 99; day < LAST; day += 100) {
      simulation.advanceTo(day);
      pieces.push(simulation.takeBatch());
    }
    simulation.advanceTo(LAST);
    pieces.push(simulation.takeBatch());
    const orders = new Map(pieces.flatMap((piece) => [...piece.orders, ...piece.changedOrders]).map((order) => [order.id, order]));
    expect([...orders.values()]).toEqual(batch.orders);
    expect(pieces.slice(1).every((piece) => piece.changedOrders.length > 0)).toBe(true);
  });

  it("has the stated size", () => {
    within(batch.orders.length, 14_000, 0.05);
    within(batch.items.length, 38_000, 0.05);
    within(batch.customers.length, 2_500, 0.05);
    within(batch.reviews.length, 1_400, 0.05);
    within(batch.albums.length, 420, 0);
    expect(batch.suppliers.length).toBeGreaterThanOrEqual(6);
    const revenueOf = groupBy(batch.items, (item) => item.orderId);
    const counted = batch.orders.filter((order) => order.status !== "cancelled");
    const revenue = (orders: typeof counted) => sum(orders.flatMap((order) => (revenueOf.get(order.id) ?? []).map((item) => item.lineTotal))) / 100;
    within(revenue(counted) / counted.length, 60, 0.05);
    within(revenue(counted.filter((order) => order.at >= (LAST - 29) * 86_400_000)), 25_000, 0.1);
  });

  it("keeps the shop closed on Sundays, and has December, Record Store Day and regulars", () => {
    const dayOf = (at: number) => Math.floor((at + 2 * 3_600_000) / 86_400_000);
    const shop = batch.orders.filter((order) => order.channel === "shop");
    expect(shop.filter((order) => new Date(dayOf(order.at) * 86_400_000).getUTCDay() === 0)).toEqual([]);
    const perDay = groupBy(shop, (order) => isoFromDay(dayOf(order.at)));
    const usual = (perDay.get("2026-04-11")?.length ?? 0) + (perDay.get("2026-04-25")?.length ?? 0);
    expect(perDay.get("2026-04-18")?.length ?? 0).toBeGreaterThan(usual);
    const inMonth = (month: string) => batch.orders.filter((order) => new Date(order.at).toISOString().startsWith(month)).length;
    expect(inMonth("2025-12")).toBeGreaterThan(1.2 * inMonth("2025-08"));
    const perCustomer = [...groupBy(batch.orders.filter((order) => order.customerId !== null), (order) => order.customerId ?? "").values()].map((orders) => orders.length).sort((a, b) => b - a);
    expect(perCustomer[19] ?? 0).toBeGreaterThan(50);
    expect(perCustomer.filter((count) => count === 1).length).toBeGreaterThan(500);
    const perTitle = [...groupBy(batch.items, (item) => item.albumId).values()].map((items) => items.length).sort((a, b) => b - a);
    expect(sum(perTitle.slice(0, 42))).toBeGreaterThan(0.25 * batch.items.length);
  });

  it("gives ids that are version 7, carry their row's time and are never the same twice", () => {
    const ids = [batch.orders, batch.items, batch.payments, batch.movements, batch.reviews, batch.activities, batch.customers, batch.inventory, batch.albumPrices].flatMap((rows) => rows.map((row) => row.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(breaking(ids, (id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
    expect(breaking(batch.orders, (order) => parseInt(order.id.replace("-", "").slice(0, 12), 16) === Math.floor(order.at))).toEqual([]);
  });
});

describe("the books", () => {
  const paid = (payments: readonly PaymentRow[]) => sum(payments.filter((payment) => payment.status === "completed").map((payment) => payment.amount));
  const refunded = (payments: readonly PaymentRow[]) => sum(payments.filter((payment) => payment.status === "refunded").map((payment) => payment.amount));
  const plantedIn = (...detectors: string[]) => new Set(history.simulation.shop.plan.plants.noted.filter((one) => one.kind === "defect" && detectors.includes(one.detector)).map((one) => one.subject.key));

  it("make each line exact and each total the sum of its parts", () => {
    const lines: Map<string, OrderItemRow[]> = groupBy(batch.items, (item) => item.orderId);
    expect(breaking(batch.items, (item) => item.lineTotal === item.quantity * item.unitPrice - item.discount && item.lineTotal >= 0)).toEqual([]);
    const isExact = (order: OrderRow) => {
      const net = sum((lines.get(order.id) ?? []).map((item) => item.lineTotal));
      return net > 0 && order.tax === taxOn(net + order.shipping) && order.total === net + order.shipping + order.tax;
    };
    expect(breaking(batch.orders, isExact)).toEqual([]);
  });

  it("have each completed order paid to the cent, except the planted ones", () => {
    const payments = groupBy(batch.payments, (payment) => payment.orderId);
    const defects = plantedIn("paid_amount_differs", "completed_without_payment");
    const off = batch.orders.filter((order) => order.status === "completed" && paid(payments.get(order.id) ?? []) !== order.total).map((order) => order.id);
    expect(new Set(off)).toEqual(defects);
    const settles = (order: OrderRow) => {
      const own = payments.get(order.id) ?? [];
      const left = paid(own) - refunded(own);
      if (order.status === "cancelled") return left === 0;
      return left >= 0 && (order.status === "completed" || paid(own) === 0 || paid(own) === order.total);
    };
    expect(breaking(batch.orders, settles)).toEqual([]);
    const byId = new Map(batch.payments.map((payment) => [payment.id, payment]));
    const givesBack = (refund: PaymentRow) => {
      const original = byId.get(refund.refundOf ?? "");
      return original?.status === "completed" && original.method === refund.method && original.orderId === refund.orderId;
    };
    expect(breaking(batch.payments.filter((payment) => payment.status === "refunded"), givesBack)).toEqual([]);
  });

  it("have every shelf equal to its ledger, never below zero except where planted", () => {
    const { shop } = history.simulation;
    const shelves = groupBy(batch.movements, (movement) => movement.inventoryId);
    const below = new Set<string>();
    for (const album of shop.plan.albums) {
      const ledger = shelves.get(album.shelfId) ?? [];
      expect(sum(ledger.map((movement) => movement.quantity)), album.title).toBe(shop.stock[album.index]);
      let onHand = 0;
      for (const movement of [...ledger].sort((a, b) => a.at - b.at)) if ((onHand += movement.quantity) < 0) below.add(album.id);
    }
    expect(below).toEqual(plantedIn("negative_stock"));
    for (const copy of batch.inventory.filter((row) => row.condition === "used")) expect([0, 1]).toContain(sum((shelves.get(copy.id) ?? []).map((movement) => movement.quantity)));
  });

  it("take exactly what was sold off the shelf, and put back what was cancelled", () => {
    const sold = groupBy(batch.movements.filter((movement) => movement.movement === "sale"), (movement) => movement.orderItemId ?? "");
    const back = groupBy(batch.movements.filter((movement) => movement.movement === "return"), (movement) => movement.orderItemId ?? "");
    const status = new Map(batch.orders.map((order) => [order.id, order.status]));
    const moved = (item: OrderItemRow) => {
      const returned = sum((back.get(item.id) ?? []).map((movement) => movement.quantity));
      const isBack = status.get(item.orderId) !== "cancelled" || returned === item.quantity;
      return sum((sold.get(item.id) ?? []).map((movement) => movement.quantity)) === -item.quantity && returned <= item.quantity && isBack;
    };
    expect(breaking(batch.items, moved)).toEqual([]);
  });

  it("have one review per customer and record, written after a purchase", () => {
    const pairs = batch.reviews.map((review) => `${review.customerId} ${review.albumId}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    const buyers = new Map<string, number>();
    const orders = new Map(batch.orders.map((order) => [order.id, order]));
    for (const item of batch.items) {
      const order = orders.get(item.orderId);
      if (!order?.customerId) continue;
      const key = `${order.customerId} ${item.albumId}`;
      buyers.set(key, Math.min(buyers.get(key) ?? Infinity, order.at));
    }
    expect(breaking(batch.reviews, (review) => (buyers.get(`${review.customerId} ${review.albumId}`) ?? Infinity) < review.at)).toEqual([]);
    const addresses = batch.contacts.flatMap((contact) => (contact.email === null ? [] : [contact.email]));
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(breaking(addresses, (address) => /^[a-z0-9._-]+@example\.(com|org|net)$/.test(address))).toEqual([]);
  });

  it("spread a discount to the cent, the rest on the largest line", () => {
    expect(spreadDiscount([1_000, 2_000, 333], 333)).toEqual([99, 201, 33]);
    expect(spreadDiscount([500, 500], 1)).toEqual([1, 0]);
    expect(spreadDiscount([], 0)).toEqual([]);
  });
});
