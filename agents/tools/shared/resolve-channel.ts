import type { Tx } from "#db/client.ts";
import { listChannels } from "#db/queries/orders/list-orders.ts";
import { AppError } from "#server/errors.ts";
import { sayList } from "#agents/words.ts";

const CALLED: Readonly<Record<string, string>> = { online: "web", website: "web", webshop: "web", internet: "web", store: "shop", counter: "shop", till: "shop" };

/** The shop's own word for a channel. Throws NOT_FOUND naming those there are. */
export async function resolveChannel(tx: Tx, text: string): Promise<string> {
  const known = await listChannels(tx);
  const wanted = text.toLowerCase();
  const found = known.find((channel) => channel.toLowerCase() === wanted) ?? known.find((channel) => channel === CALLED[wanted]);
  if (!found) throw new AppError("NOT_FOUND", `There is no channel called "${text}". Orders came through ${sayList(known)}.`);
  return found;
}
