/*
 * One valid row for every table, as SQL, so that the guard test can try each verb on it.
 * `owner` is the person it belongs to where that means something.
 */

/** A uuid from a kind of thing and a number; the same every time. */
export const uuid = (kind: number, n: number): string => `01900000-0000-7000-8000-${String(kind).padStart(4, "0")}${String(n).padStart(8, "0")}`;

const quoted = (value: string): string => `'${value}'`;
const album = quoted(uuid(1, 1));
const customer = quoted(uuid(2, 1));
const otherCustomer = quoted(uuid(2, 2));
const order = quoted(uuid(3, 1));
const shelf = quoted(uuid(4, 1));
const batch = quoted(uuid(5, 1));
const item = quoted(uuid(6, 1));
const parentReview = quoted(uuid(10, 1));
const handbook = quoted(uuid(11, 1));
const hash = "decode(repeat('ab', 32), 'hex')";
const at = "'2026-06-15T10:00:00Z'";

/** What the rows below hang on: run once by the owner of the schema, with the ids of all people. */
export const parents = (people: string[]): string[] => [
  `insert into albums (id, title) values (${album}, 'Parent')`,
  `insert into customers (id, name) values (${customer}, 'Parent'), (${otherCustomer}, 'Without contact')`,
  `insert into orders (id, status, channel, order_date, currency, total) values (${order}, 'open', 'shop', ${at}, 'EUR', 10)`,
  `insert into order_items (id, order_id, position, quantity, unit_price, line_total) values (${item}, ${order}, 1, 1, 10, 10)`,
  `insert into inventory (id, album_id) values (${shelf}, ${album})`,
  // Its row in review_sentiments is written with it.
  `insert into reviews (id, customer_id, album_id, rating, review_date) values (${parentReview}, ${otherCustomer}, ${album}, 4, ${at})`,
  `insert into import_batches (id, format, file_name, status) values (${batch}, 'transactions', 'x.txt', 'staging')`,
  `insert into documents (id, title, kind, file_name, storage_key, size_bytes, content_hash) values (${handbook}, 'Handbook', 'markdown', 'h.md', 'h', 1, 'x')`,
  ...people.flatMap((id, n) => [
    `insert into conversations (id, user_id, agent_id) values ('${uuid(7, n)}', '${id}', 'analyst')`,
    `insert into messages (id, conversation_id, position, role, parts) values ('${uuid(12, n)}', '${uuid(7, n)}', 1, 'user', '[]')`,
    `insert into agent_runs (id, user_id, agent_id, model, provider, status, started_at) values ('${uuid(8, n)}', '${id}', 'analyst', 'm', 'p', 'running', ${at})`,
    `insert into activity_logs (id, occurred_at, actor_kind, actor_id, action, category, result) values ('${uuid(9, n)}', ${at}, 'person', '${id}', 'order.created', 'sales', 'succeeded')`,
  ]),
];

export interface Owner {
  id: string;
  /** Position among all people, which finds what `parents` made for them. */
  index: number;
}

interface TestRow {
  insert: string;
  /** Finds the row again. */
  where: string;
  /** A column that may be updated by whoever may update at all, set to itself. */
  column: string;
}

type Maker = (id: string, owner: Owner) => { columns: string; values: string; where?: string; column: string };

const named: Maker = (id) => ({ columns: "id, name", values: `${id}, 'Guard ' || ${id}`, column: "name" });
const sums = "1, 1, 1, 1";

