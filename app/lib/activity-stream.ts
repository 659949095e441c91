import type { FeedEntry } from "./api-types.ts";
import type { StreamHandlers } from "./shared-stream.ts";
import { trpcClient } from "./trpc.tsx";

/** Opens the stream of new activities after the entry `afterId`. Reconnects by itself; returns the way to close it. */
export function openActivityStream(afterId: string | null, { onItem, onState }: StreamHandlers<FeedEntry>): () => void {
  const subscription = trpcClient.activity.onAdded.subscribe(
    { lastEventId: afterId },
    {
      onData: ({ data }) => onItem(data),
      onConnectionStateChange: ({ state, error }) => {
        if (state === "pending") onState("live");
        else if (state === "connecting") onState(error ? "reconnecting" : "connecting");
        else onState("stopped");
      },
      onError: () => onState("stopped"),
    },
  );
  return () => subscription.unsubscribe();
}
