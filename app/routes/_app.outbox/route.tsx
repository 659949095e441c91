import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EMAIL_KINDS, EMAIL_STATUSES } from "#db/enums.ts";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Pager } from "#app/components/data-table/pager.tsx";
import { ChoiceFilter, FilterForm } from "#app/components/form/filter-form.tsx";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { formatCount, formatDayOfYear, inShopTime } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { outboxActInput, outboxInput } from "#server/contracts/outbox.ts";
import { AppError } from "#server/errors.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { EMAIL_KIND_WORDS, EMAIL_STATUS_MARKS, EMAIL_STATUS_WORDS, sayWhere } from "./email-words.ts";
import { MailCell } from "./mail-cell.tsx";

export const meta: MetaFunction = () => [{ title: "Outbox · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const input = outboxInput.parse(Object.fromEntries(new URL(request.url).searchParams));
  return (await callerFor(request, context)).outbox.list(input);
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = outboxActInput.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return data({ sentence: "This form could not be read. Load the page again." }, { status: 400 });
  try {
    await (await callerFor(request, context)).outbox.decide(form.data);
  } catch (error) {
    if (error instanceof AppError) return data({ sentence: error.message }, { status: 409 });
    throw error;
  }
  return redirect(paths.outbox(new URL(request.url).searchParams));
}

/** Every mail, what became of it, and what a person decides about it. */
export default function OutboxPage() {
  const { emails, counts, filters, placebo, transport, timeZone, nextCursor } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const when = (at: Date) => {
    const { day, clock } = inShopTime(at, timeZone);
    return `${formatDayOfYear(day)}, ${clock}`;
  };
  const waiting = (counts.unknown ?? 0) + (counts.failed ?? 0);
  const narrowed = filters.status !== null || filters.kind !== null;
  return (
    <div className="page-body list-page">
      <Band label="Outbox" title={waiting === 0 ? "No mail needs you" : waiting === 1 ? "One mail needs you" : `${formatCount(waiting)} mails need you`}>
        <p>{placebo.on ? (placebo.address ? `Placebo mode is on: every mail goes to ${placebo.address}.` : "Placebo mode is on without a test address: nothing leaves, mails are written to files.") : transport === "file" ? "There is no EmailJS account: mails are written to files and not sent." : "Mails go to whom they are written to."}</p>
      </Band>
      {answer ? (
        <p className="note long" role="alert">
          <b>{answer.sentence}</b>
        </p>
      ) : null}
      <Block track="A1" title="Mails">
        <FilterForm label="Mails" allHref={narrowed ? paths.outbox() : null}>
          <ChoiceFilter name="status" label="State" chosen={filters.status} choices={EMAIL_STATUSES} say={(status) => `${EMAIL_STATUS_WORDS[status]}${counts[status] ? ` (${formatCount(counts[status])})` : ""}`} any="any" />
          <ChoiceFilter name="kind" label="About" chosen={filters.kind} choices={EMAIL_KINDS} say={(kind) => EMAIL_KIND_WORDS[kind]} any="anything" />
        </FilterForm>
        {emails.length === 0 ? (
          <div className="empty">
            <h3>{narrowed ? "No mail fits these filters" : "No mails yet"}</h3>
            <p>{narrowed ? "Take one of them away, or look at all mails." : "Invitations, reports and whatever else is mailed appear here before it leaves."}</p>
          </div>
        ) : (
          <>
            <DataTable
              caption="Mails, newest first"
              rows={emails}
              keyOf={(email) => email.id}
              meta={(email) => `${EMAIL_STATUS_WORDS[email.status]} · ${when(email.queuedAt)} · ${sayWhere(email, placebo)}`}
              columns={[
                { head: "Mail", cell: (email) => <MailCell email={email} when={when} /> },
                { head: "For", cell: (email) => email.recipient },
                { head: "Where", cell: (email) => sayWhere(email, placebo) },
                { head: "State", cell: (email) => <span className={EMAIL_STATUS_MARKS[email.status]}>{EMAIL_STATUS_WORDS[email.status]}</span> },
                { head: "Queued", cell: (email) => when(email.queuedAt) },
                { head: "Tries", numeric: true, cell: (email) => formatCount(email.attempts) },
              ]}
            />
            <Pager shown={emails.length} nextCursor={nextCursor} noun={emails.length === 1 ? "mail" : "mails"} />
          </>
        )}
      </Block>
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
