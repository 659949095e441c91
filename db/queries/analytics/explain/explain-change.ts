import type { Tx } from "../../../client.ts";
import { listContributors } from "./list-contributors.ts";
import { splitBuyers } from "./split-buyers.ts";
import { splitParts } from "./split-parts.ts";
import type { ChangeQuestion, ExplainedChange } from "./types.ts";

/**
 * Why revenue changed between two stretches of days: by volume, price and mix (`splitParts` cites
 * the method), by new, returning and walk-in customers, and by the genres, records and channels
 * that moved most. Each way sums to the whole change, to the cent; amounts are decimal text in the
 * shop's currency. The same for every role: only read models are asked.
 */
export async function explainChange(tx: Tx, question: ChangeQuestion): Promise<ExplainedChange> {
  const { total, parts, notes } = await splitParts(tx, question);
  return {
    total,
    parts,
    buyers: await splitBuyers(tx, question),
    contributors: {
      genre: await listContributors(tx, "genre", question),
      record: await listContributors(tx, "record", question),
      channel: await listContributors(tx, "channel", question),
    },
    notes,
  };
}
