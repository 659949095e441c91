import { sql } from "drizzle-orm";
import type { Tx } from "../../../client.ts";
import { customerSpend, SPEND_BANDS, type SpendBand } from "../../customers/spend.ts";
import { type BlockQuestion, type BlockRow, defineBlock } from "../block.ts";
import { sayMoney } from "../say.ts";

/** "€25.00 to below €50.00". */
function labelOf(band: SpendBand, currency: string): string {
  const [from = "0", to] = band.replace("+", "").split("-");
  if (to === undefined) return `${sayMoney(from, currency)} or more`;
  return from === "0" ? `Below ${sayMoney(to, currency)}` : `${sayMoney(from, currency)} to below ${sayMoney(to, currency)}`;
}

async function read(tx: Tx, { frame, currency }: BlockQuestion) {
  const found = await tx.execute<{ spend: SpendBand; customers: number; share: string; revenue: string; revenue_share: string | null; orders: string }>(sql`
    select spend, count(*)::int as customers, round(count(*) / sum(count(*)) over (), 6)::text as share, sum(revenue)::text as revenue,
      round(sum(revenue) / nullif(sum(sum(revenue)) over (), 0), 6)::text as revenue_share, sum(orders)::text as orders
    from (${customerSpend(frame.now)}) s group by spend`);
  const sums = new Map(found.map((row) => [row.spend, row]));
  const rows = SPEND_BANDS.map((spend): BlockRow => {
    const row = sums.get(spend);
    const drill = { set: "customers" as const, days: frame.now, narrow: { spend } };
    return {
      key: spend,
      cells: {
        spend: labelOf(spend, currency),
        customers: row?.customers ?? 0,
        share: row?.share ?? "0.000000",
        revenue: row?.revenue ?? "0.00",
        revenue_share: row?.revenue_share ?? "0.000000",
        orders: row?.orders ?? "0",
      },
      drills: { customers: { ...drill, measure: "customers" }, revenue: { ...drill, measure: "revenue" } },
    };
  });
  const isEmpty = found.length === 0;
  return {
    columns: [
      { key: "spend", label: "Bought for", unit: "text" as const },
      { key: "customers", label: "Customers", unit: "count" as const },
      { key: "share", label: "Share", unit: "percent" as const },
      { key: "revenue", label: "Revenue", unit: "money" as const },
      { key: "revenue_share", label: "Share of revenue", unit: "percent" as const },
      { key: "orders", label: "Orders", unit: "count" as const },
    ],
    rows: isEmpty ? [] : rows,
    total: isEmpty ? 0 : rows.length,
    chart: { kind: "bars" as const, label: "spend", value: "customers", detail: "share" },
    notes: [],
  };
}

/** B8: how many customers bought for how much in the period. */
export const spendBands = defineBlock({
  id: "spend-bands",
  tab: "customers",
  track: "B8",
  title: "Spend per customer",
  words: "Customers who bought in these days, by what they bought for altogether. Walk-ins are nobody known and left out.",
  formula: "count(customers) by sum(line_total) in bands",
  time: "range",
  span: 12,
  whenEmpty: "No customer with a name bought anything in these days. Choose a longer period.",
  read,
});
