import { Link, useRouteLoaderData } from "@remix-run/react";
import { paths } from "#app/lib/paths.ts";
import type { UserRole } from "#db/enums.ts";

const TABS = [
  { id: "ask", label: "Ask", to: paths.knowledge() },
  { id: "documents", label: "Documents", to: paths.documents() },
  { id: "queues", label: "To do", to: paths.knowledgeQueues() },
] as const;

/** The pages around the documents, for whoever may open them. */
export function KnowledgeTabs({ here }: { here: (typeof TABS)[number]["id"] }) {
  const role = useRouteLoaderData<{ person: { role: UserRole } }>("routes/_app")?.person.role;
  const isManager = role === "manager" || role === "admin";
  return (
    <nav className="seg knowledge-tabs" aria-label="Knowledge">
      {TABS.filter(({ id }) => id !== "queues" || isManager).map(({ id, label, to }) => (
        <Link key={id} to={to} aria-current={id === here ? "page" : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
