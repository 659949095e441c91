import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { QueueEntry } from "#app/lib/api-types.ts";
import type { KnowledgeQueue } from "#server/contracts/knowledge-queues.ts";

/** What became of the row that was just decided, with the way back. It takes the focus that the row left behind. */
export function DecidedNote({ queue, id, entry }: { queue: KnowledgeQueue; id: string; entry: QueueEntry }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) note.current?.focus();
  }, [id, entry.state]);
  return (
    <div className="note hollow long" role="status" tabIndex={-1} ref={note}>
      <b>{sayDecided(queue, entry)}</b>
      {entry.state === "open" ? null : (
        <Form method="post" className="undo" preventScrollReset>
          <input type="hidden" name="id" value={id} />
          <button type="submit" className="link" name="state" value="open">
            Undo
          </button>
        </Form>
      )}
    </div>
  );
}

const MOST_LETTERS = 120;
const quoted = (words: string): string => `“${words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS).trimEnd()}…` : words}”`;

function sayDecided(queue: KnowledgeQueue, { words, other, state }: QueueEntry): string {
  const what = other === null ? quoted(words) : `${quoted(words)} and ${quoted(other)}`;
  if (state === "open") return other === null ? `${what} waits again.` : `${what} wait again.`;
  if (queue === "contradictions") return `${what} do not contradict each other, as you said.`;
  if (queue === "feedback") return `What was said of the answer to ${what} is seen to.`;
  return state === "answered" ? `${what} is answered by the documents now.` : `${what} is put aside as not ours to answer.`;
}
