import type { Tx } from "#db/client.ts";
import { countRecoveryCodes, listGuessedAt, readShopName } from "#db/queries/identity.ts";
import { describeDevice } from "../../contracts/describe-device.ts";
import { writeGuesses, writeNewBrowser, writeRecoveryCodeUsed } from "../../emails/identity.ts";
import type { SecretBox } from "../../ports/secrets/secret-box.ts";
import type { Visitor } from "../sessions/start-session.ts";
import { queueIdentityMail } from "./queue-identity-mail.ts";

/** Who is told. The demo's people are everybody's, so they are told nothing. */
interface Told {
  id: string;
  name: string;
  email: string;
  isDemo: boolean;
}

/** How far back the job looks for blocks that began; it runs more often, and the mail's key keeps it to one a day. */
const LOOKS_BACK_MS = 6 * 3600 * 1000;

/** Tells a person that they, or somebody else, signed in with a browser that was not known. */
export async function tellOfNewBrowser(tx: Tx, secrets: SecretBox, input: { user: Told; visitor: Visitor; now: Date }): Promise<void> {
  const { user, visitor, now } = input;
  if (user.isDemo) return;
  const seen = { device: describeDevice(visitor.userAgent), address: visitor.address, at: now };
  await queueIdentityMail(tx, secrets, user, writeNewBrowser({ name: user.name, shopName: await readShopName(tx), ...seen }), now);
}

/** Tells a person that one of their recovery codes is gone. */
export async function tellOfRecoveryCode(tx: Tx, secrets: SecretBox, input: { user: Told; now: Date }): Promise<void> {
  const { user, now } = input;
  const words = { name: user.name, shopName: await readShopName(tx), left: await countRecoveryCodes(tx, user.id) };
  await queueIdentityMail(tx, secrets, user, writeRecoveryCodeUsed(words), now);
}

/**
 * Tells the people whose account was blocked because passwords or codes were guessed at, once a day
 * for each of the two. By the clock and not with the try: the answer to a stranger must take as long for who
 * is known as for who is not. Returns how many mails were asked for.
 */
export async function tellOfGuesses(tx: Tx, secrets: SecretBox, now: Date): Promise<number> {
  const guessed = await listGuessedAt(tx, { since: new Date(now.getTime() - LOOKS_BACK_MS), until: now });
  const shopName = await readShopName(tx);
  for (const { user, step, day } of guessed) {
    await queueIdentityMail(tx, secrets, user, writeGuesses({ name: user.name, shopName, step }), now, { once: `guesses:${user.id}:${step}:${day}` });
  }
  return guessed.length;
}
