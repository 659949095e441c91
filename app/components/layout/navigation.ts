import type { UserRole } from "#db/enums.ts";
import { BookOpenText, ChartColumn, Disc3, FileInput, Gauge, History, LayoutDashboard, type LucideIcon, Mails, MessageSquareText, Search, Server, ShoppingBag, SlidersHorizontal, Users } from "lucide-react";
import { paths } from "#app/lib/paths.ts";

export interface NavigationEntry {
  label: string;
  to: string;
  icon: LucideIcon;
  /** Who sees it; everybody without. */
  roles?: readonly UserRole[];
}

export interface NavigationGroup {
  label: string;
  entries: readonly NavigationEntry[];
}

/** Every page that has an entry. An entry appears with its page, for whoever may open it. */
export const NAVIGATION: readonly NavigationGroup[] = [
  { label: "Desk", entries: [{ label: "Dashboard", to: paths.dashboard(), icon: LayoutDashboard }, { label: "Analytics", to: paths.analytics(), icon: ChartColumn }] },
  { label: "Shop", entries: [{ label: "Orders", to: paths.orders(), icon: ShoppingBag }, { label: "Inventory", to: paths.inventory(), icon: Disc3 }, { label: "Imports", to: paths.imports(), icon: FileInput, roles: ["buyer", "manager", "admin"] }] },
  { label: "House", entries: [{ label: "Activity", to: paths.activity(), icon: History }, { label: "Outbox", to: paths.outbox(), icon: Mails, roles: ["manager", "admin"] }] },
  { label: "Ask", entries: [{ label: "Knowledge", to: paths.knowledge(), icon: BookOpenText }, { label: "Assistant", to: paths.assistant(), icon: MessageSquareText }] },
  {
    label: "Admin",
    entries: [
      { label: "People", to: paths.users(), icon: Users, roles: ["admin"] },
      { label: "AI use", to: paths.aiUse(), icon: Gauge, roles: ["admin"] },
      { label: "Settings", to: paths.settings(), icon: SlidersHorizontal, roles: ["admin"] },
      { label: "System", to: paths.system, icon: Server, roles: ["admin"] },
    ],
  },
];

/** The groups of entries a role sees; a group without any is left out. */
export const navigationFor = (role: UserRole): NavigationGroup[] =>
  NAVIGATION.map((group) => ({ ...group, entries: group.entries.filter((entry) => !entry.roles || entry.roles.includes(role)) })).filter((group) => group.entries.length > 0);

export const FIND: NavigationEntry = { label: "Find", to: paths.find(), icon: Search };

/** What a person is, for people. */
export const ROLE_WORDS = { staff: "Staff", marketing: "Marketing", buyer: "Buyer", manager: "Manager", admin: "Admin" } as const;

/** Up to two initials of a name: "Mara Kessler" -> "MK". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => Array.from(word ?? "")[0]?.toLocaleUpperCase("en") ?? "").join("") || "?";
}
