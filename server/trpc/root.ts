import { dashboardRouter } from "../routers/dashboard.ts";
import { sessionRouter } from "../routers/session.ts";
import { router } from "./procedures.ts";

/** Everything the program can be asked, one router per domain. */
export const appRouter = router({
  dashboard: dashboardRouter,
  session: sessionRouter,
});

export type AppRouter = typeof appRouter;
