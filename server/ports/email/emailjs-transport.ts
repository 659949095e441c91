import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { describeProblem } from "./describe-problem.ts";
import type { EmailTransport, OutgoingEmail, SendOutcome } from "./email.ts";
import { textToHtml } from "./email-html.ts";

/** The account's names and keys, as its dashboard shows them. */
interface EmailJsAccount {
  serviceId: string;
  templateId: string;
  publicKey: string;
  privateKey: string;
  /** Address of the sending interface; EmailJS' own path is added to an address without one. */
  url: string;
}

const PATH = "/api/v1.0/email/send";
/** "Dynamic variables" of one request, by the documentation. */
const MOST_VARIABLE_BYTES = 50_000;
const LIMIT_MS = 10_000;
/** The longest that an answer may make everybody wait. */
const MOST_WAIT_MS = 3_600_000;
const MOST_ANSWER_BYTES = 2_000;

/** Codes of a gateway that asked EmailJS and did not hear the answer. */
const LOST_BY_GATEWAY = new Set([502, 504]);

/**
 * Sends through EmailJS' REST interface. It takes no idempotency key, so what is known of a mail hangs
 * on how far the request came: before the connection stood nothing was sent; after that, without an
 * answer, nobody knows. Connections are not reused: one that the server has just closed would look the same.
 */
export class EmailJsTransport implements EmailTransport {
  readonly kind = "emailjs";
  readonly #account: EmailJsAccount;
  readonly #url: URL;
  readonly #limitMs: number;

  constructor(account: EmailJsAccount, limitMs = LIMIT_MS) {
    this.#account = account;
    this.#url = new URL(account.url);
    if (this.#url.pathname === "/") this.#url.pathname = PATH;
    this.#limitMs = limitMs;
  }

  async send(email: OutgoingEmail, signal: AbortSignal): Promise<SendOutcome> {
    const variables = {
      subject: email.subject,
      name: email.fromName,
      time: new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: email.timeZone }).format(email.at),
      // The template says {{{message}}}: what stands here is HTML.
      message: email.bodyHtml ?? textToHtml(email.bodyText),
      email: email.recipient,
      ...(email.replyTo ? { reply_to: email.replyTo } : {}),
    };
    if (Buffer.byteLength(JSON.stringify(variables)) > MOST_VARIABLE_BYTES) return { outcome: "refused", reason: "The mail is longer than EmailJS takes (50 kB)." };
    const { serviceId, templateId, publicKey, privateKey } = this.#account;
    const body = JSON.stringify({ service_id: serviceId, template_id: templateId, user_id: publicKey, template_params: variables, accessToken: privateKey });
    const reached = await this.#post(body, signal);
    return "status" in reached ? judge(reached) : reached;
  }

  #post(body: string, signal: AbortSignal): Promise<Answer | SendOutcome> {
    return new Promise((settle) => {
      let connected = false;
      const lost = (why: string) =>
        settle(
          connected
            ? { outcome: "unknown", reason: `EmailJS was reached and gave no answer (${why}).` }
            : { outcome: "not_sent", reason: `EmailJS could not be reached (${why}).`, retryAfterMs: null },
        );
      const secure = this.#url.protocol === "https:";
      const outgoing = (secure ? httpsRequest : httpRequest)(
        this.#url,
        { method: "POST", agent: false, headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) } },
        (incoming) => {
          let text = "";
          const answered = () => {
            clearTimeout(limit);
            settle({ status: incoming.statusCode ?? 0, retryAfter: incoming.headers["retry-after"] ?? null, text: text.trim() });
          };
          incoming.setEncoding("utf8");
          incoming.on("data", (piece: string) => {
            text = (text + piece).slice(0, MOST_ANSWER_BYTES);
            if (text.length === MOST_ANSWER_BYTES) incoming.destroy();
          });
          incoming.on("end", answered);
          // The status is the answer; the rest of its words is only for people.
          incoming.on("close", answered);
          incoming.on("error", answered);
        },
      );
      const limit = setTimeout(() => outgoing.destroy(new Error(`none within ${this.#limitMs / 1000} s`)), this.#limitMs);
      const stopped = () => outgoing.destroy(new Error("the program was stopped"));
      outgoing.on("socket", (socket) => socket.once(secure ? "secureConnect" : "connect", () => (connected = true)));
      outgoing.on("error", (error) => {
        clearTimeout(limit);
        lost(describeProblem(error));
      });
      outgoing.on("close", () => {
        clearTimeout(limit);
        signal.removeEventListener("abort", stopped);
        lost("the connection was closed");
      });
      if (signal.aborted) stopped();
      else signal.addEventListener("abort", stopped);
      outgoing.end(body);
    });
  }
}

interface Answer {
  status: number;
  retryAfter: string | null;
  text: string;
}

/** What an answer says of the mail. */
function judge({ status, retryAfter, text }: Answer): SendOutcome {
  const answer = `${status} ${text.slice(0, 300)}`.trim();
  if (status === 200) {
    return text === "OK" ? { outcome: "sent", answer } : { outcome: "unknown", reason: `The answer was 200 and not EmailJS' own word OK: ${text.slice(0, 100)}` };
  }
  if (status === 429) return { outcome: "not_sent", reason: `EmailJS takes no more at the moment (${answer}).`, retryAfterMs: waitOf(retryAfter) };
  if (LOST_BY_GATEWAY.has(status)) return { outcome: "unknown", reason: `A gateway before EmailJS lost its answer (${answer}).` };
  if (status >= 500) return { outcome: "not_sent", reason: `EmailJS is out of order (${answer}).`, retryAfterMs: waitOf(retryAfter) };
  if (status === 403) {
    return { outcome: "refused", reason: `EmailJS refused it (${answer}). Servers may send only when “Allow EmailJS API for non-browser applications” is on in the account's security settings.` };
  }
  return { outcome: "refused", reason: `EmailJS refused it (${answer}).` };
}

/** Retry-After in seconds or as a date, in ms; null where there is none or it says nothing. */
function waitOf(retryAfter: string | null): number | null {
  if (retryAfter === null) return null;
  const ms = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), MOST_WAIT_MS) : null;
}
