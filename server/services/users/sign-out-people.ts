import { and, eq, isNull, ne } from "drizzle-orm";
import { withSystem } from "#db/rls.ts";
import { sessions, users } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { endSessionsOf } from "../sessions/end-session.ts";
import { holdPeople } from "./hold-people.ts";
import type { IdentityContext } from "./identity-context.ts";
import { note } from "./invite-person.ts";

/** Ends every session of another person and changes nothing else about them. Returns how many there were. Throws PRECONDITION_FAILED for oneself, and as `holdPeople`. */
export function signOutPerson(ctx: IdentityContext, input: { id: string }): Promise<{ ended: number }> {
  return withSystem(ctx.db, "sign a person out", async (tx) => {
    const { target } = await holdPeople(tx, ctx, input.id);
    if (target.id === ctx.person.id) throw new AppError("PRECONDITION_FAILED", "Your own browsers are signed out under Account.");
    const ended = await tx.$count(sessions, and(eq(sessions.userId, target.id), isNull(sessions.endedAt)));
    if (ended === 0) return { ended };
    await endSessionsOf(tx, [target.id], ctx.now);
    await note(tx, ctx, "user.signed_out", target.id);
    return { ended };
  });
}

/** Ends every session of everybody but the one it is done in. Returns how many people that was. Throws as `holdPeople`. */
export function signOutEverybody(ctx: IdentityContext): Promise<{ people: number }> {
  return withSystem(ctx.db, "sign everybody out", async (tx) => {
    await holdPeople(tx, ctx, null);
    // Whoever signs in at this moment waits for the end of it, and comes in with a session of after.
    await tx.select({ id: users.id }).from(users).orderBy(users.id).for("no key update");
    const ended = await tx
      .update(sessions)
      .set({ endedAt: ctx.now })
      .where(and(isNull(sessions.endedAt), ne(sessions.id, ctx.person.sessionId)))
      .returning({ userId: sessions.userId });
    const people = [...new Set(ended.map((row) => row.userId))];
    await recordActivities(
      tx,
      people.map((id) => ({ at: ctx.now, actor: { kind: "person" as const, id: ctx.person.id }, action: "user.signed_out", category: "identity" as const, object: { type: "user", id }, requestId: ctx.requestId })),
    );
    return { people: people.length };
  });
}
