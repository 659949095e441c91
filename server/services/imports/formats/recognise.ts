import { statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { AppError } from "#server/errors.ts";
import { readStart } from "../reader/read-text.ts";
import type { ImportOptions, ImportPlan } from "../types.ts";
import { chinookPlan, looksLikeChinook } from "./chinook.ts";
import { cdnowPlan, looksLikeCdnow } from "./cdnow.ts";
import { looksLikeShopifyOrders, shopifyOrdersPlan } from "./shopify-orders.ts";
import { transactionLogPlan } from "./transaction-log.ts";
import { checkMapping } from "./transaction-mapping.ts";

/** Ids of the formats, as `--as` takes them. */
export const FORMATS = ["cdnow", "chinook", "shopify-orders", "transaction-log"] as const;
export type FormatId = (typeof FORMATS)[number];

const isFormat = (id: string): id is FormatId => (FORMATS as readonly string[]).includes(id);

/**
 * Decides how `path` is read: as the option says, else by its header and content.
 * Throws AppError when there is nothing to read or nobody knows how.
 */
export async function planImport(path: string, options: ImportOptions): Promise<ImportPlan> {
  const target = resolve(path);
  const stat = statSync(target, { throwIfNoEntry: false });
  const name = basename(target);
  if (!stat) throw new AppError("NOT_FOUND", `There is no file or folder ${name}.`);
  if (options.as !== undefined && !isFormat(options.as)) throw new AppError("BAD_REQUEST", `There is no format "${options.as}"; known are ${FORMATS.join(", ")}.`);
  if (stat.isDirectory()) {
    if (options.as === "chinook" || (options.as === undefined && looksLikeChinook(target))) return chinookPlan(target);
    throw new AppError("BAD_REQUEST", `The folder ${name} is none that is recognised (Chinook's CSV files are); import its files one by one.`);
  }
  if (options.as === "chinook") throw new AppError("BAD_REQUEST", "Chinook is imported as the folder of its CSV files.");
  const file = { path: target, name };
  if (options.as === "transaction-log" || (options.as === undefined && options.mapping !== undefined)) {
    if (options.mapping === undefined) throw new AppError("BAD_REQUEST", "A transaction log needs a mapping: --map FILE says which column is which.");
    return transactionLogPlan("transaction-log", file, checkMapping(options.mapping), options.latestDay);
  }
  const start = await readStart(target);
  if (options.as === "cdnow" || (options.as === undefined && looksLikeCdnow(start))) return cdnowPlan(file, start, options.latestDay);
  if (options.as === "shopify-orders" || (options.as === undefined && looksLikeShopifyOrders(start))) return shopifyOrdersPlan(file, start);
  throw new AppError("BAD_REQUEST", `${name} is in no format that is recognised by itself; --map FILE says which column is which, --as names a format (${FORMATS.join(", ")}).`);
}
