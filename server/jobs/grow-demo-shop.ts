import { existsSync } from "node:fs";
import type { Runtime } from "../runtime.ts";

/** Loads the demo shop into a database that never held anything, or adds the days since it was last grown. */
export async function prepareDemo(runtime: Runtime): Promise<void> {
  const { db, env, logger } = runtime;
  const file = new URL("../../db/seed/demo-shop.ts", import.meta.url);
  if (!existsSync(file)) return;
  const { prepareDemoShop } = await import(file.href);
  // One piece of the history may take longer than a page's query.
  await runtime.withQueryLimit(120_000, () => prepareDemoShop(db, env, runtime.now(), (words: string) => logger.info(words)));
}
