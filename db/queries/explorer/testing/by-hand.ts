/*
 * The explorer's tables written by hand over base tables, for the test to compare with: where the
 * rows come from, what identifies one, and what each column is. Names of customers and records are
 * joined here anew, not taken from the explorer's views.
 */

interface ByHand {
  from: string;
  /** The row's key as text, and what orders rows with equal values. */
  key: string;
  tie: string;
  /** By column: what is filtered, and what is shown where that differs. */
  /** `text` is the cell where it is none of that kind's usual. */
  columns: Record<string, { is: string; shows?: string; text?: string; kind: "text" | "number" | "money" | "time" | "day" | "boolean" | "enum" }>;
  /** Sorted by something else than the column itself. */
  sortedBy?: Record<string, string>;
  /** What a search for `?` finds, `?` standing for a quoted literal. */
  search: (words: string, number: number | null) => string;
}

const CUSTOMER = { is: "c.name", shows: "coalesce(c.name, 'Customer ' || c.number)", kind: "text" } as const;
const UTC = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const holds = (column: string, words: string): string => `position(lower(${quote(words)}) in lower(${column})) > 0`;
const foldHolds = (column: string, words: string): string => `position(fold_text(${quote(words)}) in fold_text(${column})) > 0`;
const customerFound = (words: string) => foldHolds("c.name", words);
const albumFound = (words: string) =>
  `(${foldHolds("al.title", words)} or ${foldHolds("ar.name", words)} or ${holds("al.catalogue_number", words)} or ${holds("al.barcode", words)})`;

const PLACED = { is: "o.order_date", text: `case when o.time_known then ${UTC("o.order_date")} else ((o.order_date at time zone 'Europe/Berlin')::date)::text end`, kind: "time" } as const;

export const BY_HAND: Record<string, ByHand> = {
  orders: {
    from: "orders o left join customers c on c.id = o.customer_id",
    key: "o.id::text",
    tie: "o.id",
    columns: {
      order_number: { is: "o.order_number", kind: "number" },
      order_date: PLACED,
      customer: CUSTOMER,
      customer_number: { is: "c.number", kind: "number" },
      status: { is: "o.status", kind: "enum" },
      channel: { is: "o.channel", kind: "text" },
      total: { is: "o.total", kind: "money" },
      time_known: { is: "o.time_known", kind: "boolean" },
      external_id: { is: "o.external_id", kind: "text" },
    },
    search: (words, number) => (number === null ? customerFound(words) : `o.order_number = ${number}`),
  },
  order_items: {
    from: "order_items l join orders o on o.id = l.order_id left join albums al on al.id = l.album_id left join artists ar on ar.id = al.artist_id left join customers c on c.id = o.customer_id",
    key: "l.id::text",
    tie: "l.id",
    columns: {
      order_date: PLACED,
      order_number: { is: "o.order_number", kind: "number" },
      album: { is: "al.title", shows: "coalesce(al.title, l.description)", kind: "text" },
      artist: { is: "ar.name", kind: "text" },
      quantity: { is: "l.quantity", kind: "number" },
      line_total: { is: "l.line_total", kind: "money" },
      unit_cost: { is: "l.unit_cost", kind: "money" },
      customer: CUSTOMER,
    },
    sortedBy: { order_date: "o.order_date, l.order_id, l.position" },
    search: (words, number) => (number === null ? albumFound(words) : `o.order_number = ${number}`),
  },
  payments: {
    from: "payments p join orders o on o.id = p.order_id left join customers c on c.id = o.customer_id",
    key: "p.id::text",
    tie: "p.id",
    columns: {
      payment_date: { is: "p.payment_date", kind: "time" },
      amount: { is: "p.amount", kind: "money" },
      method: { is: "p.method", kind: "enum" },
      status: { is: "p.status", kind: "enum" },
      customer: CUSTOMER,
      refunded_payment_date: { is: "(select x.payment_date from payments x where x.id = p.refund_of)", kind: "time" },
    },
    search: (words, number) => (number === null ? customerFound(words) : `o.order_number = ${number}`),
  },
  customers: {
    from: "customers c",
    key: "c.id::text",
    tie: "c.id",
    columns: {
      number: { is: "c.number", kind: "number" },
      name: { is: "c.name", kind: "text" },
      favourite_genre: { is: "(select g.name from genres g where g.id = c.favourite_genre_id)", kind: "text" },
      revenue: { is: "(select coalesce(sum(l.line_total), 0) from orders o join order_items l on l.order_id = o.id where o.customer_id = c.id and o.status <> 'cancelled')", kind: "money" },
      orders: { is: "(select count(*) from orders o where o.customer_id = c.id and o.status <> 'cancelled')", kind: "number" },
      last_order_day: { is: "(select max((o.order_date at time zone 'Europe/Berlin')::date) from orders o where o.customer_id = c.id and o.status <> 'cancelled')", kind: "day" },
    },
    sortedBy: { name: "left(c.name, 200), c.id" },
    search: (words, number) => `(${customerFound(words)}${number === null ? "" : ` or c.number = ${number}`})`,
  },
  customer_contacts: {
    from: "customer_contacts k join customers c on c.id = k.customer_id",
    key: "k.customer_id::text",
    tie: "k.customer_id",
    columns: {
      email: { is: "k.email", kind: "text" },
      city: { is: "k.city", kind: "text" },
      customer: CUSTOMER,
      marketing_consent: { is: "k.marketing_consent", kind: "boolean" },
    },
    sortedBy: { email: "lower(k.email), k.customer_id" },
    search: (words, number) =>
      `(${number === null ? customerFound(words) : `c.number = ${number}`} or ${holds("k.email", words)} or ${holds("k.phone", words)} or ${holds("k.city", words)})`,
  },
  albums: {
    from: "albums al left join artists ar on ar.id = al.artist_id",
    key: "al.id::text",
    tie: "al.id",
    columns: {
      title: { is: "al.title", kind: "text" },
      artist: { is: "ar.name", kind: "text" },
      year: { is: "al.year", kind: "number" },
      list_price: { is: "al.list_price", kind: "money" },
      unit_cost: { is: "al.unit_cost", kind: "money" },
    },
    sortedBy: { title: "left(al.title, 200), al.id" },
    search: (words) => albumFound(words),
  },
  reviews: {
    from: "reviews r join albums al on al.id = r.album_id left join artists ar on ar.id = al.artist_id join customers c on c.id = r.customer_id",
    key: "r.id::text",
    tie: "r.id",
    columns: {
      review_date: { is: "r.review_date", kind: "time" },
      rating: { is: "r.rating", kind: "number" },
      body: { is: "r.body", kind: "text" },
      album: { is: "al.title", kind: "text" },
      customer: CUSTOMER,
    },
    search: (words) => `(${albumFound(words)} or ${customerFound(words)} or ${holds("r.body", words)})`,
  },
  sales: {
    from: "sales s join inventory i on i.id = s.inventory_id join albums al on al.id = i.album_id left join artists ar on ar.id = al.artist_id",
    key: "s.id::text",
    tie: "s.id",
    columns: {
      occurred_at: { is: "s.occurred_at", kind: "time" },
      movement: { is: "s.movement", kind: "enum" },
      quantity: { is: "s.quantity", kind: "number" },
      reason: { is: "s.reason", kind: "text" },
      album: { is: "al.title", kind: "text" },
    },
    search: (words, number) => (number === null ? albumFound(words) : "false"),
  },
  import_rows: {
    from: "import_rows r join import_batches b on b.id = r.batch_id",
    key: "r.batch_id::text || ' ' || r.file || ' ' || r.row_number",
    tie: "r.row_number",
    columns: {
      row_number: { is: "r.row_number", kind: "number" },
      status: { is: "r.status", kind: "enum" },
      error: { is: "r.error", kind: "text" },
      file_name: { is: "b.file_name", kind: "text" },
    },
    sortedBy: { row_number: "r.batch_id, r.file, r.row_number" },
    search: (words) => `(${holds("r.raw::text", words)} or ${holds("r.error", words)})`,
  },
};

