import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { ImportWay } from "#app/components/imports/import-way.tsx";
import { ImportProgress } from "#app/components/imports/import-progress.tsx";
import { sayCounts, sayFormat, saySize, UPLOAD_WORDS } from "#app/components/imports/import-words.ts";
import { useWatch } from "#app/components/imports/use-watch.ts";
import { Band } from "#app/components/layout/band.tsx";
import { Block } from "#app/components/layout/block.tsx";
import { ErrorPage } from "#app/components/layout/error-page.tsx";
import { takeForm, textsOf } from "#app/lib/form-answer.server.ts";
import { formatCount, formatDateTime, plural } from "#app/lib/format.ts";
import { paths } from "#app/lib/paths.ts";
import { mappingChoice, uploadIdInput, uploadPageInput, workOnUploadInput } from "#server/contracts/imports.ts";
import { callerFor } from "#server/trpc/caller.ts";
import { FirstRows } from "./first-rows.tsx";
import { ReadingForm } from "./reading-form.tsx";
import { WorkForm } from "./work-form.tsx";

export const meta: MetaFunction = () => [{ title: "A file · Imports · Misty" }];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const caller = await callerFor(request, context);
  const asked = uploadPageInput.safeParse({ ...Object.fromEntries(new URL(request.url).searchParams), id: params["id"] });
  if (!asked.success) throw new Response(null, { status: 404 });
  const [file, shop] = await Promise.all([caller.imports.file(asked.data), caller.session.shop()]);
  return { file, timeZone: shop.timeZone, currency: shop.currency };
}

const MAPPING_FIELDS = Object.keys(mappingChoice.shape);

export async function action({ request, context, params }: ActionFunctionArgs) {
  const values = textsOf(await request.formData());
  const id = params["id"];
  const { imports } = await callerFor(request, context);
  const intent = values["intent"] ?? "check";
  const mapping = "source" in values ? Object.fromEntries(MAPPING_FIELDS.map((name) => [name, values[name]])) : undefined;
  const outcome =
    intent === "stop"
      ? await takeForm(intent, uploadIdInput, { id }, values, (input) => imports.stop(input))
      : await takeForm(intent, workOnUploadInput, { ...values, id, mapping }, values, (input) => (intent === "start" ? imports.start(input) : imports.check(input)));
  if ("result" in outcome) return redirect(paths.importFile(outcome.result.id));
  // Messages come as mapping.date; the fields are called date.
  const fields = Object.fromEntries(Object.entries(outcome.answer.fields).map(([name, message]) => [name.replace(/^mapping\./, ""), message]));
  return data({ ...outcome.answer, fields }, { status: outcome.status });
}

/** A file before it is an import: how it is read, what its first rows become, what is wrong with it. */
export default function ImportFilePage() {
  const { file, timeZone, currency } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { state, report, form, preview } = file;
  const working = state === "checking" || state === "importing";
  useWatch(working);
  const mayWork = file.isHere && !working && state !== "imported";
  return (
    <div className="page-body list-page inventory imports long-name">
      <Band label={sayFormat(mayWork ? file.format : (file.format ?? "transaction-log"))} title={file.fileName} figure={report ? formatCount(report.rows) : undefined}>
        <p>
          {saySize(file.bytes)}, uploaded by {file.uploadedBy ?? "somebody"} on {formatDateTime(file.uploadedAt, timeZone)}. {UPLOAD_WORDS[state]}
          {report ? ` · ${plural(report.rows, "row")}` : ""}.
        </p>
      </Band>
      <ImportWay refusal={answer && { title: "Not done", sentence: answer.sentence }} />
      {file.error && !working ? (
        <p className="note long" role="status">
          <b>Not taken</b>
          {file.error}
        </p>
      ) : null}
      {!file.isHere && state !== "imported" ? (
        <p className="note long" role="status">
          <b>The file itself is not here</b>
          Another machine took it, or it was removed. Upload it again to work on it here.
        </p>
      ) : null}
      {working ? (
        <Block track="A1" title={state === "checking" ? "The check" : "The import"}>
          <ImportProgress title={file.stopAsked ? "It is being stopped." : state === "checking" ? "The whole file is being checked." : "The file is being imported."} progress={file.progress} holdsOthersUp={file.holdsOthersUp && state === "importing"} />
          <Form method="post">
            <button className="btn" name="intent" value="stop" disabled={file.stopAsked}>
              Stop it
            </button>
          </Form>
        </Block>
      ) : null}
      {report && !working ? (
        <Block track="A1" title={state === "imported" ? "Imported" : "What the check found"}>
          <p className="import-counts" role="status">
            <b>{sayCounts(report)}</b>
            {report.imported === 0 && report.unchanged > 0 ? " Everything that can be read of this file is here already." : null}
          </p>
          {state === "imported" && file.batchId ? (
            <p>
              <Link className="btn go" to={paths.importBatch(file.batchId)}>
                See the import
              </Link>
            </p>
          ) : null}
          {report.errors.length > 0 ? <Refused errors={report.errors} refused={report.refused} imported={state === "imported"} /> : null}
        </Block>
      ) : null}
      {mayWork ? (
        <>
          {form ? (
            <Block track="B1" title="How the lines are cut">
              <ReadingForm form={form} />
            </Block>
          ) : null}
          <Block track="B2" title={form ? "Which column is which" : "Take it in"}>
            <WorkForm file={file} currency={currency} timeZone={timeZone} answer={answer} key={`${form?.choice.header ?? ""}${form?.choice.delimiter ?? ""}${form?.choice.line ?? ""}`} />
          </Block>
          {preview ? (
            <Block track="B3" title="The first rows as they will come in">
              <FirstRows preview={preview} readDatesAs={form?.choice.dateFormat === undefined ? (form?.ambiguousDates[0]?.pattern ?? null) : null} />
            </Block>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

type Report = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["file"]["report"]>;

function Refused({ errors, refused, imported }: { errors: Report["errors"]; refused: number; imported: boolean }) {
  return (
    <>
      <h3>{imported ? "Rows that were left out" : "Rows that will be left out"}</h3>
      <ul className="refused">
        {errors.map((error) => (
          <li key={`${error.file ?? ""}${error.row}`}>
            <b>
              {error.file ? `${error.file}, ` : ""}row {error.row === null ? "?" : formatCount(error.row)}
              {error.column === null ? "" : `, ${error.column}`}
            </b>{" "}
            {error.message}
          </li>
        ))}
      </ul>
      {refused > errors.length ? <p className="quiet">And {formatCount(refused - errors.length)} more. {imported ? "All of them stand with the import." : "After the import all of them can be downloaded."}</p> : null}
      <p className="quiet">Mend them in the file and upload it again later; what is in already is known.</p>
    </>
  );
}

export const ErrorBoundary = ErrorPage;
