import { z } from "zod/v4";
import type { UndoReport } from "./take-back.ts";

const report = z.object({
  orders: z.number(),
  customers: z.number(),
  records: z.number(),
  names: z.number(),
  kept: z.object({ orders: z.number(), customers: z.number(), records: z.number(), payments: z.number() }),
  list: z.array(z.object({ kind: z.enum(["order", "customer", "record", "payment"]), id: z.string(), name: z.string(), reason: z.string() })),
}) satisfies z.ZodType<UndoReport>;

/** What was taken back, as it was kept with the batch; null before. */
export const readUndoReport = (kept: unknown): UndoReport | null => report.safeParse(kept).data ?? null;
