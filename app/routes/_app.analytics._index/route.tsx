import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { paths } from "#app/lib/paths.ts";

/** Analytics opens with its first tab. */
export const loader = ({ request }: LoaderFunctionArgs): Response => redirect(paths.analytics("sales", new URL(request.url).searchParams));
