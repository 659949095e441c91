import { listPeople, readProof } from "#db/queries/identity.ts";
import { ADMINS } from "#db/policies.ts";
import { changeRoleInput, invitePersonInput, personInput } from "../contracts/users.ts";
import { changeRole, deactivatePerson, reactivatePerson, removeSecondStep } from "../services/users/change-person.ts";
import { isProven, USERS_SENTENCE } from "../services/users/hold-people.ts";
import type { IdentityContext } from "../services/users/identity-context.ts";
import { inviteAgain, invitePerson, resendInvitation, revokeInvitation } from "../services/users/invite-person.ts";
import { signOutEverybody, signOutPerson } from "../services/users/sign-out-people.ts";
import type { TrpcContext } from "../trpc/context.ts";
import { roleProcedure, roleTxProcedure, router } from "../trpc/procedures.ts";

const admins = roleProcedure(ADMINS, USERS_SENTENCE);

/** What the services need of a call; they open transactions of their own. */
function identityOf(ctx: Omit<TrpcContext, "person"> & { person: NonNullable<TrpcContext["person"]> }): IdentityContext {
  const { runtime, person, now, requestId } = ctx;
  return { db: runtime.db, secrets: runtime.secrets, env: runtime.env, person, now, requestId };
}

export const usersRouter = router({
  /** Everybody, the reader's own id, and whether the reader showed within ten minutes who they are (else by what they can). */
  list: roleTxProcedure(ADMINS, USERS_SENTENCE).query(async ({ ctx }) => {
    const proof = await readProof(ctx.tx, { sessionId: ctx.person.sessionId, userId: ctx.person.id });
    return {
      people: await listPeople(ctx.tx, { now: ctx.now }),
      own: ctx.person.id,
      proof: { given: isProven(proof?.reauthenticatedAt ?? null, ctx.now), by: proof?.hasSecondStep ? ("code" as const) : ("password" as const) },
    };
  }),
  invite: admins.input(invitePersonInput).mutation(({ ctx, input }) => invitePerson(identityOf(ctx), input)),
  resend: admins.input(personInput).mutation(({ ctx, input }) => resendInvitation(identityOf(ctx), input)),
  revoke: admins.input(personInput).mutation(({ ctx, input }) => revokeInvitation(identityOf(ctx), input)),
  changeRole: admins.input(changeRoleInput).mutation(({ ctx, input }) => changeRole(identityOf(ctx), input)),
  deactivate: admins.input(personInput).mutation(({ ctx, input }) => deactivatePerson(identityOf(ctx), input)),
  reactivate: admins.input(personInput).mutation(({ ctx, input }) => reactivatePerson(identityOf(ctx), input)),
  inviteAgain: admins.input(personInput).mutation(({ ctx, input }) => inviteAgain(identityOf(ctx), input)),
  removeSecondStep: admins.input(personInput).mutation(({ ctx, input }) => removeSecondStep(identityOf(ctx), input)),
  signOut: admins.input(personInput).mutation(({ ctx, input }) => signOutPerson(identityOf(ctx), input)),
  signOutEverybody: admins.mutation(({ ctx }) => signOutEverybody(identityOf(ctx))),
});
