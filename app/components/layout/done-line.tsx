/** Says what was just done; nothing while there is nothing to say. */
export function DoneLine({ words }: { words: string | null | undefined }) {
  if (!words) return null;
  return (
    <p className="note hollow long" role="status">
      <b>{words}</b>
    </p>
  );
}
