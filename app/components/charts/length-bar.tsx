interface LengthBarProps {
  /** Percent of the full width. */
  length: number;
  before?: number | null;
  height?: number;
  faint?: boolean;
}

/** A lying bar; the comparison is a thin mark across it, never a second bar. */
export function LengthBar({ length, before = null, height = 18, faint = false }: LengthBarProps) {
  return (
    <svg aria-hidden="true">
      <rect className={faint ? "c-shade" : "c-now"} width={`${length}%`} height={height} />
      {!before ? null : <line className="tick" x1={`${before}%`} x2={`${before}%`} y1="-3" y2={height + 3} />}
    </svg>
  );
}