export interface HandFilter {
  column: string;
  op: string;
  value: string;
}

function condition(hand: ByHand, { column, op, value }: HandFilter, today: string): string {
  const { is, kind } = hand.columns[column] ?? { is: "null", kind: "text" };
  const [from = "", to = ""] = value.split("..");
  const day = kind === "day" ? is : `(${is} at time zone 'Europe/Berlin')::date`;
  switch (op) {
    case "empty":
      return `${is} is null`;
    case "filled":
      return `${is} is not null`;
    case "contains":
      return holds(is, value);
    case "is":
      return `lower(${is}) = lower(${quote(value)})`;
    case "starts":
      return `starts_with(lower(${is}), lower(${quote(value)}))`;
    case "eq":
      return `${is} = ${value}`;
    case "lt":
      return `${is} < ${value}`;
    case "gt":
      return `${is} > ${value}`;
    case "in":
      return `${is}::text in (${value.split(",").map(quote).join(", ")})`;
    case "last":
      return `${day} > ${quote(today)}::date - ${value} and ${day} <= ${quote(today)}::date`;
    default: {
      const subject = kind === "time" || kind === "day" ? day : is;
      const bound = (end: string) => (kind === "time" || kind === "day" ? `${quote(end)}::date` : end);
      return [from && `${subject} >= ${bound(from)}`, to && `${subject} <= ${bound(to)}`].filter(Boolean).join(" and ");
    }
  }
}

/** The whole answer in one statement: `key` and the columns' texts, in order, rows without the sorted value last. */
export function handWritten(table: string, asked: { columns: readonly string[]; sort: string; dir: "asc" | "desc"; filters: readonly HandFilter[]; search: string }, today: string): string {
  const hand = BY_HAND[table];
  if (!hand) throw new Error(`nothing is written by hand for ${table}`);
  const cells = asked.columns.map((column, at) => {
    const { is, shows, text, kind } = hand.columns[column] ?? { is: "null", kind: "text" };
    return `${text ?? (kind === "time" ? UTC(shows ?? is) : `(${shows ?? is})::text`)} as c${at}`;
  });
  const number = /^\d{1,9}$/.test(asked.search) ? Number(asked.search) : null;
  const where = [...asked.filters.map((filter) => condition(hand, filter, today)), ...(asked.search ? [hand.search(asked.search, number)] : [])];
  const sorted = hand.sortedBy?.[asked.sort] ?? `${hand.columns[asked.sort]?.is}, ${hand.tie}`;
  const [first = ""] = sorted.split(/, (?![^(]*\))/);
  const keys = sorted.split(/, (?![^(]*\))/).map((key) => `${key} ${asked.dir}`);
  return `select ${hand.key} as key, ${cells.join(", ")} from ${hand.from}${where.length > 0 ? ` where ${where.map((one) => `(${one})`).join(" and ")}` : ""} order by (${first}) is null, ${keys.join(", ")}`;
}
