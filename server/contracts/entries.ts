import { z } from "zod/v4";

/*
 * What people type into forms: numbers come as text, a field left empty says nothing, a comma is a
 * decimal point on half of all keyboards. Tools and tills may send numbers as numbers.
 */

const empty = (value: unknown): unknown => (typeof value === "string" && value.trim() === "" ? undefined : value);

/** A whole number between two bounds; "1,200", "+3" and a true minus are understood. */
export function wholeNumber({ least, most, sentence }: { least: number; most: number; sentence: string }) {
  return z.preprocess((value) => {
    if (typeof value !== "string") return value;
    const plain = value.trim().replace(/^\u2212/, "-").replace(/(?<=\d)[,\u202f\u00a0](?=\d{3}(\D|$))/g, "");
    return /^[-+]?\d{1,9}$/.test(plain) ? Number(plain) : Number.NaN;
  }, z.number({ error: sentence }).int(sentence).min(least, sentence).max(most, sentence));
}

/** The same, where nothing is an answer too. */
export const maybeWholeNumber = (bounds: { least: number; most: number; sentence: string }) => z.preprocess(empty, wholeNumber(bounds).optional()).optional();

/** A price of one copy as decimal text with up to four places; nothing means that it is unknown. */
export const maybePrice = z.preprocess((value) => {
  const given = empty(value);
  if (typeof given === "number") return String(given);
  return typeof given === "string" ? given.trim().replace(/^(\d+),(\d{1,4})$/, "$1.$2") : given;
}, z.string("Enter a price such as 24.50.").regex(/^\d{1,8}(\.\d{1,4})?$/, "Enter a price such as 24.50.").optional()).optional();

/** A line of text; only spaces are nothing. Control characters and line breaks become spaces. */
export const maybeLine = (most: number, sentence = `At most ${most} characters.`) =>
  z.preprocess((value) => (typeof value === "string" ? empty(value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim()) : value), z.string().max(most, sentence).optional()).optional();

/** A line of text that has to be there. */
export const line = (most: number, missing: string) =>
  z.preprocess((value) => (typeof value === "string" ? value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim() : value), z.string({ error: missing }).min(1, missing).max(most, `At most ${most} characters.`));

/** The id of a row chosen from a list; nothing is no choice. */
export const maybeId = z.preprocess(empty, z.uuid().optional()).optional();

/** Made with the form: however often it is sent, it is one act. */
export const actKey = z.uuid();
