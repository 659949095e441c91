const WIDTHS = ["w1", "w2", "w3", "w4"] as const;

/** Lines in the shape of rows that are on their way. */
export function SkeletonRows({ rows }: { rows: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, at) => (
        <span key={at} className={`skel line ${WIDTHS[at % WIDTHS.length]}`} />
      ))}
    </div>
  );
}
