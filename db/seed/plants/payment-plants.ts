import { isoFromDay } from "../days.ts";
import { decimal } from "../money.ts";
import { randomFrom } from "../random.ts";
import { refund } from "../shop/after-sale.ts";
import { addPayment } from "../shop/add-payment.ts";
import type { Sale, Shop } from "../shop/shop.ts";
import { type Ground, openDay, type Plant, type Planted } from "./plants.ts";
import type { PaymentRow } from "../rows.ts";

/** A sale at the till of this very day with one payment and no trouble, or null when there is none that fits. */
function tillSale(shop: Shop, fits: (sale: Sale) => boolean = () => true): Sale | null {
  const from = shop.at(0);
  const sale = shop.recent.find(
    (candidate) => candidate.order.at >= from && candidate.order.channel === "shop" && candidate.payments.length === 1 && candidate.payments[0]?.status === "completed" && !shop.settled.has(candidate) && fits(candidate),
  );
  if (sale) shop.settled.add(sale);
  return sale ?? null;
}

/** What is done to a sale at the till, and how large it is, in words. */
interface Deed {
  fits?: (sale: Sale) => boolean;
  act(shop: Shop, sale: Sale, payment: PaymentRow): string;
}

/** A deed on one evening (or the next on which a sale fits), and the note about the order it happened to. */
function onEvening(ground: Ground, ago: number, what: Pick<Planted, "detector" | "kind" | "description">, deed: Deed): Plant {
  const from = openDay(ground.anchor, ground.anchor - ago);
  let isDone = false;
  return {
    evening(shop, day) {
      if (isDone || day < from || day >= ground.anchor) return;
      const sale = tillSale(shop, deed.fits);
      const [payment] = sale?.payments ?? [];
      if (!sale || !payment) return;
      isDone = true;
      const effect = deed.act(shop, sale, payment);
      ground.note({ ...what, subject: { type: "order", key: sale.order.id }, from: isoFromDay(day), until: isoFromDay(ground.anchor), effect });
    },
  };
}

/** Completed orders for which more or less was paid than asked, and two paid in parts that add up. */
export function paidDiffers(ground: Ground): Plant[] {
  const defect = { detector: "paid_amount_differs", kind: "defect" } as const;
  const fine = { detector: "paid_amount_differs", kind: "near_miss", description: "Paid in two parts, with a voucher, that add up" } as const;
  const change = (by: (total: number) => number): Deed => ({
    fits: ({ order }) => order.total > 3_000,
    act(_shop, { order }, payment) {
      payment.amount = by(order.total);
      return `paid ${decimal(payment.amount)} of ${decimal(order.total)}`;
    },
  });
  const twice: Deed = {
    act(shop, sale) {
      addPayment(shop, sale, "completed", "card", sale.order.total, sale.order.at + 90_000);
      return `paid ${decimal(sale.order.total)} twice`;
    },
  };
  const inParts: Deed = {
    fits: ({ order }) => order.total > 4_000,
    act(shop, sale, payment) {
      payment.amount -= 2_000;
      addPayment(shop, sale, "completed", "other", 2_000, sale.order.at + 30_000);
      return "20.00 by voucher, the rest by another method, sum exact";
    },
  };
  return [
    onEvening(ground, 6, { ...defect, description: "Ten euros too little were typed into the terminal" }, change((total) => total - 1_000)),
    onEvening(ground, 13, { ...defect, description: "The card was charged twice" }, twice),
    onEvening(ground, 20, { ...defect, description: "A digit was left out at the terminal" }, change((total) => Math.floor(total / 10))),
    onEvening(ground, 7, fine, inParts),
    onEvening(ground, 15, fine, inParts),
  ];
}

