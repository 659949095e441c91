import type { UserRole } from "../enums.ts";

/*
 * Who may do what to which rows, written down apart from the policies: docs and design's table of
 * rights ("may" in product.md), per table. A verb or a role that is not named may not.
 */

export const VERBS = ["select", "insert", "update", "delete"] as const;
export type Verb = (typeof VERBS)[number];

/** `all` rows, or only `own` ones: those that belong to the signed-in person. */
export type Reach = "all" | "own";
type Rights = Partial<Record<UserRole, Reach>>;
export type TableRights = Partial<Record<Verb, Rights>>;

const everyone = (reach: Reach): Rights => ({ staff: reach, marketing: reach, buyer: reach, manager: reach, admin: reach });
const customerDesk = (reach: Reach): Rights => ({ marketing: reach, manager: reach, admin: reach });
const stockDesk = (reach: Reach): Rights => ({ buyer: reach, manager: reach, admin: reach });
const managers = (reach: Reach): Rights => ({ manager: reach, admin: reach });
const admins = (reach: Reach): Rights => ({ admin: reach });

/** Looked up by everyone, kept by the buyer's desk: "inventory edits, albums, prices, suppliers". */
const catalogue: TableRights = { select: everyone("all"), insert: stockDesk("all"), update: stockDesk("all"), delete: stockDesk("all") };
/** Sums that triggers keep and every role sees alike. */
const readModel: TableRights = { select: everyone("all") };
/** "own saved views, conversations" */
const private_: TableRights = { select: everyone("own"), insert: everyone("own"), update: everyone("own"), delete: everyone("own") };
/** Signing in is the system's business. */
const nobody: TableRights = {};

export const MATRIX: Readonly<Record<string, TableRights>> = {
  // catalogue and stock
  artists: catalogue,
  genres: catalogue,
  labels: catalogue,
  suppliers: catalogue,
  albums: catalogue,
  album_prices: { select: everyone("all") },
  inventory: catalogue,
  sales: { select: everyone("all"), insert: stockDesk("own") },
  stock_counts: { select: everyone("all"), insert: stockDesk("own") },

  // customers: "customers and orders by name without contact data" for all, contact data for the customer desk
  customers: { select: everyone("all"), insert: customerDesk("all"), update: customerDesk("all"), delete: managers("all") },
  customer_contacts: { select: customerDesk("all"), insert: customerDesk("all"), update: customerDesk("all"), delete: managers("all") },
  customer_notes: { select: customerDesk("all"), insert: customerDesk("own"), update: customerDesk("own"), delete: customerDesk("own") },
  reviews: { select: everyone("all"), insert: customerDesk("all"), update: customerDesk("all"), delete: managers("all") },

  // orders come in by import (buyer) and by hand (manager); "payments detail" is the manager's
  orders: { select: everyone("all"), insert: managers("all"), update: managers("all") },
  order_items: { select: everyone("all"), insert: managers("all"), update: managers("all") },
  payments: { select: managers("all"), insert: managers("all"), update: managers("all") },

  // identity: "users" is the admin's; secrets are withheld by column
  users: { select: { ...everyone("own"), ...admins("all") }, update: { ...everyone("own"), ...admins("all") } },
  sessions: { select: everyone("own") },
  verification_tokens: nobody,
  recovery_codes: nobody,
  sign_in_throttles: nobody,

  // operations
  activity_logs: { select: everyone("all"), insert: everyone("own") },
  activity_details: { select: managers("all"), insert: everyone("own") },
  activity_seals: { select: admins("all") },
  activity_unsealed: { select: admins("all") },
  activity_archives: { select: admins("all") },
  settings: { select: everyone("all"), update: admins("all") },
  job_runs: { select: admins("all") },
  saved_views: private_,
  annotations: { select: everyone("all"), insert: everyone("own"), update: { ...everyone("own"), ...managers("all") }, delete: { ...everyone("own"), ...managers("all") } },
  webhook_events: { select: admins("all") },
  outbox_emails: { select: managers("all"), insert: managers("all"), update: managers("all") },
  outbox_pace: nobody,
  import_batches: { select: stockDesk("all"), insert: stockDesk("all"), update: stockDesk("all") },
  import_uploads: { select: stockDesk("all") }, // written by the program
  import_rows: { select: managers("all") }, // raw rows hold addresses, which the buyer may not see

  // knowledge: read by its audience (here everybody's; the others in db/queries/knowledge), kept by managers; passages are the program's
  documents: { select: everyone("all"), insert: managers("all"), update: managers("all"), delete: managers("all") },
  document_chunks: { select: everyone("all") },
  knowledge_terms: { select: everyone("all") },
  knowledge_totals: { select: everyone("all") },
  document_contradictions: { select: everyone("all"), update: managers("all") },
  document_comparisons: { select: managers("all") },
  knowledge_feedback: { select: { ...everyone("own"), ...managers("all") }, insert: everyone("own"), update: { ...everyone("own"), ...managers("all") } }, // the words stay the person's own: a trigger
  unanswered_questions: { select: managers("all"), update: managers("all") },
  stored_files: nobody,
  corpus_removals: { select: managers("all"), insert: managers("all") },

  // agents: a conversation is its person's alone; an admin opens others' through the system, audited
  conversations: private_,
  messages: private_,
  message_documents: nobody, // by a trigger
  agent_runs: { select: { ...everyone("own"), ...admins("all") }, insert: everyone("own"), update: everyone("own") },
  tool_calls: { select: everyone("own"), insert: everyone("own"), update: everyone("own") },

  // what models cost: everybody's answers are priced, the list is the admin's
  ai_prices: { select: everyone("all"), insert: admins("all"), update: admins("all"), delete: admins("all") },
  ai_budgets: { select: admins("all"), insert: admins("all"), update: admins("all"), delete: admins("all") },

  // read models
  daily_order_stats: readModel,
  daily_hour_stats: readModel,
  daily_album_sales: readModel,
  monthly_album_sales: readModel,
  daily_payment_stats: readModel,
  customer_days: readModel,
  customer_stats: readModel,
  stock_days: readModel,
  review_sentiments: readModel,
  "misty_internal.figure_versions": nobody,
  "misty_internal.review_words": nobody,
};

/**
 * Views that are granted to everyone signed in. They belong to the owner. `open_invitations` has rows for admins. Those of `analytics_api` hold no
 * personal column; those of `explorer` name the roles they have rows for (db/queries/explorer tests each).
 */
export const READABLE_VIEWS = /^(public\.(people|open_invitations|readable_passages)|analytics_api\.\w+|explorer\.\w+)$/;

/** Columns that no signed-in person reads or writes, by any role. */
export const SECRET_COLUMNS = ["users.password_hash", "users.totp_secret", "sessions.secret_hash", "outbox_emails.sealed_link"];
