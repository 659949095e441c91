import { lazy, Suspense, useState } from "react";

const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));

interface LazyPaletteProps {
  open: boolean;
  currency: string;
  onClose: () => void;
}

/** The palette comes over the wire when it is first asked for, and stays. */
export function LazyPalette({ open, currency, onClose }: LazyPaletteProps) {
  const [wanted, setWanted] = useState(false);
  if (open && !wanted) setWanted(true);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <Palette open={open} currency={currency} onClose={onClose} />
    </Suspense>
  );
}
