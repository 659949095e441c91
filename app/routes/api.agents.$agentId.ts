import type { ActionFunctionArgs } from "@remix-run/node";
import { runTurnRequest } from "#agents/runtime/run-turn-request.ts";
import { endWithSession } from "#server/auth/end-with-session.ts";

/** An answer is written with the rights its asker had at the start, so it ends when these are no longer theirs. */
export const action = ({ request, params, context }: ActionFunctionArgs) => runTurnRequest(request, params["agentId"] ?? "", { ...context, signal: endWithSession(context, null) });
export const loader = () => new Response("Questions are sent with POST.\n", { status: 405, headers: { Allow: "POST" } });
