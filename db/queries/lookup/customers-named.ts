import { sql, type SQL } from "drizzle-orm";
import { beginningFolded, containingFolded, foldText } from "../fold-text.ts";

/** From so many letters on a part of a name is looked for inside words, too: the index knows names by three letters. */
const INSIDE_WORDS = 3;

/**
 * A subquery of the ids of customers whose name holds the text, however it is spelled. One or two
 * letters mean the beginning of a word, which the index answers as well; a dot or an apostrophe alone
 * means nobody. It runs with the owner's
 * rights, because under a policy no index could be used; every role may read the names themselves.
 */
export function customersNamed(text: string): SQL {
  if ([...foldText(text.trim())].length >= INSIDE_WORDS) return sql`select named.id from customers_named(${containingFolded(text.trim())}) as named(id)`;
  if (foldText(text.trim()) === "") return sql`select null::uuid where false`;
  const begins = beginningFolded(text.trim());
  return sql`select named.id from customers_named(${begins}) as named(id) union select named.id from customers_named(${`% ${begins}`}) as named(id)`;
}
