import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { verificationTokens } from "#db/schema/index.ts";

/** What a link of one use is for. */
export type TokenPurpose = (typeof verificationTokens.$inferSelect)["purpose"];

/** How long a link works, in milliseconds. */
const LASTS_MS: Readonly<Record<TokenPurpose, number>> = { setup: 24 * 3600 * 1000, invitation: 24 * 3600 * 1000, password_reset: 3600 * 1000 };

/** The stored half of a token. */
export const hashToken = (token: string): Buffer => createHash("sha256").update(Buffer.from(token, "base64url")).digest();

/** Makes a token of 256 bits for a person (for the setup: nobody yet), of which only the SHA-256 is stored, and ends earlier ones of the purpose. Returns the token, which nobody can read again. */
export async function makeToken(tx: Tx, input: { purpose: TokenPurpose; userId: string | null; createdBy?: string; now: Date }): Promise<string> {
  const { purpose, userId, now } = input;
  await revokeTokens(tx, { purpose, userId, now });
  const token = randomBytes(32).toString("base64url");
  await tx.insert(verificationTokens).values({ purpose, userId, tokenHash: hashToken(token), createdBy: input.createdBy ?? null, expiresAt: new Date(now.getTime() + LASTS_MS[purpose]) });
  return token;
}

/** Ends the links of a purpose that a person could still use. Returns whether there was one. */
export async function revokeTokens(tx: Tx, input: { purpose: TokenPurpose; userId: string | null; now: Date }): Promise<boolean> {
  const { purpose, userId, now } = input;
  const ended = await tx
    .update(verificationTokens)
    .set({ revokedAt: now })
    .where(
      and(
        eq(verificationTokens.purpose, purpose),
        userId === null ? isNull(verificationTokens.userId) : eq(verificationTokens.userId, userId),
        isNull(verificationTokens.usedAt),
        isNull(verificationTokens.revokedAt),
      ),
    )
    .returning({ id: verificationTokens.id });
  return ended.length > 0;
}

/**
 * Uses a token up: of any number of callers at once exactly one gets whose it was, the others
 * null, as for a token that was revoked, has expired, or never was.
 */
export async function useToken(tx: Tx, input: { purpose: TokenPurpose; token: string; now: Date }): Promise<{ userId: string | null } | null> {
  const [used] = await tx
    .update(verificationTokens)
    .set({ usedAt: input.now })
    .where(
      and(
        eq(verificationTokens.tokenHash, hashToken(input.token)),
        eq(verificationTokens.purpose, input.purpose),
        isNull(verificationTokens.usedAt),
        isNull(verificationTokens.revokedAt),
        gt(verificationTokens.expiresAt, input.now),
      ),
    )
    .returning({ userId: verificationTokens.userId });
  return used ?? null;
}
