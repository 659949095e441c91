import { beginExportInput } from "../contracts/exports.ts";
import { recordExport } from "../services/exports/record-export.ts";
import { router, txProcedure } from "../trpc/procedures.ts";

export const exportsRouter = router({
  /** Writes down that a person takes a table out of the house. The rows themselves come from their own procedures, under the person's own rights. */
  start: txProcedure.input(beginExportInput).mutation(({ ctx, input }) => recordExport(ctx, input)),
});
