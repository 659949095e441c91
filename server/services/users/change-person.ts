import { eq } from "drizzle-orm";
import type { UserRole } from "#db/enums.ts";
import { readShopName } from "#db/queries/identity.ts";
import { withSystem } from "#db/rls.ts";
import { recoveryCodes, users } from "#db/schema/index.ts";
import { writeSecondStepChanged } from "../../emails/identity.ts";
import { AppError } from "../../errors.ts";
import { endSessionsOf } from "../sessions/end-session.ts";
import { holdPeople, requireOtherThanOneself } from "./hold-people.ts";
import type { IdentityContext } from "./identity-context.ts";
import { type Invited, note, sendInvitation } from "./invite-person.ts";
import { revokeTokens } from "./one-use-tokens.ts";
import { queueIdentityMail } from "./queue-identity-mail.ts";

/** Gives another person another role. Their sessions end, so the next request already has none of the old power. Throws PRECONDITION_FAILED for oneself and the last admin, and as `holdPeople`. */
export function changeRole(ctx: IdentityContext, input: { id: string; role: UserRole }): Promise<{ changed: boolean }> {
  return withSystem(ctx.db, "change a person's role", async (tx) => {
    const { target, otherAdmins } = await holdPeople(tx, ctx, input.id);
    requireOtherThanOneself(ctx, target, otherAdmins);
    if (target.role === input.role) return { changed: false };
    await tx.update(users).set({ role: input.role, adminSince: input.role === "admin" ? ctx.now : null }).where(eq(users.id, target.id));
    await endSessionsOf(tx, [target.id], ctx.now);
    await note(tx, ctx, "user.role_changed", target.id, ["role"], { from: target.role, to: input.role });
    return { changed: true };
  });
}

/** Shuts another person out: sessions and links end, name and history stay. Throws PRECONDITION_FAILED for oneself and the last admin, and as `holdPeople`. */
export function deactivatePerson(ctx: IdentityContext, input: { id: string }): Promise<{ changed: boolean }> {
  return withSystem(ctx.db, "deactivate a person", async (tx) => {
    const { target, otherAdmins } = await holdPeople(tx, ctx, input.id);
    requireOtherThanOneself(ctx, target, otherAdmins);
    if (target.state === "deactivated") return { changed: false };
    await tx.update(users).set({ state: "deactivated" }).where(eq(users.id, target.id));
    for (const purpose of ["invitation", "password_reset"] as const) await revokeTokens(tx, { purpose, userId: target.id, now: ctx.now });
    await endSessionsOf(tx, [target.id], ctx.now);
    await note(tx, ctx, "user.deactivated", target.id, ["state"]);
    return { changed: true };
  });
}

/** Lets a deactivated person in again: with their password where they have one, else by a new invitation. Throws PRECONDITION_FAILED for somebody who is not deactivated, and as `holdPeople`. */
export function reactivatePerson(ctx: IdentityContext, input: { id: string }): Promise<Invited & { isInvited: boolean }> {
  return withSystem(ctx.db, "reactivate a person", async (tx) => {
    const { actor, target } = await holdPeople(tx, ctx, input.id);
    if (target.state !== "deactivated") throw new AppError("PRECONDITION_FAILED", `${target.name} is not deactivated.`);
    if (target.isDemo && !ctx.env.demo) throw new AppError("PRECONDITION_FAILED", `${target.name} belongs to the demo and cannot sign in here.`);
    const known = target.passwordHash !== null;
    await tx.update(users).set({ state: known ? "active" : "invited", ...(target.role === "admin" ? { adminSince: ctx.now } : {}) }).where(eq(users.id, target.id));
    const path = known ? null : await sendInvitation(tx, ctx, actor, target);
    await note(tx, ctx, "user.reactivated", target.id, ["state"]);
    return { id: target.id, path, isInvited: !known };
  });
}

/** Switches off the second step of somebody who has lost both app and recovery codes. Throws PRECONDITION_FAILED for oneself and who has none, and as `holdPeople`. */
export function removeSecondStep(ctx: IdentityContext, input: { id: string }): Promise<void> {
  return withSystem(ctx.db, "remove a person's second step", async (tx) => {
    const { target } = await holdPeople(tx, ctx, input.id);
    if (target.id === ctx.person.id) throw new AppError("PRECONDITION_FAILED", "Your own second step is switched off under Account.");
    if (!target.totpEnabledAt) throw new AppError("PRECONDITION_FAILED", `${target.name} signs in without a second step.`);
    await tx.update(users).set({ totpSecret: null, totpEnabledAt: null, totpLastStep: null }).where(eq(users.id, target.id));
    await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, target.id));
    await endSessionsOf(tx, [target.id], ctx.now);
    const text = writeSecondStepChanged({ name: target.name, shopName: await readShopName(tx), change: "off" });
    await queueIdentityMail(tx, ctx.secrets, target, text, ctx.now);
    await note(tx, ctx, "user.second_step_removed", target.id, ["second_step"]);
  });
}
