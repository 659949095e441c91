import type { Tx } from "../../../client.ts";
import { computeMetrics } from "../../../metrics/compute.ts";
import { readTopCustomers } from "../../dashboard/customers.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";

const SHOWN = 20;

async function read(tx: Tx, { frame, by }: BlockQuestion) {
  const ranked = by === "orders" || by === "units" ? by : "revenue";
  const [metrics] = await computeMetrics(tx, ["buying_customers"], [frame.now]);
  const customers = await readTopCustomers(tx, frame.now, SHOWN, { by: ranked });
  const rows = customers.map((customer): BlockRow => {
    const narrow = { customer: customer.customerId };
    return {
      key: customer.customerId,
      cells: {
        customer: customer.name ?? `Customer ${customer.number}`,
        number: customer.number,
        genre: customer.favouriteGenre,
        revenue: customer.revenue,
        orders: customer.orders,
        units: customer.units,
      },
      drills: {
        revenue: { set: "lines", measure: "revenue", days: frame.now, narrow },
        orders: { set: "orders", measure: "count", days: frame.now, narrow },
        units: { set: "lines", measure: "units", days: frame.now, narrow },
      },
      about: { page: "customer", id: customer.customerId },
    };
  });
  return {
    columns: [
      { key: "customer", label: "Customer", unit: "text" as const },
      { key: "number", label: "Number", unit: "number" as const },
      { key: "genre", label: "Favourite genre", unit: "text" as const },
      { key: "revenue", label: "Revenue", unit: "money" as const },
      { key: "orders", label: "Orders", unit: "count" as const },
      { key: "units", label: "Records", unit: "count" as const },
    ],
    rows,
    total: Number(metrics?.buying_customers.value ?? 0),
    chart: { kind: "bars" as const, label: "customer", value: ranked },
    notes: [],
  };
}

/** B6: who bought most in the period. */
export const topCustomers = defineBlock({
  id: "top-customers",
  tab: "customers",
  track: "B6",
  title: "Top customers",
  words: "The twenty customers who brought most in these days. Between equals the other figure decides. Walk-ins are nobody known and left out.",
  formula: "sum(line_total), count(orders), sum(quantity) by customer, orders not cancelled",
  time: "range",
  span: 12,
  choices: [
    { value: "revenue", label: "Revenue" },
    { value: "orders", label: "Orders" },
    { value: "units", label: "Records" },
  ],
  personal: true,
  whenEmpty: "No customer with a name bought anything in these days. Choose a longer period.",
  read,
});
