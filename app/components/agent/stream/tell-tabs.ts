/** What tabs of one browser tell each other: a conversation has changed, or is gone. */
export interface ConversationNews {
  id: string;
  gone?: true;
}

const NAME = "misty-conversations";

const channels = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(NAME);
const listeners = new Set<(news: ConversationNews) => void>();

channels?.addEventListener("message", ({ data }: MessageEvent<ConversationNews>) => {
  for (const listener of listeners) listener(data);
});

/** Tells the other tabs, and whoever listens in this one. */
export function tellTabs(news: ConversationNews): void {
  channels?.postMessage(news);
  for (const listener of listeners) listener(news);
}

/** Calls `listener` with news from this tab and the others. Returns the way to stop. */
export function listenToTabs(listener: (news: ConversationNews) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
