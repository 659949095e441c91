import { eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "#db/client.ts";
import { readPlacebo } from "#db/queries/outbox.ts";
import { readShopName } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { users } from "#db/schema/index.ts";
import type { InvitePersonInput } from "../../contracts/users.ts";
import { writeInvitation } from "../../emails/identity.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { endSessionsOf } from "../sessions/end-session.ts";
import { type HeldPerson, holdPeople, requireOtherThanOneself } from "./hold-people.ts";
import { addressOf, type IdentityContext } from "./identity-context.ts";
import { makeToken, revokeTokens } from "./one-use-tokens.ts";
import { queueIdentityMail } from "./queue-identity-mail.ts";

/** An invitation that is out. `path` is its page, told this once and only where no mail carries it (placebo mode). */
export interface Invited {
  id: string;
  path: string | null;
}

/** Invites somebody new. Throws CONFLICT when the address is somebody's, and as `holdPeople`. */
export function invitePerson(ctx: IdentityContext, input: InvitePersonInput): Promise<Invited> {
  return withSystem(ctx.db, "invite a person", async (tx) => {
    const { actor } = await holdPeople(tx, ctx, null);
    const id = v7();
    const [made] = await tx.insert(users).values({ id, name: input.name, email: input.email, role: input.role, state: "invited" }).onConflictDoNothing().returning({ id: users.id });
    if (!made) {
      const [known] = await tx.select({ name: users.name, state: users.state }).from(users).where(eq(sql`lower(${users.email})`, input.email.toLowerCase()));
      throw new AppError("CONFLICT", `${known?.name ?? "Somebody"} has this address already${known?.state === "deactivated" ? " and is deactivated" : known?.state === "invited" ? " and is invited" : ""}.`, { email: "Somebody has this address already." });
    }
    const path = await sendInvitation(tx, ctx, actor, { id, ...input });
    await note(tx, ctx, "user.invited", id, [], { name: input.name, email: input.email, role: input.role });
    return { id, path };
  });
}

/** Sends an invited person a new link; the one before stops working. Throws PRECONDITION_FAILED for somebody who is not invited, and as `holdPeople`. */
export function resendInvitation(ctx: IdentityContext, input: { id: string }): Promise<Invited> {
  return withSystem(ctx.db, "resend an invitation", async (tx) => {
    const { actor, target } = await holdPeople(tx, ctx, input.id);
    if (target.state !== "invited") throw new AppError("PRECONDITION_FAILED", `${target.name} has no open invitation.`);
    const path = await sendInvitation(tx, ctx, actor, target);
    await note(tx, ctx, "invitation.resent", target.id);
    return { id: target.id, path };
  });
}

/** Takes an invitation back: its link stops working and the person is deactivated. Throws PRECONDITION_FAILED for somebody who is not invited, and as `holdPeople`. */
export function revokeInvitation(ctx: IdentityContext, input: { id: string }): Promise<void> {
  return withSystem(ctx.db, "revoke an invitation", async (tx) => {
    const { target } = await holdPeople(tx, ctx, input.id);
    if (target.state !== "invited") throw new AppError("PRECONDITION_FAILED", `${target.name} has no open invitation.`);
    await revokeTokens(tx, { purpose: "invitation", userId: target.id, now: ctx.now });
    await tx.update(users).set({ state: "deactivated" }).where(eq(users.id, target.id));
    await note(tx, ctx, "invitation.revoked", target.id, ["state"]);
  });
}

/**
 * A reset by an admin, for who has lost the password and gets no mail: the password is gone, all
 * sessions end, and a new invitation leads to another password. The second step stays as it is.
 * Throws PRECONDITION_FAILED for oneself, demo people and who is not active, and as `holdPeople`.
 */
export function inviteAgain(ctx: IdentityContext, input: { id: string }): Promise<Invited> {
  return withSystem(ctx.db, "reset a person's sign-in", async (tx) => {
    const { actor, target, otherAdmins } = await holdPeople(tx, ctx, input.id);
    requireOtherThanOneself(ctx, target, otherAdmins);
    if (target.isDemo) throw new AppError("PRECONDITION_FAILED", `${target.name} belongs to the demo, whose password is set by MISTY_DEMO_PASSWORD.`);
    if (target.state !== "active") throw new AppError("PRECONDITION_FAILED", `${target.name} is not active, so there is no password to replace.`);
    await tx.update(users).set({ state: "invited", passwordHash: null }).where(eq(users.id, target.id));
    await revokeTokens(tx, { purpose: "password_reset", userId: target.id, now: ctx.now });
    await endSessionsOf(tx, [target.id], ctx.now);
    const path = await sendInvitation(tx, ctx, actor, target);
    await note(tx, ctx, "user.sign_in_reset", target.id, ["password", "state"]);
    return { id: target.id, path };
  });
}

/** Makes the link and queues the mail. Returns the link's path where the mail will not carry it. */
export async function sendInvitation(tx: Tx, ctx: IdentityContext, actor: HeldPerson, target: Pick<HeldPerson, "id" | "name" | "email" | "role">): Promise<string | null> {
  const token = await makeToken(tx, { purpose: "invitation", userId: target.id, createdBy: actor.id, now: ctx.now });
  const path = `/join/${token}`;
  const text = writeInvitation({ name: target.name, inviter: actor.name, shopName: await readShopName(tx), role: target.role });
  await queueIdentityMail(tx, ctx.secrets, target, text, ctx.now, { link: addressOf(ctx.env, path) });
  return (await readPlacebo(tx)).on ? path : null;
}

/** Writes an act of an admin on a person into the trail. */
export async function note(tx: Tx, ctx: IdentityContext, action: string, userId: string, fields: string[] = [], details?: Record<string, unknown>): Promise<void> {
  await recordActivities(tx, [
    { at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action, category: "identity", object: { type: "user", id: userId }, fields, requestId: ctx.requestId, ...(details ? { details } : {}) },
  ]);
}
