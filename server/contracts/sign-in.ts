import { z } from "zod/v4";

/** What the sign-in form sends. Lengths only keep out what no person types. */
export const signInInput = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(254, "That is not an e-mail address."),
  password: z.string().min(1, "Enter your password.").max(256, "A password has at most 256 characters."),
});

/** A person's name: one line, and no signs that turn the reading order of what stands around it. */
const personName = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(80, "At most 80 characters.")
  .regex(/^[^\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]*$/u, "A name is one line of letters.");

/** What the setup form sends: the first admin and the shop. */
export const setupInput = z.object({
  name: personName,
  email: z.string().trim().pipe(z.email("That is not an e-mail address.").max(254, "That is not an e-mail address.")),
  // How long it must be is the shop's to say (`passwordMinLength`): see server/auth/password-rules.ts.
  password: z.string().min(1, "Choose a password.").max(256, "Use at most 256 characters."),
  shopName: z.string().trim().min(1, "Enter the shop's name.").max(80, "At most 80 characters."),
  currency: z.string().trim().toUpperCase().refine(isCurrency, "Use a three-letter code such as EUR or USD."),
  timeZone: z.string().trim().refine(isTimeZone, "Use a name such as Europe/Berlin."),
});
export type SetupInput = z.infer<typeof setupInput>;

function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && Intl.supportedValuesOf("currency").includes(code);
}

function isTimeZone(name: string): boolean {
  try {
    // "+02:00" is accepted by Intl, but it is no place and knows no summer time.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

/** The first message per field of a refused form. */
export function fieldMessages(error: z.ZodError): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const issue of error.issues) messages[issue.path.join(".")] ??= issue.message;
  return messages;
}
