import { NavLink } from "@remix-run/react";
import { paths } from "#app/lib/paths.ts";

const TABS = [
  { label: "People", to: paths.users() },
  { label: "AI use", to: paths.aiUse() },
  { label: "Settings", to: paths.settings() },
  { label: "System", to: paths.system },
] as const;

/** The pages of administration, side by side. */
export function AdminTabs() {
  return (
    <nav className="tabs" aria-label="Administration">
      {TABS.map(({ label, to }) => (
        <NavLink key={to} to={to} prefetch="intent">
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