/** Completed orders nobody paid, beside one that was paid at the second try. */
export function completedUnpaid(ground: Ground): Plant[] {
  const defect = { detector: "completed_without_payment", kind: "defect" } as const;
  const unpaid: Deed = {
    act(shop, sale, payment) {
      sale.payments.splice(0);
      shop.rows.payments = shop.rows.payments.filter((row) => row !== payment);
      return `${decimal(sale.order.total)} asked, no payment at all`;
    },
  };
  const onlyFailed: Deed = {
    fits: ({ payments }) => payments[0]?.method === "card",
    act(_shop, { order }, payment) {
      payment.status = "failed";
      return `${decimal(order.total)} asked, one failed payment`;
    },
  };
  const secondTry: Deed = {
    act(shop, sale, payment) {
      addPayment(shop, sale, "failed", "card", payment.amount, sale.order.at - 60_000);
      return "one failed payment, then one completed";
    },
  };
  return [
    onEvening(ground, 4, { ...defect, description: "Completed without any payment" }, unpaid),
    onEvening(ground, 11, { ...defect, description: "Completed though the card was declined" }, onlyFailed),
    onEvening(ground, 18, { ...defect, description: "Completed without any payment" }, unpaid),
    onEvening(ground, 3, { detector: "completed_without_payment", kind: "near_miss", description: "Paid at the second try" }, secondTry),
  ];
}

/** Two methods that fail more often than they did, and a small rise that passed. */
export function failedShift(ground: Ground): Plant[] {
  const { anchor } = ground;
  const shift = (method: "paypal" | "card", days: number, more: number): Plant => ({
    failsMore: (day, asked) => (asked === method && day > anchor - days && day <= anchor ? more : 0),
    evening(_shop, day) {
      if (day !== anchor) return;
      ground.note({
        detector: "failed_payment_shift", kind: "defect", subject: { type: "payment_method", key: method }, from: isoFromDay(anchor - days + 1), until: isoFromDay(anchor),
        effect: `chance of failure from 4 % to ${Math.round(100 * more) + 4} % over ${days} days`, description: `Payments by ${method} fail far more often than before`,
      });
    },
  });
  return [
    shift("paypal", 10, 0.34),
    shift("card", 14, 0.17),
    {
      failsMore: (day, asked) => (asked === "card" && day > anchor - 90 && day <= anchor - 76 ? 0.02 : 0),
      evening(_shop, day) {
        if (day !== anchor) return;
        ground.note({
          detector: "failed_payment_shift", kind: "near_miss", subject: { type: "payment_method", key: "other" }, from: isoFromDay(anchor - 30), until: isoFromDay(anchor),
          effect: "a handful of payments, at most one failed", description: "Too few vouchers to say anything",
        });
      },
    },
  ];
}

/** Two days on which many bring their records back, and one with a few more than usual. */
export function refundSpikes(ground: Ground): Plant[] {
  const spike = (ago: number, count: number, kind: "defect" | "near_miss"): Plant => {
    const when = openDay(ground.anchor, ground.anchor - ago);
    return {
      evening(shop, day) {
        if (day !== when) return;
        const random = randomFrom(shop.plan.seed, day, "planted refunds");
        const before = shop.at(0) - 2 * 86_400_000;
        const eligible = shop.recent.filter((sale) => sale.order.at < before && !shop.settled.has(sale) && sale.payments.every((payment) => payment.status !== "refunded"));
        let [done, given] = [0, 0];
        for (const sale of eligible.reverse()) {
          if (done === count) break;
          const amount = refund(shop, sale, shop.at(13 * 60 + 20 * done), random, kind === "defect");
          if (amount > 0) [done, given] = [done + 1, given + amount];
        }
        ground.note({
          detector: "refund_spike", kind, subject: { type: "day", key: isoFromDay(day) }, from: isoFromDay(day), until: isoFromDay(day),
          effect: `${done} refunds, ${decimal(given)}, where 2 in a week are usual`,
          description: kind === "defect" ? "A warped pressing came back from many" : "A few more came back than usual",
        });
      },
    };
  };
  return [spike(5, 11, "defect"), spike(17, 9, "defect"), spike(24, 2, "near_miss")];
}

