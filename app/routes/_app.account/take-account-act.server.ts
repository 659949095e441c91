import type { AppLoadContext } from "@remix-run/node";
import { type AccountOutcome, parseForm, signOutEverywhere, takeAct, takeNewPassword, takeSecondStep } from "#server/auth/account-route.ts";
import { changePasswordInput, personInput, renameInput } from "#server/contracts/users.ts";
import { callerFor } from "#server/trpc/caller.ts";

/** Runs one of the forms of the account's page. */
export function takeAccountAct(request: Request, context: AppLoadContext, intent: string, values: Record<string, string>): Promise<AccountOutcome> {
  return takeAct(request, context, values["proof"], async (person) => {
    const { account } = await callerFor(request, context);
    switch (intent) {
      case "rename":
        return { isAsBefore: !(await account.rename(parseForm(renameInput, values))).changed };
      case "password":
        return { cookies: await takeNewPassword(request, context, person, parseForm(changePasswordInput, values)) };
      case "codes":
        return takeSecondStep(request, context, person, { kind: "renew codes" });
      case "off":
        return takeSecondStep(request, context, person, { kind: "switch off" });
      case "prove":
        return;
      case "session":
        await account.endSession(parseForm(personInput, values));
        return;
      case "others":
        await account.endOtherSessions();
        return;
      case "everywhere":
        return { cookies: [await signOutEverywhere(context, person)] };
      default:
        throw new Response(null, { status: 400 });
    }
  });
}
