import { sql, type SQL } from "drizzle-orm";
import fc from "fast-check";
import type { Tx } from "../client.ts";
import { ORDER_STATUSES, PAYMENT_METHODS, PAYMENT_STATUSES } from "../enums.ts";

/*
 * Random histories of a shop: what people, imports and administrators do to orders, lines and
 * payments. Rows are chosen by arithmetic on the order number, so that a failing history shrinks
 * and can be repeated.
 */

/** Moments around midnight in several zones, both clock changes of 2026 in Berlin and New York, ends of month and year. */
const MOMENTS = [
  "2025-12-31T22:59:59Z", "2025-12-31T23:00:00Z", "2026-01-01T04:59:59Z", "2026-01-01T05:00:00Z",
  "2026-03-08T06:59:59Z", "2026-03-08T07:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z",
  "2026-06-30T21:59:59Z", "2026-06-30T22:00:00Z", "2026-07-01T10:00:00Z",
  "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z",
];
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"];
const CHANNELS = ["shop", "web", "import"];

const moment = fc.constantFrom(...MOMENTS);
const money = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((cents) => (cents / 100).toFixed(2));
const unitMoney = fc.integer({ min: 0, max: 500_000 }).map((tenthousandths) => (tenthousandths / 10_000).toFixed(4));
const album = fc.option(fc.integer({ min: 0, max: 2 }));
const customer = fc.option(fc.integer({ min: 0, max: 2 }));
/** Every `of`-th order, starting with `from`; of = 1 is all of them. */
const some = fc.record({ of: fc.integer({ min: 1, max: 4 }), from: fc.integer({ min: 0, max: 3 }) });
type Some = { of: number; from: number };

const line = fc.record({ album, quantity: fc.integer({ min: 1, max: 5 }), price: unitMoney, discount: money(3), total: money(200), cost: fc.option(unitMoney) });
const order = fc.record({
  at: moment, channel: fc.constantFrom(...CHANNELS), customer, status: fc.constantFrom(...ORDER_STATUSES), shipping: money(9), tax: money(30),
  lines: fc.array(line, { maxLength: 3 }), payment: fc.option(fc.record({ at: moment, method: fc.constantFrom(...PAYMENT_METHODS), amount: money(90) })),
});
type OrderPlan = typeof order extends fc.Arbitrary<infer T> ? T : never;

/** Ids of the albums and customers a history plays with, made beforehand. */
export interface Cast {
  albums: string[];
  customers: string[];
}

const pick = (ids: string[], index: number | null): string | null => (index === null ? null : (ids[index] ?? null));
const chosen = (some: Some, number: SQL = sql`order_number`): SQL => sql`${number} % ${some.of}::int = ${some.from % some.of}::int`;
const chosenLines = (some: Some): SQL => sql`order_id in (select id from orders where ${chosen(some)})`;
const amount = (text: string): string => (Number(text) === 0 ? "1.00" : text);

/** Orders, their lines and payments, each in one statement, or all three kinds in one (`together`). */
function insertOrders(plans: OrderPlan[], cast: Cast, together: boolean, upsert: boolean): SQL[] {
  const orders = JSON.stringify(plans.map((p, n) => ({ n, ...p, customer: pick(cast.customers, p.customer), lines: undefined, payment: undefined })));
  const lines = JSON.stringify(plans.flatMap((p, n) => p.lines.map((l, i) => ({ n, position: i + 1, ...l, album: pick(cast.albums, l.album) }))));
  const payments = JSON.stringify(plans.flatMap((p, n) => (p.payment ? [{ n, ...p.payment, amount: amount(p.payment.amount) }] : [])));
  const into = (returning: SQL) => sql`insert into orders (id, status, channel, external_id, customer_id, order_date, currency, shipping, tax, total)
    select gen_random_uuid(), status, channel, n::text || case when ${upsert} then '' else gen_random_uuid()::text end, customer, at, 'EUR', shipping, tax, shipping + tax
    from jsonb_to_recordset(${orders}::jsonb) as x(n int, status order_status, channel text, customer uuid, at timestamptz, shipping numeric, tax numeric)
    on conflict (channel, external_id) do update set order_date = excluded.order_date, status = excluded.status, shipping = excluded.shipping ${returning}`;
  const linesFrom = (made: SQL) => sql`insert into order_items (id, order_id, position, album_id, quantity, unit_price, discount, line_total, unit_cost)
    select gen_random_uuid(), made.id, 1000 * (select count(*) from order_items i where i.order_id = made.id) + x.position, album, quantity, price, discount, total, cost
    from jsonb_to_recordset(${lines}::jsonb) as x(n int, position int, album uuid, quantity int, price numeric, discount numeric, total numeric, cost numeric) join ${made} on made.n = x.n`;
  const paymentsFrom = (made: SQL) => sql`insert into payments (id, order_id, status, method, amount, payment_date)
    select gen_random_uuid(), made.id, 'completed', method, amount, at
    from jsonb_to_recordset(${payments}::jsonb) as x(n int, method payment_method, amount numeric, at timestamptz) join ${made} on made.n = x.n`;
  const numbered = (source: SQL) => sql`(select id, split_part(external_id, '-', 1) as key, row_number() over (order by order_number) - 1 as n from ${source}) made`;
  if (together) {
    return [sql`with fresh as (${into(sql`returning id, external_id, order_number`)}), l as (${linesFrom(numbered(sql`fresh`))}) ${paymentsFrom(numbered(sql`fresh`))}`];
  }
  const latest = numbered(sql`(select * from orders order by order_number desc limit ${plans.length}) y`);
  return [into(sql``), linesFrom(latest), paymentsFrom(latest)];
}

