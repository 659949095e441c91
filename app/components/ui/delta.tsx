import { type Change, formatChange } from "#app/lib/format.ts";

const ARROWS = { up: "M5 1 9.5 9h-9z", down: "M5 9 .5 1h9z" } as const;

export function Arrow({ direction }: { direction: keyof typeof ARROWS }) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true">
      <path d={ARROWS[direction]} />
    </svg>
  );
}

/** A change with its arrow. Only a change that is bad for the shop carries the signal colour, and says so in words as well. */
export function Delta({ change, unit, signal = false }: { change: Change; unit?: string; signal?: boolean }) {
  const words = formatChange(change, unit);
  if (!words) return null;
  const bad = signal && change.good === false && words.direction !== null;
  return (
    <span className={bad ? "delta bad" : "delta"}>
      {words.direction ? <Arrow direction={words.direction} /> : null}
      <span>
        {words.text}
        {bad ? <span className="sr"> worse</span> : null}
      </span>
    </span>
  );
}
