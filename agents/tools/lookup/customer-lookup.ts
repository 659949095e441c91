import { z } from "zod/v4";
import type { Tx } from "#db/client.ts";
import { CLEAR_FIT, findNames } from "#db/queries/lookup/find-names.ts";
import { type CustomerSummary, readCustomerByNumber, readCustomers } from "#db/queries/lookup/read-customers.ts";
import { listOrders, readOrderNumber } from "#db/queries/orders/list-orders.ts";
import { customerOrdersHref, orderHref } from "#server/contracts/links.ts";
import { AppError } from "#server/errors.ts";
import { defineTool, type ToolContext } from "#agents/define-tool.ts";
import type { AnswerBlock } from "#agents/contracts/blocks.ts";
import { plural, sayCount, sayList, sayMoney, sayValue } from "#agents/words.ts";
import { makeBlock, makeTable } from "../shared/blocks.ts";
import { describeFigures, describeRows, joinWords } from "../shared/describe.ts";
import { nameField } from "../shared/inputs.ts";
import { sayCustomer } from "../shared/people.ts";

const LAST_ORDERS = 5;
const MATCHES = 10;

async function findPeople(tx: Tx, text: string): Promise<{ people: CustomerSummary[]; note: string | null }> {
  const hits = await findNames(tx, text, ["customer"], 40);
  const [best] = hits;
  if (!best || best.score < CLEAR_FIT) {
    const near = hits.slice(0, 3).map((hit) => hit.name);
    throw new AppError("NOT_FOUND", `There is no customer called "${text}".${near.length > 0 ? ` The nearest ${near.length === 1 ? "name is" : "names are"} ${sayList(near)}.` : ""}`);
  }
  // The name itself, else whoever is called so in part, else whose name holds the letters, else those whose letters are as close.
  const least = best.score >= 0.99 ? 0.99 : best.score >= 0.9 ? 0.9 : best.score >= 0.8 ? 0.8 : best.score - 0.05;
  const people = await readCustomers(tx, hits.filter((hit) => hit.score >= least).map((hit) => hit.id));
  return { people, note: best.score < 0.8 ? `"${text}" was read as ${sayList([...new Set(hits.filter((hit) => hit.score >= least).map((hit) => hit.name))].slice(0, 3), "or")}.` : null };
}

async function showPerson({ tx, shop }: ToolContext, person: CustomerSummary, note: string | null): Promise<AnswerBlock> {
  const { orders } = await listOrders(tx, { days: null, customer: person.number, sort: "date", dir: "desc" }, LAST_ORDERS);
  return makeBlock(sayCustomer(person.name, person.number), shop.currency, {
    people: person.name === null ? [] : [person.name],
    figures: [
      { key: "number", label: "Customer number", unit: "number", value: person.number, href: customerOrdersHref(person.number) },
      { key: "orders", label: "Orders", unit: "count", value: person.orders },
      { key: "units", label: "Copies", unit: "count", value: person.units },
      { key: "revenue", label: "Revenue", unit: "money", value: person.revenue },
      { key: "average_order_value", label: "Average order", unit: "money", value: person.averageOrder },
      { key: "first_order", label: "First order", unit: "day", value: person.firstOrderDay },
      { key: "last_order", label: "Last order", unit: "day", value: person.lastOrderDay },
      { key: "favourite_genre", label: "Favourite genre", unit: "text", value: person.favouriteGenre },
    ],
    table:
      orders.length === 0
        ? null
        : makeTable(
            [["order", "Order", "number"], ["day", "Day", "day"], ["status", "Status", "text"], ["channel", "Channel", "text"], ["units", "Copies", "count"], ["total", "Total", "money"]],
            orders.map((order) => ({ order: order.orderNumber, day: order.day, status: order.status, channel: order.channel, units: order.units, total: order.total, href: orderHref(order.orderNumber) })),
            orders.length,
          ),
    notes: [...(note ? [note] : []), ...(person.orders === 0 ? ["This customer has no order that counts."] : ["Cancelled orders do not count. The last orders are listed with shipping and tax."])],
  });
}

function showPeople({ shop }: ToolContext, text: string, people: CustomerSummary[], note: string | null): AnswerBlock {
  const shown = people.slice(0, MATCHES);
  return makeBlock(`Customers called "${text}"`, shop.currency, {
    table: makeTable(
      [["customer", "Customer", "text"], ["number", "Number", "number"], ["orders", "Orders", "count"], ["revenue", "Revenue", "money"], ["last_order", "Last order", "day"]],
      shown.map((person) => ({ customer: sayCustomer(person.name, person.number), number: person.number, orders: person.orders, revenue: person.revenue, last_order: person.lastOrderDay, href: customerOrdersHref(person.number) })),
      people.length,
    ),
    notes: [...(note ? [note] : []), `${sayCount(people.length)} customers fit. Name one by the number to see more.`],
  });
}

/** One customer by name or number; several that fit are listed. */
export const customerLookup = defineTool({
  label: "Customer",
  description: "One customer (client, buyer, person) by name or customer number: what they bought in all, number of orders, money spent, first and last order, favourite genre and their last orders. Without addresses or other contact data. Not for rankings of customers.",
  access: "read",
  minRole: "staff",
  input: z.object({
    name: nameField("The customer's name or a part of it, as it was written."),
    number: z.int("A customer number is a whole number.").min(0, "There is no such customer number.").max(2_147_483_647, "There is no such customer number.").optional().describe("The shop's own customer number, such as 1042, when that was given instead of a name."),
  }),
  async run(context, { name, number }) {
    const asked = number ?? (name ? readOrderNumber(name) : null);
    if (asked !== null) {
      const person = await readCustomerByNumber(context.tx, asked);
      if (!person) throw new AppError("NOT_FOUND", `There is no customer with the number ${asked}.`);
      return showPerson(context, person, null);
    }
    if (!name) throw new AppError("BAD_REQUEST", "Say which customer: a name or a customer number.");
    const { people, note } = await findPeople(context.tx, name);
    const [only] = people;
    return only && people.length === 1 ? showPerson(context, only, note) : showPeople(context, name, people, note);
  },
  describe: (block) =>
    joinWords(
      block,
      block.figures.length > 0 ? describeFigures(block, { intro: `${block.title}:` }) : `${block.title}:`,
      block.figures.length > 0 && block.table ? "Last orders:" : "",
      describeRows(block, (row) =>
        row["order"] === undefined
          ? `${row["customer"]} (number ${row["number"]}): ${plural(row["orders"] ?? 0, "order")}, ${sayMoney(row["revenue"] ?? 0, block.currency)}, last order ${sayValue(row["last_order"] ?? null, "day", "")}`
          : `Order ${row["order"]}, ${sayValue(row["day"] ?? null, "day", "")}: ${plural(row["units"] ?? 0, "copy", "copies")}, ${sayMoney(row["total"] ?? 0, block.currency)}, ${row["status"]}`,
      ),
    ),
});
