import { createHash, hkdfSync } from "node:crypto";
import { CompactEncrypt, compactDecrypt } from "jose";

interface Key {
  id: string;
  secret: Uint8Array;
}

/** One sealed cookie: header..iv.ciphertext.tag (no encrypted key with `dir`). */
const SEALED = /^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/**
 * A cookie of which the browser can read and change nothing: a JWE (`dir`, A256GCM). The key is
 * derived from SESSION_SECRET by HKDF-SHA-256, one per purpose, so that a cookie of one kind never
 * passes as another; with several secrets the first seals and all open, and the header's `kid`
 * says which was used.
 */
export class SealedCookie {
  readonly name: string;
  readonly #secure: boolean;
  readonly #keys: readonly [Key, ...Key[]];

  /** `secrets` as in SESSION_SECRET, newest first; `secure` where the app is reached by https. */
  constructor(secrets: readonly [string, ...string[]], options: { secure: boolean; name: string; purpose: string }) {
    const [first, ...others] = secrets;
    this.#keys = [deriveKey(first, options.purpose), ...others.map((secret) => deriveKey(secret, options.purpose))];
    this.#secure = options.secure;
    this.name = options.name;
  }

  /** The Set-Cookie value that keeps `content` in a browser for `maxAgeSeconds`. */
  async seal(content: Uint8Array, maxAgeSeconds: number): Promise<string> {
    const [key] = this.#keys;
    const sealed = await new CompactEncrypt(content).setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: key.id }).encrypt(key.secret);
    return this.#cookie(sealed, maxAgeSeconds);
  }

  /** The Set-Cookie value that removes the cookie. */
  clear(): string {
    return this.#cookie("", 0);
  }

  /** What was sealed, out of a Cookie header; null when there is none or anything about it was changed. */
  async open(cookieHeader: string | null | undefined): Promise<Uint8Array | null> {
    const value = readCookie(cookieHeader, this.name);
    if (!value || value.length > 1_000 || !SEALED.test(value) || !isCanonical(value)) return null;
    try {
      const { plaintext } = await compactDecrypt(
        value,
        (header) => {
          const key = this.#keys.find((candidate) => candidate.id === header.kid);
          if (!key) throw new Error("sealed with a key that is no longer in use");
          return key.secret;
        },
        { keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: ["A256GCM"] },
      );
      return plaintext;
    } catch {
      return null;
    }
  }

  #cookie(value: string, maxAgeSeconds: number): string {
    return `${this.name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${Math.floor(maxAgeSeconds)}${this.#secure ? "; Secure" : ""}`;
  }
}

function deriveKey(secret: string, purpose: string): Key {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", `misty ${purpose} cookie v1`, 32));
  return { secret: key, id: createHash("sha256").update("misty key id").update(key).digest("base64url").slice(0, 8) };
}

function readCookie(header: string | null | undefined, name: string): string | null {
  for (const part of header?.split(";") ?? []) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** Base64url leaves bits unused at the end of a part, and decoders ignore them: a flipped one would pass. */
function isCanonical(sealed: string): boolean {
  return sealed.split(".").every((part) => Buffer.from(part, "base64url").toString("base64url") === part);
}
