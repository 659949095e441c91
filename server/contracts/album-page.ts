import { z } from "zod/v4";
import { periodInput } from "./period.ts";

/** A record's page: its id, the period, and where its reviews were left. */
export const albumPageInput = periodInput.extend({ id: z.uuid(), reviews: z.string().max(200).optional().catch(undefined) });
