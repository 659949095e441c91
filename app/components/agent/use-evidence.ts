import { useCallback, useRef, useState } from "react";
import type { EvidenceOf } from "./evidence/evidence.tsx";

/** The figure whose evidence is open. Closing gives the focus back to where it came from. */
export function useEvidence(): { of: EvidenceOf | null; open: (of: EvidenceOf, from: HTMLElement) => void; close: () => void } {
  const [of, setOf] = useState<EvidenceOf | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const open = useCallback((next: EvidenceOf, from: HTMLElement) => {
    opener.current = from;
    setOf(next);
  }, []);
  const close = useCallback(() => {
    setOf(null);
    opener.current?.focus();
  }, []);
  return { of, open, close };
}
