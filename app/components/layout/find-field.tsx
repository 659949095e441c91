import { Link } from "@remix-run/react";
import { FIND } from "./navigation.ts";

/** Opens the palette; without a script it leads to the page that finds things. */
export function FindField({ onFind }: { onFind: () => void }) {
  return (
    <Link
      className="find"
      to={FIND.to}
      aria-keyshortcuts="Control+K Meta+K"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onFind();
      }}
    >
      <FIND.icon className="i" aria-hidden="true" />
      <span>
        Find<span className="wide-only"> an order, customer, record</span>
      </span>
      <kbd aria-hidden="true">Ctrl K</kbd>
    </Link>
  );
}
