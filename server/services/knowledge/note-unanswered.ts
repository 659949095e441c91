import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { unansweredQuestions } from "#db/schema/index.ts";
import { storableText } from "../storable-json.ts";

interface Unanswered {
  question: string;
  /** Who asked; null for the command line. */
  askedBy: string | null;
  now: Date;
}

const LONGEST = 4_000;

/** What makes two questions the same: their words, in any case and with any signs between them. */
export const foldQuestion = (question: string): string =>
  (question.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ").slice(0, LONGEST);

/**
 * Counts a question that the documents did not answer, for the managers' queue: once more where it stands there already.
 * One that somebody took for answered comes back into the queue; one that was dismissed is only counted.
 */
export async function noteUnanswered(db: Database, { question, askedBy, now }: Unanswered): Promise<void> {
  const asked = storableText(question).trim().slice(0, LONGEST);
  const folded = foldQuestion(asked);
  if (folded === "") return;
  const was = unansweredQuestions;
  const isBack = sql`${was.state} = 'answered'`;
  await withSystem(db, "count a question that the documents do not answer", (tx) =>
    tx.insert(was).values({ id: v7(), question: asked, folded, askedBy, lastAskedAt: now }).onConflictDoUpdate({
      target: was.folded,
      set: {
        askedCount: sql`${was.askedCount} + 1`,
        askedBy,
        lastAskedAt: now,
        state: sql`case when ${isBack} then 'open'::unanswered_state else ${was.state} end`,
        decidedAt: sql`case when ${isBack} then null else ${was.decidedAt} end`,
        decidedBy: sql`case when ${isBack} then null else ${was.decidedBy} end`,
      },
    }));
}
