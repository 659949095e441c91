import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Pager } from "#app/components/data-table/pager.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { ImportWay } from "#app/components/imports/import-way.tsx";
import { RowNumber } from "#app/components/imports/row-number.tsx";
import { sayBatch, sayCounts, sayFormat } from "#app/components/imports/import-words.ts";
import { useWatch } from "#app/components/imports/use-watch.ts";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { CsvLink } from "#app/components/layout/view-switch.tsx";
import { takeForm, textsOf } from "#app/lib/form-answer.server.ts";
import type { ImportPageData as Page } from "#app/lib/api-types.ts";
import { formatCount, formatDateTime, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { batchInput, refusedRowsInput } from "#server/contracts/imports.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { UndoResult } from "./undo-result.tsx";

export const meta: MetaFunction = () => [{ title: "An import · Imports · Misty" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const caller = await callerFor(request, context);
  const asked = refusedRowsInput.safeParse({ ...Object.fromEntries(new URL(request.url).searchParams), id: params["id"] });
  if (!asked.success) throw new Response(null, { status: 404 });
  const [page, shop] = await Promise.all([caller.imports.batch(asked.data), caller.session.shop()]);
  return { ...page, timeZone: shop.timeZone };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const values = textsOf(await request.formData());
  const { imports } = await callerFor(request, context);
  const outcome = await takeForm("undo", batchInput, { id: params["id"] }, values, (input) => imports.undo(input));
  return "result" in outcome ? redirect(paths.importBatch(outcome.result.id)) : data(outcome.answer, { status: outcome.status });
}

/** One import: its counts, the rows it left out, and the way back. */
export default function ImportPage() {
  const { batch, refused, mayUndo, seesCells, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const running = batch.status === "staging" || batch.status === "applying";
  useWatch(running || batch.undoing);
  const done = batch.status === "completed" || batch.status === "undone";
  return (
    <div className="page-body list-page inventory imports long-name">
      <Band label={`${sayFormat(batch.format)} · ${sayBatch(batch).words}`} title={batch.fileName} figure={done ? formatCount(batch.imported) : undefined}>
        <p>
          {done ? `${sayCounts(batch)}. ` : ""}
          {batch.startedBy ?? "The command line"}, {formatDateTime(batch.completedAt ?? batch.startedAt, timeZone)}.
        </p>
      </Band>
      <ImportWay refusal={answer && { title: "Not taken back", sentence: answer.sentence }} />
      {batch.error ? (
        <p className="note long" role="status">
          <b>{sayBatch(batch).words}</b>
          {batch.error}
        </p>
      ) : null}
      {running ? (
        <p className="note hollow long" role="status">
          <b>{sayBatch(batch).words}</b>
          Its rows appear all at once, when the import is complete. {batch.uploadId ? <Link to={paths.importFile(batch.uploadId)}>See how far it is</Link> : null}
        </p>
      ) : null}
      {done && batch.imported === 0 && batch.unchanged > 0 ? (
        <p className="note hollow long" role="status">
          <b>
            0 new rows, {formatCount(batch.unchanged)} known already
          </b>
          This file, or all that can be read of it, was imported before.
        </p>
      ) : null}
      {batch.brought.orders > 0 ? (
        <p className="import-brought">
          <Link className="btn" to={paths.ordersOfImport(batch.id)}>
            {batch.brought.orders === 1 ? "See its order" : `See its ${formatCount(batch.brought.orders)} orders`}
          </Link>{" "}
          <span className="quiet">{sayBrought(batch.brought)}</span>
        </p>
      ) : null}
      {batch.status === "completed" ? (
        <Block track="A1" title="Take it back">
          {batch.undoing ? (
            <p role="status">
              <b>The import is being taken back.</b> Until that is complete nothing has changed. You may leave this page.
            </p>
          ) : (
            <>
              {batch.undoLost || batch.undoError ? (
                <p className="note long" role="status">
                  <b>Not taken back</b>
                  {batch.undoError ?? "The program stopped while the import was taken back, so nothing was changed. Try again."}
                </p>
              ) : null}
              <p className="long">Orders, customers and records of this import go away again. What somebody edited or used since stays, and is listed. The file can be imported again later.</p>
              {batch.laterKnown > 0 ? <p className="long quiet">Later imports found rows here already. Where those came with this one they go too: import the later files again afterwards, and only what is missing comes in.</p> : null}
              {mayUndo ? (
                <Form method="post" className="act-form">
                  <SubmitButton words="Take the whole import back" plain />
                </Form>
              ) : (
                <p className="quiet">Managers and admins take an import back.</p>
              )}
            </>
          )}
        </Block>
      ) : null}
      {batch.undo ? (
        <Block track="A1" title="Taken back">
          <UndoResult undo={batch.undo} by={batch.undoneBy} at={batch.undoneAt === null ? "" : formatDateTime(batch.undoneAt, timeZone)} />
        </Block>
      ) : null}
      {batch.refused > 0 ? (
        <Block track={done ? "B1" : "A1"} title={`${plural(batch.refused, "row")} left out`} tools={<CsvLink title="Rows left out" href={paths.importRefusedCsv(batch.id)} />}>
          <DataTable
            caption="Rows that were left out"
            rows={refused.rows}
            keyOf={(row) => `${row.file}:${row.row}`}
            meta={(row) => `${row.column ? `${row.column}: ` : ""}${row.message}`}
            columns={[
              { head: "Row", cell: (row) => <RowNumber line={row.row} {...(batch.format === "chinook" ? { file: row.file } : {})} /> },
              { head: "Column", cell: (row) => row.column ?? "the whole row" },
              { head: "What is wrong", cell: (row) => row.message },
              ...(seesCells ? [{ head: "The row as it was", cell: (row: (typeof refused.rows)[number]) => <span className="raw">{(row.raw ?? []).join(" · ").slice(0, 400)}</span> }] : []),
            ]}
          />
          <Pager shown={refused.rows.length} nextCursor={refused.nextCursor} noun={refused.rows.length === 1 ? "row" : "rows"} />
          <p className="quiet">Mend them in the file and import it again: only what is new comes in.</p>
        </Block>
      ) : null}
    </div>
  );
}

/** What else is here of an import. */
function sayBrought({ orders, customers, records }: Page["batch"]["brought"]): string {
  const more = [customers > 0 ? plural(customers, "new customer") : "", records > 0 ? plural(records, "new record") : ""].filter(Boolean);
  return more.length === 0 ? "" : `${more.join(" and ")} came with ${orders === 1 ? "it" : "them"}.`;
}

export const ErrorBoundary = ErrorPage;
