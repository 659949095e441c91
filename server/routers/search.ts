import { findAlbums, findCustomers, findOrders } from "#db/queries/search.ts";
import { albumHref, customerOrdersHref, orderHref } from "../contracts/links.ts";
import { pagesFor } from "../contracts/pages.ts";
import { searchInput, type SearchKind } from "../contracts/search.ts";
import { router, txProcedure } from "../trpc/procedures.ts";

/** One line of the palette. */
export interface SearchHit {
  kind: SearchKind;
  id: string;
  title: string;
  /** What tells it from others of its name: artist, number, customer. */
  detail: string | null;
  /** A number beside it: the order's total or what the customer spent, in the shop's currency. */
  amount: string | null;
  /** Copies on the shelf, for records. */
  onHand: number | null;
  href: string;
}

const hit = (kind: SearchKind, id: string, title: string, href: string, more: Partial<Pick<SearchHit, "detail" | "amount" | "onHand">> = {}): SearchHit => ({
  kind,
  id,
  title,
  detail: null,
  amount: null,
  onHand: null,
  href,
  ...more,
});

const sayNumber = (value: number): string => value.toLocaleString("en");

export const searchRouter = router({
  /** Pages, orders, customers and records for what was typed; with nothing typed, the pages. */
  find: txProcedure.input(searchInput).query(async ({ ctx, input }): Promise<SearchHit[]> => {
    const { text } = input;
    const wanted = text.toLowerCase();
    const pages = pagesFor(ctx.person.role)
      .filter((page) => wanted === "" || `${page.label} ${page.words}`.toLowerCase().includes(wanted))
      .map((page) => hit("page", page.href, page.label, page.href));
    if (wanted === "") return pages;
    const orders = (await findOrders(ctx.tx, text)).map((order) =>
      hit("order", String(order.orderNumber), `Order ${sayNumber(order.orderNumber)}`, orderHref(order.orderNumber), { detail: order.customerName, amount: order.total }),
    );
    const customers = (await findCustomers(ctx.tx, text)).map((customer) =>
      hit("customer", customer.id, customer.name ?? `Customer ${customer.number}`, customerOrdersHref(customer.number), {
        detail: `${sayNumber(customer.orders)} ${customer.orders === 1 ? "order" : "orders"}`,
        amount: customer.revenue,
      }),
    );
    const albums = (await findAlbums(ctx.tx, text)).map((album) =>
      hit("album", album.id, album.title, albumHref(album.id), { detail: [album.artist, album.catalogueNumber].filter(Boolean).join(", ") || null, onHand: album.onHand }),
    );
    return [...pages, ...orders, ...customers, ...albums];
  }),
});
