import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import type { EmailText } from "../../emails/identity.ts";
import type { SecretBox } from "../../ports/secrets/secret-box.ts";
import { queueEmail } from "../outbox/queue-email.ts";

/** `link` is the one-use address in the text; `once` a key of which there is never a second mail (else each is a mail of its own). */
interface Options {
  link?: string;
  once?: string;
}

/** Queues a mail about somebody's sign-in to that person. */
export async function queueIdentityMail(tx: Tx, secrets: SecretBox, person: { id: string; email: string }, text: EmailText, now: Date, { link, once }: Options = {}): Promise<void> {
  await queueEmail(tx, secrets, { kind: "identity", dedupeKey: `identity:${once ?? v7()}`, recipient: person.email, userId: person.id, ...text, ...(link === undefined ? {} : { link }) }, now);
}
