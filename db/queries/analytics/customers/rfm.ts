import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { RFM_GROUPS, rfmParts, rfmSums } from "../../customers/rfm.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";
import { sayCount, sayMoney } from "../say.ts";
import { firstDayUpTo, lastDayOf } from "./people.ts";

interface Cuts {
  days: number[];
  orders: number[];
  /** Decimal text: amounts never become floating numbers. */
  revenue: string[];
}

interface GroupSums extends Record<string, unknown> {
  rfm_group: string;
  customers: number;
  share: string;
  revenue: string;
  mean_days: string | null;
  mean_orders: string;
  mean_spend: string;
}

const listed = (values: readonly (string | number)[]): string => `${values.slice(0, -1).join(", ")} and ${values.at(-1)}`;

/** The cut points in words; none while nobody has ordered. */
function sayCuts(cuts: Cuts | null, currency: string): string[] {
  if (!cuts) return [];
  return [
    `Recency (R) is 5, 4, 3 or 2 where the last order is at most ${listed([...cuts.days.slice(0, 3), sayCount(cuts.days[3] ?? 0, "day", "days")])} ago, and else 1.`,
    `Frequency (F) is 2, 3, 4 or 5 with more than ${listed([...cuts.orders.slice(0, 3), sayCount(cuts.orders[3] ?? 0, "order", "orders")])}, and else 1.`,
    `Spend (M) is 2, 3, 4 or 5 with more than ${listed(cuts.revenue.map((amount) => sayMoney(amount, currency)))}, and else 1.`,
    "Each cut point is the value of the customer at 20, 40, 60 and 80 % of all who ordered. Equal values have equal scores, so a score may be missing where many customers are alike.",
  ];
}

async function read(tx: Tx, question: BlockQuestion) {
  const asOf = lastDayOf(question);
  const from = await firstDayUpTo(tx, asOf);
  const [found] = await tx.execute<{ cuts: Cuts | null; groups: GroupSums[] | null }>(sql`
    with ${rfmParts(asOf)}, ${rfmSums(asOf)}, grouped as (
      select rfm_group, sum(customers)::int as customers, round(sum(customers) / sum(sum(customers)) over (), 6)::text as share, sum(revenue)::text as revenue,
        round(sum(days_since) / sum(customers), 1)::text as mean_days, round(sum(orders) / sum(customers), 2)::text as mean_orders, round(sum(revenue) / sum(customers), 2)::text as mean_spend
      from rfm_sums where customers > 0 group by rfm_group)
    select (select jsonb_build_object('days', days, 'orders', orders, 'revenue', revenue::text[]) from rfm_cuts where days is not null) as cuts, (select jsonb_agg(to_jsonb(g)) from grouped g) as groups`);
  const sums = new Map((found?.groups ?? []).map((group) => [group.rfm_group, group]));
  const rows = RFM_GROUPS.map(({ id, label, rule }): BlockRow => {
    const group = sums.get(id);
    const drill = { set: "customers" as const, days: { from, to: asOf }, narrow: { group: id } };
    return {
      key: id,
      cells: {
        group: label,
        customers: group?.customers ?? 0,
        share: group?.share ?? "0.000000",
        revenue: group?.revenue ?? "0.00",
        mean_days: group?.mean_days ?? null,
        mean_orders: group?.mean_orders ?? null,
        mean_spend: group?.mean_spend ?? null,
        rule,
      },
      drills: { customers: { ...drill, measure: "customers" }, revenue: { ...drill, measure: "revenue" } },
    };
  });
  const isEmpty = sums.size === 0;
  return {
    columns: [
      { key: "group", label: "Group", unit: "text" as const },
      { key: "customers", label: "Customers", unit: "count" as const },
      { key: "share", label: "Share", unit: "percent" as const },
      { key: "revenue", label: "Revenue so far", unit: "money" as const },
      { key: "mean_days", label: "Days since last order", unit: "days" as const },
      { key: "mean_orders", label: "Orders each", unit: "number" as const },
      { key: "mean_spend", label: "Revenue each", unit: "money" as const },
      { key: "rule", label: "Scores", unit: "text" as const },
    ],
    rows: isEmpty ? [] : rows,
    total: isEmpty ? 0 : rows.length,
    chart: { kind: "bars" as const, label: "group", value: "customers", detail: "share" },
    notes: isEmpty ? [] : sayCuts(found?.cuts ?? null, question.currency),
  };
}

/** B2: every customer in one of eleven groups by recency, frequency and spend. */
export const rfm = defineBlock({
  id: "rfm",
  tab: "customers",
  track: "B2",
  title: "Customer groups (RFM)",
  words:
    "Every known customer in one of eleven groups, by all they bought up to the last day of the period. Recency, frequency and spend are scored from 1 to 5 by fifths of the customers who ordered; FM is the mean of frequency and spend. The names are the ones Shopify uses, the borders between them are stated beside each group.",
  formula: "R = 5 - cut points below days since the last order; F, M = 1 + cut points below orders, revenue; FM = (F + M) / 2",
  time: "as-of",
  span: 12,
  whenEmpty: "No customer is known yet. Import customers or orders with names to see their groups.",
  read,
});
