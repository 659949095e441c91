interface FormNoteProps {
  /** What a form was told; nothing is shown without. */
  sentence: string | null | undefined;
  title?: string;
}

/** Why a form was not taken, above its fields. */
export function FormNote({ sentence, title = "Not saved" }: FormNoteProps) {
  if (!sentence) return null;
  return (
    <p className="note" role="alert">
      <b>{title}</b>
      {sentence}
    </p>
  );
}
