const LEVELS = { low: 1, medium: 2, high: 3, critical: 4 } as const;
const WORDS = { low: "Low", medium: "Medium", high: "High", critical: "Critical" } as const;
export type Severity = keyof typeof LEVELS;

/** Four bars, filled by how much it matters: a shape beside the colour. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <span className={`sev ${severity}`} role="img" aria-label={WORDS[severity]}>
      {[1, 2, 3, 4].map((bar) => (
        <i key={bar} className={bar <= LEVELS[severity] ? "on" : undefined} />
      ))}
    </span>
  );
}
