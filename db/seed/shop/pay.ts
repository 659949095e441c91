import type { PaymentMethod } from "../../enums.ts";
import { type Day, workingDay } from "../days.ts";
import { between, chance, type Random, weighted } from "../random.ts";
import type { PaymentRow } from "../rows.ts";
import type { Channel } from "../world/calendar.ts";
import { addPayment } from "./add-payment.ts";
import { cancel, completeAtTill, complete } from "./after-sale.ts";
import type { Sale, Shop } from "./shop.ts";

const METHODS: readonly PaymentMethod[] = ["card", "cash", "paypal", "bank_transfer", "other"];
const MIX: Readonly<Record<Channel, readonly number[]>> = { shop: [62, 35.5, 0, 0, 2.5], web: [47, 0, 41, 12, 0], discogs: [14, 0, 86, 0, 0] };
/** Chance that one try to pay fails, in an ordinary week. */
const FAILS: Readonly<Record<PaymentMethod, number>> = { card: 0.035, cash: 0, paypal: 0.045, bank_transfer: 0, other: 0.01 };
const GIVES_UP = 0.22;
const NEVER_TRANSFERRED = 0.07;
const IN_REVIEW = 0.03;
const CHANGES_MIND = 0.014;
const MINUTE = 60_000;

/** Lets the customer pay, now or later, and the shop ship; or neither. */
export function payFor(shop: Shop, day: Day, sale: Sale, random: Random, seller: string | null): void {
  const { order } = sale;
  const channel = order.channel as Channel;
  let method = weighted(random, METHODS, MIX[channel]);
  if (method === "bank_transfer") {
    awaitTransfer(shop, day, sale, random);
    return;
  }
  let at = order.at + (channel === "shop" ? 0 : between(random, 20, 180) * 1_000);
  for (let tries = 1; chance(random, FAILS[method] + shop.plan.plants.failsMore(day, method)); tries++) {
    addPayment(shop, sale, "failed", method, order.total, at);
    shop.log({ actorId: seller, action: "payment.failed", category: "payments", objectType: "order", objectId: order.id, at });
    if (channel === "shop") {
      if (tries >= 2) method = "cash";
    } else if (chance(random, GIVES_UP) || tries >= 3) {
      // Nobody tried again: after a day the order is cancelled and the records go back.
      shop.later(day + 1, (then) => cancel(then, sale, then.at(between(random, 9 * 60, 11 * 60)), "Not paid"));
      return;
    }
    at += between(random, 1, 12) * MINUTE;
  }
  if (method === "paypal" && chance(random, IN_REVIEW)) {
    const payment = addPayment(shop, sale, "pending", method, order.total, at);
    const minute = between(random, 9 * 60, 17 * 60);
    shop.later(day + 1 + between(random, 0, 1), (then, today) => settle(then, today, sale, payment, then.at(minute), random));
    return;
  }
  addPayment(shop, sale, "completed", method, order.total, at);
  if (channel === "shop") completeAtTill(shop, day, sale, random);
  else shipOrCancel(shop, day, sale, random);
}

function awaitTransfer(shop: Shop, day: Day, sale: Sale, random: Random): void {
  const payment = addPayment(shop, sale, "pending", "bank_transfer", sale.order.total, sale.order.at + MINUTE);
  if (chance(random, NEVER_TRANSFERRED)) {
    shop.later(workingDay(day + 10), (then) => {
      const at = then.at(between(random, 10 * 60, 12 * 60));
      then.changePayment(payment, at, { status: "cancelled" });
      cancel(then, sale, at, "Bank transfer never came");
    });
    return;
  }
  const minute = between(random, 9 * 60, 16 * 60);
  shop.later(workingDay(day + between(random, 1, 4)), (then, today) => settle(then, today, sale, payment, then.at(minute), random));
}

function settle(shop: Shop, day: Day, sale: Sale, payment: PaymentRow, at: number, random: Random): void {
  shop.changePayment(payment, at, { status: "completed", paidAt: at });
  shop.log({ actorId: null, action: "payment.completed", category: "payments", objectType: "order", objectId: sale.order.id, at });
  shipOrCancel(shop, day, sale, random);
}

/** Paid orders from afar are sent on one of the next working days, unless the customer calls first. */
function shipOrCancel(shop: Shop, day: Day, sale: Sale, random: Random): void {
  if (chance(random, CHANGES_MIND)) {
    const minute = between(random, 10 * 60, 16 * 60);
    shop.later(workingDay(day + 1), (then) => cancel(then, sale, then.at(minute), "Cancelled by the customer"));
    return;
  }
  const minute = between(random, 14 * 60, 17 * 60) + random();
  shop.later(workingDay(day + weighted(random, [1, 2, 3], [6, 3, 1])), (then, today) => complete(then, today, sale, then.at(minute), random));
}
