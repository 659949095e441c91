import { activityRouter } from "../routers/activity.ts";
import { analyticsRouter } from "../routers/analytics.ts";
import { assistantRouter } from "../routers/assistant.ts";
import { catalogueRouter } from "../routers/catalogue.ts";
import { conversationsRouter } from "../routers/conversations.ts";
import { dashboardRouter } from "../routers/dashboard.ts";
import { needsYouRouter } from "../routers/needs-you.ts";
import { ordersRouter } from "../routers/orders.ts";
import { rowsRouter } from "../routers/rows.ts";
import { searchRouter } from "../routers/search.ts";
import { sessionRouter } from "../routers/session.ts";
import { stockRouter } from "../routers/stock.ts";
import { suppliersRouter } from "../routers/suppliers.ts";
import { router } from "./procedures.ts";

/** Everything the program can be asked, one router per domain. */
export const appRouter = router({
  activity: activityRouter,
  analytics: analyticsRouter,
  assistant: assistantRouter,
  catalogue: catalogueRouter,
  conversations: conversationsRouter,
  dashboard: dashboardRouter,
  needsYou: needsYouRouter,
  orders: ordersRouter,
  rows: rowsRouter,
  search: searchRouter,
  session: sessionRouter,
  stock: stockRouter,
  suppliers: suppliersRouter,
});

export type AppRouter = typeof appRouter;
