import { foldText } from "#db/queries/fold-text.ts";
import { type AlbumHit, type CustomerHit, findAlbums, findCustomers, findOrders, type Hits, HIT_PAGE_SIZE, MOST_COUNTED_HITS } from "#db/queries/search.ts";
import { METRIC_IDS, METRICS } from "#db/metrics/registry.ts";
import { albumHref, customerOrdersHref, orderHref } from "../contracts/links.ts";
import { pagesFor } from "../contracts/pages.ts";
import { foundHref, type ListedKind, searchInput, type SearchKind, searchListInput } from "../contracts/search.ts";
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

/** Where the rest is, of a kind with more hits than are shown. */
export interface MoreHits {
  kind: ListedKind;
  /** "Show all 23 records". */
  label: string;
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

const customerHit = (customer: CustomerHit): SearchHit =>
  hit("customer", customer.id, customer.name ?? `Customer ${customer.number}`, customerOrdersHref(customer.number), {
    detail: `${sayNumber(customer.orders)} ${customer.orders === 1 ? "order" : "orders"}`,
    amount: customer.revenue,
  });

const albumHit = (album: AlbumHit): SearchHit =>
  hit("album", album.id, album.title, albumHref(album.id), { detail: [album.artist, album.catalogueNumber].filter(Boolean).join(", ") || null, onHand: album.onHand });

const NOUNS: Record<ListedKind, string> = { customer: "customers", album: "records" };

/** "23", or "more than 1,000" where nobody counts on. */
const sayTotal = (total: number): string => (total > MOST_COUNTED_HITS ? `more than ${sayNumber(MOST_COUNTED_HITS)}` : sayNumber(total));

const moreOf = (text: string, kind: ListedKind, { hits, total }: Hits<unknown>): MoreHits[] =>
  total > hits.length ? [{ kind, label: total > MOST_COUNTED_HITS ? `Show ${sayTotal(total)} ${NOUNS[kind]}` : `Show all ${sayTotal(total)} ${NOUNS[kind]}`, href: foundHref(text, kind) }] : [];

export const searchRouter = router({
  /** Pages, figures, orders, customers and records for what was typed, and where the rest of them is; with nothing typed, the pages. */
  find: txProcedure.input(searchInput).query(async ({ ctx, input }): Promise<{ hits: SearchHit[]; more: MoreHits[] }> => {
    const { text } = input;
    const wanted = foldText(text);
    const pages = pagesFor(ctx.person.role)
      .filter((page) => wanted === "" || foldText(`${page.label} ${page.words}`).includes(wanted))
      .map((page) => hit("page", page.href, page.label, page.href));
    if (wanted === "") return { hits: pages, more: [] };
    const metrics = METRIC_IDS.filter((id) => foldText(`${METRICS[id].label} ${id.replaceAll("_", " ")}`).includes(wanted)).map((id) =>
      hit("metric", id, METRICS[id].label, `/rows/${id}`, { detail: METRICS[id].time === "now" ? "now, with the rows behind it" : "the last 30 days, with the rows behind it" }),
    );
    const orders = (await findOrders(ctx.tx, text)).map((order) =>
      hit("order", String(order.orderNumber), `Order ${sayNumber(order.orderNumber)}`, orderHref(order.orderNumber), { detail: order.customerName, amount: order.total }),
    );
    const customers = await findCustomers(ctx.tx, text);
    const albums = await findAlbums(ctx.tx, text);
    return {
      hits: [...pages, ...metrics, ...orders, ...customers.hits.map(customerHit), ...albums.hits.map(albumHit)],
      more: [...moreOf(text, "customer", customers), ...moreOf(text, "album", albums)],
    };
  }),

  /** Every customer or every record that fits, one page of them. */
  list: txProcedure.input(searchListInput).query(async ({ ctx, input }): Promise<Hits<SearchHit> & { says: string }> => {
    const { text, kind, cursor } = input;
    if (text === "") return { hits: [], total: 0, nextCursor: null, says: `0 ${NOUNS[kind]}` };
    const page = { size: HIT_PAGE_SIZE, cursor };
    const { hits, total, nextCursor } =
      kind === "album"
        ? await findAlbums(ctx.tx, text, page).then((found) => ({ ...found, hits: found.hits.map(albumHit) }))
        : await findCustomers(ctx.tx, text, page).then((found) => ({ ...found, hits: found.hits.map(customerHit) }));
    return { hits, total, nextCursor, says: `${sayTotal(total)} ${total === 1 ? NOUNS[kind].slice(0, -1) : NOUNS[kind]}` };
  }),
});
