import { readShop } from "#db/queries/shop.ts";
import { publicProcedure, router, txProcedure } from "../trpc/procedures.ts";

export const sessionRouter = router({
  /** The shop as every page needs it: name, currency, time zone. */
  shop: txProcedure.query(({ ctx }) => readShop(ctx.tx)),
  /** Who is signed in, or null. */
  whoami: publicProcedure.query(({ ctx }) => (ctx.person ? { id: ctx.person.id, name: ctx.person.name, role: ctx.person.role } : null)),
});
