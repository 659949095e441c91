import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/** What a sealed value is for; a value sealed for one purpose opens for no other. */
export type SecretPurpose = "totp secret" | "waiting totp secret" | "mailed link";

interface Key {
  id: Buffer;
  secret: Buffer;
}

const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals small secrets that must lie in the database and be read again (a TOTP secret, a link until
 * its mail is sent): AES-256-GCM under keys derived from SESSION_SECRET by HKDF-SHA-256, one per
 * purpose. With several secrets the first seals and all open, as for cookies. Layout: key id (4
 * bytes), nonce (12), ciphertext, tag (16).
 */
export class SecretBox {
  readonly #secrets: readonly [string, ...string[]];

  /** `secrets` as in SESSION_SECRET, newest first. */
  constructor(secrets: readonly [string, ...string[]]) {
    this.#secrets = secrets;
  }

  /** `bound` is the id of the row the value belongs to: moved to another row it does not open. */
  seal(purpose: SecretPurpose, bound: string, text: string): Buffer {
    const key = deriveKey(this.#secrets[0], purpose);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", key.secret, nonce).setAAD(Buffer.from(bound));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Buffer.concat([key.id, nonce, sealed, cipher.getAuthTag()]);
  }

  /** The text, or null when it was sealed for another purpose, row or secret, or was changed. */
  open(purpose: SecretPurpose, bound: string, sealed: Uint8Array): string | null {
    const bytes = Buffer.from(sealed);
    if (bytes.length < KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES) return null;
    const id = bytes.subarray(0, KEY_ID_BYTES);
    const key = this.#secrets.map((secret) => deriveKey(secret, purpose)).find((candidate) => candidate.id.equals(id));
    if (!key) return null;
    const nonce = bytes.subarray(KEY_ID_BYTES, KEY_ID_BYTES + NONCE_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", key.secret, nonce).setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(KEY_ID_BYTES + NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString("utf8");
    } catch {
      return null;
    }
  }
}

function deriveKey(secret: string, purpose: SecretPurpose): Key {
  const derived = Buffer.from(hkdfSync("sha256", secret, "", `misty secret box v1: ${purpose}`, 32));
  return { secret: derived, id: createHash("sha256").update("misty key id").update(derived).digest().subarray(0, KEY_ID_BYTES) };
}
