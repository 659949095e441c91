import type { ReactNode } from "react";

/** What stands under the crosshair of the column `at`, on the side where there is room. */
export function Readout({ at, of, children }: { at: number; of: number; children: ReactNode }) {
  const x = ((at + 0.5) / of) * 100;
  const side = x > 50 ? { right: `calc(${100 - x}% + 14px)` } : { left: `calc(${x}% + 14px)` };
  return (
    <div className="readout" style={side} aria-hidden="true">
      {children}
    </div>
  );
}
