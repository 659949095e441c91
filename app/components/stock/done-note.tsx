import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { copies, copiesAre } from "#app/components/stock/stock-words.ts";
import type { StockAct } from "#app/lib/api-types.ts";
import { formatCount } from "#app/lib/format.ts";

/** What the last act did, and the way back. */
export function DoneNote({ done, act, formKey, mayWork }: { done: StockAct; act: string; formKey: string; mayWork: boolean }) {
  const note = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone, and it may have stood far below: the answer takes the focus it left, and comes into view.
  useEffect(() => {
    if (document.activeElement === document.body) note.current?.focus();
  }, [act]);
  const sentence = sayDone(done);
  if (sentence === null) return null;
  return (
    <div className="note hollow" role="status" tabIndex={-1} ref={note}>
      <b>{sentence.head}</b>
      {sentence.rest}
      {mayWork && done.lines.some((line) => line.mayBeUndone) ? <UndoForm of="act" id={act} formKey={formKey} words={done.lines.length > 1 ? "Undo the whole box" : "Undo"} /> : null}
    </div>
  );
}

export function UndoForm({ of, id, formKey, words, what }: { of: "act" | "movement"; id: string; formKey: string; words: string; what?: string }) {
  return (
    <Form method="post" className="undo" replace preventScrollReset>
      <input type="hidden" name="intent" value="undo" />
      <input type="hidden" name="of" value={of} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="key" value={formKey} />
      <button type="submit" className="link">
        {words}
        {what ? <span className="sr"> {what}</span> : null}
      </button>
    </Form>
  );
}

/** The head and the rest of the sentence about an act; null where nothing has that id. */
export function sayDone({ lines, count }: StockAct): { head: string; rest: string } | null {
  const [line] = lines;
  if (!line) return count ? { head: `Counted: ${formatCount(count.counted)} is right`, rest: "The books said so, nothing was changed." } : null;
  const there = lines.length === 1 ? `${copiesAre(line.onHand)} on hand now.` : "";
  if (line.isUndo) return { head: "Undone", rest: there || `${formatCount(lines.length)} lines were taken back.` };
  if (count) {
    const difference = count.counted - count.expected;
    return { head: `Counted: ${formatCount(count.counted)}`, rest: `The books said ${formatCount(count.expected)}, so ${copies(Math.abs(difference))} ${Math.abs(difference) === 1 ? "was" : "were"} ${difference < 0 ? "taken off" : "put on"}.` };
  }
  if (line.movement === "restock") {
    const all = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return { head: `${formatCount(all)} ${all === 1 ? "record" : "records"} received`, rest: there || `In ${formatCount(lines.length)} lines.` };
  }
  if (line.movement === "return") return { head: `${copies(line.quantity)} came back`, rest: there };
  return { head: line.quantity < 0 ? `${copies(-line.quantity)} taken off` : `${copies(line.quantity)} put on`, rest: there };
}
