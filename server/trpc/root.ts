import { searchRouter } from "../routers/search.ts";
import { ordersRouter } from "../routers/orders.ts";
import { activityRouter } from "../routers/activity.ts";
import { dashboardRouter } from "../routers/dashboard.ts";
import { sessionRouter } from "../routers/session.ts";
import { router } from "./procedures.ts";

/** Everything the program can be asked, one router per domain. */
export const appRouter = router({
  search: searchRouter,
  orders: ordersRouter,
  activity: activityRouter,
  dashboard: dashboardRouter,
  session: sessionRouter,
});

export type AppRouter = typeof appRouter;
