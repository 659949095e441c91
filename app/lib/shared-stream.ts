/** How a live stream stands, in words a page can show. */
export type StreamState = "connecting" | "live" | "reconnecting" | "stopped";

export interface StreamHandlers<T> {
  onItem: (item: T) => void;
  onState: (state: StreamState) => void;
}

/** Opens the stream itself and returns the way to close it. */
export type OpenStream<T> = (handlers: StreamHandlers<T>) => () => void;

type Message<T> = { kind: "item"; item: T } | { kind: "state"; state: StreamState } | { kind: "hello" };

/**
 * One stream per browser. A browser opens only six connections to a host, so of all tabs with the
 * same `name` the one that holds the lock opens the stream and tells the others; when it goes, the
 * next takes over. Where locks or channels are missing (plain http), each tab has its own stream.
 * Returns the way to leave.
 */
export function shareStream<T>(name: string, open: OpenStream<T>, handlers: StreamHandlers<T>): () => void {
  if (typeof BroadcastChannel === "undefined" || typeof navigator.locks === "undefined") return open(handlers);
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  let leads = false;
  let state: StreamState = "connecting";
  const tell = (message: Message<T>) => {
    if (!leaving.signal.aborted) channel.postMessage(message);
  };

  channel.addEventListener("message", ({ data }: MessageEvent<Message<T>>) => {
    if (data.kind === "hello" && leads) tell({ kind: "state", state });
    if (leads) return;
    if (data.kind === "item") handlers.onItem(data.item);
    if (data.kind === "state") handlers.onState(data.state);
  });

  const lead = () =>
    new Promise<void>((release) => {
      leads = true;
      const close = open({
        onItem(item) {
          handlers.onItem(item);
          tell({ kind: "item", item });
        },
        onState(next) {
          state = next;
          handlers.onState(next);
          tell({ kind: "state", state: next });
        },
      });
      leaving.signal.addEventListener("abort", () => {
        close();
        release();
      });
    });

  handlers.onState(state);
  navigator.locks.request(name, { signal: leaving.signal }, lead).catch((error: unknown) => {
    // Leaving before it was our turn is the usual end of a tab that only listened.
    if (!leaving.signal.aborted) throw error;
  });
  tell({ kind: "hello" });
  return () => {
    leaving.abort();
    channel.close();
  };
}
