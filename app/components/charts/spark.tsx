/** A figure's course, as it was drawn on the server: bars for a count, a line with its mean for an average. */
export type SparkDrawing = { kind: "bars"; path: string } | { kind: "line"; path: string; meanY: number } | { kind: "nothing" };

/** It repeats what the figure says, so it is hidden from readers. */
export function Spark({ drawing }: { drawing: SparkDrawing }) {
  return (
    <svg className="spark sp" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
      {drawing.kind === "bars" ? <path className="c-now" d={drawing.path} /> : null}
      {drawing.kind === "line" ? (
        <>
          <path className="l-mean" d={`M0 ${drawing.meanY}H100`} />
          <path className="l-spark" d={drawing.path} />
        </>
      ) : null}
    </svg>
  );
}
