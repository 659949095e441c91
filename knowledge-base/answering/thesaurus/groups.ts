import { EVERYDAY } from "./everyday.ts";
import { SHOP } from "./shop.ts";
import { SPOKEN } from "./spoken.ts";
import { THINGS } from "./things.ts";
import { WORK } from "./work.ts";

/*
 * Words that people at work in a shop use for the same or nearly the same thing, written from general English and not
 * from any question. A line is a group; what stands in one line may stand for each other. Several words joined by a
 * hyphen are a turn of phrase.
 */

const split = (lines: string): string[][] => lines.trim().split("\n").map((line) => line.trim().split(/\s+/));

/** Every group, each word or phrase as written. */
export const GROUPS: readonly (readonly string[])[] = [WORK, SHOP, THINGS, SPOKEN].flatMap(split);

/** Groups whose words only come near each other: a rule on the one may speak of the other. */
export const LOOSE_GROUPS: readonly (readonly string[])[] = split(EVERYDAY);
