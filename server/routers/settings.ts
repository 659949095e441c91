import { readTimeZoneJob } from "#db/job-queue.ts";
import { ADMINS } from "#db/policies.ts";
import { readProof } from "#db/queries/identity.ts";
import { countOrdersUpTo, readSettings, readTestMail } from "#db/queries/settings.ts";
import { withSystem } from "#db/rls.ts";
import { saveSettingsInput, type SettingsGroup, testMailInput } from "../contracts/settings.ts";
import { placeboInForce, transportKind } from "../ports/email/open-transport.ts";
import { readableError } from "../services/jobs/readable-error.ts";
import { queueTimeZone } from "../services/settings/change-time-zone.ts";
import { LARGE_SHOP_ORDERS, saveSettings, SETTING_GROUPS, SETTINGS_SENTENCE, stampOf } from "../services/settings/save-settings.ts";
import { sendTestMail } from "../services/settings/send-test-mail.ts";
import { isProven } from "../services/users/hold-people.ts";
import { roleProcedure, roleTxProcedure, router } from "../trpc/procedures.ts";

const DAY_MS = 86_400_000;

export const settingsRouter = router({
  /** Every setting with what decides it, the stamp of each form, and the work that a change has begun. */
  page: roleProcedure(ADMINS, SETTINGS_SENTENCE).query(async ({ ctx }) => {
    const { runtime, person, now } = ctx;
    const { env, models } = runtime;
    const read = await ctx.rls(
      async (tx) => ({
        values: await readSettings(tx),
        orders: await countOrdersUpTo(tx, LARGE_SHOP_ORDERS),
        testMail: await readTestMail(tx, new Date(now.getTime() - DAY_MS)),
        proof: await readProof(tx, { sessionId: person.sessionId, userId: person.id }),
      }),
      { readOnly: true },
    );
    const zoneJob = await withSystem(runtime.db, "settings: a change of the time zone that goes on", readTimeZoneJob, { readOnly: true });
    const { values, orders, testMail, proof } = read;
    const { state, notice } = models.state();
    return {
      values,
      stamps: Object.fromEntries(Object.keys(SETTING_GROUPS).map((group) => [group, stampOf(values, group as SettingsGroup)])) as Record<SettingsGroup, string>,
      proof: { given: isProven(proof?.reauthenticatedAt ?? null, now), by: proof?.hasSecondStep ? ("code" as const) : ("password" as const) },
      hasOrders: orders > 0,
      isLarge: orders >= LARGE_SHOP_ORDERS,
      testMail,
      zoneJob: zoneJob && { timeZone: zoneJob.timeZone, state: zoneJob.state, createdAt: zoneJob.createdAt, startedAt: zoneJob.startedAt, error: zoneJob.state === "failed" ? readableError(zoneJob.output) : null },
      mail: { transport: transportKind(env), inForce: placeboInForce(env, { on: values.placeboOn, address: values.placeboAddress }), modeLocked: env.PLACEBO_MODE !== undefined, addressLocked: env.PLACEBO_EMAIL !== undefined },
      model: { provider: models.chat.provider, id: models.chat.id, state, notice },
      machineNow: new Date(),
    };
  }),
  /** Saves one form; a large shop's new time zone goes on as a job (`later`). */
  save: roleProcedure(ADMINS, SETTINGS_SENTENCE)
    .input(saveSettingsInput)
    .mutation(async ({ ctx, input }) => {
      const { runtime, person, now, requestId } = ctx;
      const { changed, laterTimeZone } = await ctx.rls((tx) => saveSettings({ tx, person, now, requestId, env: runtime.env }, input));
      if (laterTimeZone !== null) await queueTimeZone(runtime.db, { timeZone: laterTimeZone, personId: person.id, requestId }, now);
      return { changed, later: laterTimeZone !== null };
    }),
  sendTestMail: roleTxProcedure(ADMINS, SETTINGS_SENTENCE)
    .input(testMailInput)
    .mutation(({ ctx, input }) => sendTestMail(ctx, ctx.runtime.secrets, input)),
});
