/**
 * Every enumeration of the database, written once. `pgEnum`, zod and exhaustive
 * records in the pages all derive from these tuples, so this file is client-safe:
 * it imports nothing.
 */

/** Roles of people, from least to most; marketing and buyer stand side by side. */
export const USER_ROLES = ["staff", "marketing", "buyer", "manager", "admin"] as const;
export type UserRole = (typeof USER_ROLES)[number];

export const USER_STATES = ["invited", "active", "deactivated"] as const;

export const ORDER_STATUSES = ["open", "completed", "cancelled"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const PAYMENT_STATUSES = ["pending", "completed", "failed", "cancelled", "refunded"] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const PAYMENT_METHODS = ["card", "cash", "bank_transfer", "paypal", "other"] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** Kinds of rows in the stock ledger (`sales`). */
export const STOCK_MOVEMENTS = ["sale", "return", "restock", "adjustment"] as const;
export type StockMovement = (typeof STOCK_MOVEMENTS)[number];

export const ITEM_CONDITIONS = ["new", "used"] as const;
export type ItemCondition = (typeof ITEM_CONDITIONS)[number];

/** Grades in the wording of Discogs, best first. */
export const MEDIA_GRADES = [
  "Mint (M)",
  "Near Mint (NM or M-)",
  "Very Good Plus (VG+)",
  "Very Good (VG)",
  "Good Plus (G+)",
  "Good (G)",
  "Fair (F)",
  "Poor (P)",
] as const;

/** A sleeve may also be ungraded, generic or missing. */
export const SLEEVE_GRADES = [...MEDIA_GRADES, "Not Graded", "Generic", "No Cover"] as const;

/** Where an uploaded file is on its way to becoming an import. */
export const UPLOAD_STATES = ["waiting", "checking", "checked", "importing", "imported", "failed"] as const;
export type UploadState = (typeof UPLOAD_STATES)[number];

/** Where the rows of this database came from; decides whether the demo shop may be loaded. */
export const DATA_ORIGINS = ["fresh", "seeded", "imported", "empty"] as const;
export type DataOrigin = (typeof DATA_ORIGINS)[number];

export const IMPORT_STATUSES = ["staging", "applying", "completed", "withdrawn", "failed", "undone"] as const;

export const IMPORT_ROW_STATUSES = ["accepted", "refused"] as const;

export const ACTOR_KINDS = ["person", "system", "agent", "command_line", "webhook"] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export const ACTIVITY_RESULTS = ["succeeded", "failed", "refused"] as const;
export type ActivityResult = (typeof ACTIVITY_RESULTS)[number];

export const ACTIVITY_CATEGORIES = ["sales", "stock", "customers", "payments", "reviews", "imports", "mail", "agents", "identity", "settings", "exports", "knowledge"] as const;
export type ActivityCategory = (typeof ACTIVITY_CATEGORIES)[number];

export const TOKEN_PURPOSES = ["setup", "invitation", "password_reset"] as const;

/** `written` is settled and not sent: it lies in a file. `unknown` was in flight when the word was lost; `failed` was tried for the last time. */
export const EMAIL_STATUSES = ["queued", "sending", "sent", "written", "failed", "unknown", "suppressed", "cancelled"] as const;
export type EmailStatus = (typeof EMAIL_STATUSES)[number];

/** What a mail is about. Identity mails go before all others, and may hold a link of one use. */
export const EMAIL_KINDS = ["identity", "campaign", "review_reply", "proposal", "report", "alert", "test"] as const;
export type EmailKind = (typeof EMAIL_KINDS)[number];

export const WEBHOOK_STATUSES = ["received", "processed", "failed", "ignored"] as const;

export const MESSAGE_ROLES = ["user", "assistant", "system"] as const;

export const RUN_STATUSES = ["running", "completed", "failed", "stopped"] as const;

export const TOOL_CALL_STATUSES = ["running", "succeeded", "failed", "denied"] as const;

export const TOOL_ACCESS = ["read", "write", "external"] as const;
export type ToolAccess = (typeof TOOL_ACCESS)[number];

/** What a review says by its words; `none` where no word judges, or where there is no text. */
export const REVIEW_SENTIMENTS = ["good", "mixed", "bad", "none"] as const;
export type ReviewSentiment = (typeof REVIEW_SENTIMENTS)[number];

/** What reviews talk about. The words of each stand in `misty_internal.review_words`. */
export const REVIEW_THEMES = ["music", "sound", "pressing", "sleeve", "delivery", "price", "service", "staff"] as const;
export type ReviewTheme = (typeof REVIEW_THEMES)[number];

/** What a document is, told by its content and never by its name. */
export const DOCUMENT_KINDS = ["markdown", "text", "pdf", "docx", "html"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** `queued` waits for a job; `failed` holds why in `documents.failure`. What was indexed before stays until it is replaced. */
export const DOCUMENT_STATUSES = ["queued", "reading", "indexed", "failed"] as const;
/** A question that the documents did not answer, until somebody says what became of it. */
export const UNANSWERED_STATES = ["open", "answered", "dismissed"] as const;
