import type { ComponentProps } from "react";
import { useMedia } from "../use-media.ts";
import { ConversationList } from "./conversation-list.tsx";

/** The person's conversations in a column; where there is no room for one, folded over the open conversation. */
export function PastConversations(props: ComponentProps<typeof ConversationList>) {
  const hasColumn = useMedia("(min-width: 1000px)");
  if (hasColumn) return <ConversationList {...props} />;
  return (
    <details className="past-fold">
      <summary>Conversations</summary>
      <ConversationList {...props} />
    </details>
  );
}
