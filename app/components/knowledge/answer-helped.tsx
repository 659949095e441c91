import { ThumbsDown, ThumbsUp } from "lucide-react";
import { createContext, type FormEvent, useContext, useRef, useState } from "react";
import { trpcClient } from "#app/lib/trpc.tsx";
import { FEEDBACK_REASONS } from "#server/contracts/knowledge-queues.ts";

interface Given {
  runId: string;
  isHelpful: boolean;
  reason: string | null;
}

/** What the person said before of the answers of this conversation. */
export const GivenContext = createContext<readonly Given[]>([]);

/** Whether an answer helped, and if not, why. Said again, the last word holds. */
export function AnswerHelped({ runId }: { runId: string }) {
  const before = useContext(GivenContext).find((given) => given.runId === runId) ?? null;
  const [now, setNow] = useState<Pick<Given, "isHelpful" | "reason"> | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isSending, setSending] = useState(false);
  const no = useRef<HTMLButtonElement>(null);
  const [said, setSaid] = useState("");
  const given = now ?? before;

  async function give(isHelpful: boolean, reason: string | null) {
    if (isSending) return;
    setSaid("");
    setSending(true);
    try {
      await trpcClient.knowledgeQueues.give.mutate({ runId, isHelpful, reason });
      setNow({ isHelpful, reason });
      // The form goes with what was pressed in it.
      if (!isHelpful) no.current?.focus();
      setAsking(false);
      setSaid(isHelpful ? "Thank you, noted." : "Thank you. The managers see it.");
    } catch {
      setSaid("That was not saved. Try again.");
    } finally {
      setSending(false);
    }
  }

  function sendReason(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const own = form.get("own");
    const words = typeof own === "string" ? own.trim() : "";
    const picked = form.get("reason");
    void give(false, [typeof picked === "string" ? picked : "", words].filter(Boolean).join(": ") || null);
  }

  return (
    <div className="helped">
      <span>Did this answer it?</span>
      <button type="button" className="btn s" aria-pressed={given?.isHelpful === true} aria-disabled={isSending || undefined} onClick={() => void give(true, null)}>
        <ThumbsUp className="i" aria-hidden="true" />
        Yes
      </button>
      <button type="button" className="btn s" ref={no} aria-pressed={given?.isHelpful === false} aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>
        <ThumbsDown className="i" aria-hidden="true" />
        No, because
      </button>
      <span className="small quiet" role="status">
        {said}
      </span>
      {given?.reason && !isAsking ? <span className="small quiet">You said: {given.reason}</span> : null}
      {/* Closed it keeps what was written. */}
      <form className="why" onSubmit={sendReason} hidden={!isAsking}>
        <fieldset>
          <legend className="sr">What is wrong with it</legend>
          {FEEDBACK_REASONS.map((reason) => (
            <label key={reason}>
              <input type="radio" name="reason" value={reason} />
              {reason}
            </label>
          ))}
        </fieldset>
        <label className="sr" htmlFor={`why-${runId}`}>
          In your own words
        </label>
        <input id={`why-${runId}`} name="own" maxLength={900} placeholder="In your own words" />
        <button type="submit" className="btn s" aria-disabled={isSending || undefined}>
          Send
        </button>
      </form>
    </div>
  );
}
