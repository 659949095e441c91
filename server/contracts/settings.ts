import { z } from "zod/v4";
import { line, maybeLine, maybeWholeNumber, wholeNumber } from "./entries.ts";

/** IANA names of time zones, as this machine knows them. */
export const timeZones = (): string[] => [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];
/** ISO 4217 codes of currencies. */
export const currencies = (): string[] => Intl.supportedValuesOf("currency");

const empty = (value: unknown): unknown => (typeof value === "string" && value.trim() === "" ? undefined : value);
const maybeAddress = z.preprocess((value) => empty(typeof value === "string" ? value.trim() : value), z.email("Enter a mail address.").max(254, "A mail address has at most 254 characters.").optional()).optional();
/** A ticked box is sent as "on", one that is not ticked is not sent at all. */
const ticked = z.preprocess((value) => value === "on" || value === true, z.boolean());

/** What the values were when the form was drawn: whoever changed them since is not overwritten. */
const seen = z.string().max(100);

const shop = z.object({
  group: z.literal("shop"),
  seen,
  shopName: line(80, "Enter the shop's name."),
  currency: z.string().regex(/^[A-Z]{3}$/, "Choose a currency."),
  timeZone: z.string().max(60).refine((zone) => timeZones().includes(zone), "Choose a time zone from the list."),
});
const stock = z.object({ group: z.literal("stock"), seen, lowStockThreshold: wholeNumber({ least: 0, most: 10_000, sentence: "Enter a whole number, 0 to 10,000." }) });
const mail = z.object({
  group: z.literal("mail"),
  seen,
  mailFromName: maybeLine(80),
  mailReplyTo: maybeAddress,
  emailsPerSecond: z.preprocess(
    (value) => (typeof value === "string" && /^\d{1,4}([.,]\d{1,2})?$/.test(value.trim()) ? Number(value.trim().replace(",", ".")) : typeof value === "number" ? value : Number.NaN),
    z.number({ error: "Enter mails per second, 0.01 to 1,000." }).min(0.01, "At least 0.01, one in 100 seconds.").max(1_000, "At most 1,000."),
  ),
});
const placebo = z.object({ group: z.literal("placebo"), seen, placeboOn: ticked, placeboAddress: maybeAddress });
const signIn = z.object({
  group: z.literal("signIn"),
  seen,
  passwordMinLength: wholeNumber({ least: 12, most: 64, sentence: "Enter 12 to 64 characters." }),
  sessionIdleMinutes: wholeNumber({ least: 5, most: 90 * 24 * 60, sentence: "Enter minutes, 5 to 129,600 (90 days)." }),
  sessionAbsoluteHours: wholeNumber({ least: 1, most: 365 * 24, sentence: "Enter hours, 1 to 8,760 (a year)." }),
});
const activity = z.object({ group: z.literal("activity"), seen, activityRetentionDays: maybeWholeNumber({ least: 30, most: 36_500, sentence: "Enter days, 30 to 36,500, or nothing to keep it for ever." }) });

/** One form of the settings page. */
export const saveSettingsInput = z.discriminatedUnion("group", [shop, stock, mail, placebo, signIn, activity]);
export type SaveSettingsInput = z.output<typeof saveSettingsInput>;
export type SettingsGroup = SaveSettingsInput["group"];

/** Where a test mail goes. */
export const testMailInput = z.object({ address: z.preprocess((value) => (typeof value === "string" ? value.trim() : value), z.email("Enter a mail address.").max(254)) });
