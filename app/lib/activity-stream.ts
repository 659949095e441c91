import type { FeedEntry } from "./api-types.ts";
import type { StreamHandlers } from "./shared-stream.ts";
import { trpcClient } from "./trpc.tsx";

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;

/**
 * Opens the stream of new activities after the entry `afterId` and keeps it open. A browser tries
 * again by itself after a lost line, but gives up when it is refused, as by a server that is just
 * starting: then this asks who is signed in, ever more rarely, and opens a new stream. It stops
 * only when nobody is signed in any more. Returns the way to close it.
 */
export function openActivityStream(afterId: string | null, { onItem, onState }: StreamHandlers<FeedEntry>): () => void {
  let last = afterId;
  let closed = false;
  let wait = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let close = () => {};

  function open() {
    let ended = false;
    const end = () => {
      if (ended || closed) return;
      ended = true;
      close();
      tryLater();
    };
    const subscription = trpcClient.activity.onAdded.subscribe(
      { lastEventId: last },
      {
        onData: ({ data }) => {
          last = data.id;
          onItem(data);
        },
        onConnectionStateChange: ({ state, error }) => {
          if (ended || closed || state === "idle") return;
          if (state === "pending") wait = FIRST_RETRY_MS;
          onState(state === "pending" ? "live" : error ? "reconnecting" : "connecting");
        },
        onError: end,
        onStopped: end,
        onComplete: end,
      },
    );
    close = () => subscription.unsubscribe();
  }

  function tryLater() {
    onState("reconnecting");
    timer = setTimeout(() => void tryAgain(), wait);
    wait = Math.min(wait * 2, LAST_RETRY_MS);
  }

  async function tryAgain() {
    const person = await trpcClient.session.whoami.query().catch(() => undefined);
    if (closed) return;
    if (person === undefined) tryLater();
    else if (person === null) onState("stopped");
    else open();
  }

  open();
  return () => {
    closed = true;
    clearTimeout(timer);
    close();
  };
}
