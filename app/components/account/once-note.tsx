import { type ReactNode, useEffect, useRef } from "react";

/**
 * What is shown in one answer and never again: a link of one use, recovery codes.
 * It takes the focus, which brings it into view: it stands at the head of the page, and the button that asked for it may stand far below.
 */
export function OnceNote({ title, label, children }: { title: string; label: string; children: ReactNode }) {
  const note = useRef<HTMLElement>(null);
  useEffect(() => note.current?.focus(), []);
  return (
    <section className="once" aria-label={label} role="status" tabIndex={-1} ref={note}>
      <b>{title}</b>
      {children}
    </section>
  );
}
