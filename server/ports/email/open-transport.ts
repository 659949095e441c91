import { join } from "node:path";
import type { Env } from "../../env.ts";
import { EmailJsTransport } from "./emailjs-transport.ts";
import { FileTransport } from "./file-transport.ts";
import { GuardedTransport } from "./guarded-transport.ts";

/** Placebo mode as it holds: the environment's word where it has one, else the settings'. */
export function placeboInForce(env: Pick<Env, "PLACEBO_MODE" | "PLACEBO_EMAIL">, stored: { on: boolean; address: string | null }): { on: boolean; address: string | null } {
  return { on: env.PLACEBO_MODE ? env.PLACEBO_MODE === "on" : stored.on, address: env.PLACEBO_EMAIL ?? stored.address };
}

type Account = Pick<Env, "EMAILJS_SERVICE_ID" | "EMAILJS_TEMPLATE_ID" | "EMAILJS_PUBLIC_KEY" | "EMAILJS_PRIVATE_KEY">;

/** The account that the environment names; null unless all four of its parts are there. */
function accountOf({ EMAILJS_SERVICE_ID: serviceId, EMAILJS_TEMPLATE_ID: templateId, EMAILJS_PUBLIC_KEY: publicKey, EMAILJS_PRIVATE_KEY: privateKey }: Account) {
  return serviceId && templateId && publicKey && privateKey ? { serviceId, templateId, publicKey, privateKey } : null;
}

/** How mails leave while placebo mode is off. */
export const transportKind = (env: Account): "emailjs" | "file" => (accountOf(env) ? "emailjs" : "file");

/** EmailJS where the environment names an account, else files below the data directory; guarded by placebo mode as `stored` reads it before each mail. */
export function openTransport(env: Env, stored: () => Promise<{ on: boolean; address: string | null }>): GuardedTransport {
  const file = new FileTransport(join(env.dataDir, "mails"));
  const account = accountOf(env);
  const real = account ? new EmailJsTransport({ ...account, url: env.EMAILJS_URL }) : file;
  return new GuardedTransport({ real, file, placebo: async () => placeboInForce(env, await stored()) });
}
