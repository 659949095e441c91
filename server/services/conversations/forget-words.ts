import { eq } from "drizzle-orm";
import type { Database } from "#db/client.ts";
import { listUnsettledMessages, settleMessages } from "#db/queries/knowledge/standing-words.ts";
import { withSystem } from "#db/rls.ts";
import { messages } from "#db/schema/index.ts";
import { keepStanding } from "./keep-standing.ts";

const AT_ONCE = 50;

/**
 * Takes words of documents that were removed, or that a newer version does not have, out of the answers that are kept.
 * May be called at any time and by several at once. Returns how many answers lost words.
 */
export async function forgetWords(db: Database): Promise<number> {
  let changed = 0;
  for (;;) {
    const found = await withSystem(db, "take words of gone documents out of answers", async (tx) => {
      const unsettled = await listUnsettledMessages(tx, AT_ONCE);
      const kept = await keepStanding(tx, unsettled);
      for (const [at, { id, parts }] of kept.entries()) {
        if (parts === unsettled[at]?.parts) continue;
        await tx.update(messages).set({ parts }).where(eq(messages.id, id));
        changed += 1;
      }
      await settleMessages(tx, unsettled.map(({ id }) => id));
      return unsettled.length;
    });
    if (found === 0) return changed;
  }
}
