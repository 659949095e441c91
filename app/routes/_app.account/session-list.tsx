import { Form } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { ProofField } from "#app/components/form/proof-field.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import type { OwnSession } from "#app/lib/api-types.ts";
import { formatDateTime, formatMoment } from "#app/lib/format.ts";

interface SessionListProps {
  sessions: readonly OwnSession[];
  now: Date;
  timeZone: string;
  /** Whether a password or a code was given within the last ten minutes, and which it takes. */
  proof: { given: boolean; by: "password" | "code" };
  /** What the form was told when it was not taken. */
  answer: { sentence: string | null; fields: Readonly<Record<string, string>> } | null;
}

/** The browsers a person is signed in with, this one first said so, and ways out of each and of all. */
export function SessionList({ sessions, now, timeZone, proof, answer }: SessionListProps) {
  const used = (at: Date) => formatMoment(at, now, timeZone);
  return (
    <Form method="post" className="browsers">
      {/* What Enter in the field below presses; else it would be the first browser's way out. */}
      {proof.given && !answer ? null : (
        <button type="submit" name="intent" value="prove" className="sr" tabIndex={-1}>
          Only show that it is you
        </button>
      )}
      <FormNote sentence={answer?.sentence} title="Nobody was signed out" />
      <DataTable
        caption="Browsers you are signed in with"
        rows={sessions}
        keyOf={(row) => row.id}
        meta={(row) => `${row.address ?? "address unknown"} · ${used(row.lastSeenAt)}`}
        columns={[
          {
            head: "Browser",
            cell: (row) => (
              <>
                <b>{row.device}</b>
                {row.isThis ? <span className="quiet"> this one</span> : null}
              </>
            ),
          },
          { head: "Address", cell: (row) => row.address ?? "" },
          { head: "Signed in", cell: (row) => formatDateTime(row.startedAt, timeZone) },
          { head: "Last used", cell: (row) => used(row.lastSeenAt) },
          {
            head: "Sign out",
            numeric: true,
            amount: true,
            cell: (row) =>
              row.isThis ? (
                ""
              ) : (
                <span className="row-acts">
                  <button type="submit" name="intent" value={`session:${row.id}`}>
                    Sign out<span className="sr"> {row.device}, last used {used(row.lastSeenAt)}</span>
                  </button>
                </span>
              ),
          },
        ]}
      />
      <ProofField proof={proof} of="browsers" error={answer?.fields["proof"]} />
      <div className="acts">
        {sessions.length > 1 ? <SubmitButton words="Sign out everywhere else" name="intent" value="others" plain /> : null}
        <SubmitButton words="Sign out everywhere" name="intent" value="everywhere" plain />
      </div>
    </Form>
  );
}
