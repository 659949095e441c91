import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table/data-table.tsx";
import { Pager } from "#app/components/data-table/pager.tsx";
import { SubmitButton } from "#app/components/form/submit-button.tsx";
import { sayBatch, sayFormat, saySize, UPLOAD_WORDS } from "#app/components/imports/import-words.ts";
import { useWatch } from "#app/components/imports/use-watch.ts";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { FormNote } from "#app/components/stock/form-note.tsx";
import { formatCount, formatDateTime, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { readParts } from "#app/lib/read-parts.server.ts";
import { importsInput, LARGEST_UPLOAD_BYTES, uploadIdInput } from "#server/contracts/imports.ts";
import { AppError } from "#server/errors.ts";
import { callerFor } from "#server/trpc/caller.ts";

export const meta: MetaFunction = () => [{ title: "Imports · Misty" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await callerFor(request, context);
  const [list, shop] = await Promise.all([caller.imports.list(importsInput.parse(Object.fromEntries(new URL(request.url).searchParams))), caller.session.shop()]);
  return { list, timeZone: shop.timeZone };
}

/** Takes the files of the upload form; the row forms say what to put away. */
export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await callerFor(request, context);
  try {
    if (request.headers.get("content-type")?.startsWith("multipart/form-data")) {
      const { id } = await caller.imports.upload({ read: async (take) => void (await readParts(request, "files", take)) });
      return redirect(paths.importFile(id));
    }
    const parsed = uploadIdInput.safeParse(Object.fromEntries(await request.formData()));
    if (parsed.success) await caller.imports.discard(parsed.data);
    return redirect(paths.imports());
  } catch (error) {
    if (error instanceof AppError) return data({ sentence: error.message }, { status: error.code === "CONFLICT" ? 409 : 400 });
    throw error;
  }
}

/** What was imported, and where the next file is brought. */
export default function ImportsPage() {
  const { list, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { batches, uploads } = list;
  useWatch(batches.some(({ status, undoing }) => undoing || status === "staging" || status === "applying") || uploads.some(({ state }) => state === "checking" || state === "importing"));
  return (
    <div className="page-body list-page inventory imports">
      <Band label="Imports" title="Bring in what was sold elsewhere">
        <p>A file is looked at, checked and only then taken in. The same file twice adds nothing.</p>
      </Band>
      <Block track="A1" title="A new file">
        {/* A whole page load: the browser shows how far a large file is. */}
        <form method="post" action={paths.imports()} encType="multipart/form-data" className="act-form">
          <FormNote sentence={answer?.sentence} title="Not taken" />
          <div className="field">
            <label htmlFor="files">File</label>
            <input type="file" id="files" name="files" multiple required aria-describedby="files-hint" />
            <p className="hint" id="files-hint">
              Shopify's orders, CDNOW purchases, all CSV files of Chinook at once, or any CSV or text file with a date and an amount. UTF-8 or UTF-16, up to {LARGEST_UPLOAD_BYTES / 1024 / 1024} MB.
            </p>
          </div>
          <SubmitButton words="Upload and look at it" />
        </form>
      </Block>
      {uploads.length > 0 ? (
        <Block track="A2" title="Not imported yet">
          <DataTable
            caption="Files that are not imported yet"
            rows={uploads}
            keyOf={({ id }) => id}
            meta={(row) => `${UPLOAD_WORDS[row.state]} · ${sayFormat(row.format)} · ${row.uploadedBy ?? "somebody"}`}
            columns={[
              {
                head: "File",
                cell: (row) => (
                  <Link to={paths.importFile(row.id)}>
                    <b>{row.fileName}</b>
                  </Link>
                ),
              },
              { head: "Format", cell: (row) => sayFormat(row.format) },
              { head: "State", cell: (row) => `${UPLOAD_WORDS[row.state]}${row.progress?.share ? `, ${Math.floor(row.progress.share * 100)} %` : ""}` },
              { head: "By", cell: (row) => row.uploadedBy ?? "" },
              { head: "Uploaded", cell: (row) => formatDateTime(row.uploadedAt, timeZone) },
              { head: "Size", numeric: true, cell: (row) => saySize(row.bytes) },
              {
                head: "Put away",
                numeric: true,
                amount: true,
                cell: (row) =>
                  row.state === "checking" || row.state === "importing" ? (
                    ""
                  ) : (
                    <form method="post" action={paths.imports()} className="undo">
                      <input type="hidden" name="id" value={row.id} />
                      <button type="submit" className="link">
                        Put away<span className="sr"> {row.fileName}</span>
                      </button>
                    </form>
                  ),
              },
            ]}
          />
        </Block>
      ) : null}
      <Block track="B1" title="Imports">
        {batches.length === 0 ? (
          <div className="empty">
            <h3>Nothing was imported yet</h3>
            <p>Choose a file above. You see its first rows and what is wrong with it before anything is taken in.</p>
          </div>
        ) : (
          <>
            <DataTable
              caption="Imports"
              rows={batches}
              keyOf={({ id }) => id}
              meta={(row) => `${sayBatch(row).words}, ${plural(row.imported, "new row")} · ${formatDateTime(row.completedAt ?? row.startedAt, timeZone)} · ${row.startedBy ?? "command line"}${row.refused > 0 ? ` · ${plural(row.refused, "row")} refused` : ""}`}
              columns={[
                {
                  head: "File",
                  cell: (row) => (
                    <Link to={paths.importBatch(row.id)}>
                      <b>{row.fileName}</b>
                    </Link>
                  ),
                },
                { head: "Format", cell: (row) => sayFormat(row.format) },
                { head: "State", cell: (row) => <span className={sayBatch(row).mark}>{sayBatch(row).words}</span> },
                { head: "By", cell: (row) => row.startedBy ?? "command line" },
                { head: "When", cell: (row) => formatDateTime(row.completedAt ?? row.startedAt, timeZone) },
                { head: "Known", numeric: true, cell: (row) => formatCount(row.unchanged) },
                { head: "Refused", numeric: true, cell: (row) => formatCount(row.refused) },
                { head: "New rows", numeric: true, amount: true, cell: (row) => formatCount(row.imported) },
              ]}
            />
            <Pager shown={batches.length} nextCursor={list.nextCursor} noun={batches.length === 1 ? "import" : "imports"} />
          </>
        )}
      </Block>
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
