import { listOwnSessions } from "#db/queries/identity.ts";
import { describeDevice } from "../contracts/describe-device.ts";
import { personInput, renameInput } from "../contracts/users.ts";
import { endOtherOwnSessions, endOwnSession, renameSelf } from "../services/users/own-account.ts";
import { personProcedure, router, txProcedure } from "../trpc/procedures.ts";

/** What a person does with their own account and needs no other cookie for; the rest is in server/auth. */
export const accountRouter = router({
  /** The browsers the person is signed in with. */
  sessions: txProcedure.query(async ({ ctx }) =>
    (await listOwnSessions(ctx.tx, { now: ctx.now })).map(({ userAgent, ...session }) => ({ ...session, device: describeDevice(userAgent), isThis: session.id === ctx.person.sessionId })),
  ),
  rename: txProcedure.input(renameInput).mutation(({ ctx, input }) => renameSelf(ctx, input)),
  endSession: personProcedure.input(personInput).mutation(({ ctx, input }) => endOwnSession({ ...ctx, db: ctx.runtime.db }, input)),
  endOtherSessions: personProcedure.mutation(({ ctx }) => endOtherOwnSessions({ ...ctx, db: ctx.runtime.db })),
});
