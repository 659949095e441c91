import type { UserRole } from "#db/enums.ts";
import { LINK_PLACE } from "../services/outbox/queue-email.ts";

/*
 * The mails about signing in. Plain text, because they must be readable anywhere; LINK_PLACE stands
 * where the one-use address goes when the mail is sent.
 */

/** What a mail says. */
export interface EmailText {
  subject: string;
  bodyText: string;
}

const lines = (...parts: string[]): string => parts.join("\n");
const NOT_YOU = "If that was not you, tell an admin of the shop at once.";

/** To somebody who may come in: the link lasts a day. */
export function writeInvitation(input: { name: string; inviter: string; shopName: string; role: UserRole }): EmailText {
  return {
    subject: `${input.inviter} invites you to ${input.shopName}`,
    bodyText: lines(
      `Hello ${input.name},`,
      "",
      `${input.inviter} made you a place at the desk of ${input.shopName}, as ${input.role}.`,
      "Choose a password here within 24 hours. The link works once:",
      "",
      LINK_PLACE,
      "",
      "If you do not know what this is about, do nothing: without the link nobody comes in.",
    ),
  };
}

/** To somebody who forgot their password: the link lasts an hour. */
export function writeReset(input: { name: string; shopName: string }): EmailText {
  return {
    subject: `A new password for ${input.shopName}`,
    bodyText: lines(
      `Hello ${input.name},`,
      "",
      "Somebody asked for a new password in your name. Choose one here within an hour. The link works once:",
      "",
      LINK_PLACE,
      "",
      "If that was not you, do nothing: your password stays as it is.",
    ),
  };
}

/** After every change of a password, whoever made it. */
export function writePasswordChanged(input: { name: string; shopName: string }): EmailText {
  return {
    subject: `Your password for ${input.shopName} was changed`,
    bodyText: lines(`Hello ${input.name},`, "", `The password of your account at ${input.shopName} was changed, and every browser that was signed in has to sign in again.`, "", NOT_YOU),
  };
}

/** What can happen to the second step. */
export type SecondStepChange = "on" | "off" | "codes";

const SECOND_STEP: Readonly<Record<SecondStepChange, string>> = {
  on: "From now on signing in to your account also asks for a code from your authenticator app.",
  off: "Signing in to your account no longer asks for a code from an app.",
  codes: "New recovery codes were made for your account. The old ones do not work any more.",
};

/** When the ways to sign in change. */
export function writeSecondStepChanged(input: { name: string; shopName: string; change: SecondStepChange }): EmailText {
  return {
    subject: input.change === "on" ? `A new way to sign in to ${input.shopName}` : `Your sign-in to ${input.shopName} was changed`,
    bodyText: lines(`Hello ${input.name},`, "", SECOND_STEP[input.change], "", NOT_YOU),
  };
}

/** When an invitation was accepted. */
export function writeAccountReady(input: { name: string; shopName: string }): EmailText {
  return {
    subject: `Your place at ${input.shopName} is ready`,
    bodyText: lines(`Hello ${input.name},`, "", `You have chosen your password and can sign in to ${input.shopName} with this address.`, "", "Your name, your password, the second step and the browsers you are signed in with are under Account.", "", NOT_YOU),
  };
}
