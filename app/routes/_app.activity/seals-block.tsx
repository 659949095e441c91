import { Form } from "@remix-run/react";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { useWatch } from "#app/components/imports/use-watch.ts";
import { Block } from "#app/components/layout/block.tsx";
import type { AuditSeals } from "#app/lib/api-types.ts";
import { formatCount } from "#app/lib/format.ts";

type Check = NonNullable<AuditSeals["check"]>;

interface SealsBlockProps {
  seals: AuditSeals;
  /** Why a check that was asked for did not begin. */
  refusal: string | null;
  when: (at: Date) => string;
}

const CHECKING = { waits: "A check begins within 15 seconds.", runs: "The log is being checked now. You can leave this page.", failed: "The last check could not be brought to its end. The system page says why." } as const;

/** How far the log is sealed, and what its newest check found. */
export function SealsBlock({ seals, refusal, when }: SealsBlockProps) {
  const { position, hash, sealedAt, unsealed, check, checking } = seals;
  const isGoing = checking === "waits" || checking === "runs";
  useWatch(isGoing);
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
      {refusal ? (
        <p className="note long" role="alert">
          <b>{refusal}</b>
        </p>
      ) : null}
      {checking ? <p role="status">{CHECKING[checking]}</p> : null}
      {check ? <Found check={check} when={when} /> : <p>No check in the last 40 days. A worker makes one every night.</p>}
      <Form method="post" className="acts" preventScrollReset>
        <input type="hidden" name="intent" value="check" />
        <SubmitButton words={check ? "Check the whole log again" : "Check the whole log"} plain />
      </Form>
    </Block>
  );
}

function Found({ check, when }: { check: Check; when: (at: Date) => string }) {
  const { at, isWhole, report } = check;
  return (
    <div className={isWhole ? "note hollow long" : "note long"} role="status">
      <p>
        <b>{isWhole ? "The log is whole." : "The log is not whole."}</b> Checked {when(at)}.{" "}
        {report
          ? `${formatCount(report.activities)} acts in seals, ${formatCount(report.archivedActivities)} in archives, ${formatCount(report.unsealed)} not sealed yet, ${formatCount(report.erasedDetails)} without their personal values (erased).`
          : "What it found in particular was erased."}
      </p>
      {report && report.problems.length > 0 ? (
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
