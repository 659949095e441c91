import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { recoveryCodes } from "#db/schema/index.ts";

/** How many codes a person gets. */
const CODES = 10;
/** 32 signs that are not taken for each other on paper. */
const SIGNS = "23456789abcdefghijkmnpqrstuvwxyz";
const LENGTH = 24;

/** 24 signs of five bits each, in groups of four: 120 bits, past the 112 from which a plain SHA-256 is enough at rest (ASVS 6.5.2). */
function makeCode(): string {
  const signs = [...randomBytes(LENGTH)].map((byte) => SIGNS[byte & 31]).join("");
  return signs.replace(/(.{4})(?=.)/g, "$1-");
}

/** A code as it was typed, without what people put between the signs. */
const normalise = (typed: string): string => typed.normalize("NFKC").toLowerCase().replace(/[^a-z0-9]/g, "");

const hashCode = (userId: string, code: string): Buffer => createHash("sha256").update(userId).update(normalise(code)).digest();

/** Gives a person ten new recovery codes, of which only hashes are stored; the old ones are gone. Returns the codes, which nobody can read again. */
export async function replaceRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  const codes = Array.from({ length: CODES }, makeCode);
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ userId, codeHash: hashCode(userId, code) })));
  return codes;
}

/** Uses up one of the person's recovery codes; of many callers with the same code one succeeds. */
export async function useRecoveryCode(tx: Tx, input: { userId: string; code: string; now: Date }): Promise<boolean> {
  if (normalise(input.code).length !== LENGTH) return false;
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt: input.now })
    .where(and(eq(recoveryCodes.userId, input.userId), eq(recoveryCodes.codeHash, hashCode(input.userId, input.code)), isNull(recoveryCodes.usedAt)))
    .returning({ id: recoveryCodes.id });
  return used.length > 0;
}
