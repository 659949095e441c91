import { toQuery } from "./search-params.ts";

const withSearch = (path: string, search?: URLSearchParams): string => (search && search.size > 0 ? path + toQuery(search) : path);

/** Every address of the app, written once. */
export const paths = {
  dashboard: (search?: URLSearchParams): string => withSearch("/", search),
  dashboardCsv: (block: string, period: URLSearchParams): string => {
    const search = new URLSearchParams(period);
    search.set("block", block);
    return withSearch("/dashboard.csv", search);
  },
  rows: (metric: string, search?: URLSearchParams): string => withSearch(`/rows/${metric}`, search),
  orders: (search?: URLSearchParams): string => withSearch("/orders", search),
  ordersCsv: (search?: URLSearchParams): string => withSearch("/orders.csv", search),
  order: (number: number | string): string => `/orders/${number}`,
  /** The assistant, or one of its conversations. */
  assistant: (conversationId?: string): string => withSearch("/assistant", conversationId ? new URLSearchParams({ c: conversationId }) : undefined),
  find: (text?: string): string => withSearch("/find", text ? new URLSearchParams({ q: text }) : undefined),
  login: (redirectTo?: string): string => withSearch("/login", redirectTo ? new URLSearchParams({ redirectTo }) : undefined),
  logout: "/logout",
  setup: "/setup",
  theme: "/theme",
} as const;
