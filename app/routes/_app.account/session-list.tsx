import { Form } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import type { OwnSession } from "#app/lib/api-types.ts";
import { formatDateTime, formatMoment } from "#app/lib/format.ts";

interface SessionListProps {
  sessions: readonly OwnSession[];
  now: Date;
  timeZone: string;
}

/** The browsers a person is signed in with, this one first said so, and ways out of each and of all. */
export function SessionList({ sessions, now, timeZone }: SessionListProps) {
  const used = (at: Date) => formatMoment(at, now, timeZone);
  return (
    <>
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
                <Form method="post" className="row-acts">
                  <input type="hidden" name="id" value={row.id} />
                  <button type="submit" name="intent" value="session">
                    Sign out<span className="sr"> {row.device}, last used {used(row.lastSeenAt)}</span>
                  </button>
                </Form>
              ),
          },
        ]}
      />
      <Form method="post" className="acts">
        {sessions.length > 1 ? <SubmitButton words="Sign out everywhere else" name="intent" value="others" plain /> : null}
        <SubmitButton words="Sign out everywhere" name="intent" value="everywhere" plain />
      </Form>
    </>
  );
}
