import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "../../../client.ts";
import { PAYMENT_METHODS } from "../../../enums.ts";
import { annotations, customerContacts, customerNotes, importBatches, labels, suppliers } from "../../../schema/index.ts";
import { addAlbum, addArtist, addCustomer, addGenre, addOrder, addPayment, addReview, addStock, people } from "../../../testing/index.ts";

/** Names that break what is careless: quotes, wildcards, formulas, emoji, right to left, 300 characters. */
export const ODD_NAMES = [
  `Ann "the" O'Neil`,
  "100%_sure\\",
  "=HYPERLINK(\"http://x\")",
  "🎷 Ella ’n’ Louis 🎺",
  "מוזיקה של ג׳אז",
  "Çelik Öz ß",
  "x".repeat(300),
  `${"y".repeat(200)}b`,
  `${"y".repeat(200)}a`,
  "ann, bob; carl",
  "-5 below",
] as const;

const at = (n: number): Date => new Date(Date.UTC(2026, 4, 1 + (n % 40), 22 + (n % 3), n % 2 ? 30 : 0, 0, n % 5));

/** A small shop whose keys are often equal and often empty, with every kind of row the explorer shows. */
export async function addOddShop(tx: Tx, size = 60): Promise<void> {
  const genres = [await addGenre(tx, "Modal"), await addGenre(tx, "=Free")];
  const artists: string[] = [];
  const customers: string[] = [];
  const albums: string[] = [];
  for (const [n, odd] of ODD_NAMES.entries()) {
    artists.push(await addArtist(tx, odd));
    await tx.insert(labels).values({ name: odd });
    await tx.insert(suppliers).values({ name: odd, leadTimeDays: n });
    albums.push(await addAlbum(tx, { title: odd, artistId: artists[n] ?? null, genreId: genres[n % 3] ?? null, year: n % 3 ? 1950 + (n % 4) : null, listPrice: n % 4 ? String(20 + (n % 3)) : null, unitCost: n % 2 ? "9.99" : null }));
    customers.push(await addCustomer(tx, { name: odd, favouriteGenreId: genres[n % 3] ?? null }), await addCustomer(tx, { name: n % 2 ? "Same Name" : null }));
    const inserted = customers[2 * n];
    if (inserted) await tx.insert(customerContacts).values({ customerId: inserted, email: n % 3 ? `person${n}@example.test` : null, city: n % 2 ? "Berlin" : null });
    if (inserted && n % 2) await tx.insert(customerNotes).values({ customerId: inserted, authorId: people.marketing.id, body: odd });
  }
  for (let n = 0; n < size; n += 1) {
    const { id } = await addOrder(tx, {
      orderDate: at(Math.floor(n / 3)),
      customerId: n % 4 === 3 ? null : (customers[n % customers.length] ?? null),
      status: n % 7 === 0 ? "cancelled" : n % 5 === 0 ? "open" : "completed",
      channel: n % 3 === 0 ? "web" : "shop",
      timeKnown: n % 6 !== 2,
      shipping: n % 6 ? "0" : "4.9",
      lines: Array.from({ length: 1 + (n % 3) }, (_, line) => ({ albumId: (n + line) % 5 ? (albums[(n + line) % albums.length] ?? null) : null, quantity: 1 + (n % 2), unitPrice: String(10 + (n % 3)) })),
    });
    const paid = await addPayment(tx, { orderId: id, amount: String(10 + (n % 4)), method: PAYMENT_METHODS[n % PAYMENT_METHODS.length] ?? "card", status: n % 9 ? "completed" : "failed", paymentDate: at(n) });
    if (n % 11 === 1) await addPayment(tx, { orderId: id, amount: "5", status: "refunded", refundOf: paid, paymentDate: at(n + 1) });
  }
  for (const [n, album] of albums.entries()) {
    await addStock(tx, album, n % 4, { reorderPoint: n % 2 ? 2 : null, occurredAt: at(n) });
    const customer = customers[n];
    if (customer) await addReview(tx, { customerId: customer, albumId: album, rating: 1 + (n % 5), reviewDate: at(n), ...(n % 2 ? { body: ODD_NAMES[n] ?? "" } : {}) });
    await tx.insert(annotations).values({ authorId: people.staff.id, day: "2026-06-01", text: `Fair ${n}` });
  }
  const batch = v7();
  await tx.insert(importBatches).values({ id: batch, format: "transactions", fileName: "till.csv", status: "staging", startedBy: people.buyer.id });
  await tx.execute(sql`insert into import_rows (batch_id, row_number, kind, status, raw, error)
    select ${batch}, n, 'transaction', case when n % 3 = 0 then 'refused' else 'accepted' end::import_row_status, jsonb_build_object('cell', n), case when n % 3 = 0 then 'no' end from generate_series(2, 20) n`);
  await tx.execute(sql`insert into stock_counts (id, inventory_id, expected, counted, user_id, occurred_at) select gen_random_uuid(), id, on_hand, on_hand + 1, ${people.buyer.id}, ${at(3).toISOString()}::timestamptz from inventory`);
  await tx.execute(sql`insert into activity_logs (id, occurred_at, actor_kind, actor_id, action, category, result, object_type, object_id)
    select gen_random_uuid(), ${at(1).toISOString()}::timestamptz + n % 4 * interval '1 microsecond', 'person', case when n % 2 = 0 then ${people.staff.id} else ${people.manager.id} end::uuid,
      case when n % 5 = 0 then 'session.started' else 'order.created' end, case when n % 5 = 0 then 'identity' else 'sales' end::activity_category, 'succeeded', 'order', (select id from orders order by order_number limit 1)
    from generate_series(1, 30) n`);
}
