import { OnceNote } from "./once-note.tsx";

/** Recovery codes, in the only answer that ever holds them. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <OnceNote label="Recovery codes" title="Your recovery codes, shown this once">
      <p>Each lets you in once when the app is lost. Print them or write them down, and keep them apart from the telephone.</p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </OnceNote>
  );
}
