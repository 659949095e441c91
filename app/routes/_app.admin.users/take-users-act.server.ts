import type { AppLoadContext } from "@remix-run/node";
import { type AccountOutcome, parseForm, takeAct } from "#server/auth/account-route.ts";
import { changeRoleInput, invitePersonInput, personInput } from "#server/contracts/users.ts";
import { callerFor } from "#server/trpc/caller.ts";

/** Runs one of the forms of the page of people. `link` is what an invitation leads to where no mail carries it, as the inviter's own browser reaches this site. */
export async function takeUsersAct(request: Request, context: AppLoadContext, values: Record<string, string>): Promise<{ outcome: AccountOutcome; link: string | null; isInvited: boolean }> {
  let path: string | null = null;
  let isInvited = false;
  const outcome = await takeAct(request, context, values["proof"], async () => {
    const { users } = await callerFor(request, context);
    switch (values["intent"]) {
      case "invite":
        ({ path } = await users.invite(parseForm(invitePersonInput, values)));
        return;
      case "resend":
        ({ path } = await users.resend(parseForm(personInput, values)));
        return;
      case "again":
        ({ path } = await users.inviteAgain(parseForm(personInput, values)));
        return;
      case "reactivate":
        ({ path, isInvited } = await users.reactivate(parseForm(personInput, values)));
        return;
      case "revoke":
        await users.revoke(parseForm(personInput, values));
        return;
      case "role":
        return { isAsBefore: !(await users.changeRole(parseForm(changeRoleInput, values))).changed };
      case "deactivate":
        return { isAsBefore: !(await users.deactivate(parseForm(personInput, values))).changed };
      case "out":
        return { isAsBefore: (await users.signOut(parseForm(personInput, values))).ended === 0 };
      case "everybody":
        return { isAsBefore: (await users.signOutEverybody()).people === 0 };
      case "step":
        await users.removeSecondStep(parseForm(personInput, values));
        return;
      default:
        throw new Response(null, { status: 400 });
    }
  });
  return { outcome, isInvited, link: path && new URL(path, context.runtime.env.APP_URL ?? request.url).toString() };
}
