import { useNavigation } from "@remix-run/react";

/** The main button of a form. While the form is under way it cannot be pressed again, and says so. */
export function SubmitButton({ words, name, value, plain = false, className = plain ? "btn" : "btn go" }: { words: string; name?: string; value?: string; /** Not the first thing to do here. */ plain?: boolean; className?: string }) {
  const sending = useNavigation().state === "submitting";
  return (
    <button className={className} type="submit" name={name} value={value} aria-disabled={sending || undefined} onClick={(event) => (sending ? event.preventDefault() : undefined)}>
      {words}
    </button>
  );
}
