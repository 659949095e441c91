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

/** As a mail says a moment: the same words wherever it is read. */
const sayMoment = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

const CHANGE_IT = "If that was not you, change your password under Account, sign out everywhere, and tell an admin of the shop at once.";

/** Where and when something happened, as the person may know it again. */
interface Seen {
  name: string;
  shopName: string;
  /** "Firefox on Linux". */
  device: string;
  address: string;
  at: Date;
}

/** After a sign-in with a browser in which the person had not signed in before, with the password of today. */
export function writeNewBrowser(input: Seen): EmailText {
  return {
    subject: `A new browser signed in to ${input.shopName}`,
    bodyText: lines(`Hello ${input.name},`, "", `Somebody signed in to your account at ${input.shopName} with a browser that was not known there:`, "", `${input.device}, network address ${input.address}, ${sayMoment(input.at)}`, "", "If that was you, there is nothing to do.", CHANGE_IT),
  };
}

/** When a session turns up in another kind of browser than the one it was begun in. */
export function writeSessionMoved(input: Seen): EmailText {
  return {
    subject: `Your sign-in at ${input.shopName} turned up in another browser`,
    bodyText: lines(
      `Hello ${input.name},`,
      "",
      `A browser that you are signed in with at ${input.shopName} suddenly says that it is another one:`,
      "",
      `${input.device}, network address ${input.address}, ${sayMoment(input.at)}`,
      "",
      "That is harmless if you just asked for the desktop version of a page. Before anything sensitive we ask for your password or code again.",
      CHANGE_IT,
    ),
  };
}

/** When so many passwords or codes were wrong that the next tries have to wait. */
export function writeGuesses(input: { name: string; shopName: string; step: "password" | "code" }): EmailText {
  return {
    subject: `Wrong tries to sign in to your account at ${input.shopName}`,
    bodyText: lines(
      `Hello ${input.name},`,
      "",
      input.step === "password"
        ? `Somebody entered several wrong passwords for your account at ${input.shopName}. They did not get in, and each further try has to wait longer.`
        : `Somebody entered your right password for ${input.shopName}, and then several wrong codes. They did not get in, and each further try has to wait longer.`,
      "",
      input.step === "password"
        ? "If that was you, there is nothing to do. If not, there is nothing to do either while your password is used nowhere else; the browsers you know let you in as always."
        : "If that was not you, somebody has your password: change it under Account now, and tell an admin of the shop.",
      "",
      "This is told once a day at most.",
    ),
  };
}

/** When a recovery code let somebody in, or showed who they are. */
export function writeRecoveryCodeUsed(input: { name: string; shopName: string; left: number }): EmailText {
  const left = input.left === 1 ? "One code is left." : `${input.left} codes are left.`;
  return {
    subject: `A recovery code was used at ${input.shopName}`,
    bodyText: lines(`Hello ${input.name},`, "", `A recovery code of your account at ${input.shopName} was used instead of a code from the app. ${left} New ones are made under Account.`, "", CHANGE_IT),
  };
}

/** When an invitation was accepted. */
export function writeAccountReady(input: { name: string; shopName: string }): EmailText {
  return {
    subject: `Your place at ${input.shopName} is ready`,
    bodyText: lines(`Hello ${input.name},`, "", `You have chosen your password and can sign in to ${input.shopName} with this address.`, "", "Your name, your password, the second step and the browsers you are signed in with are under Account.", "", NOT_YOU),
  };
}
