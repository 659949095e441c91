/** Recovery codes, in the only answer that ever holds them. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <section className="once" aria-label="Recovery codes" role="status">
      <b>Your recovery codes, shown this once</b>
      <p>Each lets you in once when the app is lost. Print them or write them down, and keep them apart from the telephone.</p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </section>
  );
}
