import { sql } from "drizzle-orm";
import { bigint, boolean, check, date, index, integer, jsonb, numeric, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytea, createdAt, id, instant, updatedAt } from "../columns.ts";
import { ADMINS, both, either, EVERYONE, hasRole, isOwn, policies } from "../policies.ts";
import { users } from "./identity.ts";
import { actorKind, messageRole, runStatus, toolAccess, toolCallStatus, userRole } from "./pg-enums.ts";

/** A conversation belongs to one person; nobody else reads it under their own rights. */
export const conversations = pgTable(
  "conversations",
  {
    id: id(),
    userId: uuid("user_id").notNull().references(() => users.id),
    agentId: text("agent_id").notNull(),
    title: text("title"),
    /** The page and filters the person was looking at when it began. */
    context: jsonb("context"),
    archivedAt: instant("archived_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("conversations_user").on(t.userId, t.updatedAt),
    check("conversations_agent", sql`length(${t.agentId}) between 1 and 40`),
    ...policies({
      select: both(hasRole(EVERYONE), isOwn("user_id")),
      insert: both(hasRole(EVERYONE), isOwn("user_id")),
      update: both(hasRole(EVERYONE), isOwn("user_id")),
      delete: both(hasRole(EVERYONE), isOwn("user_id")),
    }),
  ],
);

/** True for rows of a conversation of the signed-in person. */
const ofOwnConversation = sql.raw(`exists (select 1 from conversations c where c.id = conversation_id and c.user_id = (select current_person_id()))`);

/** Messages in order, their content as the AI SDK's UI message parts. */
export const messages = pgTable(
  "messages",
  {
    id: id(),
    conversationId: uuid("conversation_id").notNull().references(() => conversations.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    role: messageRole("role").notNull(),
    parts: jsonb("parts").notNull(),
    metadata: jsonb("metadata"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("messages_position_key").on(t.conversationId, t.position),
    check("messages_position", sql`${t.position} >= 0`),
    check("messages_parts", sql`jsonb_typeof(${t.parts}) = 'array'`),
    ...policies({ select: ofOwnConversation, insert: ofOwnConversation, update: ofOwnConversation, delete: ofOwnConversation }),
  ],
);

/** One turn of an agent: who asked, which model answered, what it cost. Holds no content. */
export const agentRuns = pgTable(
  "agent_runs",
  {
    id: id(),
    /** Null for the built-in person "command line". */
    userId: uuid("user_id").references(() => users.id),
    actorKind: actorKind("actor_kind").notNull().default("person"),
    /** The role whose rights the tools had. */
    askedAs: userRole("asked_as").notNull().default("staff"),
    agentId: text("agent_id").notNull(),
    /** Null for a run outside a conversation (report, job, command line) or after the conversation was deleted. */
    conversationId: uuid("conversation_id").references(() => conversations.id, { onDelete: "set null" }),
    model: text("model").notNull(),
    provider: text("provider").notNull(),
    /** First 12 digits of the SHA-256 of the instructions, without what changes per call. */
    promptVersion: text("prompt_version"),
    status: runStatus("status").notNull(),
    inputTokens: bigint("input_tokens", { mode: "number" }).notNull().default(0),
    outputTokens: bigint("output_tokens", { mode: "number" }).notNull().default(0),
    /** US dollars by the price list of the day; null when the model has no price. */
    costUsd: numeric("cost_usd", { precision: 12, scale: 6 }),
    stepCount: integer("step_count").notNull().default(0),
    startedAt: instant("started_at").notNull(),
    firstTokenAt: instant("first_token_at"),
    finishedAt: instant("finished_at"),
    errorCode: text("error_code"),
    traceId: text("trace_id"),
    /** Up, down or no feedback. */
    wasHelpful: boolean("was_helpful"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("agent_runs_user").on(t.userId, t.startedAt),
    index("agent_runs_conversation").on(t.conversationId),
    index("agent_runs_time").on(t.startedAt),
    check("agent_runs_tokens", sql`${t.inputTokens} >= 0 and ${t.outputTokens} >= 0 and ${t.stepCount} >= 0`),
    check("agent_runs_cost", sql`${t.costUsd} >= 0`),
    check("agent_runs_person", sql`(${t.actorKind} = 'person') = (${t.userId} is not null)`),
    check("agent_runs_finished", sql`(${t.status} = 'running') = (${t.finishedAt} is null)`),
    ...policies({
      select: both(hasRole(EVERYONE), either(isOwn("user_id"), hasRole(ADMINS))),
      insert: both(hasRole(EVERYONE), isOwn("user_id")),
      update: both(hasRole(EVERYONE), isOwn("user_id")),
    }),
  ],
);

/** What a model costs per million tokens, from a day on. The ledger takes the newest price that was valid when a run began. */
export const aiPrices = pgTable(
  "ai_prices",
  {
    id: uuid("id").primaryKey().default(sql`gen_random_uuid()`),
    model: text("model").notNull(),
    inputUsd: numeric("input_usd", { precision: 12, scale: 6 }).notNull(),
    outputUsd: numeric("output_usd", { precision: 12, scale: 6 }).notNull(),
    validFrom: date("valid_from", { mode: "string" }).notNull(),
    /** Where the price was read. */
    source: text("source").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("ai_prices_key").on(t.model, t.validFrom),
    check("ai_prices_amounts", sql`${t.inputUsd} >= 0 and ${t.outputUsd} >= 0`),
    ...policies({ select: hasRole(EVERYONE), insert: hasRole(ADMINS), update: hasRole(ADMINS), delete: hasRole(ADMINS) }),
  ],
);

/** What may be spent on models in a calendar month of the shop's time zone: one for the whole shop, one per person at most. */
export const aiBudgets = pgTable(
  "ai_budgets",
  {
    id: id(),
    /** Null for the whole shop. */
    userId: uuid("user_id").references(() => users.id),
    monthlyUsd: numeric("monthly_usd", { precision: 12, scale: 2 }).notNull(),
    /** From this share of it on, admins are told. */
    warnPercent: integer("warn_percent").notNull().default(80),
    /** Whether questions are refused once it is used up; otherwise it only warns. */
    stops: boolean("stops").notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("ai_budgets_key").on(t.userId).nullsNotDistinct(),
    check("ai_budgets_amount", sql`${t.monthlyUsd} > 0`),
    check("ai_budgets_warn", sql`${t.warnPercent} between 1 and 100`),
    ...policies({ select: hasRole(ADMINS), insert: hasRole(ADMINS), update: hasRole(ADMINS), delete: hasRole(ADMINS) }),
  ],
);

const ofOwnRun = sql.raw(`exists (select 1 from agent_runs r where r.id = run_id and r.user_id = (select current_person_id()))`);

/** Evidence: what a tool was asked, the SQL it ran and the rows it got. Readable by the asker only. */
export const toolCalls = pgTable(
  "tool_calls",
  {
    id: id(),
    runId: uuid("run_id").notNull().references(() => agentRuns.id),
    messageId: uuid("message_id").references(() => messages.id, { onDelete: "set null" }),
    /** The id the model's protocol gave the call. */
    callId: text("call_id").notNull(),
    tool: text("tool").notNull(),
    access: toolAccess("access").notNull(),
    input: jsonb("input").notNull(),
    status: toolCallStatus("status").notNull(),
    sql: text("sql"),
    parameters: jsonb("parameters"),
    /** At most 1,000 rows; `row_count` says how many there were. */
    rows: jsonb("rows"),
    rowCount: integer("row_count"),
    resultHash: bytea("result_hash"),
    error: text("error"),
    startedAt: instant("started_at").notNull(),
    durationMs: integer("duration_ms"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("tool_calls_key").on(t.runId, t.callId),
    index("tool_calls_message").on(t.messageId),
    check("tool_calls_rows", sql`${t.rowCount} >= 0`),
    check("tool_calls_hash", sql`length(${t.resultHash}) = 32`),
    check("tool_calls_failed", sql`(${t.status} in ('failed', 'denied')) = (${t.error} is not null)`),
    ...policies({ select: ofOwnRun, insert: ofOwnRun, update: ofOwnRun }),
  ],
);
