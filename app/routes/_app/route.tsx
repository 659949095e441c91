import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, type ShouldRevalidateFunction, useLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { AskSide } from "#app/components/agent/panel/ask-side.tsx";
import { useAskPanel } from "#app/components/agent/panel/use-ask-panel.ts";
import { FindField } from "#app/components/layout/find-field.tsx";
import { NavigationProgress } from "#app/components/layout/navigation-progress.tsx";
import { LazyPalette } from "#app/components/layout/lazy-palette.tsx";
import { PlaceboLine } from "#app/components/layout/placebo-line.tsx";
import { Rail } from "#app/components/layout/rail.tsx";
import { TabBar } from "#app/components/layout/tab-bar.tsx";
import { ThemeSwitch } from "#app/components/layout/theme-switch.tsx";
import { paths } from "#app/lib/paths.ts";
import { requirePerson } from "#server/auth/require.ts";
import { callerFor } from "#server/trpc/caller.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { id, name, role } = await requirePerson(request, context);
  const caller = await callerFor(request, context);
  const [{ currency, timeZone }, placebo] = await Promise.all([caller.session.shop(), caller.outbox.placebo()]);
  return { person: { id, name, role }, shop: { currency, timeZone }, placebo };
}

/** Person and shop do not change by looking around; only an action may change them. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction }) => Boolean(formAction) && formAction !== paths.theme;

/** The frame of every page for signed-in people. */
export default function Shell() {
  const { person, shop, placebo } = useLoaderData<typeof loader>();
  const [finding, setFinding] = useState(false);
  const find = () => setFinding(true);
  const panel = useAskPanel();

  useEffect(() => {
    function openByKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setFinding((open) => !open);
    }
    window.addEventListener("keydown", openByKey);
    return () => window.removeEventListener("keydown", openByKey);
  }, []);

  return (
    <>
      <a className="skip" href="#main">
        To the content
      </a>
      <NavigationProgress />
      <div className={panel.isOpen ? "desk asking" : "desk"}>
        <Rail person={person} />
        <main className="main" id="main" tabIndex={-1}>
          <header className="top">
            <Link className="mark" to={paths.dashboard()} aria-label="Misty, to the dashboard">
              Misty
            </Link>
            <FindField onFind={find} />
            <ThemeSwitch />
          </header>
          <PlaceboLine placebo={placebo} mayLook={person.role === "manager" || person.role === "admin"} />
          <Outlet />
        </main>
        <AskSide isOpen={panel.isOpen} personId={person.id} timeZone={shop.timeZone} onOpen={panel.open} onClose={panel.close} />
      </div>
      <TabBar person={person} onFind={find} onAsk={panel.open} />
      <LazyPalette open={finding} currency={shop.currency} onClose={() => setFinding(false)} />
    </>
  );
}