/** What a step does, in one transaction. Statements, and whether all of it is taken back in the end. */
export interface Step {
  name: string;
  statements: (cast: Cast) => SQL[];
}

const step = <T>(name: string, arbitrary: fc.Arbitrary<T>, statements: (value: T, cast: Cast) => SQL[]): fc.Arbitrary<Step> =>
  arbitrary.map((value) => ({ name: `${name} ${JSON.stringify(value)}`, statements: (cast) => statements(value, cast) }));

const plain: fc.Arbitrary<Step>[] = [
  step("add one order", fc.record({ plan: order, together: fc.boolean() }), ({ plan, together }, cast) => insertOrders([plan], cast, together, false)),
  step("add orders in bulk", fc.record({ plans: fc.array(order, { minLength: 1, maxLength: 6 }), together: fc.boolean() }), ({ plans, together }, cast) => insertOrders(plans, cast, together, false)),
  step("import orders again", fc.array(order, { minLength: 1, maxLength: 4 }), (plans, cast) => insertOrders(plans, cast, false, true).slice(0, 1)),
  step("add a line", fc.record({ some, line }), (v, cast) => [
    sql`insert into order_items (id, order_id, position, album_id, quantity, unit_price, discount, line_total, unit_cost)
      select gen_random_uuid(), o.id, 1 + coalesce((select max(position) from order_items i where i.order_id = o.id), 0), ${pick(cast.albums, v.line.album)}::uuid,
        ${v.line.quantity}::int, ${v.line.price}::numeric, ${v.line.discount}::numeric, ${v.line.total}::numeric, ${v.line.cost}::numeric from orders o where ${chosen(v.some)}`,
  ]),
  step("edit lines", fc.record({ some, line, position: fc.integer({ min: 1, max: 3 }) }), (v, cast) => [
    sql`update order_items set album_id = ${pick(cast.albums, v.line.album)}::uuid, quantity = ${v.line.quantity}, line_total = ${v.line.total}::numeric,
      discount = ${v.line.discount}::numeric, unit_cost = ${v.line.cost}::numeric where ${chosenLines(v.some)} and position = ${v.position}`,
  ]),
  step("raise every price", fc.integer({ min: 1, max: 9 }), (n) => [sql`update order_items set unit_price = unit_price + ${n}::int, line_total = line_total + quantity * ${n}::int`]),
  step("move lines to another order", fc.record({ from: some, to: fc.nat(20) }), (v) => [
    sql`update order_items i set order_id = t.id, position = t.top + n.n from
      (select id, (select coalesce(max(position), 0) from order_items m where m.order_id = o.id) as top from orders o order by order_number % (1 + ${v.to}::int), order_number limit 1) t,
      (select id, row_number() over (order by order_id, position) as n from order_items where ${chosenLines(v.from)}) n where n.id = i.id and i.order_id <> t.id`,
  ]),
  step("set the status", fc.record({ some, status: fc.constantFrom(...ORDER_STATUSES) }), (v) => [sql`update orders set status = ${v.status} where ${chosen(v.some)}`]),
  step("move to a moment", fc.record({ some, at: moment }), (v) => [sql`update orders set order_date = ${v.at}::timestamptz where ${chosen(v.some)}`]),
  step("shift in time", fc.record({ some, hours: fc.integer({ min: -800, max: 800 }) }), (v) => [sql`update orders o set order_date = x.order_date + ${v.hours}::int * interval '1 hour' from orders x where x.id = o.id and ${chosen(v.some, sql`o.order_number`)}`]),
  step("change the customer", fc.record({ some, customer }), (v, cast) => [sql`update orders set customer_id = ${pick(cast.customers, v.customer)}::uuid where ${chosen(v.some)}`]),
  step("change the channel", fc.record({ some, channel: fc.constantFrom(...CHANNELS) }), (v) => [sql`update orders set channel = ${v.channel}, external_id = null where ${chosen(v.some)}`]),
  step("change shipping and tax", fc.record({ some, shipping: money(9), tax: money(9) }), (v) => [sql`update orders set shipping = ${v.shipping}::numeric, tax = ${v.tax}::numeric where ${chosen(v.some)}`]),
  step("forget or learn the time of day", fc.record({ some, known: fc.boolean() }), (v) => [sql`update orders set time_known = ${v.known} where ${chosen(v.some)}`]),
  step("change nothing", some, (v) => [sql`update orders set status = status where ${chosen(v)}`, sql`update order_items set quantity = quantity where ${chosenLines(v)}`, sql`update payments set amount = amount`, sql`delete from orders where false`]),
  step("delete lines", fc.record({ some, position: fc.integer({ min: 1, max: 3 }) }), (v) => [sql`delete from order_items where ${chosenLines(v.some)} and position = ${v.position}`]),
  step("delete orders", some, (v) => [
    sql`delete from payments where ${chosenLines(v)}`,
    sql`delete from order_items where ${chosenLines(v)}`,
    sql`delete from orders where ${chosen(v)}`,
  ]),
  step("pay", fc.record({ some, at: moment, method: fc.constantFrom(...PAYMENT_METHODS), amount: money(80) }), (v) => [
    sql`insert into payments (id, order_id, status, method, amount, payment_date) select gen_random_uuid(), id, 'pending', ${v.method}, ${amount(v.amount)}::numeric, ${v.at}::timestamptz from orders where ${chosen(v.some)}`,
  ]),
  step("settle payments", fc.record({ some, status: fc.constantFrom(...PAYMENT_STATUSES.filter((s) => s !== "refunded")) }), (v) => [sql`update payments set status = ${v.status} where refund_of is null and ${chosenLines(v.some)}`]),
  step("correct payments", fc.record({ some, at: moment, method: fc.constantFrom(...PAYMENT_METHODS), amount: money(70) }), (v) => [
    sql`update payments set payment_date = ${v.at}::timestamptz, method = ${v.method}, amount = ${amount(v.amount)}::numeric where ${chosenLines(v.some)}`,
  ]),
  step("refund", fc.record({ some, at: moment }), (v) => [
    sql`insert into payments (id, order_id, status, method, amount, payment_date, refund_of)
      select gen_random_uuid(), order_id, 'refunded', method, round(amount / 2 + 0.01, 2), ${v.at}::timestamptz, id from payments where refund_of is null and status = 'completed' and ${chosenLines(v.some)}`,
  ]),
  step("delete refunds", some, (v) => [sql`delete from payments where refund_of is not null and ${chosenLines(v)}`]),
  step("move stock", fc.array(fc.record({ album: fc.integer({ min: 0, max: 2 }), kind: fc.constantFrom("sale", "restock", "return", "adjustment"), quantity: fc.integer({ min: 1, max: 5 }), at: moment }), { minLength: 1, maxLength: 5 }), (moves, cast) => [
    sql`insert into inventory (id, album_id) select gen_random_uuid(), id from albums where id = any(${sql.param(`{${cast.albums.join(",")}}`)}::uuid[]) on conflict do nothing`,
    sql`insert into sales (id, inventory_id, movement, quantity, reason, occurred_at)
      select gen_random_uuid(), i.id, x.kind, case x.kind when 'sale' then -x.quantity else x.quantity end, 'test', x.at
      from jsonb_to_recordset(${JSON.stringify(moves.map((m) => ({ ...m, album: pick(cast.albums, m.album) })))}::jsonb) as x(album uuid, kind stock_movement, quantity int, at timestamptz) join inventory i on i.album_id = x.album`,
  ]),
  step("correct movements", fc.record({ at: moment, more: fc.integer({ min: 1, max: 3 }), kind: fc.constantFrom("restock", "return", "sale") }), (v) => [
    sql`update sales set occurred_at = ${v.at}::timestamptz, quantity = quantity + ${v.more}::int * sign(quantity)::int where movement = ${v.kind}`,
  ]),
  step("undo movements", moment, (at) => [
    sql`insert into sales (id, inventory_id, movement, quantity, reason, occurred_at, undoes)
      select gen_random_uuid(), inventory_id, movement, -quantity, 'taken back', ${at}::timestamptz, id from sales s where undoes is null and not exists (select from sales u where u.undoes = s.id) order by occurred_at, id limit 2`,
  ]),
  step("delete movements", fc.constantFrom("restock", "return", "adjustment"), (kind) => [sql`delete from sales s where movement = ${kind} and undoes is null and not exists (select from sales u where u.undoes = s.id)`]),
  step("reprice an album", unitMoney, (price, cast) => [sql`update albums set list_price = ${price}::numeric, unit_cost = 1 where id = ${cast.albums[0]}::uuid`]),
  step("change the time zone", fc.constantFrom(...ZONES), (zone) => [sql`update settings set time_zone = ${zone}`]),
];

const anyPlain = fc.oneof(...plain);

/** One step of a history; some are several statements, some are partly taken back at a savepoint. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: anyPlain, weight: 8 },
  { arbitrary: fc.tuple(anyPlain, anyPlain).map(([a, b]) => ({ name: `${a.name}; ${b.name}`, statements: (cast: Cast) => [...a.statements(cast), ...b.statements(cast)] })), weight: 2 },
  {
    arbitrary: fc.tuple(anyPlain, anyPlain).map(([kept, undone]) => ({
      name: `${kept.name}; and taken back: ${undone.name}`,
      statements: (cast: Cast) => [...kept.statements(cast), sql`savepoint here`, ...undone.statements(cast), sql`rollback to savepoint here`],
    })),
    weight: 1,
  },
);

/** Runs the statements of one step. */
export async function play(tx: Tx, step: Step, cast: Cast): Promise<void> {
  for (const statement of step.statements(cast)) await tx.execute(statement);
}
