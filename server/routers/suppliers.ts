import { STOCK_DESK } from "#db/policies.ts";
import { listSuppliers } from "#db/queries/stock/list-suppliers.ts";
import { createSupplierInput, editSupplierInput } from "../contracts/suppliers.ts";
import { createSupplier, SUPPLIERS_SENTENCE } from "../services/suppliers/create-supplier.ts";
import { editSupplier } from "../services/suppliers/edit-supplier.ts";
import { roleTxProcedure, router, txProcedure } from "../trpc/procedures.ts";

const desk = roleTxProcedure(STOCK_DESK, SUPPLIERS_SENTENCE);

export const suppliersRouter = router({
  /** All suppliers with their lead time, and whether the reader may change them. */
  list: txProcedure.query(async ({ ctx }) => ({ suppliers: await listSuppliers(ctx.tx), mayWork: STOCK_DESK.includes(ctx.person.role) })),
  create: desk.input(createSupplierInput).mutation(({ ctx, input }) => createSupplier(ctx, input)),
  edit: desk.input(editSupplierInput).mutation(({ ctx, input }) => editSupplier(ctx, input)),
});
