import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "./root.ts";

export type { AppRouter } from "./root.ts";

/** What procedures give back; pages take their types from here. */
export type RouterOutputs = inferRouterOutputs<AppRouter>;
