import { useNavigate } from "@remix-run/react";
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from "react";

interface PlotHandProps {
  /** What the whole drawing says. */
  summary: string;
  columns: number;
  /** The column that is read; null when none is. */
  read: number | null;
  onRead: (at: number | null) => void;
  /** What the column says that is read, or would be. */
  says: (at: number) => string;
  /** The rows behind what is read at a column. */
  hrefAt: (at: number) => string | null;
  /** A pointer is at this height, in percent from the top, over the column. */
  onHeight?: (at: number, y: number) => void;
  /** The arrows up (-1) and down (1). */
  onStep?: (at: number, step: number) => void;
}

/**
 * One hand over a whole plot, where a column is too narrow for a link of its own. It is a slider:
 * arrows go from column to column and each is said; Enter, a click or a second touch opens the rows.
 */
export function PlotHand({ summary, columns, read, onRead, says, hrefAt, onHeight, onStep }: PlotHandProps) {
  const navigate = useNavigate();
  const touchedNew = useRef(false);
  const at = Math.min(read ?? columns - 1, columns - 1);

  function readAt(event: PointerEvent<HTMLDivElement> | MouseEvent<HTMLDivElement>): number {
    const box = event.currentTarget.getBoundingClientRect();
    const column = box.width === 0 ? 0 : Math.floor(((event.clientX - box.left) / box.width) * columns);
    const next = Math.min(columns - 1, Math.max(0, column));
    onRead(next);
    if (box.height > 0) onHeight?.(next, ((event.clientY - box.top) / box.height) * 100);
    return next;
  }

  function open(column: number) {
    const href = hrefAt(column);
    if (href) void navigate(href);
  }

  function moveBy(event: KeyboardEvent) {
    const target = { ArrowRight: at + 1, ArrowLeft: at - 1, PageUp: at - Math.ceil(columns / 10), PageDown: at + Math.ceil(columns / 10), Home: 0, End: columns - 1 }[event.key];
    if (target !== undefined) onRead(Math.min(columns - 1, Math.max(0, target)));
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") onStep?.(at, event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "Enter") open(at);
    else return;
    event.preventDefault();
  }

  return (
    <div
      className={hrefAt(at) ? "hand opens" : "hand"}
      role="slider"
      tabIndex={0}
      aria-label={summary}
      aria-valuemin={1}
      aria-valuemax={columns}
      aria-valuenow={at + 1}
      aria-valuetext={`${says(at)}${hrefAt(at) ? ". Enter shows the rows" : ""}`}
      onPointerMove={readAt}
      onPointerDown={(event) => {
        const before = read;
        const now = readAt(event);
        touchedNew.current = event.pointerType === "touch" && before !== now;
      }}
      onClick={(event) => {
        if (!touchedNew.current) open(readAt(event));
        touchedNew.current = false;
      }}
      onFocus={() => onRead(at)}
      onBlur={() => onRead(null)}
      onKeyDown={moveBy}
    >
      {read === null ? null : <span className="cross" style={{ left: `${((at + 0.5) / columns) * 100}%` }} />}
    </div>
  );
}
