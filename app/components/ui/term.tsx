import { isPopover, opensPopover } from "./popover.ts";

interface TermProps {
  id: string;
  label: string;
  definition: string;
  formula?: string | null;
}

/** A word with a dotted line under it; pressing it says what the word means and how it is worked out. */
export function Term({ id, label, definition, formula }: TermProps) {
  return (
    <>
      <button type="button" className="term" {...opensPopover(id)}>
        {label}
        <span className="sr">: what is this?</span>
      </button>
      <span className="tip" role="note" {...isPopover(id)}>
        <b>{label}</b>
        <span>{definition}</span>
        {formula ? <code>{formula}</code> : null}
      </span>
    </>
  );
}
