import { lazy, Suspense, useEffect, useState } from "react";

const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));

interface LazyPaletteProps {
  open: boolean;
  currency: string;
  onClose: () => void;
}

/** The palette comes over the wire when it is first asked for, and stays. */
export function LazyPalette({ open, currency, onClose }: LazyPaletteProps) {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (open) setWanted(true);
  }, [open]);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <Palette open={open} currency={currency} onClose={onClose} />
    </Suspense>
  );
}
