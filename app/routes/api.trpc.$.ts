import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { handleTrpc } from "#server/trpc/handle.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => handleTrpc(request, context);
export const action = ({ request, context }: ActionFunctionArgs) => handleTrpc(request, context);
