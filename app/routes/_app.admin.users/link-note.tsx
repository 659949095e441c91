import { OnceNote } from "#app/components/account/once-note.tsx";

/** The link of an invitation that no mail carries, in the only answer that ever holds it. `name` is whom it is for; empty where that is not known. */
export function LinkNote({ link, name }: { link: string; name: string }) {
  return (
    <OnceNote label="Link of one use" title={name ? `The link for ${name}, shown this once` : "The link, shown this once"}>
      <p>Placebo mode is on, so no mail carries it. Copy it and give it to the person yourself. It works once, for 24 hours.</p>
      <input aria-label="Link of the invitation" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
    </OnceNote>
  );
}
