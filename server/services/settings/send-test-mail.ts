import { v7 } from "uuid";
import { ADMINS } from "#db/policies.ts";
import { readSettings } from "#db/queries/settings.ts";
import type { SecretBox } from "../../ports/secrets/secret-box.ts";
import { recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { queueEmail } from "../outbox/queue-email.ts";
import { SETTINGS_SENTENCE } from "./save-settings.ts";

/** Puts a test mail into the outbox. In placebo mode it goes where every mail goes then. Throws FORBIDDEN. */
export async function sendTestMail(ctx: ServiceContext, secrets: SecretBox, input: { address: string }): Promise<{ id: string }> {
  requireRoles(ctx.person, ADMINS, SETTINGS_SENTENCE);
  const { shopName } = await readSettings(ctx.tx);
  const { id } = await queueEmail(
    ctx.tx,
    secrets,
    {
      kind: "test",
      dedupeKey: `test-${v7()}`,
      recipient: input.address,
      userId: ctx.person.id,
      subject: `Test mail from ${shopName}`,
      bodyText: `This is a test mail from ${shopName}.\n\nIf you can read it, mails leave the desk and arrive. Nothing has to be done.\n`,
    },
    ctx.now,
  );
  await recordActivities(ctx.tx, [{ at: ctx.now, actor: { kind: "person", id: ctx.person.id }, action: "email.test_queued", category: "mail", object: { type: "email", id }, requestId: ctx.requestId, details: { recipient: input.address } }]);
  return { id };
}
