import { sql } from "drizzle-orm";
import { type BlockRow, defineBlock, type Drill } from "../block.ts";
import { sayCount } from "../say.ts";
import { WEEKDAYS } from "./weekday-words.ts";

export const weekdayHour = defineBlock({
  id: "weekday-hour",
  tab: "sales",
  track: "B2",
  title: "Weekday and hour",
  words: "When orders come in: by weekday and by the hour of the shop's clock. Only orders whose time is known; some sources give a day alone.",
  formula: "count(orders) or sum(line_total) by weekday and hour of order_date in the shop's time zone; not cancelled, time known",
  time: "range",
  span: 12,
  choices: [
    { value: "orders", label: "Orders" },
    { value: "revenue", label: "Revenue" },
  ],
  whenEmpty: "No order of these days has a known time. Choose other days, or import orders with their time.",
  async read(tx, { frame, by }) {
    const byRevenue = by === "revenue";
    const { from, to } = frame.now;
    const cells = await tx.execute<{ weekday: number; hour: number; value: string }>(sql`
      select extract(isodow from day)::int as weekday, hour::int as hour, ${byRevenue ? sql`sum(revenue)` : sql`sum(order_count)`}::text as value
      from analytics_api.order_hours where day between ${from}::date and ${to}::date group by 1, 2 order by 1, 2`);
    const [counted] = await tx.execute<{ left_out: number }>(sql`
      select (select coalesce(sum(order_count), 0) from analytics_api.order_days where day between ${from}::date and ${to}::date)::int
        - (select coalesce(sum(order_count), 0) from analytics_api.order_hours where day between ${from}::date and ${to}::date)::int as left_out`);
    const leftOut = counted?.left_out ?? 0;
    const notes = leftOut > 0 ? [`${sayCount(leftOut, "order has", "orders have")} a day but no time, and ${leftOut === 1 ? "is" : "are"} left out.`] : [];
    const hours = cells.map((cell) => cell.hour);
    const first = Math.min(...hours);
    // From the first hour with an order to the last: nights without one take no room.
    const open = hours.length > 0 ? Array.from({ length: Math.max(...hours) - first + 1 }, (_, index) => first + index) : [];
    const values = new Map(cells.map((cell) => [`${cell.weekday} ${cell.hour}`, cell.value]));
    const drill = (weekday: number, hour: number): Drill => ({ set: "orders", measure: byRevenue ? "revenue" : "count", days: frame.now, narrow: { weekday, hour } });
    const rows: BlockRow[] = WEEKDAYS.map((name, index) => {
      const weekday = index + 1;
      const found = open.map((hour) => [`h${hour}`, values.get(`${weekday} ${hour}`) ?? (byRevenue ? "0.00" : "0")] as const);
      return {
        key: String(weekday),
        cells: { weekday: name, ...Object.fromEntries(found) },
        drills: Object.fromEntries(open.filter((hour) => values.has(`${weekday} ${hour}`)).map((hour) => [`h${hour}`, drill(weekday, hour)])),
      };
    });
    const columns = open.map((hour) => ({ key: `h${hour}`, label: `${hour}:00`, unit: byRevenue ? ("money" as const) : ("count" as const) }));
    return {
      columns: [{ key: "weekday", label: "Weekday", unit: "text" }, ...columns],
      rows: open.length > 0 ? rows : [],
      total: open.length > 0 ? rows.length : 0,
      chart: open.length > 0 ? { kind: "heat", label: "weekday", columns: columns.map((column) => column.key) } : null,
      notes,
    };
  },
});

