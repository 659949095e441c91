import { SealedCookie } from "./sealed-cookie.ts";

/** A sign-in whose password was right and whose code is still asked for. */
export interface PendingSignIn {
  userId: string;
  /** SHA-256 of the stored hash that the password matched: another password since then ends this. */
  passwordMark: string;
  /** Milliseconds since 1970. */
  startedAt: number;
}

/** A browser in which somebody signed in before. */
export interface KnownDevice {
  id: string;
  userId: string;
  /** When the person's password was last changed, then; null where that is not known. Milliseconds since 1970. */
  passwordChangedAt: number | null;
}

/** How long a code may be entered after the password. */
export const PENDING_SECONDS = 10 * 60;
/** How long a browser stays known without a sign-in. */
const DEVICE_SECONDS = 180 * 24 * 3600;

/** The cookies of signing in: the session's secret, the step between password and code, and the mark of a known browser. */
export class SessionCookies {
  readonly name: string;
  readonly #session: SealedCookie;
  readonly #pending: SealedCookie;
  readonly #device: SealedCookie;

  /** `secrets` as in SESSION_SECRET, newest first; `secure` where the app is reached by https. */
  constructor(secrets: readonly [string, ...string[]], secure: boolean) {
    this.name = secure ? "__Host-misty" : "misty_session";
    this.#session = new SealedCookie(secrets, { secure, name: this.name, purpose: "session" });
    this.#pending = new SealedCookie(secrets, { secure, name: secure ? "__Host-misty-code" : "misty_code", purpose: "pending sign-in" });
    this.#device = new SealedCookie(secrets, { secure, name: secure ? "__Host-misty-device" : "misty_device", purpose: "known device" });
  }

  /** The Set-Cookie value that signs a browser in for `maxAgeSeconds`. */
  seal(secret: Uint8Array, maxAgeSeconds: number): Promise<string> {
    return this.#session.seal(secret, maxAgeSeconds);
  }

  /** The Set-Cookie value that signs a browser out. */
  clear(): string {
    return this.#session.clear();
  }

  /** The session's secret in a Cookie header; null when there is none or anything about it was changed. */
  async open(cookieHeader: string | null | undefined): Promise<Uint8Array | null> {
    const secret = await this.#session.open(cookieHeader);
    return secret?.length === 32 ? secret : null;
  }

  /** The Set-Cookie value that remembers that a password was right. */
  sealPending(pending: PendingSignIn): Promise<string> {
    return this.#pending.seal(toBytes(pending), PENDING_SECONDS);
  }

  clearPending(): string {
    return this.#pending.clear();
  }

  /** The sign-in that waits for its code; null without one, or when it has waited too long. */
  async openPending(cookieHeader: string | null | undefined, now: Date): Promise<PendingSignIn | null> {
    const pending = fromBytes(await this.#pending.open(cookieHeader));
    if (typeof pending?.["userId"] !== "string" || typeof pending["passwordMark"] !== "string" || typeof pending["startedAt"] !== "number") return null;
    const { userId, passwordMark, startedAt } = pending;
    const age = now.getTime() - startedAt;
    return age >= 0 && age <= PENDING_SECONDS * 1000 ? { userId, passwordMark, startedAt } : null;
  }

  /** The Set-Cookie value by which a browser is known again. */
  sealDevice(device: KnownDevice): Promise<string> {
    return this.#device.seal(toBytes(device), DEVICE_SECONDS);
  }

  /** As which browser the one behind a Cookie header is known; null for a new one. */
  async openDevice(cookieHeader: string | null | undefined): Promise<KnownDevice | null> {
    const device = fromBytes(await this.#device.open(cookieHeader));
    if (typeof device?.["id"] !== "string" || typeof device["userId"] !== "string") return null;
    return { id: device["id"], userId: device["userId"], passwordChangedAt: typeof device["passwordChangedAt"] === "number" ? device["passwordChangedAt"] : null };
  }
}

const toBytes = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** What `toBytes` took: it was sealed by us, so it is JSON. */
function fromBytes(bytes: Uint8Array | null): Record<string, unknown> | null {
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>);
}
