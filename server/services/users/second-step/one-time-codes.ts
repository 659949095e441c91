import { Secret, TOTP } from "otpauth";

/** Codes of one step before and after are accepted: clocks of telephones differ. */
const WINDOW = 1;
const STEP_SECONDS = 30;

/** A new secret of 160 bits, as RFC 4226 asks for, in base32 as apps take it. */
export const makeSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator app reads from the QR code. */
export function enrolmentAddress(input: { secret: string; shopName: string; email: string }): string {
  return codesOf(input.secret, { issuer: input.shopName.replaceAll(":", " "), label: input.email.replaceAll(":", " ") }).toString();
}

/** The step of time that `code` belongs to, by RFC 6238 (SHA-1, 6 digits, 30 seconds: what every app can); null for a code that is not valid now. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = codesOf(secret).validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta;
}

function codesOf(secret: string, names: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({ ...names, secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: STEP_SECONDS });
}
