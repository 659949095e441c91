import { Link } from "@remix-run/react";
import { Pencil, Trash2 } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { type ListedConversation, titleOf } from "./group-conversations.ts";

interface ConversationEntryProps {
  entry: ListedConversation;
  to: string;
  isCurrent: boolean;
  onRename: (title: string) => void;
  onDelete: () => void;
}

/** A line of the list; its title is changed in place. */
export function ConversationEntry({ entry, to, isCurrent, onRename, onDelete }: ConversationEntryProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const pencil = useRef<HTMLButtonElement>(null);
  const title = titleOf(entry);

  function leave() {
    setDraft(null);
    requestAnimationFrame(() => pencil.current?.focus());
  }

  function save(event: FormEvent) {
    event.preventDefault();
    const changed = draft?.trim() ?? "";
    if (changed !== "" && changed !== title) onRename(changed);
    leave();
  }

  if (draft !== null) {
    return (
      <li>
        <form className="past-rename" onSubmit={save}>
          <label className="sr" htmlFor={`title-${entry.id}`}>
            New title
          </label>
          <input
            id={`title-${entry.id}`}
            value={draft}
            maxLength={120}
            autoFocus
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={(event) => event.key === "Escape" && leave()}
          />
          <button type="submit" className="btn s">
            Save
          </button>
        </form>
      </li>
    );
  }
  return (
    <li className={isCurrent ? "past-entry here" : "past-entry"}>
      <Link to={to} aria-current={isCurrent ? "page" : undefined}>
        {title}
      </Link>
      <button ref={pencil} type="button" className="ib" onClick={() => setDraft(title)}>
        <Pencil className="i" aria-hidden="true" />
        <span className="sr">Rename {title}</span>
      </button>
      <button type="button" className="ib" onClick={onDelete}>
        <Trash2 className="i" aria-hidden="true" />
        <span className="sr">Delete {title}</span>
      </button>
    </li>
  );
}
