import { isRouteErrorResponse, Link, useLocation, useRouteError } from "@remix-run/react";
import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import type { ErrorForPeople } from "#server/trpc/init.ts";
import { paths } from "#app/lib/paths.ts";

interface Told {
  label: string;
  headline: string;
  sentence: string;
  retry: boolean;
}

const isErrorForPeople = (value: unknown): value is ErrorForPeople =>
  typeof value === "object" && value !== null && "sentence" in value && typeof value.sentence === "string";

/** What happened, what is safe and what to do, for anything a route may throw. */
function tell(error: unknown): Told {
  if (!isRouteErrorResponse(error)) {
    return { label: "Unexpected", headline: "This page broke", sentence: "Nothing was changed. Load it again; if it breaks again, tell the admin what you did last.", retry: true };
  }
  const told = isErrorForPeople(error.data) ? error.data : null;
  switch (error.status) {
    case 404:
      return { label: "404", headline: "There is nothing here", sentence: told?.sentence ?? "The address may be old, or a letter is missing.", retry: false };
    case 403:
      return { label: "403", headline: "Not for your role", sentence: told?.sentence ?? "Your role does not allow this. Ask the admin who may.", retry: false };
    case 503:
      return { label: "503", headline: "The database is away", sentence: told?.sentence ?? "Nothing was changed. It usually is back within seconds.", retry: true };
    default:
      return {
        label: String(error.status),
        headline: error.status >= 500 ? "Something went wrong" : "That did not work",
        sentence: told?.sentence ?? "Nothing was changed. Try again.",
        retry: true,
      };
  }
}

/** An error in the place of the page, inside whatever frame still stands. `children` are further ways on from there. */
export function ErrorPage({ children }: { children?: ReactNode }) {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const { label, headline, sentence, retry } = tell(error);
  return (
    <div className="empty page" role="alert">
      <p className="label quiet">{label}</p>
      <h1>{headline}</h1>
      <p className="long">{sentence}</p>
      <div className="acts">
        {retry ? (
          <Link className="btn" to={pathname + search} reloadDocument>
            <RotateCw className="i" aria-hidden="true" />
            Try again
          </Link>
        ) : null}
        {children}
        <Link className={retry || children ? "btn bare" : "btn"} to={paths.dashboard()} reloadDocument>
          To the dashboard
        </Link>
      </div>
    </div>
  );
}
