import { type UserRole, USER_ROLES } from "#db/enums.ts";

/** A page of the desk; it appears here when it exists. */
export interface Page {
  label: string;
  href: string;
  /** Other words people look for it by. */
  words: string;
  roles: readonly UserRole[];
}

export const PAGES: readonly Page[] = [
  { label: "Dashboard", href: "/", words: "home start figures revenue today overview", roles: USER_ROLES },
  { label: "Analytics", href: "/analytics/sales", words: "reports charts figures sales", roles: USER_ROLES },
  { label: "Customers", href: "/analytics/customers", words: "analytics rfm groups cohorts retention lifetime value", roles: USER_ROLES },
  { label: "Stock figures", href: "/analytics/inventory", words: "analytics stock value sell-through dead stock", roles: USER_ROLES },
  { label: "Catalogue", href: "/analytics/catalogue", words: "analytics genres labels artists records", roles: USER_ROLES },
  { label: "Reviews", href: "/analytics/reviews", words: "analytics ratings stars themes", roles: USER_ROLES },
  { label: "Payments", href: "/analytics/payments", words: "analytics failed pending refunds methods", roles: USER_ROLES },
  { label: "Explorer", href: "/analytics/explorer", words: "analytics tables data rows", roles: USER_ROLES },
  { label: "Orders", href: "/orders", words: "sales invoices list", roles: USER_ROLES },
  { label: "Inventory", href: "/inventory", words: "stock shelf count records barcode reorder", roles: USER_ROLES },
  { label: "Receive a box", href: "/inventory/receive", words: "delivery restock scan barcode", roles: ["buyer", "manager", "admin"] },
  { label: "New record", href: "/inventory/new", words: "add album title", roles: ["buyer", "manager", "admin"] },
  { label: "Suppliers", href: "/inventory/suppliers", words: "lead time order from", roles: USER_ROLES },
  { label: "Activity", href: "/activity", words: "log audit who did what history seals export", roles: USER_ROLES },
  { label: "Outbox", href: "/outbox", words: "mails emails sent failed unknown placebo retry", roles: ["manager", "admin"] },
  { label: "Imports", href: "/imports", words: "import upload csv file shopify mapping history undo bring in", roles: ["buyer", "manager", "admin"] },
  { label: "Account", href: "/account", words: "password name second step sessions sign out", roles: USER_ROLES },
  { label: "People", href: "/admin/users", words: "users invite role deactivate admin colleagues", roles: ["admin"] },
  { label: "AI use", href: "/admin/ai", words: "admin tokens cost budget price model runs latency errors", roles: ["admin"] },
  { label: "Settings", href: "/admin/settings", words: "admin shop name currency time zone threshold mail placebo password retention", roles: ["admin"] },
  { label: "System", href: "/admin/system", words: "admin status version health database jobs queue storage", roles: ["admin"] },
  { label: "Knowledge", href: "/knowledge", words: "ask documents handbook rules policy librarian returns grading", roles: USER_ROLES },
  { label: "Documents", href: "/knowledge/documents", words: "knowledge handbook upload pdf markdown files rules policy", roles: USER_ROLES },
  { label: "To do for the documents", href: "/knowledge/queues", words: "knowledge queues unanswered feedback overdue stale contradictions", roles: ["manager", "admin"] },
  { label: "Jazz research", href: "/knowledge?of=jazz", words: "players sessions labels history web search", roles: USER_ROLES },
  { label: "Assistant", href: "/assistant", words: "ask question chat help answer ai", roles: USER_ROLES },
];

/** The pages a role may open. */
export const pagesFor = (role: UserRole): Page[] => PAGES.filter((page) => page.roles.includes(role));
