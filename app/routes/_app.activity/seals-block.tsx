import { Link } from "@remix-run/react";
import { Block } from "#app/components/layout/block.tsx";
import type { AuditReport, AuditSeals } from "#app/lib/api-types.ts";
import { formatCount } from "#app/lib/format.ts";

interface SealsBlockProps {
  seals: AuditSeals;
  /** What a check found; null where none was asked for. */
  report: AuditReport | null;
  when: (at: Date) => string;
  checkHref: string;
}

/** How far the log is sealed, and whether it is as it was sealed. */
export function SealsBlock({ seals, report, when, checkHref }: SealsBlockProps) {
  const { position, hash, sealedAt, unsealed } = seals;
  return (
    <Block track="C1" title="Seals">
      <p>
        {sealedAt === null ? "Nothing is sealed yet." : `Sealed up to ${when(sealedAt)}, ${formatCount(position)} ${position === 1 ? "seal" : "seals"}.`} {unsealed === 0 ? "No act waits." : `${formatCount(unsealed)} ${unsealed === 1 ? "act waits" : "acts wait"} for the next seal.`}
      </p>
      {hash ? (
        <p className="small quiet seal-hash">
          The end of the chain is {position}:{hash}. Kept elsewhere, it shows later whether the end was cut off.
        </p>
      ) : null}
      {report ? <Report report={report} /> : null}
      <p className="acts">
        <Link className="btn" to={checkHref} preventScrollReset>
          {report ? "Check again" : "Check the whole log"}
        </Link>
      </p>
    </Block>
  );
}

function Report({ report }: { report: AuditReport }) {
  return (
    <div className={report.ok ? "note hollow long" : "note long"} role="status">
      <p>
        <b>{report.ok ? "The log is whole." : "The log is not whole."}</b> {formatCount(report.activities)} acts in seals, {formatCount(report.archivedActivities)} in archives, {formatCount(report.unsealed)} not sealed yet, {formatCount(report.erasedDetails)} without their personal values (erased).
      </p>
      {report.problems.length > 0 ? (
        <ul>
          {report.problems.map(({ position, activityId, what }) => (
            <li key={`${position} ${activityId} ${what}`}>
              {what} {activityId ? <code>{activityId}</code> : null}
              {position === null ? "" : `, seal ${position}`}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
