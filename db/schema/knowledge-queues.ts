import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, real, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, updatedAt } from "../columns.ts";
import { both, either, EVERYONE, hasRole, MANAGERS, policies } from "../policies.ts";
import { users } from "./identity.ts";
import { documents } from "./knowledge.ts";
import { userRole } from "./pg-enums.ts";

/** Both documents have to be theirs to read. */
const mayReadBoth = sql.raw(`one_audience = any ((select audiences_of(current_person_role()))::user_role[]) and other_audience = any ((select audiences_of(current_person_role()))::user_role[])`);

/**
 * Two places of two documents that say different things. It holds where they stand and not what they say, so that
 * nothing of a deleted or replaced document is left. Found by a job; what becomes of one is the managers' to say, and who
 * asks for one of the two is told of it as long as nobody has.
 */
export const documentContradictions = pgTable(
  "document_contradictions",
  {
    id: id(),
    /** SHA-256 of both documents and what both say: the same contradiction keeps its row, and its dismissal. */
    fingerprint: text("fingerprint").notNull(),
    kind: text("kind").$type<"number" | "rule">().notNull(),
    oneDocumentId: uuid("one_document_id").notNull(),
    oneAudience: userRole("one_audience").notNull(),
    /** The version whose characters these are. */
    oneVersion: integer("one_version").notNull(),
    /** The statement, in characters of the document's body. */
    oneStart: integer("one_start").notNull(),
    oneEnd: integer("one_end").notNull(),
    /** What differs in it. */
    oneMarkStart: integer("one_mark_start").notNull(),
    oneMarkEnd: integer("one_mark_end").notNull(),
    otherDocumentId: uuid("other_document_id").notNull(),
    otherAudience: userRole("other_audience").notNull(),
    otherVersion: integer("other_version").notNull(),
    otherStart: integer("other_start").notNull(),
    otherEnd: integer("other_end").notNull(),
    otherMarkStart: integer("other_mark_start").notNull(),
    otherMarkEnd: integer("other_mark_end").notNull(),
    /** How much of what both say is the same, 0 to 1. */
    likeness: real("likeness").notNull(),
    dismissedBy: uuid("dismissed_by").references(() => users.id),
    dismissedAt: instant("dismissed_at"),
    /** Why it is none. */
    note: text("note"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique("document_contradictions_fingerprint").on(t.fingerprint),
    foreignKey({ name: "document_contradictions_one", columns: [t.oneDocumentId, t.oneAudience], foreignColumns: [documents.id, documents.audience] }).onDelete("cascade").onUpdate("cascade"),
    foreignKey({ name: "document_contradictions_other", columns: [t.otherDocumentId, t.otherAudience], foreignColumns: [documents.id, documents.audience] }).onDelete("cascade").onUpdate("cascade"),
    index("document_contradictions_one_document").on(t.oneDocumentId),
    index("document_contradictions_other_document").on(t.otherDocumentId),
    index("document_contradictions_dismissed_by").on(t.dismissedBy),
    check("document_contradictions_kind", sql`${t.kind} in ('number', 'rule')`),
    check("document_contradictions_spans", sql`${t.oneStart} >= 0 and ${t.oneMarkStart} >= ${t.oneStart} and ${t.oneMarkEnd} <= ${t.oneEnd} and ${t.otherStart} >= 0 and ${t.otherMarkStart} >= ${t.otherStart} and ${t.otherMarkEnd} <= ${t.otherEnd}`),
    check("document_contradictions_dismissed", sql`(${t.dismissedAt} is null) = (${t.dismissedBy} is null) and length(${t.note}) <= 1000`),
    ...policies({ select: both(mayReadBoth, either(hasRole(MANAGERS), both(hasRole(EVERYONE), sql.raw("dismissed_at is null")))), update: both(hasRole(MANAGERS), mayReadBoth) }),
  ],
);

/** Which reading of a document was compared with the others last, or why it could not be. Written by the system alone; managers hear of those they may read. */
export const documentComparisons = pgTable(
  "document_comparisons",
  {
    documentId: uuid("document_id").primaryKey().references(() => documents.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    /** Which way of cutting made its passages. */
    cutVersion: integer("cut_version").notNull(),
    /** Times in a row that this reading could not be compared. */
    tries: integer("tries").notNull().default(0),
    /** Why not, in a sentence; null once it was compared. */
    failure: text("failure"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    check("document_comparisons_failure", sql`(${t.failure} is not null) = (${t.tries} > 0)`),
    ...policies({ select: both(hasRole(MANAGERS), sql`exists (select from documents d where d.id = document_id)`) }),
  ],
);
