import { z } from "zod/v4";
import { PAYMENT_METHODS } from "#db/enums.ts";
import { MANAGERS } from "#db/policies.ts";
import { sumPayments } from "#db/queries/payments/sum-payments.ts";
import { listPayments } from "#db/queries/rows/other-rows.ts";
import { countDays, sayDay, todayIn } from "#server/contracts/calendar.ts";
import { orderHref } from "#server/contracts/links.ts";
import { defineTool, type ToolContext } from "#agents/define-tool.ts";
import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import { sayMoney, sayValue } from "#agents/words.ts";
import { cutNote, makeBlock, makeTable } from "../shared/blocks.ts";
import { describeFigures, describeRows, joinWords } from "../shared/describe.ts";
import { DEFAULT_ROWS, limitField, periodFields, wholeHistoryFields } from "../shared/inputs.ts";
import { sayCustomer } from "../shared/people.ts";
import { type AskedPeriod, readPeriod, readWholeHistory } from "../shared/period.ts";
import { METHOD_WORDS } from "./payment-words.ts";

const methodField = z.enum(PAYMENT_METHODS).optional().describe("Only payments by this method: card, cash, bank_transfer (wire), paypal or other. Left out: all methods.");

interface Choice {
  method?: (typeof PAYMENT_METHODS)[number] | undefined;
  limit?: number | undefined;
}

/** Payments of one status: count and amount for everyone, the payments themselves for those who may see them. */
async function readOpenPayments({ tx, shop, today, person }: ToolContext, asked: AskedPeriod, status: "failed" | "pending", { method, limit = DEFAULT_ROWS }: Choice): Promise<AnswerBlock> {
  const by = method ? ` by ${METHOD_WORDS[method].toLowerCase().replace("paypal", "PayPal")}` : "";
  const title = `${status === "failed" ? "Failed" : "Pending"} payments${by}`;
  const sums = await sumPayments(tx, asked.now, status, { method, today });
  if (sums.count === "0") {
    return makeBlock(title, shop.currency, { period: asked.now, notes: [...asked.notes, ...(asked.outside ? [asked.outside] : []), `There are no ${status} payments${by} in these days.`] });
  }
  const maySee = MANAGERS.includes(person.role);
  const page = maySee ? await listPayments(tx, { days: asked.now }, [status], undefined, { method, size: limit, oldestFirst: status === "pending" }) : null;
  return makeBlock(title, shop.currency, {
    period: asked.now,
    figures: [
      { key: `${status}_payments`, label: title, unit: "count", value: sums.count },
      { key: `${status}_amount`, label: "Amount", unit: "money", value: sums.amount },
      ...(status === "pending" && sums.oldestDay !== null
        ? [
            { key: "oldest_day", label: "Oldest from", unit: "day" as const, value: sums.oldestDay },
            { key: "oldest_age", label: "Age of the oldest", unit: "days" as const, value: sums.oldestAge },
          ]
        : []),
    ],
    table: page
      ? makeTable(
          [["order", "Order", "number"], ["day", "Day", "day"], ["customer", "Customer", "text"], ["method", "Method", "text"], ["amount", "Amount", "money"], ...(status === "pending" ? ([["age", "Age", "days"]] as const) : [])],
          page.rows.map((row) => {
            const day = todayIn(shop.timeZone, row.at);
            return { order: row.orderNumber, day, customer: sayCustomer(row.customerName, row.customerNumber), method: METHOD_WORDS[row.method], amount: row.amount, ...(status === "pending" ? { age: countDays(day, today) - 1 } : {}), href: orderHref(row.orderNumber) };
          }),
          Number(sums.count),
        )
      : null,
    notes: [
      ...asked.notes,
      ...(page ? cutNote(page.rows.length, Number(sums.count), `${status} payments`) : ["The total is for everyone. Managers and admins see the payments behind it."]),
    ],
  });
}

const describePayments = (block: AnswerBlock): string =>
  joinWords(
    block,
    describeFigures(block),
    describeRows(block, (row) => `Order ${row["order"]}, ${sayDay(String(row["day"]), true)}, ${row["customer"]}: ${sayMoney(row["amount"] ?? 0, block.currency)} by ${row["method"]}${row["age"] === undefined ? "" : `, ${sayValue(row["age"], "days", block.currency)} old`}`),
  );

export const failedPayments = defineTool({
  label: "Failed payments",
  description: "Payments that failed (declined or refused cards, did not go through) in a period: how many, how much money, and which orders; newest first. Not for pending payments and not for refunds.",
  access: "read",
  minRole: "staff",
  input: z.object({ ...periodFields, method: methodField, limit: limitField }),
  run: (context, input) => readOpenPayments(context, readPeriod(context, input), "failed", input),
  describe: describePayments,
});

export const pendingPayments = defineTool({
  label: "Pending payments",
  description: "Payments still pending (open, unpaid, outstanding, waiting for money): how many, how much money, how old, and which orders; oldest first. Not for failed payments and not for open orders.",
  access: "read",
  minRole: "staff",
  input: z.object({ ...wholeHistoryFields, method: methodField, limit: limitField }),
  run: (context, input) => readOpenPayments(context, readWholeHistory(context, input), "pending", input),
  describe: describePayments,
});

