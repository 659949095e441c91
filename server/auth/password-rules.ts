import { readPasswordSettings } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import type { Database } from "#db/client.ts";
import { AppError } from "../errors.ts";

/** The most that is hashed; far above what anybody types. */
const LONGEST = 256;
/** What remains of a password once common words and the person's own are taken out must be at least this long. */
const LEAST_REST = 6;

let common: Promise<ReadonlySet<string>> | undefined;

/** The list is read when the first password is chosen, not at the start. */
function readCommon(): Promise<ReadonlySet<string>> {
  common ??= import("@zxcvbn-ts/language-common").then(({ dictionary }) => new Set(dictionary["passwords-common"].map((word) => String(word))));
  return common;
}

/** As two passwords that people take for the same are compared. */
const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/**
 * Why `password` may not be chosen, as a sentence; null when it may. It must be long enough, and
 * neither a common password (49,233 of them), nor one with digits or signs around it, nor a
 * repetition, nor little more than `own` words (name, e-mail address, shop). Nothing is asked
 * about capitals, digits and signs.
 */
export async function findFault(password: string, rules: { leastLength: number; own?: readonly string[] }): Promise<string | null> {
  const folded = fold(password);
  const length = [...password.normalize("NFC")].length;
  if (length < rules.leastLength) return `Use at least ${rules.leastLength} characters. A short sentence is easy to remember.`;
  if (length > LONGEST) return `Use at most ${LONGEST} characters.`;
  const list = await readCommon();
  const bare = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const unit = shortestUnit(folded);
  if (list.has(folded) || list.has(bare) || list.has(unit) || [...unit].length < 4) return "This is one of the passwords that are tried first. Choose another, such as four words that do not belong together.";
  let rest = folded;
  for (const word of ownWords(rules.own ?? [])) rest = rest.replaceAll(word, "");
  if (rest !== folded && [...rest.replace(/[^\p{L}\p{N}]/gu, "")].length < LEAST_REST) return "This is little more than your own name, address or shop. Choose one that does not say who you are.";
  return null;
}

/** "abcabc" -> "abc"; what repeats nothing is its own unit. */
function shortestUnit(text: string): string {
  const at = `${text}${text}`.indexOf(text, 1);
  return text.slice(0, at);
}

function ownWords(texts: readonly string[]): string[] {
  return texts.flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u)).filter((word) => [...word].length >= 3);
}

/** As `findFault`, by the rules of the shop. */
export async function findFaultHere(db: Database, password: string, own: readonly string[]): Promise<string | null> {
  const { leastLength, shopName } = await withSystem(db, "the rules for passwords", (tx) => readPasswordSettings(tx), { readOnly: true });
  return findFault(password, { leastLength, own: [...own, shopName] });
}

/** Throws BAD_REQUEST, with the sentence beside the field `password`, when the shop's rules do not allow it. */
export async function requireGoodPassword(db: Database, password: string, own: readonly string[]): Promise<void> {
  const fault = await findFaultHere(db, password, own);
  if (fault) throw new AppError("BAD_REQUEST", "Choose another password. Nothing was changed.", { password: fault });
}
