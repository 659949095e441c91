import { useNavigation } from "@remix-run/react";

/** The main button of a form. While the form is under way it cannot be pressed again, and says so. */
export function SubmitButton({ words }: { words: string }) {
  const sending = useNavigation().state === "submitting";
  return (
    <button className="btn go" type="submit" aria-disabled={sending || undefined} onClick={(event) => (sending ? event.preventDefault() : undefined)}>
      {words}
    </button>
  );
}