const MAKERS: Readonly<Record<string, Maker>> = {
  artists: named,
  genres: named,
  labels: named,
  suppliers: (id) => ({ columns: "id, name, lead_time_days", values: `${id}, 'Guard', 7`, column: "name" }),
  albums: (id) => ({ columns: "id, title", values: `${id}, 'Guard'`, column: "title" }),
  album_prices: (id) => ({ columns: "id, album_id, list_price", values: `${id}, ${album}, 5`, column: "list_price" }),
  inventory: (id) => ({ columns: "id, album_id, condition, media_grade", values: `${id}, ${album}, 'used', 'Mint (M)'`, column: "location" }),
  sales: (id, owner) => ({ columns: "id, inventory_id, movement, quantity, occurred_at, user_id", values: `${id}, ${shelf}, 'restock', 1, ${at}, '${owner.id}'`, column: "reason" }),
  stock_counts: (id, owner) => ({ columns: "id, inventory_id, expected, counted, occurred_at, user_id", values: `${id}, ${shelf}, 1, 1, ${at}, '${owner.id}'`, column: "counted" }),
  customers: (id) => ({ columns: "id, name", values: `${id}, 'Guard'`, column: "name" }),
  customer_contacts: () => ({ columns: "customer_id, email", values: `${otherCustomer}, 'guard@example.test'`, where: `customer_id = ${otherCustomer}`, column: "phone" }),
  customer_notes: (id, owner) => ({ columns: "id, customer_id, author_id, body", values: `${id}, ${customer}, '${owner.id}', 'note'`, column: "body" }),
  reviews: (id) => ({ columns: "id, customer_id, album_id, rating, review_date", values: `${id}, ${customer}, ${album}, 5, ${at}`, column: "body" }),
  orders: (id) => ({ columns: "id, status, channel, order_date, currency, total", values: `${id}, 'open', 'shop', ${at}, 'EUR', 1`, column: "status" }),
  order_items: (id) => ({ columns: "id, order_id, position, quantity, unit_price, line_total", values: `${id}, ${order}, 99, 1, 1, 1`, column: "description" }),
  payments: (id) => ({ columns: "id, order_id, status, method, amount, payment_date", values: `${id}, ${order}, 'pending', 'card', 1, ${at}`, column: "status" }),
  users: (id, owner) => ({ columns: "id, name, email, role, state", values: `${id}, 'Guard', 'guard@example.test', 'staff', 'invited'`, where: `id = '${owner.id}'`, column: "name" }),
  sessions: (id, owner) => ({ columns: "id, user_id, secret_hash, last_seen_at, expires_at", values: `${id}, '${owner.id}', ${hash}, ${at}, '2099-01-01'`, column: "user_agent" }),
  verification_tokens: (id, owner) => ({ columns: "id, purpose, token_hash, user_id, expires_at", values: `${id}, 'invitation', ${hash}, '${owner.id}', ${at}`, column: "used_at" }),
  recovery_codes: (id, owner) => ({ columns: "id, user_id, code_hash", values: `${id}, '${owner.id}', ${hash}`, column: "used_at" }),
  sign_in_throttles: () => ({ columns: "key, failures, window_started_at", values: `'address:guard', 1, ${at}`, where: "key = 'address:guard'", column: "failures" }),
  activity_logs: (id, owner) => ({ columns: "id, occurred_at, actor_kind, actor_id, action, category, result", values: `${id}, ${at}, 'person', '${owner.id}', 'order.created', 'sales', 'succeeded'`, column: "action" }),
  activity_details: (_id, owner) => ({
    columns: "activity_id, salt, details",
    values: `'${uuid(9, owner.index)}', decode(repeat('ab', 16), 'hex'), '{}'`,
    where: `activity_id = '${uuid(9, owner.index)}'`,
    column: "details",
  }),
  activity_seals: (id) => ({ columns: "position, previous_hash, activity_ids, row_hashes, hash, sealed_at", values: `1, ${hash}, array[${id}]::uuid[], ${hash}, ${hash}, ${at}`, where: "position = 1", column: "hash" }),
  activity_unsealed: (id) => ({ columns: "activity_id", values: id, where: `activity_id = ${id}`, column: "activity_id" }),
  activity_archives: (id) => ({
    columns: "id, from_position, to_position, activity_count, first_at, last_at, file_name, file_hash, previous_hash, last_hash, archived_at",
    values: `${id}, 1, 1, 1, ${at}, ${at}, 'guard', ${hash}, ${hash}, ${hash}, ${at}`,
    column: "file_name",
  }),
  settings: () => ({ columns: "shop_name, currency, time_zone", values: "'Guard', 'EUR', 'UTC'", where: "singleton", column: "shop_name" }),
  saved_views: (id, owner) => ({ columns: "id, owner_id, name, page, search", values: `${id}, '${owner.id}', 'Guard', '/', ''`, column: "search" }),
  annotations: (id, owner) => ({ columns: "id, author_id, day, text", values: `${id}, '${owner.id}', '2026-06-15', 'Guard'`, column: "text" }),
  webhook_events: (id) => ({ columns: "id, source, external_id, payload, status, received_at", values: `${id}, 'shopify', 'guard', '{}', 'received', ${at}`, column: "payload" }),
  outbox_emails: (id) => ({ columns: "id, kind, status, dedupe_key, recipient, subject, body_text, queued_at", values: `${id}, 'report', 'queued', 'guard', 'a@b', 's', 'b', ${at}`, column: "status" }),
  outbox_pace: () => ({ columns: "next_at", values: at, where: "singleton", column: "next_at" }),
  import_batches: (id, owner) => ({ columns: "id, format, file_name, status, started_by", values: `${id}, 'transactions', 'y.txt', 'staging', '${owner.id}'`, column: "status" }),
  import_uploads: (id, owner) => ({ columns: "id, file_name, host, stored_as, bytes, state, uploaded_by, uploaded_at", values: `${id}, 'z.csv', 'desk', 'z.csv', 10, 'waiting', '${owner.id}', ${at}`, column: "options" }),
  import_rows: () => ({ columns: "batch_id, row_number, kind, status, raw", values: `${batch}, 1, 'transaction', 'accepted', '{}'`, where: `batch_id = ${batch}`, column: "key" }),
  conversations: (id, owner) => ({ columns: "id, user_id, agent_id", values: `${id}, '${owner.id}', 'analyst'`, column: "title" }),
  messages: (id, owner) => ({ columns: "id, conversation_id, position, role, parts", values: `${id}, '${uuid(7, owner.index)}', 0, 'user', '[]'`, column: "parts" }),
  message_documents: (id, owner) => ({ columns: "message_id, document_id, version, is_cited", values: `'${uuid(12, owner.index)}', ${id}, 1, true`, where: `document_id = ${id}`, column: "version" }),
  agent_runs: (id, owner) => ({ columns: "id, user_id, agent_id, model, provider, status, started_at", values: `${id}, '${owner.id}', 'analyst', 'm', 'p', 'running', ${at}`, column: "model" }),
  tool_calls: (id, owner) => ({ columns: "id, run_id, call_id, tool, access, input, status, started_at", values: `${id}, '${uuid(8, owner.index)}', 'c', 't', 'read', '{}', 'running', ${at}`, column: "tool" }),
  ai_prices: (id) => ({ columns: "id, model, input_usd, output_usd, valid_from, source", values: `${id}, 'guard', 1, 1, '2026-01-01', 'guard'`, column: "source" }),
  ai_budgets: (id, owner) => ({ columns: "id, user_id, monthly_usd", values: `${id}, '${owner.id}', 5`, column: "monthly_usd" }),
  documents: (id) => ({ columns: "id, title, kind, file_name, storage_key, size_bytes, content_hash", values: `${id}, 'Guard', 'markdown', 'g.md', 'g', 1, 'x'`, column: "title" }),
  document_chunks: (id) => ({
    columns: "id, document_id, audience, position, content, start_offset, end_offset, content_hash, terms, term_count",
    values: `${id}, ${handbook}, 'staff', 0, 'guard', 0, 5, 'x', 'guard:1', 1`,
    column: "content",
  }),
  stored_files: (id) => ({ columns: "key", values: `'key ' || ${id}`, where: `key = 'key ' || ${id}`, column: "remove_after" }),
  corpus_removals: (id) => ({ columns: "corpus_name", values: `'corpus ' || ${id}`, where: `corpus_name = 'corpus ' || ${id}`, column: "created_at" }),
  knowledge_terms: () => ({ columns: "term, audience, chunk_count", values: "'sentinel', 'staff', 1", where: "term = 'sentinel'", column: "chunk_count" }),
  knowledge_totals: () => ({ columns: "audience, chunk_count, term_count", values: "'staff', 1, 1", where: "audience = 'staff'", column: "term_count" }),
  document_contradictions: (id) => ({
    columns: "id, fingerprint, kind, one_document_id, one_audience, one_version, one_start, one_end, one_mark_start, one_mark_end, other_document_id, other_audience, other_version, other_start, other_end, other_mark_start, other_mark_end, likeness",
    values: `${id}, 'guard', 'number', ${handbook}, 'staff', 1, 0, 5, 0, 2, ${handbook}, 'staff', 1, 6, 9, 6, 8, 0.5`,
    column: "note",
  }),
  document_comparisons: () => ({ columns: "document_id, version, cut_version", values: `${handbook}, 1, 1`, where: `document_id = ${handbook}`, column: "version" }),
  knowledge_feedback: (id, owner) => ({ columns: "id, run_id, user_id, question, is_helpful", values: `${id}, '${uuid(8, owner.index)}', '${owner.id}', 'q', true`, column: "note" }),
  unanswered_questions: (id) => ({ columns: "id, question, folded, last_asked_at", values: `${id}, 'Guard', 'guard', ${at}`, column: "note" }),
  job_runs: () => ({ columns: "name, process, status, started_at", values: `'guard', 'here 1', 'running', ${at}`, where: "name = 'guard'", column: "process" }),
  daily_order_stats: () => ({
    columns: "day, channel, order_count, line_count, units, revenue, discount, shipping, tax, costed_revenue, cost",
    values: `'2000-01-01', 'guard', ${sums}, ${sums}, 1`,
    where: "channel = 'guard'",
    column: "units",
  }),
  daily_hour_stats: () => ({ columns: "day, hour, order_count, units, revenue", values: "'2000-01-01', 3, 1, 1, 1", where: "day = '2000-01-01'", column: "units" }),
  daily_album_sales: () => ({ columns: "day, channel, line_count, units, revenue, costed_revenue, cost", values: `'2000-01-01', 'guard', ${sums}, 1`, where: "channel = 'guard'", column: "units" }),
  monthly_album_sales: () => ({ columns: "month, channel, line_count, units, revenue, costed_revenue, cost", values: `'2000-01-01', 'guard', ${sums}, 1`, where: "channel = 'guard'", column: "units" }),
  daily_payment_stats: () => ({ columns: "day, method, status, payment_count, amount", values: "'2000-01-01', 'other', 'failed', 1, 1", where: "day = '2000-01-01'", column: "amount" }),
  customer_days: () => ({ columns: "customer_id, day, order_count, units, revenue", values: `${customer}, '2000-01-01', 1, 1, 1`, where: "day = '2000-01-01'", column: "units" }),
  customer_stats: () => ({
    columns: "customer_id, first_order_day, last_order_day, order_count, units, revenue",
    values: `${otherCustomer}, '2000-01-01', '2000-01-01', 1, 1, 1`,
    where: `customer_id = ${otherCustomer}`,
    column: "units",
  }),
  stock_days: () => ({ columns: "inventory_id, day, movement_count, change, came, received, sold", values: `${customer}, '2000-01-01', 1, 1, 1, 1, 0`, where: "day = '2000-01-01'", column: "change" }),
  review_sentiments: () => ({ columns: "review_id, label, themes, version", values: `${parentReview}, 'good', '{}', 'guard'`, where: `review_id = ${parentReview}`, column: "label" }),
  "misty_internal.review_words": () => ({ columns: "word, weight", values: "'guard', 1", where: "word = 'guard'", column: "weight" }),
  "misty_internal.figure_versions": () => ({ columns: "shard, version", values: "0, 1", where: "shard = 0", column: "version" }),
};

/** Tables that always hold the row in question, so that none is put in first. */
export const STANDING = new Set(["users", "settings", "outbox_pace", "misty_internal.figure_versions", "review_sentiments"]);

/** The row of `table` that belongs to `owner`; undefined for a table nobody has thought of. */
export function rowOf(table: string, owner: Owner): TestRow | undefined {
  const id = quoted(uuid(99, owner.index));
  const made = MAKERS[table]?.(id, owner);
  return made && { insert: `insert into ${table} (${made.columns}) values (${made.values})`, where: made.where ?? `id = ${id}`, column: made.column };
}
