import { z } from "zod/v4";
import { periodInput } from "./period.ts";

/** The address of the rows behind a figure: `/rows/:metric?period...&genre=...&cursor=...`. */
export const rowsInput = periodInput.extend({
  metric: z.string().max(60),
  /** A genre's id, or "none" for lines without one. */
  genre: z.union([z.uuid(), z.literal("none")]).optional().catch(undefined),
  album: z.uuid().optional().catch(undefined),
  customer: z.uuid().optional().catch(undefined),
  stars: z.coerce.number().int().min(1).max(5).optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
});
