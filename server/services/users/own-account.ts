import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { withSystem } from "#db/rls.ts";
import { users } from "#db/schema/index.ts";
import { AppError } from "../../errors.ts";
import { recordActivities } from "../activity/record-activity.ts";
import type { ServiceContext } from "../context.ts";
import { endOtherSessions, endSession } from "../sessions/end-session.ts";
import { requireProof } from "./hold-people.ts";
import type { IdentityContext } from "./identity-context.ts";

type OwnContext = Pick<IdentityContext, "db" | "person" | "now" | "requestId">;

/** Changes the person's own name, with their own rights. */
export async function renameSelf(ctx: ServiceContext, input: { name: string }): Promise<{ changed: boolean }> {
  const [self] = await ctx.tx.select({ name: users.name }).from(users).where(eq(users.id, ctx.person.id));
  if (!self) throw new AppError("UNAUTHORIZED", "Sign in first.");
  if (self.name === input.name) return { changed: false };
  await ctx.tx.update(users).set({ name: input.name }).where(eq(users.id, ctx.person.id));
  await recordActivities(ctx.tx, [
    { at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action: "user.renamed", category: "identity", object: { type: "user", id: ctx.person.id }, fields: ["name"], requestId: ctx.requestId, details: { from: self.name, to: input.name } },
  ]);
  return { changed: true };
}

const proven = (tx: Tx, { person, now }: OwnContext): Promise<void> => requireProof(tx, { sessionId: person.sessionId, userId: person.id, now });

/** Signs out one of the person's own sessions. Throws PRECONDITION_FAILED without a proof of the last ten minutes, NOT_FOUND for one that is not theirs or over. */
export async function endOwnSession(ctx: OwnContext, input: { id: string }): Promise<void> {
  const { person, now, requestId } = ctx;
  const ended = await withSystem(ctx.db, "a person signs out one of their browsers", async (tx) => {
    await proven(tx, ctx);
    return endSession(tx, { sessionId: input.id, userId: person.id, now, requestId });
  });
  if (!ended) throw new AppError("NOT_FOUND", "This browser is signed out already.");
}

/** Signs out every session of the person but this one. Throws PRECONDITION_FAILED without a proof of the last ten minutes. */
export function endOtherOwnSessions(ctx: OwnContext): Promise<{ ended: number }> {
  const { person, now, requestId } = ctx;
  return withSystem(ctx.db, "a person signs out their other browsers", async (tx) => {
    await proven(tx, ctx);
    return { ended: await endOtherSessions(tx, { sessionId: person.sessionId, userId: person.id, now, requestId }) };
  });
}
