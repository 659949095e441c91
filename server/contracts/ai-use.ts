import { z } from "zod/v4";
import { RUN_STATUSES } from "#db/enums.ts";
import { isDay } from "./calendar.ts";
import { actKey, line, maybeId, wholeNumber } from "./entries.ts";
import { periodInput } from "./period.ts";

const text = (most: number) => z.string().trim().max(most).transform((value) => value || undefined).optional().catch(undefined);

/** The days of the page; nonsense is answered by the last 30. */
export const aiUseInput = periodInput;

/** The list of runs as it stands in an address. What cannot be read is left out. */
export const aiRunsInput = periodInput.extend({
  person: z.union([z.uuid(), z.literal("command-line")]).optional().catch(undefined),
  agent: text(40),
  model: text(120),
  version: text(40),
  status: z.enum(RUN_STATUSES).optional().catch(undefined),
  error: text(40),
  feedback: z.enum(["up", "down"]).optional().catch(undefined),
  cost: z.literal("unknown").optional().catch(undefined),
  cursor: text(200),
});

/** The tables of the page that are files too. */
export const AI_BLOCKS = ["days", "people", "agents", "models", "errors"] as const;
export type AiBlock = (typeof AI_BLOCKS)[number];

/** Dollars as decimal text; a comma is a decimal point on half of all keyboards. */
const dollars = (pattern: RegExp, sentence: string) => z.preprocess((value) => (typeof value === "number" ? String(value) : typeof value === "string" ? value.trim().replace(/^\$\s*/, "").replace(/^(\d+),(\d{1,6})$/, "$1.$2") : value), z.string({ error: sentence }).regex(pattern, sentence));
const perMillion = dollars(/^\d{1,6}(\.\d{1,6})?$/, "Enter US dollars per million tokens, such as 0.30.");

const price = z.object({
  model: line(120, "Enter the model's name as its provider calls it."),
  inputUsd: perMillion,
  outputUsd: perMillion,
  validFrom: z.string().trim().refine(isDay, "Enter a day such as 2026-06-30."),
  source: line(200, "Say where the price was read."),
});

/** `key` becomes the price's id. */
export const addPriceInput = price.extend({ key: actKey });
export type AddPriceInput = z.output<typeof addPriceInput>;

const seen = z.string().max(60);

/** `seen` is when it was last changed, as the form knew it. */
export const correctPriceInput = price.extend({ id: z.uuid(), seen });
export type CorrectPriceInput = z.output<typeof correctPriceInput>;

export const aiEntryInput = z.object({ id: z.uuid() });

/** A month's budget: for the whole shop without a person. With `id` it changes one, else it adds one. */
export const saveBudgetInput = z.object({
  id: maybeId,
  seen: seen.optional(),
  userId: maybeId,
  monthlyUsd: dollars(/^(?!0+(\.0+)?$)\d{1,8}(\.\d{1,2})?$/, "Enter US dollars a month, such as 25."),
  warnPercent: wholeNumber({ least: 1, most: 100, sentence: "Enter a percentage, 1 to 100." }),
  stops: z.preprocess((value) => value === "on" || value === true, z.boolean()),
});
export type SaveBudgetInput = z.output<typeof saveBudgetInput>;
