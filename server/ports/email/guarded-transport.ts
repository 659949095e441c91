import type { EmailTransport, OutgoingEmail, SendOutcome } from "./email.ts";

/** Where a link of one use stands in the text of an identity mail. */
export const LINK_PLACE = "{{link}}";

/** A mail from the outbox, before it is decided whom it goes to. */
export interface OutboxLetter extends OutgoingEmail {
  /** Opens the link of one use; asked for only where the mail really goes to its reader. Null: there is none any more. */
  openLink: () => string | null;
  /** Whether its lease has time enough for a request; asked for last, when nothing more can hold it up. */
  mayBegin: () => boolean;
}

/** What came of it, by which transport, and where it went instead of to its reader. */
export type GuardedOutcome = SendOutcome & { transport: EmailTransport["kind"]; redirectedTo: string | null };

interface Guard {
  /** How mails leave: EmailJS, or files where there is no account. */
  real: EmailTransport;
  /** Where mails lie that must not leave. */
  file: EmailTransport;
  /** Asked before each mail. When it throws, nothing leaves. */
  placebo: () => Promise<{ on: boolean; address: string | null }>;
}

const WITHOUT_LINK = "(The link of this mail is left out: placebo mode is on.)";
/** Enough to keep a second recipient or a header out; whether it exists only a mail can tell. */
const ADDRESS = /^[^\s@<>,;"\p{Cc}]+@[^\s@<>,;"\p{Cc}]+$/u;

/**
 * The only door for mails. While placebo mode is on every mail goes to the one test address with its
 * reader in the subject, or into a file where there is no address, and links of one use stay at home.
 */
export class GuardedTransport {
  readonly #guard: Guard;

  constructor(guard: Guard) {
    this.#guard = guard;
  }

  /** How mails leave while placebo mode is off. */
  get kind(): EmailTransport["kind"] {
    return this.#guard.real.kind;
  }

  /** Sends a letter to whom it may go at this moment. Throws when placebo mode cannot be looked up. */
  async send({ openLink, mayBegin, ...email }: OutboxLetter, signal: AbortSignal): Promise<GuardedOutcome> {
    const { real, file } = this.#guard;
    const placebo = await this.#guard.placebo();
    if (!mayBegin()) return { outcome: "not_sent", reason: "The program was held up before this mail left.", retryAfterMs: null, transport: real.kind, redirectedTo: null };
    if (placebo.on) {
      const hidden = withLink({ ...email, subject: `[for ${email.recipient}] ${email.subject}` }, WITHOUT_LINK);
      if (placebo.address === null) return { ...(await file.send(hidden, signal)), transport: file.kind, redirectedTo: null };
      return this.#deliver(real, { ...hidden, recipient: placebo.address }, placebo.address, signal);
    }
    if (!email.bodyText.includes(LINK_PLACE)) return this.#deliver(real, email, null, signal);
    const link = openLink();
    if (link === null) return { outcome: "refused", reason: "Its link is no longer there: make a new one.", transport: real.kind, redirectedTo: null };
    return this.#deliver(real, withLink(email, link), null, signal);
  }

  async #deliver(transport: EmailTransport, email: OutgoingEmail, redirectedTo: string | null, signal: AbortSignal): Promise<GuardedOutcome> {
    if (!ADDRESS.test(email.recipient)) return { outcome: "refused", reason: "The recipient is no mail address.", transport: transport.kind, redirectedTo };
    return { ...(await transport.send(email, signal)), transport: transport.kind, redirectedTo };
  }
}

/** By a function: in a replacement text `$&` would mean something. */
const withLink = (email: OutgoingEmail, words: string): OutgoingEmail => ({
  ...email,
  bodyText: email.bodyText.replaceAll(LINK_PLACE, () => words),
  bodyHtml: email.bodyHtml?.replaceAll(LINK_PLACE, () => words) ?? null,
});
