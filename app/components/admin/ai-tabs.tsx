import { NavLink } from "@remix-run/react";
import { paths } from "#app/lib/paths.ts";

/** The three pages of AI use. */
export function AiTabs() {
  return (
    <nav className="seg" aria-label="AI use">
      <NavLink to={paths.aiUse()} end>
        Use
      </NavLink>
      <NavLink to={paths.aiRuns()}>Runs</NavLink>
      <NavLink to={paths.aiBudgets}>Budgets and prices</NavLink>
    </nav>
  );
}
