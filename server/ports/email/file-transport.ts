import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { describeProblem } from "./describe-problem.ts";
import type { EmailTransport, OutgoingEmail, SendOutcome } from "./email.ts";

/**
 * Writes each mail as a file `<id>.eml` that a mail program opens, for its owner alone (0600): it may hold
 * a link of one use. Written whole or not at all; the same mail again replaces its file.
 */
export class FileTransport implements EmailTransport {
  readonly kind = "file";
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async send(email: OutgoingEmail): Promise<SendOutcome> {
    const name = `${email.id}.eml`;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const draft = join(this.#folder, `.${name}.${process.pid}`);
      const file = await open(draft, "w", 0o600);
      try {
        await file.writeFile(emlOf(email));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, join(this.#folder, name));
      return { outcome: "written", answer: name };
    } catch (error) {
      return { outcome: "not_sent", reason: `The file could not be written: ${describeProblem(error)}`, retryAfterMs: null };
    }
  }
}

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** Encoded words (RFC 2047) of at most 45 bytes each, cut between characters. */
function headerWords(text: string): string {
  const words: string[] = [];
  let word = "";
  for (const sign of text.replace(/[\r\n]+/g, " ")) {
    if (Buffer.byteLength(word + sign) > 45) {
      words.push(word);
      word = "";
    }
    word += sign;
  }
  return [...words, word].map((part) => `=?utf-8?B?${base64(part)}?=`).join("\r\n ");
}

const part = (type: string, text: string): string => `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(text).replace(/.{76}/g, "$&\r\n")}\r\n`;

/** A mail as RFC 5322 wants it. */
function emlOf(email: OutgoingEmail): string {
  const head = [
    `Date: ${email.at.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${email.id}@misty.invalid>`,
    `From: ${headerWords(email.fromName)} <shop@misty.invalid>`,
    ...(email.replyTo ? [`Reply-To: <${email.replyTo}>`] : []),
    `To: <${email.recipient}>`,
    `Subject: ${headerWords(email.subject)}`,
    "MIME-Version: 1.0",
  ].join("\r\n");
  if (email.bodyHtml === null) return `${head}\r\n${part("text/plain", email.bodyText)}`;
  const edge = `part-${email.id}`;
  return `${head}\r\nContent-Type: multipart/alternative; boundary="${edge}"\r\n\r\n--${edge}\r\n${part("text/plain", email.bodyText)}--${edge}\r\n${part("text/html", email.bodyHtml)}--${edge}--\r\n`;
}
