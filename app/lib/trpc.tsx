import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "#server/trpc/types.ts";

const url = "/api/trpc";

/**
 * The procedures, from the browser. Only for what does not change the URL: type-ahead, live feed,
 * progress. Pages read in their loaders.
 */
export const trpcClient = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === "subscription",
      true: httpSubscriptionLink({ url, transformer: superjson }),
      false: httpBatchLink({ url, transformer: superjson, maxURLLength: 4_000 }),
    }),
  ],
});
