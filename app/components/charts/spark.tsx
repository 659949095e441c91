import { prepareSparkBars, prepareSparkLine, thinOut } from "./prepare/prepare-spark.ts";

const MOST_BARS = 31;
const MOST_POINTS = 12;

/** A count over time as little bars. It repeats what the figure says, so it is hidden from readers. */
export function SparkBars({ values }: { values: readonly (number | null)[] }) {
  return (
    <svg className="spark sp" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
      {prepareSparkBars(thinOut(values, MOST_BARS)).map((bar) => (
        <rect key={bar.x} className="c-now" {...bar} />
      ))}
    </svg>
  );
}

/** An average over time as a line, with its mean. */
export function SparkLine({ values }: { values: readonly (number | null)[] }) {
  const line = prepareSparkLine(thinOut(values, MOST_POINTS));
  return (
    <svg className="spark sp" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
      {line ? (
        <>
          <path className="l-mean" d={`M0 ${line.meanY}H100`} />
          <path className="l-spark" fill="none" d={line.path} />
        </>
      ) : null}
    </svg>
  );
}
