import { boolean, index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { createdAt } from "../columns.ts";
import { policies } from "../policies.ts";
import { messages } from "./agents.ts";

/**
 * Which answer has words of which document: those it cites, and those it was shown. Kept by a trigger on messages, so
 * that no writer can forget it. By it the words are found when a document goes. The system's alone.
 */
export const messageDocuments = pgTable(
  "message_documents",
  {
    messageId: uuid("message_id").notNull().references(() => messages.id, { onDelete: "cascade" }),
    /** Points to nothing once the document is removed: until the answer has been looked through. */
    documentId: uuid("document_id").notNull(),
    /** The version in whose text the words were found last. */
    version: integer("version").notNull(),
    isCited: boolean("is_cited").notNull(),
    /** The message's. */
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.documentId] }), index("message_documents_cited").on(t.createdAt), index("message_documents_document").on(t.documentId), ...policies({})],
).enableRLS();
