import type { ActionFunctionArgs } from "@remix-run/node";
import { runTurnRequest } from "#agents/runtime/run-turn-request.ts";

export const action = ({ request, params, context }: ActionFunctionArgs) => runTurnRequest(request, params["agentId"] ?? "", context);
export const loader = () => new Response("Questions are sent with POST.\n", { status: 405, headers: { Allow: "POST" } });
