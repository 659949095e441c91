/** A mail as a transport takes it: complete, with whom it really goes to. */
export interface OutgoingEmail {
  /** The mail's id in the outbox. */
  id: string;
  recipient: string;
  subject: string;
  bodyText: string;
  bodyHtml: string | null;
  /** The name it comes from. */
  fromName: string;
  replyTo: string | null;
  /** By the shop's clock. */
  at: Date;
  /** IANA name, in which a mail says its time. */
  timeZone: string;
}

/** It left; `answer` is the transport's own word. */
interface Sent {
  outcome: "sent";
  answer: string;
}

/** It lies in a file of that name, and nobody was sent anything. */
interface Written {
  outcome: "written";
  answer: string;
}

/** The transport will not take it, now or later. */
interface Refused {
  outcome: "refused";
  reason: string;
}

/** It has surely not left; trying again is safe. `retryAfterMs` is how long the transport asks to wait. */
interface NotSent {
  outcome: "not_sent";
  reason: string;
  retryAfterMs: number | null;
}

/** It may have left, and nobody can say: a person decides. */
interface Unknown {
  outcome: "unknown";
  reason: string;
}

export type SendOutcome = Sent | Written | Refused | NotSent | Unknown;

/** A way for mails to leave the house. `send` never throws for what a provider does; it says what is known of the mail. */
export interface EmailTransport {
  readonly kind: "emailjs" | "file";
  send(email: OutgoingEmail, signal: AbortSignal): Promise<SendOutcome>;
}
