import { z } from "zod/v4";

/** What leaves the house as a file, besides the explorer's tables and the activity log, which say more about themselves. */
const EXPORTED = ["orders", "inventory", "dashboard", "analytics", "album", "ai_use", "import_refusals"] as const;

/** An export as it is written down before its first row leaves. `filter` is in words. */
export const beginExportInput = z.object({ table: z.enum(EXPORTED), columns: z.array(z.string().max(80)).max(100), filter: z.string().max(500) });
export type BeginExportInput = z.output<typeof beginExportInput>;
