import { useNavigate } from "@remix-run/react";
import { useCallback, useEffect, useState } from "react";
import type { AgentId } from "#agents/contracts/messages.ts";
import { type Conversation, conversationOf, newId } from "./conversation.ts";

/**
 * The conversation of a page: that of its address, or a new one, which gets its address once it has a question.
 * `hrefOf` gives the address of a conversation, without an id where a new one begins; it must stay the same function.
 */
export function useTalk(personId: string, agent: AgentId, conversationId: string | null, hrefOf: (id?: string) => string): { conversation: Conversation; begin: () => void } {
  const navigate = useNavigate();
  const [freshId, setFreshId] = useState(newId);
  const id = conversationId ?? freshId;
  const conversation = conversationOf(personId, id, id === freshId, agent);

  useEffect(() => {
    if (conversationId !== null) return;
    const name = () => {
      if (conversation.read().messages.length > 0) navigate(hrefOf(conversation.id), { replace: true, preventScrollReset: true });
    };
    name();
    return conversation.subscribe(name);
  }, [conversation, conversationId, hrefOf, navigate]);

  const begin = useCallback(() => {
    setFreshId(newId());
    navigate(hrefOf());
  }, [hrefOf, navigate]);
  return { conversation, begin };
}
