import { pickPeriod, toQuery } from "./search-params.ts";

const withSearch = (path: string, search?: URLSearchParams): string => (search && search.size > 0 ? path + toQuery(search) : path);

/** Every address of the app, written once. */
export const paths = {
  dashboard: (search?: URLSearchParams): string => withSearch("/", search),
  dashboardCsv: (block: string, period: URLSearchParams): string => {
    const search = new URLSearchParams(period);
    search.set("block", block);
    return withSearch("/dashboard.csv", search);
  },
  /** A tab of analytics; without one the first. */
  analytics: (tab?: string, search?: URLSearchParams): string => withSearch(tab ? `/analytics/${tab}` : "/analytics", search),
  /** A block's table as a file, for the days that `search` holds and one of the block's choices. */
  analyticsCsv: (tab: string, block: string, search: URLSearchParams, by: string | null): string => {
    const asked = pickPeriod(search);
    const grain = search.get("grain");
    if (grain) asked.set("grain", grain);
    asked.set("block", block);
    if (by) asked.set("by", by);
    return withSearch(`/analytics/${tab}.csv`, asked);
  },
  rows: (metric: string, search?: URLSearchParams): string => withSearch(`/rows/${metric}`, search),
  /** The page of a record, for the days of `search`. */
  album: (id: string, search?: URLSearchParams): string => withSearch(`/albums/${id}`, search),
  /** What a record sold, bar by bar, as a file. */
  albumCsv: (id: string, search?: URLSearchParams): string => withSearch(`/albums/${id}.csv`, search),
  /** Where notes on days are added, changed and removed. */
  notes: (): string => "/annotations",
  orders: (search?: URLSearchParams): string => withSearch("/orders", search),
  ordersCsv: (search?: URLSearchParams): string => withSearch("/orders.csv", search),
  order: (number: number | string): string => `/orders/${number}`,
  inventory: (search?: URLSearchParams): string => withSearch("/inventory", search),
  inventoryCsv: (search?: URLSearchParams): string => withSearch("/inventory.csv", search),
  /** A place on the shelf, by its id or its record's; `act` is the form that stands open. */
  inventoryRow: (id: string, act?: string): string => withSearch(`/inventory/${id}`, act ? new URLSearchParams({ act }) : undefined),
  inventoryReceive: (shelf?: string): string => withSearch("/inventory/receive", shelf ? new URLSearchParams({ shelf }) : undefined),
  inventoryNew: (search?: URLSearchParams): string => withSearch("/inventory/new", search),
  imports: (): string => "/imports",
  /** A file before it is an import. */
  importFile: (id: string): string => `/imports/files/${id}`,
  /** The orders that an import brought. */
  ordersOfImport: (id: string): string => `/orders?batch=${id}`,
  importBatch: (id: string): string => `/imports/${id}`,
  /** The rows that an import left out, as a file. */
  importRefusedCsv: (id: string): string => `/imports/${id}.csv`,
  suppliers: (): string => "/inventory/suppliers",
  /** The assistant, or one of its conversations. */
  assistant: (conversationId?: string): string => withSearch("/assistant", conversationId ? new URLSearchParams({ c: conversationId }) : undefined),
  /** Asking the documents, or one of these conversations; `of` is what is asked where it is not the documents. */
  knowledge: (conversationId?: string | null, of?: "jazz" | null): string => withSearch("/knowledge", conversationId || of ? new URLSearchParams({ ...(of ? { of } : {}), ...(conversationId ? { c: conversationId } : {}) }) : undefined),
  /** The same with a question in the field, to be read before it is asked. */
  askAgain: (question: string): string => withSearch("/knowledge", new URLSearchParams({ q: question })),
  documents: (search?: URLSearchParams): string => withSearch("/knowledge/documents", search),
  /** Where one file after the other is sent by script: a new document, or a newer version of one. */
  documentUpload: (replaces?: string): string => withSearch("/knowledge/documents/upload", replaces ? new URLSearchParams({ replaces }) : undefined),
  /** A document; `search` says which places to mark (see passage-link.ts). */
  document: (id: string, search?: URLSearchParams): string => withSearch(`/knowledge/documents/${id}`, search),
  /** The same as data, for the column beside an answer. */
  documentJson: (id: string, search?: URLSearchParams): string => withSearch(`/knowledge/documents/${id}.json`, search),
  /** A document's file as it came. */
  documentFile: (id: string): string => `/files/documents/${id}`,
  /** The same, given by this server whatever keeps it, for a page that draws it. */
  documentBytes: (id: string): string => `/files/documents/${id}?through=1`,
  knowledgeQueues: (search?: URLSearchParams): string => withSearch("/knowledge/queues", search),
  find: (text?: string): string => withSearch("/find", text ? new URLSearchParams({ q: text }) : undefined),
  /** The sign-in; `after` says what was just done elsewhere. */
  login: (redirectTo?: string, after?: "password" | "code"): string => withSearch("/login", redirectTo || after ? new URLSearchParams({ ...(redirectTo ? { redirectTo } : {}), ...(after ? { after } : {}) }) : undefined),
  reset: "/reset",
  account: (search?: URLSearchParams): string => withSearch("/account", search),
  secondStep: "/account/second-step",
  users: (search?: URLSearchParams): string => withSearch("/admin/users", search),
  aiUse: (search?: URLSearchParams): string => withSearch("/admin/ai", search),
  aiUseCsv: (block: string, search: URLSearchParams): string => {
    const asked = pickPeriod(search);
    asked.set("block", block);
    return withSearch("/admin/ai.csv", asked);
  },
  aiRuns: (search?: URLSearchParams): string => withSearch("/admin/ai/runs", search),
  aiBudgets: "/admin/ai/budgets",
  settings: (search?: URLSearchParams): string => withSearch("/admin/settings", search),
  system: "/admin/system",
  activity: (search?: URLSearchParams): string => withSearch("/activity", search),
  /** Everything that was done with one thing, as far back as the log goes. */
  activityOf: (type: string, id: string): string => withSearch("/activity", new URLSearchParams({ object: `${type}:${id}`, from: "2000-01-01", to: "2049-12-31" })),
  activityFile: (format: "csv" | "json", search: URLSearchParams): string => withSearch(`/activity.${format}`, search),
  outbox: (search?: URLSearchParams): string => withSearch("/outbox", search),
  logout: "/logout",
  setup: "/setup",
  theme: "/theme",
} as const;
