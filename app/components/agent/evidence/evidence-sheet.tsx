import { useEffect, useRef } from "react";
import { Evidence, type EvidenceOf } from "./evidence.tsx";

interface EvidenceSheetProps {
  of: EvidenceOf;
  timeZone: string;
  onClose: () => void;
}

/** The evidence over what is there: from below on a phone, from the right elsewhere. A native dialog keeps the focus and closes by Escape. */
export function EvidenceSheet({ of, timeZone, onClose }: EvidenceSheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="proof-sheet"
      aria-label={`Where ${of.text} comes from`}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <Evidence of={of} timeZone={timeZone} onClose={onClose} />
    </dialog>
  );
}
