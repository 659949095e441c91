import { Link } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { ROLE_WORDS } from "#app/components/layout/navigation.ts";
import type { PeopleList } from "#app/lib/api-types.ts";
import { formatDateTime, formatMoment } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { actsFor } from "./act-form.tsx";

type Person = PeopleList["people"][number];

interface PeopleTableProps extends Pick<PeopleList, "people" | "own"> {
  now: Date;
  timeZone: string;
}

const STATE_WORDS = { active: "Active", invited: "Invited", deactivated: "Deactivated" } as const;

/** Everybody with role, state, last sign-in and second step, and what can be done about each. */
export function PeopleTable({ people, own, now, timeZone }: PeopleTableProps) {
  const seen = (person: Person) => (person.lastSignInAt ? formatMoment(person.lastSignInAt, now, timeZone) : "never");
  const state = (person: Person) => {
    if (person.state !== "invited") return STATE_WORDS[person.state];
    return person.invitedUntil ? `Invited until ${formatDateTime(person.invitedUntil, timeZone)}` : "Invited, link expired";
  };
  return (
    <DataTable
      caption="People"
      rows={people}
      keyOf={(row) => row.id}
      meta={(row) => `${ROLE_WORDS[row.role]} · ${state(row)} · last sign-in ${seen(row)}${row.hasSecondStep ? " · second step on" : ""}`}
      columns={[
        {
          head: "Person",
          cell: (row) => (
            <>
              <b>{row.name}</b> {row.id === own ? <span className="quiet">you</span> : null}
              <br />
              <span className="quiet">{row.email}</span>
            </>
          ),
        },
        { head: "Role", cell: (row) => ROLE_WORDS[row.role] },
        { head: "State", cell: state },
        { head: "Last sign-in", cell: seen },
        { head: "Second step", cell: (row) => (row.hasSecondStep ? "On" : "Off") },
        {
          head: "Change",
          numeric: true,
          amount: true,
          cell: (row) =>
            row.id === own ? (
              <Link className="touch" to={paths.account()}>
                Your account
              </Link>
            ) : (
              <div className="row-acts">
                {actsFor(row).map((act) => (
                  <Link key={act.intent} to={`${paths.users(new URLSearchParams({ act: act.intent, who: row.id }))}#a2`}>
                    {act.title}
                    <span className="sr"> for {row.name}</span>
                  </Link>
                ))}
              </div>
            ),
        },
      ]}
    />
  );
}
