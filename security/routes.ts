import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

/** What of a route's module answers requests. */
export interface RouteModule {
  loader?: (args: LoaderFunctionArgs) => unknown;
  action?: (args: ActionFunctionArgs) => unknown;
}

const ROUTES = "app/routes";

/** Every route by Remix' own rule: a file directly in `app/routes`, or a folder's `route` file. By name: `_app.orders._index`. */
export function listRoutes(): { name: string; file: string }[] {
  const found: { name: string; file: string }[] = [];
  for (const entry of readdirSync(ROUTES).sort()) {
    const path = join(ROUTES, entry);
    if (statSync(path).isDirectory()) {
      const file = ["route.tsx", "route.ts"].find((name) => readdirSync(path).includes(name));
      if (file) found.push({ name: entry, file: join(path, file) });
    } else if (/\.tsx?$/.test(entry) && !/\.(test|server)\.tsx?$/.test(entry)) found.push({ name: entry.replace(/\.tsx?$/, ""), file: path });
  }
  return found;
}

/** The answer of a loader or an action in one word: "sign-in", "302 /path" (without its query), or the status. */
export async function answerOf(run: () => unknown): Promise<string> {
  let answer: unknown;
  try {
    answer = await run();
  } catch (thrown) {
    answer = thrown;
    if (!(thrown instanceof Response) && !isData(thrown)) return `threw ${thrown instanceof Error ? thrown.message : JSON.stringify(thrown)}`;
  }
  if (isData(answer)) return String(answer.init?.status ?? 200);
  if (!(answer instanceof Response)) return "200";
  await answer.body?.cancel();
  const { pathname } = new URL(answer.headers.get("location") ?? "/", "http://misty.test");
  if (answer.status < 300 || answer.status > 399) return String(answer.status);
  return pathname === "/login" ? "sign-in" : `${answer.status} ${pathname}`;
}

/** What Remix' `data()` makes. */
const isData = (value: unknown): value is { type: "DataWithResponseInit"; init: ResponseInit | null } => typeof value === "object" && value !== null && "type" in value && value.type === "DataWithResponseInit";
