/** Why a form before the shop was not taken. */
export function GateRefusal({ title, sentence }: { title: string; sentence: string | undefined }) {
  if (sentence === undefined) return null;
  return (
    <p className="refused" role="alert">
      <b>{title}</b>
      {sentence}
    </p>
  );
}
