import { NavLink, Outlet, useSearchParams } from "@remix-run/react";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { paths } from "#app/lib/paths.ts";
import { pickPeriod } from "#app/lib/search-params.ts";
import { ANALYTICS_TABS, TAB_LABELS } from "#server/contracts/analytics.ts";

const TABS = [...ANALYTICS_TABS, "explorer"] as const;

/** The tabs of analytics; the days that one looks at go along from tab to tab. */
export default function Analytics() {
  const [search] = useSearchParams();
  const kept = pickPeriod(search);
  const grain = search.get("grain");
  if (grain) kept.set("grain", grain);
  return (
    <>
      <nav className="tabs" aria-label="Analytics">
        {TABS.map((tab) => (
          <NavLink key={tab} to={paths.analytics(tab, tab === "explorer" ? undefined : kept)} prefetch="intent">
            {TAB_LABELS[tab]}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </>
  );
}

export const ErrorBoundary = ErrorPage;
