import { z } from "zod/v4";
import { DOCUMENT_KINDS, USER_ROLES } from "#db/enums.ts";
import { REFUSALS, type Refusal } from "./refusals.ts";

const label = z.string().min(1).max(800);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const offset = z.int().min(0);

/** A line that the reading process says. Nothing else is taken from it: whoever wrote the file may have taken it over. */
export const answerLine = z.union([
  z.strictObject({ ready: z.literal(true) }),
  z.strictObject({ refused: z.enum(Object.keys(REFUSALS) as [Refusal, ...Refusal[]]) }),
  z.strictObject({ body: z.string().min(1).max(100_000) }),
  z.strictObject({ spans: z.array(z.strictObject({ headings: z.array(z.string().max(300)).max(8), start: offset, end: offset, page: z.int().min(1).nullable() })).max(500) }),
  z.strictObject({
    end: z.strictObject({
      kind: z.enum(DOCUMENT_KINDS),
      title: label.nullable(),
      owner: label.nullable(),
      audience: z.enum(USER_ROLES).nullable(),
      reviewedOn: day.nullable(),
      reviewDueOn: day.nullable(),
      pageStarts: z.array(offset).max(10_000).nullable(),
    }),
  }),
]);
export type AnswerLine = z.infer<typeof answerLine>;
