import { ChartColumn, Disc3, LayoutDashboard, type LucideIcon, MessageSquareText, Search, ShoppingBag } from "lucide-react";
import { paths } from "#app/lib/paths.ts";

export interface NavigationEntry {
  label: string;
  to: string;
  icon: LucideIcon;
}

export interface NavigationGroup {
  label: string;
  entries: readonly NavigationEntry[];
}

/** Every page that has an entry. An entry appears with its page; all of these are open to every role. */
export const NAVIGATION: readonly NavigationGroup[] = [
  { label: "Desk", entries: [{ label: "Dashboard", to: paths.dashboard(), icon: LayoutDashboard }, { label: "Analytics", to: paths.analytics(), icon: ChartColumn }] },
  { label: "Shop", entries: [{ label: "Orders", to: paths.orders(), icon: ShoppingBag }, { label: "Inventory", to: paths.inventory(), icon: Disc3 }] },
  { label: "Ask", entries: [{ label: "Assistant", to: paths.assistant(), icon: MessageSquareText }] },
];

export const FIND: NavigationEntry = { label: "Find", to: paths.find(), icon: Search };

/** What a person is, for people. */
export const ROLE_WORDS = { staff: "Staff", marketing: "Marketing", buyer: "Buyer", manager: "Manager", admin: "Admin" } as const;

/** Up to two initials of a name: "Mara Kessler" -> "MK". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => Array.from(word ?? "")[0]?.toLocaleUpperCase("en") ?? "").join("") || "?";
}
