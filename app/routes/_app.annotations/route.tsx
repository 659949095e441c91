import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { AnnotationsBar } from "#app/components/annotations/annotations-bar.tsx";
import { NoteForm } from "#app/components/annotations/note-form.tsx";
import type { NoteAnswer } from "#app/components/annotations/types.ts";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { formatDay } from "#app/lib/format.ts";
import { readPeriod } from "#app/lib/period.server.ts";
import { safePath, text } from "#server/auth/sign-in-route.ts";
import { addAnnotationInput, editAnnotationInput, removeAnnotationInput } from "#server/contracts/annotations.ts";
import { todayIn } from "#server/contracts/calendar.ts";
import { resolvePeriod } from "#server/contracts/period.ts";
import { fieldMessages } from "#server/contracts/sign-in.ts";
import { AppError } from "#server/errors.ts";
import { callerFor } from "#server/trpc/caller.ts";

export const meta: MetaFunction = () => [{ title: "Notes on days · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await callerFor(request, context);
  const { timeZone } = await caller.session.shop();
  const asked = readPeriod(request);
  const period = resolvePeriod({ params: asked.p || asked.from ? asked : { ...asked, p: "365" }, today: todayIn(timeZone, context.now) });
  return { notes: await caller.annotations.list({ from: period.from, to: period.to }), period };
}

const answer = (said: NoteAnswer, status = 200) => data({ ...said, redirectTo: null as string | null, id: null as string | null }, { status });

/** Adds, changes and removes notes. A form without a script names where to go back to; with one the page stays and reads its notes again. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const asked = text(form, "redirectTo");
  const back = asked === "" ? "" : safePath(asked);
  const entered = { id: text(form, "id"), day: text(form, "day"), text: text(form, "text") };
  const refuse = (status: number, sentence: string, fields: Readonly<Record<string, string>> = {}) =>
    data({ done: null, sentence, fields, day: entered.day, text: entered.text, redirectTo: back || null, id: entered.id || null }, { status });
  const caller = await callerFor(request, context);
  try {
    switch (text(form, "intent")) {
      case "add": {
        const parsed = addAnnotationInput.safeParse(entered);
        if (!parsed.success) return refuse(400, "The note was not added.", fieldMessages(parsed.error));
        await caller.annotations.add(parsed.data);
        return back ? redirect(back) : answer({ done: "added" });
      }
      case "edit": {
        const parsed = editAnnotationInput.safeParse(entered);
        if (!parsed.success) return refuse(400, "The note was not changed.", fieldMessages(parsed.error));
        await caller.annotations.edit(parsed.data);
        return back ? redirect(back) : answer({ done: "edited" });
      }
      case "remove": {
        const parsed = removeAnnotationInput.safeParse(entered);
        if (!parsed.success) return refuse(400, "There is no such note.");
        const removed = await caller.annotations.remove(parsed.data);
        return data({ done: "removed" as const, ...removed, redirectTo: back || null, id: null as string | null });
      }
      default:
        return refuse(400, "A note is added, changed or removed.");
    }
  } catch (error) {
    if (error instanceof AppError) return refuse(400, error.message, error.fields);
    if (error instanceof Response && (error.status === 404 || error.status === 403)) return refuse(error.status, error.status === 404 ? "This note is not there any more." : "A note is changed by who wrote it, or by a manager.");
    throw error;
  }
}

/** The notes of a year on a page of their own; forms without a script end here when something was wrong, or to take a removal back. */
export default function NotesPage() {
  const { notes, period } = useLoaderData<typeof loader>();
  const said = useActionData<typeof action>();
  const back = said?.redirectTo ? { redirectTo: said.redirectTo } : {};
  return (
    <>
      <div className="page-head">
        <div>
          <p className="label">Notes on days · {period.range}</p>
          <h1>{said?.done === null ? said.sentence : said?.done === "removed" ? "The note was removed" : "Notes on days"}</h1>
        </div>
      </div>
      <div className="page-body day-notes">
        {said?.done === null ? <NoteForm draft={{ id: said.id, day: said.day, text: said.text }} answer={said} {...back} /> : null}
        {said?.done === "removed" ? (
          <form method="post" className="note-form">
            <p>
              It said “<bdi>{said.text}</bdi>” on {formatDay(said.day)}.
            </p>
            <input type="hidden" name="intent" value="add" />
            <input type="hidden" name="day" value={said.day} />
            <input type="hidden" name="text" value={said.text} />
            <input type="hidden" name="redirectTo" value={said.redirectTo ?? "/annotations"} />
            <button className="btn s" type="submit">
              Undo
            </button>
          </form>
        ) : null}
        {said?.redirectTo ? (
          <p>
            <Link to={said.redirectTo}>Back to the page you came from</Link>
          </p>
        ) : null}
        <AnnotationsBar notes={notes} period={period} />
      </div>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
