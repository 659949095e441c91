import { and, eq, inArray, or } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { sessions, users } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import type { IdentityContext } from "./identity-context.ts";

/** How long after a password or a code a sensitive act needs no other. */
const PROOF_LASTS_MS = 10 * 60 * 1000;

const PROOF_NEEDED = "Show first that it is you.";

/** A person whose row is held until the transaction ends. */
export type HeldPerson = Pick<typeof users.$inferSelect, "id" | "name" | "email" | "role" | "state" | "isDemo" | "passwordHash" | "totpEnabledAt">;

const HELD = {
  id: users.id,
  name: users.name,
  email: users.email,
  role: users.role,
  state: users.state,
  isDemo: users.isDemo,
  passwordHash: users.passwordHash,
  totpEnabledAt: users.totpEnabledAt,
};

/** Whether who gave a password or a code at `at` need not do so again yet. */
export const isProven = (at: Date | null, now: Date): boolean => at !== null && now.getTime() - at.getTime() <= PROOF_LASTS_MS;

/** Throws PRECONDITION_FAILED unless the session's person gave a password or a code within the last ten minutes. */
export async function requireProof(tx: Tx, input: { sessionId: string; userId: string; now: Date }): Promise<void> {
  const [session] = await tx.select({ at: sessions.reauthenticatedAt, endedAt: sessions.endedAt }).from(sessions).where(and(eq(sessions.id, input.sessionId), eq(sessions.userId, input.userId)));
  if (!session || session.endedAt) throw new AppError("UNAUTHORIZED", "Sign in first.");
  if (!isProven(session.at, input.now)) throw new AppError("PRECONDITION_FAILED", PROOF_NEEDED, { proof: PROOF_NEEDED });
}

/**
 * Holds the actor, who must be an active admin that has just shown who they are, the person it is
 * about, and every admin there is: two admins who act on each other at once come one after the
 * other, and the second is no admin any more. `target` is null for an act on nobody yet.
 * Throws UNAUTHORIZED, FORBIDDEN, PRECONDITION_FAILED (no proof), NOT_FOUND.
 */
export async function holdPeople<T extends string | null>(tx: Tx, ctx: IdentityContext, target: T): Promise<{ actor: HeldPerson; target: T extends string ? HeldPerson : null; otherAdmins: number }> {
  const ids = target === null ? [ctx.person.id] : [ctx.person.id, target];
  // In the order of their ids, so that nobody waits for somebody who waits for them.
  const held = await tx
    .select(HELD)
    .from(users)
    .where(or(inArray(users.id, ids), and(eq(users.role, "admin"), eq(users.state, "active"))))
    .orderBy(users.id)
    .for("no key update");
  const actor = held.find((row) => row.id === ctx.person.id);
  if (actor?.state !== "active") throw new AppError("UNAUTHORIZED", "Sign in first.");
  if (actor.role !== "admin") throw new AppError("FORBIDDEN", USERS_SENTENCE);
  const found = held.find((row) => row.id === target) ?? null;
  if (target !== null && !found) throw new AppError("NOT_FOUND", "This person does not exist.");
  await requireProof(tx, { sessionId: ctx.person.sessionId, userId: ctx.person.id, now: ctx.now });
  const otherAdmins = held.filter((row) => row.role === "admin" && row.state === "active" && row.id !== target && (ctx.env.demo || !row.isDemo)).length;
  return { actor, target: found as T extends string ? HeldPerson : null, otherAdmins };
}

/** Who may keep people. */
export const USERS_SENTENCE = "People are kept by admins.";

/** Throws PRECONDITION_FAILED when it is oneself, or when no admin would be left. */
export function requireOtherThanOneself(ctx: IdentityContext, target: HeldPerson, otherAdmins: number): void {
  if (target.id === ctx.person.id) throw new AppError("PRECONDITION_FAILED", "Nobody changes their own role or state. Ask another admin.");
  if (target.role === "admin" && target.state === "active" && otherAdmins === 0) throw new AppError("PRECONDITION_FAILED", "The shop needs at least one admin.");
}
