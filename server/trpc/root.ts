import { accountRouter } from "../routers/account.ts";
import { activityRouter } from "../routers/activity.ts";
import { aiUseRouter } from "../routers/ai-use.ts";
import { albumsRouter } from "../routers/albums.ts";
import { analyticsRouter } from "../routers/analytics.ts";
import { annotationsRouter } from "../routers/annotations.ts";
import { assistantRouter } from "../routers/assistant.ts";
import { catalogueRouter } from "../routers/catalogue.ts";
import { conversationsRouter } from "../routers/conversations.ts";
import { dashboardRouter } from "../routers/dashboard.ts";
import { explorerRouter } from "../routers/explorer.ts";
import { exportsRouter } from "../routers/exports.ts";
import { importsRouter } from "../routers/imports.ts";
import { knowledgeRouter } from "../routers/knowledge.ts";
import { knowledgeQueuesRouter } from "../routers/knowledge-queues.ts";
import { needsYouRouter } from "../routers/needs-you.ts";
import { ordersRouter } from "../routers/orders.ts";
import { outboxRouter } from "../routers/outbox.ts";
import { rowsRouter } from "../routers/rows.ts";
import { savedViewsRouter } from "../routers/saved-views.ts";
import { searchRouter } from "../routers/search.ts";
import { sessionRouter } from "../routers/session.ts";
import { settingsRouter } from "../routers/settings.ts";
import { stockRouter } from "../routers/stock.ts";
import { suppliersRouter } from "../routers/suppliers.ts";
import { systemRouter } from "../routers/system.ts";
import { webhooksRouter } from "../routers/webhooks.ts";
import { usersRouter } from "../routers/users.ts";
import { router } from "./procedures.ts";

/** Everything the program can be asked, one router per domain. */
export const appRouter = router({
  account: accountRouter,
  activity: activityRouter,
  aiUse: aiUseRouter,
  albums: albumsRouter,
  analytics: analyticsRouter,
  annotations: annotationsRouter,
  assistant: assistantRouter,
  catalogue: catalogueRouter,
  conversations: conversationsRouter,
  dashboard: dashboardRouter,
  explorer: explorerRouter,
  exports: exportsRouter,
  imports: importsRouter,
  knowledge: knowledgeRouter,
  knowledgeQueues: knowledgeQueuesRouter,
  needsYou: needsYouRouter,
  orders: ordersRouter,
  outbox: outboxRouter,
  rows: rowsRouter,
  savedViews: savedViewsRouter,
  search: searchRouter,
  session: sessionRouter,
  settings: settingsRouter,
  stock: stockRouter,
  suppliers: suppliersRouter,
  system: systemRouter,
  webhooks: webhooksRouter,
  users: usersRouter,
});

export type AppRouter = typeof appRouter;
