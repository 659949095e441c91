import { Link } from "@remix-run/react";
import { Plus, RotateCw, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { SkeletonRows } from "#app/components/layout/skeleton-rows.tsx";
import { paths } from "#app/lib/paths.ts";
import type { AgentId } from "#agents/contracts/messages.ts";
import { trpcClient } from "#app/lib/trpc.tsx";
import { listenToTabs, tellTabs } from "../stream/tell-tabs.ts";
import { useRead } from "../use-read.ts";
import { ConversationEntry } from "./conversation-entry.tsx";
import { groupByAge, type ListedConversation, searchTitles, titleOf } from "./group-conversations.ts";

const readList = (agent: string) => trpcClient.conversations.list.query({ agent: agent as AgentId });

/** Fewer than this are found by looking. */
const SEARCH_FROM = 6;

interface ConversationListProps {
  currentId: string | null;
  timeZone: string;
  onNew: () => void;
  /** Whose conversations these are. */
  agent?: AgentId;
  /** The address of one of them; without an id, where a new one begins. */
  hrefOf?: (id?: string) => string;
}

/** The person's conversations: find one, rename it, delete it and take that back. */
export function ConversationList({ currentId, timeZone, onNew, agent = "analyst", hrefOf = paths.assistant }: ConversationListProps) {
  const [list, again] = useRead(readList, agent);
  const [search, setSearch] = useState("");
  const [deleted, setDeleted] = useState<ListedConversation | null>(null);
  const [trouble, setTrouble] = useState("");
  useEffect(() => listenToTabs(again), [again]);

  async function change(what: string, id: string, work: () => Promise<unknown>): Promise<boolean> {
    setTrouble("");
    try {
      await work();
      tellTabs({ id });
      return true;
    } catch (error) {
      setTrouble(`${what} did not work. ${error instanceof Error ? error.message : "Try again."}`);
      return false;
    }
  }

  async function remove(entry: ListedConversation) {
    if (!(await change("Deleting", entry.id, () => trpcClient.conversations.remove.mutate({ id: entry.id, archived: true })))) return;
    setDeleted(entry);
    if (entry.id === currentId) onNew();
  }

  async function takeBack({ id }: ListedConversation) {
    if (await change("Taking it back", id, () => trpcClient.conversations.remove.mutate({ id, archived: false }))) setDeleted(null);
  }

  const all = list.state === "ready" ? list.data : [];
  const found = searchTitles(all, search);
  return (
    <nav className="past" aria-label="Conversations">
      <Link className="btn s" to={hrefOf()} onClick={onNew}>
        <Plus className="i" aria-hidden="true" />
        New question
      </Link>
      {all.length >= SEARCH_FROM || search !== "" ? (
        <label className="past-search">
          <span className="sr">Find a conversation</span>
          <input type="search" value={search} placeholder="Find a conversation" onChange={(event) => setSearch(event.target.value)} />
        </label>
      ) : null}
      <div role="status">
        {deleted ? (
          <p className="past-said">
            <span className="long">Deleted “{titleOf(deleted)}”.</span>{" "}
            <button
              type="button"
              className="link"
              onClick={() => void takeBack(deleted)}
            >
              <Undo2 className="i" aria-hidden="true" /> Undo
            </button>
          </p>
        ) : null}
        {trouble ? <p className="past-said">{trouble}</p> : null}
      </div>
      {list.state === "loading" ? <SkeletonRows rows={5} /> : null}
      {list.state === "failed" ? (
        <div className="past-said" role="alert">
          <p>The conversations did not load. {list.isSignedOut ? "Your session has ended." : ""}</p>
          <button type="button" className="btn s" onClick={again}>
            <RotateCw className="i" aria-hidden="true" />
            Try again
          </button>
        </div>
      ) : null}
      {list.state === "ready" && all.length === 0 && !deleted ? <p className="past-said quiet">Your questions will be kept here. Only you see them.</p> : null}
      {search !== "" && found.length === 0 ? <p className="past-said quiet">No title holds “{search}”.</p> : null}
      {groupByAge(found, new Date(), timeZone).map((group) => (
        <div key={group.label}>
          <p className="label" id={`past-${group.label.replace(" ", "-")}`}>
            {group.label}
          </p>
          <ul aria-labelledby={`past-${group.label.replace(" ", "-")}`}>
            {group.entries.map((entry) => (
              <ConversationEntry
                key={entry.id}
                entry={entry}
                to={hrefOf(entry.id)}
                isCurrent={entry.id === currentId}
                onRename={(title) => void change("Renaming", entry.id, () => trpcClient.conversations.rename.mutate({ id: entry.id, title }))}
                onDelete={() => void remove(entry)}
              />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
