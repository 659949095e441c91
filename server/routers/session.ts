import { publicProcedure, router } from "../trpc/procedures.ts";

export const sessionRouter = router({
  /** Who is signed in, or null. */
  whoami: publicProcedure.query(({ ctx }) => (ctx.person ? { id: ctx.person.id, name: ctx.person.name, role: ctx.person.role } : null)),
});
