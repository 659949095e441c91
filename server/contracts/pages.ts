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
  { label: "Orders", href: "/orders", words: "sales invoices list", roles: USER_ROLES },
  { label: "Assistant", href: "/assistant", words: "ask question chat help answer ai", roles: USER_ROLES },
];

/** The pages a role may open. */
export const pagesFor = (role: UserRole): Page[] => PAGES.filter((page) => page.roles.includes(role));
