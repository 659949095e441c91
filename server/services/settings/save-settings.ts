import { createHash } from "node:crypto";
import { ADMINS } from "#db/policies.ts";
import { countOrdersUpTo, hasTestMailArrived, readSettings, type SettingName, type SettingValues } from "#db/queries/settings.ts";
import { settings } from "#db/schema/index.ts";
import type { SaveSettingsInput, SettingsGroup } from "../../contracts/settings.ts";
import type { Env } from "../../env.ts";
import { AppError } from "../../errors.ts";
import { transportKind } from "../../ports/email/open-transport.ts";
import { canonicalJson, recordActivities } from "../activity/record-activity.ts";
import { requireRoles, type ServiceContext } from "../context.ts";
import { requireProof } from "../users/hold-people.ts";

export const SETTINGS_SENTENCE = "Settings are kept by admins.";

/** More orders than this are counted anew by a job, not while somebody waits. */
export const LARGE_SHOP_ORDERS = 50_000;
/** A test mail that came within so long shows that mails arrive. */
const TEST_LASTS_MS = 24 * 3600 * 1000;

/** Which settings stand in which form. */
export const SETTING_GROUPS: Readonly<Record<SettingsGroup, readonly SettingName[]>> = {
  shop: ["shopName", "currency", "timeZone"],
  stock: ["lowStockThreshold"],
  mail: ["mailFromName", "mailReplyTo", "emailsPerSecond"],
  placebo: ["placeboOn", "placeboAddress"],
  signIn: ["passwordMinLength", "sessionIdleMinutes", "sessionAbsoluteHours"],
  activity: ["activityRetentionDays"],
};

/**
 * What a form's values are, in a few letters. The row's `updated_at` would not do: the demo shop writes its
 * progress there every minute, and a change of the threshold is none of the mail's.
 */
export const stampOf = (values: SettingValues, group: SettingsGroup): string =>
  createHash("sha256").update(canonicalJson(SETTING_GROUPS[group].map((name) => values[name]))).digest("base64url").slice(0, 22);

export interface SettingsContext extends ServiceContext {
  person: ServiceContext["person"] & { sessionId: string };
  env: Pick<Env, "PLACEBO_MODE" | "PLACEBO_EMAIL" | "EMAILJS_SERVICE_ID" | "EMAILJS_TEMPLATE_ID" | "EMAILJS_PUBLIC_KEY" | "EMAILJS_PRIVATE_KEY">;
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What may not be saved although it can be read. Throws PRECONDITION_FAILED with the reason, beside the field. */
async function checkRules(ctx: SettingsContext, input: SaveSettingsInput, before: SettingValues): Promise<void> {
  const { tx, env, now } = ctx;
  const refuse = (field: string, sentence: string): never => {
    throw new AppError("PRECONDITION_FAILED", sentence, { [field]: sentence });
  };
  if (input.group === "shop" && input.currency !== before.currency && (await countOrdersUpTo(tx, 1)) > 0) {
    refuse("currency", "The currency cannot be changed once there are orders: their amounts would keep their digits and lose their meaning.");
  }
  // A short time to keep activity takes the values beside it away for good.
  if (input.group === "signIn" || input.group === "activity") await requireProof(tx, { sessionId: ctx.person.sessionId, userId: ctx.person.id, now });
  if (input.group === "placebo") {
    if (env.PLACEBO_MODE !== undefined && input.placeboOn !== before.placeboOn) refuse("placeboOn", "PLACEBO_MODE decides this where the program is started.");
    if (env.PLACEBO_EMAIL !== undefined && (input.placeboAddress ?? null) !== before.placeboAddress) refuse("placeboAddress", "PLACEBO_EMAIL decides this where the program is started.");
    await requireProof(tx, { sessionId: ctx.person.sessionId, userId: ctx.person.id, now });
    if (before.placeboOn && !input.placeboOn && !(await hasTestMailArrived(tx, new Date(now.getTime() - TEST_LASTS_MS), transportKind(env)))) {
      refuse("placeboOn", transportKind(env) === "emailjs" && before.placeboAddress === null && env.PLACEBO_EMAIL === undefined
        ? "Give the one address first, send a test mail, and wait until it has left: without an address it only lies in a file, which shows nothing of the account."
        : "Send a test mail first, and wait until it has left: no test mail of the last 24 hours did.",
      );
    }
  }
}

/**
 * Saves one form of the settings, with the admin's own rights. Holds at once in every process: settings are read
 * with each transaction. A new time zone counts all days anew in the same transaction; in a large shop it is left
 * out and given back as `laterTimeZone`, for a job. The log keeps the names of what changed, and its values apart.
 *
 * Throws FORBIDDEN; CONFLICT when somebody changed the same form since it was drawn; PRECONDITION_FAILED for a
 * currency once there are orders, without a proof (sign-in, placebo, how long activity is kept), without a test mail (placebo off), and for
 * what the environment decides.
 */
export async function saveSettings(ctx: SettingsContext, input: SaveSettingsInput, largeShop = LARGE_SHOP_ORDERS): Promise<{ changed: SettingName[]; laterTimeZone: string | null }> {
  requireRoles(ctx.person, ADMINS, SETTINGS_SENTENCE);
  const { tx } = ctx;
  const before = await readSettings(tx, { hold: true });
  if (input.seen !== stampOf(before, input.group)) throw new AppError("CONFLICT", "Somebody changed these settings meanwhile. Load the page again, look, and save once more.");
  await checkRules(ctx, input, before);
  const given = input as Partial<Record<SettingName, SettingValues[SettingName] | undefined>>;
  let changed = SETTING_GROUPS[input.group].filter((name) => (given[name] ?? null) !== before[name]);
  const isLater = changed.includes("timeZone") && (await countOrdersUpTo(tx, largeShop)) >= largeShop;
  if (isLater) changed = changed.filter((name) => name !== "timeZone");
  const laterTimeZone = isLater && input.group === "shop" ? input.timeZone : null;
  if (changed.length === 0) return { changed, laterTimeZone };
  const after = Object.fromEntries(changed.map((name) => [name, given[name] ?? null]));
  await tx.update(settings).set(after);
  await recordActivities(tx, [
    {
      at: ctx.now,
      actor: { kind: "person", id: ctx.person.id },
      action: "settings.changed",
      category: "settings",
      fields: changed.map(snake),
      requestId: ctx.requestId,
      details: { before: Object.fromEntries(changed.map((name) => [snake(name), before[name]])), after: Object.fromEntries(changed.map((name) => [snake(name), given[name] ?? null])) },
    },
  ]);
  return { changed, laterTimeZone };
}
