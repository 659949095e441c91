import { beforeAll, describe, expect, it } from "vitest";
import { dayFromIso } from "./days.ts";
import { plantedDefects } from "./planted-defects.ts";
import { DETECTORS, type Planted } from "./plants/plants.ts";
import type { Batch } from "./rows.ts";
import { firstDayBefore } from "./seed-database.ts";
import { DEMO_ORDERS, Simulation } from "./simulate.ts";

const UNTIL = "2026-06-30";
const LAST = dayFromIso(UNTIL);
const MS = 86_400_000;

let simulation: Simulation;
let batch: Batch;
let planted: readonly Planted[];
beforeAll(() => {
  simulation = new Simulation({ seed: 1957, firstDay: firstDayBefore(UNTIL), orders: DEMO_ORDERS, planted: true });
  simulation.advanceTo(LAST);
  batch = simulation.takeBatch();
  planted = plantedDefects(1957, UNTIL);
});

const defects = (detector: string): Planted[] => planted.filter((one) => one.detector === detector && one.kind === "defect");
const stockOf = (id: string): number => {
  const album = simulation.shop.plan.albums.find((one) => one.id === id);
  return simulation.shop.stock[album?.index ?? -1] ?? Number.NaN;
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("planted defects", () => {
  it.each(DETECTORS)("give %s at least two to find and one to leave alone", (detector) => {
    expect(new Set(defects(detector).map((one) => one.subject.key)).size).toBeGreaterThanOrEqual(2);
    expect(planted.some((one) => one.detector === detector && one.kind === "near_miss")).toBe(true);
  });

  it("name subjects that exist", () => {
    const known: Record<Planted["subject"]["type"], Set<string>> = {
      album: new Set(batch.albums.map((row) => row.id)),
      order: new Set(batch.orders.map((row) => row.id)),
      customer: new Set(batch.customers.map((row) => row.id)),
      review: new Set(batch.reviews.map((row) => row.id)),
      payment_method: new Set(batch.payments.map((row) => row.method)),
      channel: new Set(batch.orders.map((row) => row.channel)),
      day: new Set(Array.from({ length: 1_096 }, (_, ago) => new Date((LAST - ago) * MS).toISOString().slice(0, 10))),
    };
    expect(planted.filter(({ subject }) => !known[subject.type].has(subject.key) || (subject.other !== undefined && !known[subject.type].has(subject.other)))).toEqual([]);
  });

  it("leave constant sellers out of stock and not ordered, and others below zero", () => {
    for (const { subject } of defects("stock_out_live_demand")) {
      expect(stockOf(subject.key)).toBe(0);
      expect(batch.inventory.find((row) => row.albumId === subject.key && row.condition === "new")?.onOrder).toBe(0);
    }
    for (const { subject } of defects("negative_stock")) expect(stockOf(subject.key)).toBeLessThan(0);
  });

  it("leave copies that nobody bought for most of a year", () => {
    for (const { subject } of defects("dead_stock")) {
      expect(stockOf(subject.key)).toBeGreaterThanOrEqual(12);
      const last = Math.max(...batch.items.filter((item) => item.albumId === subject.key).map((item) => item.at));
      expect(LAST - last / MS).toBeGreaterThan(300);
    }
  });

  it("make payments by the named methods fail several times as often", () => {
    const share = (method: string, from: number, until: number) => {
      const tries = batch.payments.filter((row) => row.method === method && row.at >= from * MS && row.at < until * MS && (row.status === "failed" || row.status === "completed"));
      return tries.filter((row) => row.status === "failed").length / tries.length;
    };
    for (const { subject, from } of defects("failed_payment_shift")) {
      const start = dayFromIso(from);
      expect(share(subject.key, start, LAST + 1)).toBeGreaterThan(3 * share(subject.key, start - 180, start));
    }
  });

  it("heap refunds on the named days", () => {
    const perDay = new Map<string, number>();
    for (const row of batch.payments.filter((payment) => payment.status === "refunded")) {
      const day = new Date(row.paidAt + 2 * 3_600_000).toISOString().slice(0, 10);
      perDay.set(day, (perDay.get(day) ?? 0) + 1);
    }
    const spikes = defects("refund_spike").map(({ subject }) => subject.key);
    for (const day of spikes) expect(perDay.get(day)).toBeGreaterThanOrEqual(9);
    for (const [day, count] of perDay) if (!spikes.includes(day)) expect(count).toBeLessThanOrEqual(5);
  });

  it("shift the value of orders in the named channels", () => {
    const value = new Map<string, number>();
    for (const item of batch.items) value.set(item.orderId, (value.get(item.orderId) ?? 0) + item.lineTotal);
    const average = (channel: string, from: number, until: number) => mean(batch.orders.filter((row) => row.channel === channel && row.at >= from * MS && row.at < until * MS).map((row) => value.get(row.id) ?? 0));
    const ratio = (channel: string) => average(channel, LAST - 13, LAST + 1) / average(channel, LAST - 193, LAST - 13);
    expect(ratio("web")).toBeLessThan(0.72);
    expect(ratio("discogs")).toBeGreaterThan(1.4);
    expect(Math.abs(ratio("shop") - 1)).toBeLessThan(0.2);
  });

  it("keep the quiet champions away and let the slow ones come as always", () => {
    for (const { subject, from } of defects("champion_quiet")) {
      const visits = batch.orders.filter((row) => row.customerId === subject.key).map((row) => row.at / MS);
      expect(visits.length).toBeGreaterThan(40);
      expect(Math.max(...visits)).toBeLessThan(dayFromIso(from) + 1);
    }
  });

  it("drop the ratings of records that were loved", () => {
    for (const { subject, from } of defects("rating_drop")) {
      const reviews = batch.reviews.filter((row) => row.albumId === subject.key);
      const before = reviews.filter((row) => row.at < dayFromIso(from) * MS).map((row) => row.rating);
      const since = reviews.filter((row) => row.at >= dayFromIso(from) * MS).map((row) => row.rating);
      expect(before.length).toBeGreaterThanOrEqual(8);
      expect(since.length).toBeGreaterThanOrEqual(9);
      expect(mean(before) - mean(since)).toBeGreaterThan(2);
    }
  });

  it("list every complaint of the last 90 days", () => {
    const complaints = batch.reviews.filter((row) => row.rating <= 2 && row.at >= (LAST - 89) * MS).map((row) => row.id);
    const listed = planted.filter((one) => one.detector === "negative_review_unanswered" && (one.kind === "defect" || one.effect.startsWith("1"))).map((one) => one.subject.key);
    expect(new Set(complaints)).toEqual(new Set(listed));
  });

  it("double some customers in name, street and phone, never in mail address", () => {
    const contact = new Map(batch.contacts.map((row) => [row.customerId, row]));
    const name = new Map(batch.customers.map((row) => [row.id, row.name]));
    for (const { subject } of defects("duplicate_customers")) {
      const [first, second] = [contact.get(subject.key), contact.get(subject.other ?? "")];
      expect(name.get(subject.key)).toBe(name.get(subject.other ?? ""));
      expect([second?.street, second?.postcode, second?.phone]).toEqual([first?.street, first?.postcode, first?.phone]);
      expect(second?.email).not.toBe(first?.email);
    }
  });

  it.each([
    [1, "2026-11-22"],
    [2, "2026-12-27"],
    [3, "2027-05-02"],
    [4, "2027-01-02"],
  ])("can be planted under seed %i before %s too", (seed, anchor) => {
    const found = plantedDefects(seed, anchor);
    for (const detector of DETECTORS) expect(found.filter((one) => one.detector === detector && one.kind === "defect").length).toBeGreaterThanOrEqual(2);
  });
});
