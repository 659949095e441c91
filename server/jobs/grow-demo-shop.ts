import { prepareDemoShop } from "#db/seed/demo-shop.ts";
import type { Runtime } from "../runtime.ts";

/** How long one piece of the history may take; pages have 15 s. */
const PIECE_WITHIN_MS = 120_000;

/**
 * Loads the demo shop into a database that never held anything, or adds the days since it was last
 * grown. `announce` is told in words what takes long.
 */
export async function prepareDemo({ db, env, logger, now, withQueryLimit }: Runtime, announce?: (words: string) => void): Promise<void> {
  const tell = (words: string) => {
    logger.info(words);
    announce?.(words);
  };
  await withQueryLimit(PIECE_WITHIN_MS, () => prepareDemoShop(db, env, now(), tell));
}
